/** Commands as the page or a journal may hold them, legal or not, against a cluster of two brokers and one topic. */
import fc from 'fast-check'
import type { ClusterSpec, Command } from '../kafka/cluster/commands.ts'
import { anyCommand, sampleSpec } from './sample-runs.ts'

export const twoBrokers: ClusterSpec = {
  ...sampleSpec,
  brokers: sampleSpec.brokers.slice(0, 2),
  topics: [{ name: 'orders', partitions: 2, replicationFactor: 2, config: {} }],
}

const node = fc.constantFrom(
  ...['broker-1', 'broker-2', 'controller-101', 'orders-app', 'hello-1', 'terminal-1', 'admin', 'java-clients'],
  ...['workstation', 'nobody', 'constructor', '__proto__'],
)
const topic = fc.constantFrom('orders', 'nothing', '', '__consumer_offsets', 'a/b', 'x'.repeat(300), 'constructor')
const key = fc.constantFrom(
  ...['acks', 'linger.ms', 'batch.size', 'request.timeout.ms', 'session.timeout.ms', 'heartbeat.interval.ms'],
  ...['partition.assignment.strategy', 'group.protocol', 'auto.offset.reset', 'retention.ms', 'segment.bytes'],
)
const value = fc.constantFrom('', '0', '-1', '9223372036854775807', 'x', 'true', '0.5', 'consumer', 'none')
const config = fc.dictionary(key, value, { maxKeys: 2, noNullPrototype: true })
const count = fc.constantFrom(-2_147_483_648, -1, 0, 1, 20_000, 2_147_483_647)
/** As far as a journal's reader lets one through; what is beyond is refused with the run. */
const brokerId = fc.constantFrom(0, 1, 9, 20_000, 2_147_483_647)
const of = <Type extends Command['type']>(type: Type, fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record({ type: fc.constant(type), ...fields }) as fc.Arbitrary<unknown> as fc.Arbitrary<Command>

const workload = fc.record({
  topic,
  recordsPerSecond: fc.constantFrom(0, 5e-324, 50),
  keys: fc.constantFrom([], ['']),
  valueBytes: fc.constantFrom(0, 5_000),
})
const producer = fc.record({ name: node, config, workload: fc.option(workload) })
const consumer = fc.record({
  name: node,
  groupId: fc.constantFrom('', 'hello-group'),
  topics: fc.array(topic, { maxLength: 2 }),
  config,
  processingUs: fc.constantFrom(0, 3_600_000_000),
  commit: fc.constantFrom('auto', 'beforeProcessing', 'never'),
})
const record = fc.record({
  topic,
  partition: fc.option(count),
  key: fc.constantFrom(null, ''),
  value: fc.constantFrom(null, 'v'),
  timestamp: fc.constantFrom(null, -1, 253_402_300_799_999),
  headers: fc.constant([]),
})
const operation = fc.record(
  {
    op: fc.constantFrom('createProducer', 'createConsumer', 'send', 'poll', 'assign', 'seek', 'sleep', 'close', ''),
    name: fc.constantFrom('c', null),
    consumer: fc.constantFrom('c', 7),
    partitions: fc.constantFrom(['orders-0'], 'x', [null]),
    ms: fc.constantFrom(-1, 1e300, 'x'),
    offset: fc.constantFrom(-5, 1e300, 'x'),
    config: fc.oneof(config, fc.constantFrom(null, [])),
  },
  { requiredKeys: ['op'] },
)
const line = fc.constantFrom(
  ...['cat', 'cat < /', '> /', '$(cat', '((((((', 'rm -rf / ; cd ..; ls', 'cd nowhere', 'exit 3', ':kill broker-1'],
  ...['vi a', 'nano /'],
  'kafka-console-producer.sh --bootstrap-server localhost:9092 --topic orders',
  'kafka-topics.sh --bootstrap-server localhost:1 --list',
)

export const oddCommand = fc.oneof(
  anyCommand,
  ...(['StopNode', 'KillNode', 'PowerCutNode', 'StartNode', 'PauseNode', 'ResumeNode'] as const).map((type) =>
    of(type, { node }),
  ),
  of('AddBroker', { broker: fc.record({ id: brokerId, rack: fc.constant(null), config }) }),
  of('SlowLink', { a: node, b: node, extraUs: fc.constantFrom(0, 3_600_000_000) }),
  of('HoldLink', { from: node, to: node, api: fc.constantFrom(null, 'FetchRequest', 'x') }),
  of('AddProducer', { producer }),
  of('ConfigureProducer', { producer }),
  of('AddConsumer', { consumer }),
  of('ConfigureConsumer', { consumer }),
  of('RemoveConsumer', { name: node }),
  of('SendRecords', { producer: node, records: fc.array(record, { maxLength: 2 }) }),
  of('CreateTopic', { topic: fc.record({ name: topic, partitions: count, replicationFactor: fc.nat(4), config }) }),
  of('AddPartitions', { topic, totalCount: count }),
  of('AlterTopicConfig', { topic, config }),
  of('ReassignPartitions', {
    partitions: fc.array(
      fc.record({
        topic,
        partition: fc.integer({ min: -1, max: 3 }),
        replicas: fc.option(fc.array(brokerId, { maxLength: 4 })),
      }),
      { maxLength: 3 },
    ),
    throttle: fc.option(fc.constantFrom(1, 1_000, 1_000_000)),
    thenStop: fc.option(node),
  }),
  of('OpenTerminal', { terminal: node, tty: fc.boolean() }),
  of('TypeLine', { terminal: fc.constant('terminal-1'), text: line }),
  of('CloseTerminal', { terminal: node }),
  of('FailDisk', { broker: node, directory: fc.constantFrom(undefined, '/tmp/kafka-logs-1', '/nowhere') }),
  of('LimitPageCache', { broker: node, bytes: fc.constantFrom(null, 4_096, 2 ** 40) }),
  of('WriteFile', { path: fc.constantFrom('/', '..', '/home', '/dev/null', 'a/b'), content: fc.constant('x') }),
  of('SaveFile', {
    terminal: fc.constant('terminal-1'),
    path: fc.constantFrom('a', '/', 'no/where'),
    content: fc.constant('x'),
    leaves: fc.boolean(),
  }),
  of('LeaveEditor', { terminal: node }),
  of('ClientOperation', { operation }),
)

/** Commands, each with the time until the next. */
export const anyStory = fc.array(fc.tuple(oddCommand, fc.constantFrom(0, 1_000, 300_000, 2_000_000)), { maxLength: 8 })
