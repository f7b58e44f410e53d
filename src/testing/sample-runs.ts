/** Runs to save, send and damage in tests: one of the usual kind, and any that the types allow. */
import fc from 'fast-check'
import type {
  BrokerSpec,
  ClusterSpec,
  Command,
  CommandType,
  ConsumerSpec,
  ProducerSpec,
  TopicSpec,
} from '../kafka/cluster/commands.ts'
import type { StoredRun } from '../persistence/index.ts'
import { ENGINE_VERSION } from '../worker/engine-version.ts'
import type { KeptLessons } from '../worker/kept-lessons.ts'
import type { JournalEntry, RunData, SavedBranch } from '../worker/port.ts'

export const sampleSpec: ClusterSpec = {
  profile: 'kafka-4',
  brokers: [1, 2, 3].map((id) => ({ id, rack: null, config: {} })),
  controllers: [101, 102, 103],
  config: {},
  topics: [{ name: 'orders', partitions: 3, replicationFactor: 3, config: {} }],
  producers: [
    {
      name: 'orders-app',
      config: { acks: 'all' },
      workload: { topic: 'orders', recordsPerSecond: 4, keys: ['A', 'B', 'C', 'D'], valueBytes: 100 },
    },
  ],
  consumers: [
    { name: 'hello-1', groupId: 'hello-group', topics: ['orders'], config: {}, processingUs: 0, commit: 'auto' },
  ],
  startWallClockMs: 1_767_225_600_000,
  networkLatencyUs: 500,
}

/** A default cluster to which a few things were done. */
export function sampleRun(): RunData {
  const commands: readonly Command[] = [
    { type: 'KillNode', node: 'broker-1' },
    { type: 'OpenTerminal', terminal: 'terminal-1', tty: true },
    { type: 'TypeLine', terminal: 'terminal-1', text: 'kafka-topics.sh --bootstrap-server my-kafka:9092 --list' },
    { type: 'StartNode', node: 'broker-1' },
  ]
  const journal = commands.map(
    (command, index): JournalEntry => ({
      atUs: 3_000_000 * (index + 1) + 17,
      afterEvents: 3_500 * (index + 1),
      command,
    }),
  )
  return { engineVersion: ENGINE_VERSION, spec: sampleSpec, seed: 41_877, journal, positionUs: 14_250_000 }
}

export function sampleBranch(id = 'main', run: RunData = sampleRun()): SavedBranch {
  const latestUs = run.positionUs
  return { info: { id, name: id, parentId: null, forkedAtUs: 0, latestUs, commands: run.journal.length }, run }
}

export function sampleStoredRun(id = 'run-1', branches: readonly SavedBranch[] = [sampleBranch()]): StoredRun {
  return {
    id,
    name: `Name of ${id}`,
    createdAt: 1_000,
    updatedAt: 2_000,
    branchId: branches[0]!.info.id,
    positionUs: 14_250_000,
    thumbnail: '3 brokers, orders',
    branches,
  }
}

/** Predicted in `sampleRun`, on its only branch. */
export function sampleLessons(branchId = 'main'): KeptLessons {
  const deed = { atUs: 3_000_017, afterEvents: 3_500, command: { type: 'KillNode', node: 'broker-1' } } as const
  const verdict = { outcome: 'inSync', facts: { leader: 'broker-2', lost: 0 }, happeningId: 77, atUs: 9_000_000 }
  const stretch = { fromUs: 17, journal: [deed] }
  const shown = { type: 'judged', branchId, steps: [[deed]], verdict, nearly: false, stretch } as const
  const first = { branchId, sinceUs: 2_000_000, stepsDone: 1, nearly: false, shown }
  const subject = { broker: 'broker-1', partition: 'orders-0' }
  return { open: 'cutPower', predictions: [{ question: 'cutPower', subject, choice: 'nobody', first, again: null }] }
}

