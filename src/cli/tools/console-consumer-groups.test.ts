// What a console consumer says on standard error when its group will not have it. The words are those of 4.3.1.

import { beforeEach, expect, test } from 'vitest'
import { run } from '../../engine/scheduler.ts'
import { takeHappenings, type World } from '../../engine/world.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript, terminalOf } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const SERVER = '--bootstrap-server localhost:9092'
const LOGGER = '(org.apache.kafka.clients.consumer.internals.ConsumerCoordinator)'
let world: World

beforeEach(() => {
  world = simulatorModel.create(emptyCluster(), 1)
  runScript(
    world,
    `kafka-topics.sh ${SERVER} --create --topic orders --partitions 2 --replication-factor 3
     printf 'a\\nb\\n' | kafka-console-producer.sh ${SERVER} --topic orders`,
  )
})

const apply = (command: Command) => simulatorModel.applyCommand(world, command)
const consume = (terminal: string, options: string) => {
  apply({ type: 'OpenTerminal', terminal, tty: true })
  apply({ type: 'TypeLine', terminal, text: `kafka-console-consumer.sh ${SERVER} --topic orders ${options}` })
}
const pass = (ms: number) => {
  run(world, { untilUs: world.nowUs + ms * 1000 })
  takeHappenings(world)
}
/** Lines of the log, without their instants. */
const logged = (terminal: string) =>
  terminalOf(world, terminal)
    .screen.split('\n')
    .filter((line) => line.includes(LOGGER))
    .map((line) => line.replace(/^\[[^\]]*\] /, '').replace(` ${LOGGER}`, ''))

test('a static member whose place is taken hears it from its heartbeat thread, and its last commit is in vain', () => {
  consume('t1', '--group g --consumer-property client.id=c3 --consumer-property group.instance.id=i1')
  pass(8_000)
  consume('t2', '--group g --consumer-property client.id=c4 --consumer-property group.instance.id=i1')
  pass(10_000)
  const [fenced, commit] = logged('t1')
  expect(fenced).toBe(
    'ERROR [Consumer instanceId=i1, clientId=c3, groupId=g] Caught fenced group.instance.id Optional[i1] error in heartbeat thread',
  )
  expect(commit).toMatch(
    /^WARN \[Consumer instanceId=i1, clientId=c3, groupId=g\] Synchronous auto-commit of offsets \{.*\} failed: Offset commit cannot be completed since the consumer is not part of an active group/,
  )
  expect(logged('t2')).toEqual([])
})

test('a static member whose commit is refused first hears of it from every poll and commit after that', () => {
  const own = '--consumer-property group.instance.id=i1 --consumer-property heartbeat.interval.ms=9000'
  const more = '--consumer-property session.timeout.ms=30000 --consumer-property auto.commit.interval.ms=500'
  consume('t1', `--group g --from-beginning ${own} ${more} --consumer-property client.id=c3`)
  pass(8_000)
  consume('t2', `--group g ${own} ${more} --consumer-property client.id=c4`)
  pass(10_000)
  const [refused, closing, ...rest] = logged('t1')
  expect(refused).toMatch(
    /^ERROR .* Offset commit failed on partition orders-\d at offset \d: The broker rejected this static/,
  )
  expect(closing).toMatch(
    /^WARN .* Synchronous auto-commit of offsets \{.*\} failed: Get fenced exception for group.instance.id i1, current member.id is i1-/,
  )
  expect(rest).toEqual([])
  expect(terminalOf(world, 't1').screen).toContain('FencedInstanceIdException: Get fenced exception')
})

test('a join that is refused for good is an error in the log, and then ends the program', () => {
  consume('t1', '--group g')
  pass(8_000)
  const roundRobin = 'org.apache.kafka.clients.consumer.RoundRobinAssignor'
  consume(
    't2',
    `--group g --consumer-property client.id=c5 --consumer-property partition.assignment.strategy=${roundRobin}`,
  )
  pass(8_000)
  const message =
    "The group member's supported protocols are incompatible with those of existing members or first group member tried to join with empty protocol type or empty protocol list."
  expect(logged('t2')).toEqual([
    `ERROR [Consumer clientId=c5, groupId=g] JoinGroup failed due to fatal error: ${message}`,
  ])
  expect(terminalOf(world, 't2').screen).toContain(`InconsistentGroupProtocolException: ${message}`)
})

test('a commit of a topic that is gone says which partition failed, and is tried again in silence', () => {
  consume('t1', '--group g --from-beginning --consumer-property client.id=c1')
  pass(8_000)
  runScript(world, `kafka-topics.sh ${SERVER} --delete --topic orders`)
  pass(5_000)
  const lines = logged('t1')
  expect(lines[0]).toMatch(
    /^WARN \[Consumer clientId=c1, groupId=g\] Offset commit failed on partition orders-\d at offset \d: This server does not host this topic-partition\.$/,
  )
  expect(lines.filter((line) => line.includes('auto-commit of offsets {'))).toEqual([])
})

test('a commit that will be tried again is not worth a word', () => {
  consume('t1', '--group g --consumer-property client.id=c1 --consumer-property auto.commit.interval.ms=500')
  pass(8_000)
  for (const broker of ['broker-1', 'broker-2', 'broker-3']) apply({ type: 'PauseNode', node: broker })
  pass(60_000)
  for (const broker of ['broker-1', 'broker-2', 'broker-3']) apply({ type: 'ResumeNode', node: broker })
  pass(20_000)
  expect(logged('t1').filter((line) => line.includes('auto-commit') && line.includes('retriable'))).toEqual([])
})

test('groups are listed in the order of the HashMap in which the admin client gathers them', () => {
  for (const group of ['none', 'mix', 'h2', 'dur', 'st'])
    runScript(
      world,
      `kafka-console-consumer.sh ${SERVER} --topic orders --from-beginning --max-messages 1 --group ${group}`,
    )
  const { stdout } = runScript(world, `kafka-consumer-groups.sh ${SERVER} --list`)
  expect(stdout).toBe('dur\nst\nh2\nnone\nmix\n')
})

test('a duration that reaches back before 1970 is asked for again and again, for no leader takes such a time', () => {
  const world = simulatorModel.create(emptyCluster(), 1)
  const { commands } = runScript(
    world,
    `kafka-topics.sh ${SERVER} --create --topic orders --replica-assignment 1:2
echo a | kafka-console-producer.sh ${SERVER} --topic orders
kafka-console-consumer.sh ${SERVER} --topic orders --timeout-ms 3000 --command-property auto.offset.reset=by_duration:P40000D
`,
  )
  const { stdout, stderr } = commands.at(-1)!
  expect(stdout).toBe('')
  expect(stderr).toContain(
    'Attempt to fetch offsets for partition orders-0 failed due to unexpected exception: The version of API is not supported., retrying.',
  )
})
