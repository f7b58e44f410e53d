/**
 * What a command may look like, whoever sent it: the page, a link, a file, a save. The compiler holds this table
 * complete; a new command in `kafka/cluster/commands.ts` does not build until it is described here.
 *
 * Only shape and size are checked. Whether `broker-9` exists, or a topic's name is legal, is for the cluster to answer
 * in its own words.
 */
import type {
  BrokerSpec,
  ClientOperation,
  Command,
  CommandType,
  ConsumerSpec,
  PartitionToReassign,
  ProducerSpec,
  ProducerWorkload,
  RecordToSend,
  TopicSpec,
} from '../kafka/cluster/commands.ts'
import {
  decimal,
  dictionary,
  flag,
  integer,
  json,
  list,
  name,
  nullable,
  object,
  oneOf,
  optional,
  pair,
  type Reader,
  SchemaError,
  text,
} from './schema.ts'

/** Nodes, clients, groups, terminals: one line each. Kafka's longest legal name, a topic's, has 249 characters. */
const nodeName = name(249)
/** As typed by a person: may be anything, even empty, and then the cluster answers with Kafka's own error. */
const givenName = text(1_000)
const configKey = name(200)
/** Hosts and jaas lines are long; a megabyte is not a config. */
const configValue = text(20_000)
const configEntries = dictionary(configKey, configValue, 500)

/** A record of one mebibyte is what a broker takes by default; a lesson may show that a larger one is refused. */
const recordText = nullable(text(4_194_304))
/** A dropped file: the largest one this page sends in one gesture. */
const fileText = text(8_388_608)
const MAX_RECORDS = 200_000
const MAX_DELAY_US = 3_600_000_000
/** 9999-12-31 in epoch milliseconds. */
const MAX_EPOCH_MS = 253_402_300_799_999

const workload: Reader<ProducerWorkload> = object<ProducerWorkload>({
  topic: givenName,
  recordsPerSecond: decimal(0, 1_000_000),
  keys: list(text(1_000), 1_000),
  valueBytes: integer(0, 4_194_304),
  recordsPerTransaction: optional(integer(0, 1_000_000)),
})

export const readProducerSpec: Reader<ProducerSpec> = object<ProducerSpec>({
  name: nodeName,
  config: configEntries,
  workload: nullable(workload),
})

export const readConsumerSpec: Reader<ConsumerSpec> = object<ConsumerSpec>({
  name: nodeName,
  groupId: text(249),
  topics: list(givenName, 1_000),
  config: configEntries,
  processingUs: integer(0, MAX_DELAY_US),
  commit: oneOf('auto', 'beforeProcessing', 'afterProcessing', 'never'),
})

export const readBrokerSpec: Reader<BrokerSpec> = object<BrokerSpec>({
  id: integer(0, 2_147_483_647),
  rack: nullable(name(249)),
  config: configEntries,
})

export const readTopicSpec: Reader<TopicSpec> = object<TopicSpec>({
  name: givenName,
  // Impossible counts are let through within an int32: the refusal is a lesson, and Kafka's to give.
  partitions: nullable(integer(-2_147_483_648, 2_147_483_647)),
  replicationFactor: nullable(integer(-32_768, 32_767)),
  config: configEntries,
  replicaAssignment: optional(list(list(integer(-2_147_483_648, 2_147_483_647), 64), 10_000)),
})

const partitionToReassign: Reader<PartitionToReassign> = object<PartitionToReassign>({
  topic: givenName,
  partition: integer(-2_147_483_648, 2_147_483_647),
  replicas: nullable(list(integer(-2_147_483_648, 2_147_483_647), 64)),
})

const recordToSend: Reader<RecordToSend> = object<RecordToSend>({
  topic: givenName,
  partition: nullable(integer(-2_147_483_648, 2_147_483_647)),
  key: recordText,
  value: recordText,
  timestamp: nullable(integer(-1, MAX_EPOCH_MS)),
  headers: list(pair(text(10_000), recordText), 1_000),
})

const clientOperation: Reader<ClientOperation> = (value, path) => {
  const copy = json(value, path)
  const op = (copy as { readonly op?: unknown } | null)?.op
  if (typeof copy !== 'object' || Array.isArray(copy) || typeof op !== 'string')
    throw new SchemaError(path, 'an operation')
  return { ...copy, op }
}