const nodeName = fc.constantFrom('broker-1', 'broker-2', 'controller-101', 'orders-app', '한글-터미널')
const anyText = fc.string({ unit: 'binary', maxLength: 40 })
const integer = (min: number, max: number) => fc.integer({ min, max })
const configKey = fc.constantFrom('acks', 'linger.ms', 'min.insync.replicas', 'retention.ms')
const config = fc.dictionary(configKey, anyText, { noNullPrototype: true, maxKeys: 3 })
const nullableConfig = fc.dictionary(configKey, fc.option(anyText), { noNullPrototype: true, maxKeys: 3 })

const producerSpec: fc.Arbitrary<ProducerSpec> = fc.record({
  name: nodeName,
  config,
  workload: fc.option(
    fc.record({
      topic: anyText,
      recordsPerSecond: fc.double({ min: 0, max: 1_000, noNaN: true }).map((value) => value + 0),
      keys: fc.array(anyText, { maxLength: 4 }),
      valueBytes: integer(0, 10_000),
    }),
  ),
})

const consumerSpec: fc.Arbitrary<ConsumerSpec> = fc.record({
  name: nodeName,
  groupId: anyText,
  topics: fc.array(anyText, { maxLength: 3 }),
  config,
  processingUs: integer(0, 1_000_000),
  commit: fc.constantFrom('auto', 'beforeProcessing', 'afterProcessing', 'never'),
})

const brokerSpec: fc.Arbitrary<BrokerSpec> = fc.record({
  id: integer(1, 64),
  rack: fc.option(fc.constantFrom('a', 'b')),
  config,
})

const topicSpec: fc.Arbitrary<TopicSpec> = fc.record({
  name: anyText,
  partitions: fc.option(integer(-1, 100)),
  replicationFactor: fc.option(integer(-1, 10)),
  config,
})

const record = fc.record({
  topic: anyText,
  partition: fc.option(integer(0, 10)),
  key: fc.option(anyText),
  value: fc.option(anyText),
  timestamp: fc.option(integer(0, 2_000_000_000)),
  headers: fc.array(fc.tuple(anyText, fc.option(anyText)), { maxLength: 2 }),
})

/** The fields of each command; the compiler holds it complete. */
type FieldArbitraries = {
  readonly [Type in CommandType]: {
    readonly [Key in Exclude<keyof Extract<Command, { type: Type }>, 'type'>]-?: fc.Arbitrary<
      Extract<Command, { type: Type }>[Key]
    >
  }
}

