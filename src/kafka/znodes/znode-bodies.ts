/**
 * Counterpart in Kafka: kafka.zk.ZkData. What stands in the znodes, byte for byte as 2.5 writes it: fields stand in the
 * order of the Scala map they came from.
 */
import { fail } from '../../engine/assert.ts'
import { javaHashOfString } from '../common/java-hash.ts'
import { inJavaHashOrder } from '../common/java-hash-order.ts'
import type { ByteString } from '../common/payload.ts'
import { splitTopicPartition, type TopicPartition, topicPartition } from '../common/topic-partition.ts'
import { decodeUtf8, encodeUtf8 } from '../common/utf8.ts'
import { inScala212MapOrder, inScala212TrieOrder } from './scala-map-order.ts'

/** A field after the other: an object of JavaScript would put names that are numbers first. */
interface Fields {
  readonly fields: readonly (readonly [string, Json])[]
}

type Json = string | number | readonly Json[] | Fields

function fields(...each: readonly (readonly [string, Json])[]): Fields {
  return { fields: each }
}

function write(value: Json): string {
  if (typeof value === 'string' || typeof value === 'number') return JSON.stringify(value)
  if ('fields' in value) return `{${value.fields.map(([name, each]) => `${write(name)}:${write(each)}`).join(',')}}`
  return `[${value.map(write).join(',')}]`
}

function encode(value: Json): ByteString {
  return encodeUtf8(write(value))
}

function decode<T>(bytes: ByteString): T {
  return JSON.parse(decodeUtf8(bytes)) as T
}

export interface ControllerBody {
  readonly brokerId: number
  readonly timestampMs: number
}

export function encodeController({ brokerId, timestampMs }: ControllerBody): ByteString {
  return encode(fields(['version', 1], ['brokerid', brokerId], ['timestamp', String(timestampMs)]))
}

export function decodeController(bytes: ByteString): ControllerBody {
  const { brokerid, timestamp } = decode<{ brokerid: number; timestamp: string }>(bytes)
  return { brokerId: brokerid, timestampMs: Number(timestamp) }
}

/** A number by itself, of `/controller_epoch`. */
export function encodeControllerEpoch(epoch: number): ByteString {
  return String(epoch)
}

export function decodeControllerEpoch(bytes: ByteString): number {
  return Number(bytes)
}

export interface BrokerBody {
  /** Of the first PLAINTEXT endpoint; null and -1 where there is none. */
  readonly host: string | null
  readonly port: number
  /** `PLAINTEXT://localhost:9092` */
  readonly endpoints: readonly string[]
  /** By listener, in order. */
  readonly securityProtocols: readonly (readonly [listener: string, protocol: string])[]
  readonly rack: string | null
  readonly timestampMs: number
}

export function encodeBroker(broker: BrokerBody): ByteString {
  const known = new Map<string, Json>([
    ['version', 4],
    ['host', broker.host ?? ''],
    ['port', broker.port],
    ['endpoints', broker.endpoints],
    ['jmx_port', -1],
    ['timestamp', String(broker.timestampMs)],
    ...(broker.rack === null ? [] : ([['rack', broker.rack]] as const)),
    ['listener_security_protocol_map', fields(...broker.securityProtocols)],
  ])
  return encode(
    fields(...inScala212MapOrder([...known.keys()]).map((name) => [name, known.get(name) ?? fail(name)] as const)),
  )
}

interface BrokerJson {
  readonly host: string
  readonly port: number
  readonly endpoints: readonly string[]
  readonly listener_security_protocol_map: Readonly<Record<string, string>>
  readonly rack?: string
  readonly timestamp: string
}

export function decodeBroker(bytes: ByteString): BrokerBody {
  const json = decode<BrokerJson>(bytes)
  return {
    host: json.host,
    port: json.port,
    endpoints: json.endpoints,
    securityProtocols: Object.entries(json.listener_security_protocol_map),
    rack: json.rack ?? null,
    timestampMs: Number(json.timestamp),
  }
}

/** Of a partition; what is added and removed belongs to a reassignment that goes on. */
export interface ReplicaAssignment {
  readonly partition: number
  readonly replicas: readonly number[]
  readonly addingReplicas: readonly number[]
  readonly removingReplicas: readonly number[]
}

export function encodeTopic(topic: string, assignment: readonly ReplicaAssignment[]): ByteString {
  const known = new Map(assignment.map((each) => [each.partition, each]))
  // The map of partitions is gone through to fill those that are written.
  const inOrder = inScala212TrieOrder(topic, [...known.keys()]).map((partition) => known.get(partition) ?? fail(topic))
  return encode(
    fields(
      ['version', 2],
      ['partitions', byPartition(inOrder, ({ replicas }) => replicas)],
      ['adding_replicas', byPartition(inOrder, ({ addingReplicas }) => addingReplicas)],
      ['removing_replicas', byPartition(inOrder, ({ removingReplicas }) => removingReplicas)],
    ),
  )
}

/** Only those that have some. */
function byPartition(
  assignment: readonly ReplicaAssignment[],
  replicasOf: (each: ReplicaAssignment) => readonly number[],
): Fields {
  const rows = new Map(assignment.map((each) => [String(each.partition), replicasOf(each)]))
  const names = [...rows].filter(([, replicas]) => replicas.length > 0).map(([name]) => name)
  return fields(...inScala212MapOrder(names).map((name) => [name, rows.get(name) ?? []] as const))
}

