// A server that is started without -daemon: it holds its terminal, whose screen its log scrolls over, until it is ended.
import { describe, expect, test } from 'vitest'
import '../../testing/every-version.ts'
import { nodeOf } from '../../engine/processes.ts'
import { run } from '../../engine/scheduler.ts'
import { buildImage } from '../../kafka/observe/image/build-image.ts'
import { type Era, emptyMachine, oneBroker } from '../../scenarios/index.ts'
import { runScript, terminalOf } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const FORMAT = `ID=$(bin/kafka-storage.sh random-uuid)
bin/kafka-storage.sh format --standalone -t $ID -c config/controller.properties
bin/kafka-storage.sh format -t $ID -c config/server.properties
`

/** Somebody at the keyboard of a few terminals: `^C`, `^Z` and `close` are what they do, a number is a wait in milliseconds. */
function machine(era: Era, spec = emptyMachine(era)) {
  const world = simulatorModel.create(spec, 1)
  if (era === 'kafka-4' && spec.nothingRuns === true) runScript(world, FORMAT, { terminal: 'before' })
  const apply = (command: Parameters<typeof simulatorModel.applyCommand>[1]) =>
    simulatorModel.applyCommand(world, command)
  const at = (terminal: string, ...keys: readonly (string | number)[]) => {
    if (buildImage(world).terminals.get(terminal) === undefined) apply({ type: 'OpenTerminal', terminal, tty: true })
    for (const key of keys) {
      if (key === '^C') apply({ type: 'Interrupt', terminal })
      else if (key === '^Z') apply({ type: 'Suspend', terminal })
      else if (key === 'close') apply({ type: 'CloseTerminal', terminal })
      else if (typeof key === 'string') apply({ type: 'TypeLine', terminal, text: key })
      run(world, { untilUs: world.nowUs + (typeof key === 'number' ? key * 1_000 : 1_000) })
    }
  }
  const image = (terminal: string) => buildImage(world).terminals.get(terminal)
  return {
    world,
    at,
    image,
    screen: (terminal: string) => terminalOf(world, terminal).screen,
    status: (id: string) => nodeOf(world, id).status,
  }
}

const KEEPER: Record<Era, { readonly node: string; readonly start: string; readonly says: string }> = {
  'kafka-2.5': {
    node: 'zookeeper-1',
    start: 'bin/zookeeper-server-start.sh config/zookeeper.properties',
    says: 'INFO binding to port 0.0.0.0/0.0.0.0:2181 (org.apache.zookeeper.server.NIOServerCnxnFactory)\n',
  },
  'kafka-4': {
    node: 'controller-101',
    start: 'bin/kafka-server-start.sh config/controller.properties',
    says: 'INFO [KafkaRaftServer nodeId=101] Kafka Server started (kafka.server.KafkaRaftServer)\n',
  },
}
const STARTED: Record<Era, string> = {
  'kafka-2.5': '[KafkaServer id=1] started (kafka.server.KafkaServer)\n',
  'kafka-4': '[KafkaRaftServer nodeId=1] Kafka Server started (kafka.server.KafkaRaftServer)\n',
}
const BROKER = 'bin/kafka-server-start.sh config/server.properties'