const fields: FieldArbitraries = {
  AddBroker: { broker: brokerSpec },
  RemoveBroker: { broker: nodeName },
  StopNode: { node: nodeName },
  KillNode: { node: nodeName },
  PowerCutNode: { node: nodeName },
  StartNode: { node: nodeName },
  PauseNode: { node: nodeName },
  ResumeNode: { node: nodeName },
  FailDisk: { broker: nodeName, directory: fc.option(fc.constantFrom('/disk-b/kafka-1', '한글'), { nil: undefined }) },
  LimitPageCache: { broker: nodeName, bytes: fc.option(integer(4_096, 1_000_000)) },
  SlowNode: { node: nodeName, delayUs: integer(0, 1_000_000) },
  CutLink: { a: nodeName, b: nodeName },
  SlowLink: { a: nodeName, b: nodeName, extraUs: integer(0, 1_000_000) },
  RepairLink: { a: nodeName, b: nodeName },
  HoldLink: { from: nodeName, to: nodeName, api: fc.option(fc.constantFrom('FetchRequest', 'ProduceRequest')) },
  ReleaseLink: { from: nodeName, to: nodeName },
  AddProducer: { producer: producerSpec },
  ConfigureProducer: { producer: producerSpec },
  RemoveProducer: { name: nodeName },
  SendRecords: { producer: nodeName, records: fc.array(record, { maxLength: 3 }) },
  EndTransaction: { producer: nodeName, committed: fc.boolean() },
  AddConsumer: { consumer: consumerSpec },
  ConfigureConsumer: { consumer: consumerSpec },
  RemoveConsumer: { name: nodeName },
  CreateTopic: { topic: topicSpec },
  DeleteTopic: { topic: anyText },
  AddPartitions: { topic: anyText, totalCount: integer(-5, 100) },
  AlterTopicConfig: { topic: anyText, config: nullableConfig },
  ElectPreferredLeaders: {},
  ReassignPartitions: {
    partitions: fc.array(
      fc.record({
        topic: anyText,
        partition: integer(-1, 5),
        replicas: fc.option(fc.array(integer(1, 5), { maxLength: 4 })),
      }),
      { maxLength: 3 },
    ),
    throttle: fc.option(integer(1, 1_000_000)),
    thenStop: fc.option(nodeName),
  },
  OpenTerminal: { terminal: nodeName, tty: fc.boolean() },
  CloseTerminal: { terminal: nodeName },
  TypeLine: { terminal: nodeName, text: anyText },
  Interrupt: { terminal: nodeName },
  EndOfInput: { terminal: nodeName },
  Suspend: { terminal: nodeName },
  WriteFile: { path: fc.constantFrom('/home/kafka/data.csv', 'input.txt'), content: anyText },
  SaveFile: {
    terminal: nodeName,
    path: fc.constant('config/server.properties'),
    content: anyText,
    leaves: fc.boolean(),
  },
  LeaveEditor: { terminal: nodeName },
  ClientOperation: {
    operation: fc.constantFrom({ op: 'flush' }, { op: 'send', records: [{ key: null, value: 'v' }] }),
  },
}

/** Any command of any type. */
export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  ...Object.entries(fields).map(([type, arbitraries]) => {
    const whole: Record<string, fc.Arbitrary<unknown>> = { type: fc.constant(type), ...arbitraries }
    return fc.record(whole) as fc.Arbitrary<unknown> as fc.Arbitrary<Command>
  }),
)

const step = fc.record({ waitUs: integer(0, 10_000_000), events: integer(1, 5_000), command: anyCommand })

/** No client is named as a node of `sampleSpec` or as another client. */
function withNamesOfTheirOwn(
  producers: readonly ProducerSpec[],
  consumers: readonly ConsumerSpec[],
): Pick<ClusterSpec, 'producers' | 'consumers'> {
  const suffixed = <T extends { readonly name: string }>(client: T, kind: string): T => ({
    ...client,
    name: `${client.name}-${kind}`,
  })
  return {
    producers: producers.map((producer) => suffixed(producer, 'producer')),
    consumers: consumers.map((consumer) => suffixed(consumer, 'consumer')),
  }
}

/** Any run, its journal in order. */
export const anyRun: fc.Arbitrary<RunData> = fc
  .record({
    seed: fc.nat(),
    positionUs: integer(0, 1_000_000_000),
    positionEvents: fc.option(fc.nat()),
    topics: fc.array(topicSpec, { maxLength: 2 }),
    producers: fc.uniqueArray(producerSpec, { maxLength: 2, selector: (producer) => producer.name }),
    consumers: fc.uniqueArray(consumerSpec, { maxLength: 2, selector: (consumer) => consumer.name }),
    steps: fc.array(step, { maxLength: 8 }),
  })
  .map(({ seed, positionUs, positionEvents, topics, producers, consumers, steps }) => {
    let atUs = 0
    let afterEvents = 0
    const journal = steps.map((each): JournalEntry => {
      atUs += each.waitUs
      afterEvents += each.events
      return { atUs, afterEvents, command: each.command }
    })
    const spec: ClusterSpec = { ...sampleSpec, topics, ...withNamesOfTheirOwn(producers, consumers) }
    const run = { engineVersion: ENGINE_VERSION, spec, seed, journal, positionUs }
    return positionEvents === null ? run : { ...run, positionEvents }
  })
