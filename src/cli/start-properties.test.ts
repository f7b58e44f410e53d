// A broker reads its properties file when it starts, so what was edited on the workstation counts from then on.

import { describe, expect, test } from 'vitest'
import '../testing/every-version.ts'
import { nodeOf } from '../engine/processes.ts'
import { run, runCommand } from '../engine/scheduler.ts'
import type { BrokerStartSpec } from '../kafka/broker/broker-start-spec.ts'
import type { Command } from '../kafka/cluster/commands.ts'
import { brokerStates } from '../kafka/cluster/kinds/broker/brokers.ts'
import { settingsInVain } from '../kafka/cluster/settings-in-vain.ts'
import { buildImage } from '../kafka/observe/image/build-image.ts'
import { type Era, emptyCluster, oneBroker } from '../scenarios/index.ts'
import { runScript } from '../testing/headless-shell.ts'
import { refuse, simulatorModel } from './model.ts'

const ADVERTISED = 'advertised.listeners=PLAINTEXT://nosuchhost:9092'

function played(script: string, spec = emptyCluster()) {
  const world = simulatorModel.create(spec, 1)
  const { stdout, stderr } = runScript(world, script)
  const configOf = (node: string) => (nodeOf(world, node).spec as BrokerStartSpec).config
  return { output: stdout + stderr, stdout, configOf, world }
}

const LIST = 'kafka-cluster.sh list-endpoints --bootstrap-server localhost:9094 | grep -o "^2 .*[^ ] *9..."'

test('what is written into it counts when the broker starts anew, and not before', () => {
  const { output } = played(
    `echo '${ADVERTISED}' >> config/broker-2.properties\n${LIST}\n:stop broker-2\nsleep 5\n:start broker-2\nsleep 8\n${LIST}\n`,
  )
  const listed = output.split('\n').filter((line) => line.startsWith('2 '))
  expect(listed.map((line) => line.split(/ +/).slice(1, 3))).toEqual([
    ['localhost', '9093'],
    ['nosuchhost', '9092'],
  ])
})

test('what is taken out counts no more', () => {
  const { output, configOf } = played(
    `cat config/broker-2.properties > saved\necho '${ADVERTISED}' >> config/broker-2.properties\n:kill broker-2\n:start broker-2\ncat saved > config/broker-2.properties\n:kill broker-2\n:start broker-2\nsleep 5\n${LIST}\n`,
  )
  expect(output).toMatch(/^2 +localhost +9093/m)
  expect(configOf('broker-2')).toEqual(configOf('broker-3'))
})

test('the first broker has config/server.properties', () => {
  const { configOf } = played(
    'echo message.max.bytes=1000 >> config/server.properties\n:kill broker-1\n:start broker-1\n',
    oneBroker(),
  )
  expect(configOf('broker-1')['message.max.bytes']).toBe('1000')
})

test('an untouched file leaves everything as it was', () => {
  const before = simulatorModel.create(emptyCluster(), 1).nodes.get('broker-1')?.spec
  const { world } = played(':kill broker-1\n:start broker-1\n')
  expect(world.nodes.get('broker-1')?.spec).toEqual(before)
})

describe('what Kafka dies of, it dies of', () => {
  /** Broker 2, killed and started with a line more in its file. */
  const started = (line: string, era: Era = 'kafka-4') =>
    played(
      `echo '${line}' >> config/broker-2.properties\n:kill broker-2\n:start broker-2\ntail -n 2 logs/server.log\n`,
      emptyCluster(era),
    )
  const CONFIG = 'org.apache.kafka.common.config.ConfigException'
  const ILLEGAL = 'java.lang.IllegalArgumentException'

  test.each([
    ['kafka-4', 'log.retention.hours=soon', `${CONFIG}: Invalid value soon for configuration log.retention.hours`],
    ['kafka-2.5', 'log.retention.hours=soon', `${CONFIG}: Invalid value soon for configuration log.retention.hours`],
    [
      'kafka-4',
      'advertised.listeners=PALINTEXT://host.name:9092',
      `${ILLEGAL}: Error creating broker listeners from '[PALINTEXT://host.name:9092]': No security protocol defined for listener PALINTEXT\n`,
    ],
    [
      'kafka-2.5',
      'advertised.listeners=PALINTEXT://host.name:9092',
      `${ILLEGAL}: Error creating broker listeners from 'PALINTEXT://host.name:9092': No security protocol defined for listener PALINTEXT\n`,
    ],
    ['kafka-4', 'node.id=7', "java.lang.RuntimeException: Stored node id 2 doesn't match previous node id 7"],
    [
      'kafka-2.5',
      'broker.id=7',
      "kafka.common.InconsistentBrokerIdException: Configured broker.id 7 doesn't match stored broker.id 2 in meta.properties.",
    ],
    [
      'kafka-2.5',
      'listeners=PLAINTEXT://localhost:9094',
      'org.apache.kafka.common.KafkaException: Socket server failed to bind to localhost:9094: Address already in use.\n',
    ],
    [
      'kafka-2.5',
      'listeners=PLAINTEXT://10.0.0.5:9093',
      'org.apache.kafka.common.KafkaException: Socket server failed to bind to 10.0.0.5:9093: Cannot assign requested address.\n',
    ],
  ] as const)('%s, %s', (era, line, words) => {
    const { stdout, world } = started(line, era)
    const [logged, exception] = stdout.trimEnd().split('\n').slice(-2)
    expect(logged).toMatch(/ ERROR .*(fatal exception|Fatal error during KafkaServer startup)/)
    expect(`${exception}\n`).toContain(words)
    expect(buildImage(world).brokers.get('broker-2')).toMatchObject({ status: 'stopped', startFailure: exception })
  })

  test('and it starts once the line is right, with its logs as they were', () => {
    const { output, world } = played(
      'cat config/broker-2.properties > saved\necho advertised.listeners=PALINTEXT://a:1 >> config/broker-2.properties\n:stop broker-2\nsleep 5\n:start broker-2\n:start broker-2\ncat saved > config/broker-2.properties\n:start broker-2\nsleep 8\ngrep -c ERROR logs/server.log\ntail -n 1 logs/server.log\n',
    )
    expect(output).toMatch(/^2\n.* INFO \[KafkaRaftServer nodeId=2\] Kafka Server started/m)
    expect(nodeOf(world, 'broker-2').status).toBe('running')
  })

  test('people are told that it did not start, and of what it died', () => {
    const { world } = started('num.partitions=0')
    world.happenings.length = 0
    simulatorModel.applyCommand(world, { type: 'StartNode', node: 'broker-2' })
    expect(world.happenings.map(({ body }) => body)).toEqual([
      {
        type: 'StartFailed',
        node: 'broker-2',
        error: `${CONFIG}: Invalid value 0 for configuration num.partitions: Value must be at least 1`,
      },
    ])
  })

  test('without a file there is no process', () => {
    const { output } = played('rm config/broker-2.properties\n:kill broker-2\n:start broker-2\n')
    expect(output).toContain('Missing required configuration "process.roles" which has no default value.')
  })
})

