import { describe, expect, test } from 'vitest'
import type { ClusterSpec, Command } from '../../kafka/cluster/commands.ts'
import { keepers } from '../../scenarios/index.ts'
import { composeFile } from './compose-file.ts'
import { type ScriptWords, sessionScript } from './session-script.ts'

const words: ScriptWords = {
  needs: ['Needs Kafka'],
  topics: 'Topics',
  session: 'Session',
  nothingDoes: ({ type }) => `nothing does ${type}`,
  unread: (line) => `cannot read ${line}`,
}

function clusterOf(profile: 'kafka-4' | 'kafka-2.5'): ClusterSpec {
  return {
    profile,
    brokers: [1, 2, 3].map((id) => ({ id, rack: id === 1 ? 'a' : null, config: {} })),
    ...keepers(3, profile),
    config: { 'num.partitions': '1', 'offsets.topic.replication.factor': '3' },
    topics: [{ name: 'orders', partitions: 3, replicationFactor: 3, config: { 'min.insync.replicas': '2' } }],
    producers: [],
    consumers: [],
    startWallClockMs: 0,
    networkLatencyUs: 250,
  }
}

/** What stands below "Session"; each command a second after the one before, unless it says otherwise. */
function session(
  commands: readonly (Command & { readonly atS?: number })[],
  profile: 'kafka-4' | 'kafka-2.5' = 'kafka-4',
) {
  const journal = commands.map((command, index) => ({ atUs: (command.atS ?? index) * 1_000_000, command }))
  const script = sessionScript({ spec: clusterOf(profile), journal }, words)
  return script
    .slice(script.indexOf('# Session\n') + 10)
    .trimEnd()
    .split('\n')
}

const typed = (text: string, terminal = 'terminal-1') => ({ type: 'TypeLine', terminal, text }) as const
const BROKERS = '--bootstrap-server localhost:9092,localhost:9093,localhost:9094'

describe('what was typed', () => {
  test('is what the script says', () => {
    expect(session([typed('kafka-topics.sh --bootstrap-server my-kafka:9092 --list')])).toEqual([
      'kafka-topics.sh --bootstrap-server my-kafka:9092 --list',
    ])
  })

  test('a command of several lines stays one, also when another terminal speaks in between', () => {
    const lines = session([typed('for i in 1 2; do'), typed('echo other', 'terminal-2'), typed('echo $i; done')])
    expect(lines).toEqual(['echo other', 'for i in 1 2; do', 'echo $i; done'])
  })

  test('a producer is written to as long as its terminal was, and what others did in between stays in between', () => {
    const lines = session([
      typed('kafka-console-producer.sh --bootstrap-server localhost:9092 --topic orders\nhello'),
      { type: 'KillNode', node: 'broker-2' },
      typed("it's"),
      { type: 'EndOfInput', terminal: 'terminal-1' },
      typed('echo done'),
    ])
    expect(lines).toEqual([
      'exec 3> >(kafka-console-producer.sh --bootstrap-server localhost:9092 --topic orders)',
      'terminal_1=$!',
      "printf '%s\\n' hello >&3",
      'docker compose kill broker-2',
      "printf '%s\\n' 'it'\\''s' >&3",
      'exec 3>&-',
      'wait "$terminal_1" 2> /dev/null || sleep 3',
      'echo done',
    ])
  })

  test('a consumer goes on beside the rest until Ctrl-C, and then shows what it read', () => {
    const lines = session([
      typed('bin/kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic orders', 'terminal-2'),
      typed('kafka-topics.sh --version'),
      { type: 'Interrupt', terminal: 'terminal-2' },
    ])
    expect(lines).toEqual([
      'bin/kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic orders > terminal_2.out 2>&1 &',
      'terminal_2=$!',
      'sleep 5',
      'kafka-topics.sh --version',
      'kill "$terminal_2"',
      'wait "$terminal_2" 2> /dev/null',
      'cat terminal_2.out',
    ])
  })

  test.each([
    'kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic orders --max-messages 5',
    'kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic orders | head -1',
    'echo hello | kafka-console-producer.sh --bootstrap-server localhost:9092 --topic orders',
    'kafka-server-start.sh -daemon config/server.properties',
  ])('ends by itself: %s', (line) => {
    expect(session([typed(line)])).toEqual([line])
  })

  test('what bash cannot read would end a script: it becomes a comment', () => {
    expect(session([typed('echo )'), typed('exit'), typed('echo on')])).toEqual(['# cannot read echo )', 'echo on'])
  })
})