/** The fields of each command beside its `type`. */
type CommandFields = {
  readonly [Type in CommandType]: {
    readonly [Key in Exclude<keyof Extract<Command, { type: Type }>, 'type'>]-?: Reader<
      Extract<Command, { type: Type }>[Key]
    >
  }
}

const COMMANDS: CommandFields = {
  AddBroker: { broker: readBrokerSpec },
  RemoveBroker: { broker: nodeName },
  StopNode: { node: nodeName },
  KillNode: { node: nodeName },
  PowerCutNode: { node: nodeName },
  StartNode: { node: nodeName },
  PauseNode: { node: nodeName },
  ResumeNode: { node: nodeName },
  SlowNode: { node: nodeName, delayUs: integer(0, MAX_DELAY_US) },
  FailDisk: { broker: nodeName, directory: optional(text(1_000)) },
  LimitPageCache: { broker: nodeName, bytes: nullable(integer(4_096, 2 ** 40)) },
  CutLink: { a: nodeName, b: nodeName },
  SlowLink: { a: nodeName, b: nodeName, extraUs: integer(0, MAX_DELAY_US) },
  RepairLink: { a: nodeName, b: nodeName },
  HoldLink: { from: nodeName, to: nodeName, api: nullable(name(100)) },
  ReleaseLink: { from: nodeName, to: nodeName },
  AddProducer: { producer: readProducerSpec },
  ConfigureProducer: { producer: readProducerSpec },
  RemoveProducer: { name: nodeName },
  SendRecords: { producer: nodeName, records: list(recordToSend, MAX_RECORDS) },
  EndTransaction: { producer: nodeName, committed: flag },
  AddConsumer: { consumer: readConsumerSpec },
  ConfigureConsumer: { consumer: readConsumerSpec },
  RemoveConsumer: { name: nodeName },
  CreateTopic: { topic: readTopicSpec },
  DeleteTopic: { topic: givenName },
  AddPartitions: { topic: givenName, totalCount: integer(-2_147_483_648, 2_147_483_647) },
  AlterTopicConfig: { topic: givenName, config: dictionary(configKey, nullable(configValue), 500) },
  ElectPreferredLeaders: {},
  ReassignPartitions: {
    partitions: list(partitionToReassign, 10_000),
    throttle: nullable(integer(1, 2 ** 40)),
    thenStop: nullable(nodeName),
  },
  OpenTerminal: { terminal: nodeName, tty: flag },
  CloseTerminal: { terminal: nodeName },
  TypeLine: { terminal: nodeName, text: fileText },
  Interrupt: { terminal: nodeName },
  EndOfInput: { terminal: nodeName },
  Suspend: { terminal: nodeName },
  WriteFile: { path: name(1_000), content: fileText },
  SaveFile: { terminal: nodeName, path: name(1_000), content: fileText, leaves: flag },
  LeaveEditor: { terminal: nodeName },
  ClientOperation: { operation: clientOperation },
}

/** Saves of version 1 may name a topic. It never counted: every partition was meant then, too. */
const electPreferredLeaders: Reader<Command> = (value, path) => {
  const { topic = null, ...command } = value as { readonly topic?: unknown }
  nullable(givenName)(topic, `${path}.topic`)
  return object<Extract<Command, { type: 'ElectPreferredLeaders' }>>({ type: oneOf('ElectPreferredLeaders') })(
    command,
    path,
  )
}

/** Command type to a reader of the whole command. */
const READERS: ReadonlyMap<string, Reader<Command>> = new Map([
  ...Object.entries(COMMANDS).map(([type, fields]): [string, Reader<Command>] => [
    type,
    object<Command>({ type: oneOf(type), ...fields } as unknown as Parameters<typeof object<Command>>[0]),
  ]),
  ['ElectPreferredLeaders', electPreferredLeaders],
])

/** A copy of `value` as a command, or a `SchemaError`: nothing that is not a journal command gets through. */
export const readCommand: Reader<Command> = (value, path) => {
  const type = (value as { readonly type?: unknown } | null | undefined)?.type
  const reader = typeof type === 'string' ? READERS.get(type) : undefined
  if (reader === undefined) throw new SchemaError(`${path}.type`, 'a known command')
  return reader(value, path)
}

/** Every command there is, in the order of `kafka/cluster/commands.ts`. */
export const COMMAND_TYPES = Object.keys(COMMANDS) as readonly CommandType[]

/** What an exception out of a command is told as; the timeline has put the world back. */
export function inWords(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error)
  return error instanceof SchemaError ? `This command is not understood. ${why}` : `This could not be done: ${why}.`
}