interface TopicJson {
  readonly partitions: Readonly<Record<string, readonly number[]>>
  readonly adding_replicas?: Readonly<Record<string, readonly number[]>>
  readonly removing_replicas?: Readonly<Record<string, readonly number[]>>
}

/** In the order of the partitions' numbers. */
export function decodeTopic(bytes: ByteString): ReplicaAssignment[] {
  const json = decode<TopicJson>(bytes)
  return Object.entries(json.partitions)
    .map(([partition, replicas]) => ({
      partition: Number(partition),
      replicas,
      addingReplicas: json.adding_replicas?.[partition] ?? [],
      removingReplicas: json.removing_replicas?.[partition] ?? [],
    }))
    .sort((a, b) => a.partition - b.partition)
}

export interface PartitionStateBody {
  readonly leader: number
  readonly leaderEpoch: number
  readonly isr: readonly number[]
  readonly controllerEpoch: number
}

/** Five fields are a HashTrieMap, which has them in this order. */
export function encodePartitionState(state: PartitionStateBody): ByteString {
  return encode(
    fields(
      ['controller_epoch', state.controllerEpoch],
      ['leader', state.leader],
      ['version', 1],
      ['leader_epoch', state.leaderEpoch],
      ['isr', state.isr],
    ),
  )
}

interface PartitionStateJson {
  readonly leader: number
  readonly leader_epoch: number
  readonly isr: readonly number[]
  readonly controller_epoch: number
}

export function decodePartitionState(bytes: ByteString): PartitionStateBody {
  const { leader, leader_epoch, isr, controller_epoch } = decode<PartitionStateJson>(bytes)
  return { leader, leaderEpoch: leader_epoch, isr, controllerEpoch: controller_epoch }
}

/** Of a topic, client, user or broker: in the order of java.util.Properties. */
export function encodeConfig(config: Readonly<Record<string, string>>): ByteString {
  const names = inJavaHashOrder(Object.keys(config), javaHashOfString)
  return encode(fields(['version', 1], ['config', fields(...names.map((name) => [name, config[name] ?? ''] as const))]))
}

/** A znode without data has no settings. */
export function decodeConfig(bytes: ByteString | null): Readonly<Record<string, string>> {
  return bytes === null ? {} : decode<{ readonly config: Readonly<Record<string, string>> }>(bytes).config
}

/** `topics/orders`: whose settings have changed. */
export function encodeConfigChange(entityPath: string): ByteString {
  return encode(fields(['version', 2], ['entity_path', entityPath]))
}

export function decodeConfigChange(bytes: ByteString): string {
  return decode<{ readonly entity_path: string }>(bytes).entity_path
}

/** Kafka's order of several partitions is that of a HashSet of maps, which is left out: whoever reads it makes a set again. */
export function encodeIsrChange(partitions: readonly TopicPartition[]): ByteString {
  return encode(fields(['version', 1], ['partitions', partitions.map(partitionFields)]))
}

export function encodePreferredReplicaElection(partitions: readonly TopicPartition[]): ByteString {
  return encodeIsrChange(partitions)
}

function partitionFields(name: TopicPartition): Fields {
  const { topic, partition } = splitTopicPartition(name)
  return fields(['topic', topic], ['partition', partition])
}

/** Of an ISR change and of a preferred election. */
export function decodePartitions(bytes: ByteString): TopicPartition[] {
  const { partitions } = decode<{ readonly partitions: readonly { topic: string; partition: number }[] }>(bytes)
  return partitions.map(({ topic, partition }) => topicPartition(topic, partition))
}

const LOG_DIR_FAILURE = 1

export function encodeLogDirEvent(brokerId: number): ByteString {
  return encode(fields(['version', 1], ['broker', brokerId], ['event', LOG_DIR_FAILURE]))
}

export function decodeLogDirEvent(bytes: ByteString): number {
  return decode<{ readonly broker: number }>(bytes).broker
}

export interface Reassignment {
  readonly topicPartition: TopicPartition
  readonly replicas: readonly number[]
}

export function encodeReassignments(reassignments: readonly Reassignment[]): ByteString {
  const partitions = reassignments.map(({ topicPartition: name, replicas }) =>
    fields(...partitionFields(name).fields, ['replicas', replicas]),
  )
  return encode(fields(['version', 1], ['partitions', partitions]))
}

export function decodeReassignments(bytes: ByteString): Reassignment[] {
  interface Row {
    readonly topic: string
    readonly partition: number
    readonly replicas: readonly number[]
  }
  return decode<{ readonly partitions: readonly Row[] }>(bytes).partitions.map(({ topic, partition, replicas }) => ({
    topicPartition: topicPartition(topic, partition),
    replicas,
  }))
}

/** Its version is a text. */
export function encodeClusterId(clusterId: string): ByteString {
  return encode(fields(['version', '1'], ['id', clusterId]))
}

export function decodeClusterId(bytes: ByteString): string {
  return decode<{ readonly id: string }>(bytes).id
}

export interface ProducerIdBlock {
  readonly broker: number
  readonly start: number
  /** The last one of it. */
  readonly end: number
}

export function encodeProducerIdBlock({ broker, start, end }: ProducerIdBlock): ByteString {
  return encode(fields(['version', 1], ['broker', broker], ['block_start', String(start)], ['block_end', String(end)]))
}

export function decodeProducerIdBlock(bytes: ByteString): ProducerIdBlock {
  const json = decode<{ broker: number; block_start: string; block_end: string }>(bytes)
  return { broker: json.broker, start: Number(json.block_start), end: Number(json.block_end) }
}