describe.each(Object.keys(KEEPER) as Era[])('%s', (era) => {
  const keeper = KEEPER[era]

  function running() {
    const there = machine(era)
    there.at('one', keeper.start, 5_000)
    there.at('two', BROKER, 10_000)
    return there
  }

  test('one terminal each, and a third to go on in', () => {
    const { at, image, screen, status } = running()
    expect(screen('one')).toContain(keeper.says)
    expect(screen('two')).toContain(STARTED[era])
    expect(screen('two')).toContain('broker-1 runs in this terminal: go on in another one.')
    expect(image('two')).toMatchObject({ running: 'kafka-server-start.sh', goesOn: true })
    at('three', 'bin/kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders', 5_000)
    expect(screen('three')).toContain('Created topic orders.\n')
    expect([status(keeper.node), status('broker-1')]).toEqual(['running', 'running'])
  })

  test('its screen is what it writes into logs/server.log', () => {
    const { at, screen } = running()
    at('three', 'grep -c broker-1 logs/server.log', 'cat logs/server.log', 100)
    const shown = screen('two')
      .split('\n')
      .filter((line) => line.startsWith('['))
    expect(shown.length).toBeGreaterThan(2)
    for (const line of shown) expect(screen('three')).toContain(line)
  })

  test('Ctrl-C has it shut down in order, and the prompt is there once it has', () => {
    const { at, screen, status, image } = running()
    at('two', '^C', 5_000, 'echo $?', 100)
    expect(screen('two')).toMatch(
      /shutting down \(kafka\.server\.\w+\)\n(?:.*\n)*.*shut down completed \(kafka\.server\.\w+\)\n/,
    )
    expect(screen('two')).toMatch(/\$ echo \$\?\n130\n$/)
    expect([status('broker-1'), image('two')?.running]).toEqual(['stopped', null])
    at('one', '^C', 5_000, 'echo $?', 100)
    expect(screen('one')).toMatch(/\$ echo \$\?\n130\n$/)
    expect(status(keeper.node)).toBe('stopped')
  })

  test('Ctrl-Z stops the server with the process, bg lets both go on, and its lines come over the prompt', () => {
    const { at, screen, status } = running()
    at('two', '^Z', 100)
    expect(status('broker-1')).toBe('paused')
    expect(screen('two')).toMatch(
      /\^Z\n\[1\]\+ {2}Stopped {17}bin\/kafka-server-start\.sh config\/server\.properties\n$/,
    )
    at('two', 'bg', 100)
    expect(status('broker-1')).toBe('running')
    at('two', 'kill %1', 5_000, '', 10)
    expect(status('broker-1')).toBe('stopped')
    expect(screen('two')).toMatch(
      /shut down completed .*\n(?:.*\n)*\[1\]\+ {2}Exit 143 {16}bin\/kafka-server-start\.sh/,
    )
  })

  test('whoever ends it from elsewhere gives the prompt back: in order with 143, by kill -9 with 137', () => {
    const { at, screen, status } = running()
    at(
      'three',
      era === 'kafka-4' ? 'bin/kafka-server-stop.sh --process-role=broker' : 'bin/kafka-server-stop.sh',
      5_000,
    )
    at('two', 'echo $?', 100, BROKER, 10_000)
    expect(screen('two')).toMatch(/shut down completed [^$]*\$ echo \$\?\n143\n/)
    at('three', "kill -9 $(pgrep -f 'kafka.Kafka config/server.properties')", 1_000)
    at('two', 'echo $?', 100)
    expect(status('broker-1')).toBe('killed')
    expect(screen('two')).toMatch(/Killed\n\$ echo \$\?\n137\n$/)
  })

  test('closing its terminal hangs up: it ends in order, but for one that was called with nohup', () => {
    const { at, status } = running()
    at('two', 'close', 5_000)
    expect(status('broker-1')).toBe('stopped')
    at('three', `nohup ${BROKER} > kafka.out 2>&1 &`, 10_000)
    at('four', 'tail -n 1 kafka.out', 100)
    expect(status('broker-1')).toBe('running')
    at('three', 'close', 5_000)
    expect(status('broker-1')).toBe('running')
  })

  test('ps shows it once, on its terminal and with the heap of a server', () => {
    const { at, screen } = running()
    at(
      'three',
      "ps -ef | grep -c '[k]afka.Kafka config/server.properties'",
      "ps -ef | grep '[k]afka.Kafka config/server'",
      100,
    )
    expect(screen('three')).toMatch(
      /\n1\n[^\n]*\n.* pts\/1 .* java -Xmx1G -Xms1G .* kafka\.Kafka config\/server\.properties\n/,
    )
  })
})

test('what a second one on the directories dies of, its own terminal says, and not the first one’s', () => {
  const { at, screen, status } = machine('kafka-4', oneBroker('kafka-4'))
  at('one', 'bin/kafka-server-stop.sh --process-role=broker', 3_000, BROKER, 10_000)
  at('two', BROKER, 3_000, 'echo $?', 100)
  expect(screen('two')).toContain('Failed to acquire lock on file .lock in /tmp/kafka-logs-1.')
  expect(screen('two')).toMatch(/\$ echo \$\?\n1\n$/)
  expect(screen('one')).not.toContain('Failed to acquire lock')
  expect(status('broker-1')).toBe('running')
})

test('in a script it goes on with &, and the script beside it', () => {
  const world = simulatorModel.create(emptyMachine('kafka-2.5'), 1)
  const { commands } = runScript(
    world,
    `bin/zookeeper-server-start.sh config/zookeeper.properties > zookeeper.out &
sleep 3
${BROKER} > kafka.out &
sleep 10
tail -n 1 kafka.out
bin/kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders
`,
  )
  expect(commands[4]?.stdout).toContain(STARTED['kafka-2.5'])
  expect(commands[5]?.stdout).toContain('Created topic orders.')
})