describe('what it takes, and this simulator cannot', () => {
  test('another port is refused in the simulator’s voice, and nothing is done', () => {
    const { output, world } = played(
      "echo 'listeners=PLAINTEXT://localhost:9999' >> config/broker-2.properties\n:kill broker-2\n:start broker-2\n",
    )
    expect(output).toContain('its properties file has to say listeners=PLAINTEXT://localhost:9093')
    expect(nodeOf(world, 'broker-2').status).toBe('killed')
  })

  test('the same place in other words is taken, and told as the line has it', () => {
    const { output } = played(
      `sed -i 's,^listeners=.*,listeners=PLAINTEXT://my-kafka:9093,' config/broker-2.properties\n:stop broker-2\nsleep 5\n:start broker-2\nsleep 8\n${LIST}\n`,
    )
    expect(output).toMatch(/^2 +my-kafka +9093/m)
  })

  test('a setting that nothing here acts on is no reason not to start, and is told to the reader', () => {
    const spec = emptyCluster()
    const { world } = played(
      'echo num.io.threads=3 >> config/broker-2.properties\n:kill broker-2\n:start broker-2\n',
      spec,
    )
    expect(nodeOf(world, 'broker-2').status).toBe('running')
    expect(settingsInVain(spec, [{ type: 'StartNode', node: 'broker-2' }], world)).toEqual([
      { of: 'broker-2', withoutEffect: ['num.io.threads'], refused: [] },
    ])
  })
})

test('a name that Kafka does not know does nothing at all: no warning, and the old address', () => {
  const { output } = played(
    `echo 'adverties.listener=PALINTEXT://host.name:9092' >> config/server.properties\n:stop broker-1\nsleep 5\n:start broker-1\nsleep 20\ngrep -cE 'WARN|ERROR' logs/server.log\nkafka-broker-api-versions.sh --bootstrap-server host.name:9092 | grep -o '^[a-z.]*:9092'\n`,
    oneBroker('kafka-2.5'),
  )
  expect(output).toMatch(/^0\nlocalhost:9092\n/m)
})

describe('2.5 knows hosts and ports from before there were listeners', () => {
  const advertised = (era: Era) =>
    played(
      'echo advertised.host.name=my-kafka >> config/server.properties\n:stop broker-1\nsleep 5\n:start broker-1\nsleep 20\n',
      oneBroker(era),
    ).world
  test('it tells clients what they say', () => {
    expect(brokerStates(advertised('kafka-2.5'))[0]?.host).toBe('my-kafka')
  })
  test('to 4.3.1 they are names like any other', () => {
    expect(brokerStates(advertised('kafka-4'))[0]?.host).toBe('localhost')
  })
})

test.each<Era>(['kafka-2.5', 'kafka-4'])(
  '%s: a broker under the number of one that was taken away starts again with its own settings, not with that one’s file',
  (profile) => {
    const world = simulatorModel.create(emptyCluster(profile), 1)
    const give = (command: Command) => {
      expect(refuse(world, command)).toBeNull()
      runCommand(world, () => simulatorModel.applyCommand(world, command))
      run(world, { untilUs: world.nowUs + 25_000_000 })
    }
    give({ type: 'RemoveBroker', broker: 'broker-3' })
    const config = { 'log.dirs': '/disk-a/kafka-3,/disk-b/kafka-3', 'message.max.bytes': '2000' }
    give({ type: 'AddBroker', broker: { id: 3, rack: 'east', config } })
    give({ type: 'StopNode', node: 'broker-3' })
    give({ type: 'StartNode', node: 'broker-3' })
    expect(nodeOf(world, 'broker-3').status).toBe('running')
    expect((nodeOf(world, 'broker-3').spec as BrokerStartSpec).config).toMatchObject(config)
  },
)