describe('what was done by gesture', () => {
  test('has its tool, and the brokers are containers', () => {
    const lines = session([
      { type: 'CreateTopic', topic: { name: 'told', partitions: 2, replicationFactor: 3, config: {} } },
      { type: 'AlterTopicConfig', topic: 'told', config: { 'cleanup.policy': 'compact,delete', 'retention.ms': null } },
      { type: 'AddPartitions', topic: 'told', totalCount: 4 },
      { type: 'PowerCutNode', node: 'broker-1' },
      { type: 'StartNode', node: 'broker-1' },
      { type: 'SlowNode', node: 'broker-1', delayUs: 5 },
      { type: 'KillNode', node: 'order-service' },
    ])
    expect(lines).toEqual([
      `kafka-topics.sh ${BROKERS} --create --topic told --partitions 2 --replication-factor 3`,
      `kafka-configs.sh ${BROKERS} --alter --entity-type topics --entity-name told --add-config 'cleanup.policy=[compact,delete]' --delete-config retention.ms`,
      `kafka-topics.sh ${BROKERS} --alter --topic told --partitions 4`,
      'docker compose kill broker-1',
      'docker compose start broker-1',
      '# nothing does SlowNode',
      '# nothing does KillNode',
    ])
  })

  test('a cluster of ZooKeeper’s era has its settings there', () => {
    const [line] = session(
      [{ type: 'AlterTopicConfig', topic: 'told', config: { 'retention.ms': '1000' } }],
      'kafka-2.5',
    )
    expect(line).toBe(
      'kafka-configs.sh --zookeeper localhost:2181 --alter --entity-type topics --entity-name told --add-config retention.ms=1000',
    )
  })

  test('a record sent by hand has its key; where no tool can send it so, it is told', () => {
    const record = { topic: 'orders', partition: null, key: 'alice', value: 'tea', timestamp: null, headers: [] }
    const lines = session([
      { type: 'SendRecords', producer: 'order-service', records: [record] },
      { type: 'SendRecords', producer: 'order-service', records: [{ ...record, partition: 2 }] },
    ])
    expect(lines).toEqual([
      `kafka-console-producer.sh ${BROKERS} --topic orders --property parse.key=true <<'EOF'`,
      'alice\ttea',
      'EOF',
      '# nothing does SendRecords',
    ])
  })

  test('who waited for a session to end waits in the script too', () => {
    const lines = session([
      { type: 'KillNode', node: 'broker-2', atS: 10 },
      { ...typed('kafka-topics.sh --list'), atS: 22 },
    ])
    expect(lines).toEqual(['docker compose kill broker-2', 'sleep 12', 'kafka-topics.sh --list'])
  })
})

test('the script makes the topics first, and says which names the machine has to know', () => {
  const journal = [{ atUs: 0, command: typed('kafka-topics.sh --bootstrap-server my-kafka:9092 --list') }]
  const script = sessionScript({ spec: clusterOf('kafka-4'), journal }, words)
  expect(script).toContain(
    `kafka-topics.sh ${BROKERS} --create --topic orders --partitions 3 --replication-factor 3 --config min.insync.replicas=2`,
  )
  expect(script).toContain('# /etc/hosts: 127.0.0.1 my-kafka')
})

describe('the cluster as containers', () => {
  test('KRaft: controllers and brokers of the project’s own image', () => {
    const file = composeFile(clusterOf('kafka-4'))!
    expect(file.match(/^ {2}\S+:$/gm)).toEqual(
      [1, 2, 3].map((id) => `  controller-10${id}:`).concat([1, 2, 3].map((id) => `  broker-${id}:`)),
    )
    expect(file).toMatch(/image: apache\/kafka:\d/)
    expect(file).toContain(
      'KAFKA_CONTROLLER_QUORUM_VOTERS: "101@controller-101:19101,102@controller-102:19102,103@controller-103:19103"',
    )
    expect(file).toContain('KAFKA_ADVERTISED_LISTENERS: "PLAINTEXT://broker-2:19092,HOST://localhost:9093"')
    expect(file).toContain('KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: "3"')
    expect(file).toContain('KAFKA_BROKER_RACK: "a"')
  })

  test('ZooKeeper: an ensemble beside the brokers, and a word on whose image it is', () => {
    const file = composeFile(clusterOf('kafka-2.5'))!
    expect(file).toContain('ZOOKEEPER_SERVERS: "zookeeper-1:2888:3888;zookeeper-2:2888:3888;zookeeper-3:2888:3888"')
    expect(file).toContain('KAFKA_ZOOKEEPER_CONNECT: "zookeeper-1:2181,zookeeper-2:2182,zookeeper-3:2183"')
    expect(file).toMatch(/^# The Kafka project has images of its own since/)
    expect(file).not.toContain('PROCESS_ROLES')
  })

  test('of a version that nobody has packed there is none', () => {
    expect(composeFile({ ...clusterOf('kafka-4'), profile: 'kafka-0' })).toBeNull()
  })
})
