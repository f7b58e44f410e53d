// Processes that were stopped by Ctrl-Z or kill -STOP, as the cluster sees them.
import { describe, expect, test } from 'vitest'
import '../testing/every-version.ts'
import { copyWorld } from '../engine/copy-world.ts'
import { nodeOf } from '../engine/processes.ts'
import { run } from '../engine/scheduler.ts'
import { hashWorld } from '../engine/state-hash.ts'
import type { Command } from '../kafka/cluster/commands.ts'
import { buildImage } from '../kafka/observe/image/build-image.ts'
import { type Era, emptyCluster, oneBroker } from '../scenarios/index.ts'
import { simulatorModel, workstationOf } from './model.ts'

const ERAS: readonly Era[] = ['kafka-4', 'kafka-2.5']
const SERVER = '--bootstrap-server localhost:9092'

function inTerminal(spec: ReturnType<typeof oneBroker>) {
  const world = simulatorModel.create(spec, 1)
  const apply = (command: Command) => simulatorModel.applyCommand(world, command)
  const wait = (seconds: number) => run(world, { untilUs: world.nowUs + seconds * 1_000_000 })
  wait(8)
  const open = (terminal: string) => {
    apply({ type: 'OpenTerminal', terminal, tty: true })
    const state = () => workstationOf(world).terminals.get(terminal)
    return {
      type(text: string, seconds = 0) {
        apply({ type: 'TypeLine', terminal, text })
        wait(seconds)
      },
      suspend(seconds = 0) {
        apply({ type: 'Suspend', terminal })
        wait(seconds)
      },
      screen: () => state()?.screen ?? '',
      /** What came on the screen since the line was last typed. */
      since: (line: string) => (state()?.screen ?? '').split(`$ ${line}\n`).at(-1) ?? '',
    }
  }
  return { world, open, wait, image: () => buildImage(world) }
}

describe.each(ERAS)('%s', (era) => {
  const producing = era === 'kafka-4' ? SERVER : '--broker-list localhost:9092'

  test('a consumer that is stopped for longer than its session leaves its group, and comes back when it goes on', () => {
    const { open, wait } = inTerminal(oneBroker(era))
    const [first, second] = [open('terminal-1'), open('terminal-2')]
    second.type(`bin/kafka-topics.sh ${SERVER} --create --topic hello --partitions 2`, 4)
    first.type(`bin/kafka-console-consumer.sh ${SERVER} --topic hello --group g`, 8)
    first.suspend(1)
    expect(first.screen()).toContain(
      `^Z\n[1]+  Stopped                 bin/kafka-console-consumer.sh ${SERVER} --topic hello --group g\n`,
    )
    const describeGroup = `bin/kafka-consumer-groups.sh ${SERVER} --describe --group g`
    second.type(describeGroup, 4)
    expect(second.since(describeGroup)).toMatch(/ (console-)?consumer-/)
    wait(60)
    second.type(describeGroup, 4)
    expect(second.since(describeGroup)).toContain("Consumer group 'g' has no active members.")
    second.type(`echo late | bin/kafka-console-producer.sh ${producing} --topic hello`, 5)
    expect(first.screen()).not.toContain('late')
    first.type('fg', 20)
    expect(first.screen()).toMatch(/\$ fg\nbin\/kafka-console-consumer[^\n]*\n(?:.*\n)*late\n/)
    second.type(describeGroup, 4)
    expect(second.since(describeGroup)).toMatch(/ (console-)?consumer-/)
  })

  test('a producer that is stopped sends nothing of what is typed; in the foreground again it does', () => {
    const { open } = inTerminal(oneBroker(era))
    const [first, second] = [open('terminal-1'), open('terminal-2')]
    first.type(`bin/kafka-console-producer.sh ${producing} --topic hello`, 4)
    first.type('before', 2)
    first.suspend()
    first.type('echo this is for the shell', 5)
    expect(first.since('echo this is for the shell')).toContain('this is for the shell\n')
    const read = `bin/kafka-console-consumer.sh ${SERVER} --topic hello --from-beginning --timeout-ms 3000`
    second.type(read, 10)
    expect(second.screen()).toMatch(/\nbefore\n/)
    expect(second.screen()).not.toContain('this is for')
    first.type('fg', 1)
    first.type('after', 3)
    second.type(read, 10)
    expect(second.since(read)).toMatch(/(?:^|\n)before\nafter\n/)
  })

  test('in the background a producer is stopped as soon as it reads what is typed', () => {
    const { open } = inTerminal(oneBroker(era))
    const first = open('terminal-1')
    first.type(`bin/kafka-console-producer.sh ${producing} --topic hello &`, 4)
    first.type('jobs -l', 1)
    expect(first.since('jobs -l')).toMatch(/^\[1\]\+ +\d+ Stopped \(tty input\) +bin\/kafka-console-producer/)
  })

  test('a broker that is stopped by its pid loses its session, and learns of its successors when it goes on', () => {
    const { open, world, image } = inTerminal(emptyCluster(era))
    const first = open('terminal-1')
    first.type(`bin/kafka-topics.sh ${SERVER} --create --topic hello --replication-factor 3 --partitions 3`, 5)
    first.type('kill -STOP 602', 1)
    expect(nodeOf(world, 'broker-2').status).toBe('paused')
    first.type('ps -p 602 -o pid,stat', 1)
    expect(first.since('ps -p 602 -o pid,stat')).toMatch(/602 Tl\n/)
    first.type('sleep 60', 61)
    const leaders = () =>
      [...image().partitions.values()].filter(({ topic }) => topic === 'hello').map(({ leader }) => leader)
    expect(leaders()).not.toContain(2)
    first.type('kill -CONT 602', 30)
    expect(nodeOf(world, 'broker-2').status).toBe('running')
    const inSync = [...image().partitions.values()]
      .filter(({ topic }) => topic === 'hello')
      .map(({ isr }) => isr.length)
    expect(inSync).toEqual([3, 3, 3])
  })
})

test('the stage shows a stopped client as one that stands still, and a copy of the world goes on alike', () => {
  const { open, image, world, wait } = inTerminal(oneBroker())
  const first = open('terminal-1')
  first.type(`kafka-console-consumer.sh ${SERVER} --topic hello --group g`, 5)
  const status = () => [...image().members.values()].map((member) => member.status)
  expect(status()).toEqual(['running'])
  first.suspend(3)
  expect(status()).toEqual(['paused'])
  const copy = copyWorld(world)
  const goOn = (each: typeof world) => {
    simulatorModel.applyCommand(each, { type: 'TypeLine', terminal: 'terminal-1', text: 'bg' })
    run(each, { untilUs: each.nowUs + 20_000_000 })
    return hashWorld(each)
  }
  expect(goOn(copy)).toBe(goOn(world))
  wait(1)
  expect(status()).toEqual(['running'])
})
