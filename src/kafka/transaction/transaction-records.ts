/**
 * What is known of a transactional id, and the records of `__transaction_state` byte for byte. Counterpart in Kafka:
 * TransactionMetadata, TransactionLog, TransactionLogKey and TransactionLogValue.
 */
import {
  type ByteReader,
  compactString,
  int16,
  int32,
  int64,
  readArray,
  readBytes,
  readCompactString,
  readerOf,
  readInt16,
  readInt32,
  readInt64,
  readShortString,
  readUnsignedVarint,
  shortString,
  unsignedVarint,
} from '../common/bytes.ts'
import type { ByteString } from '../common/payload.ts'
import { splitTopicPartition, type TopicPartition, topicPartition } from '../common/topic-partition.ts'
import type { ShardHost, StoredRecord } from '../coordinator/coordinator-shard.ts'
import { rulesOf } from '../profile/registry.ts'
import { TRANSACTION_STATES, type TransactionState } from './transaction-state.ts'

/** Frozen: each change is another one. Times in epoch milliseconds, -1 for none; ids and epochs -1 for none. */
export interface TransactionMetadata {
  readonly transactionalId: string
  readonly producerId: number
  readonly previousProducerId: number
  /** Waits to become the producer id once the transaction has ended: the epochs of the present one are used up. */
  readonly nextProducerId: number
  readonly producerEpoch: number
  /** What the producer knew before the last bump, by which a repeated request is known; in no record. */
  readonly lastProducerEpoch: number
  readonly timeoutMs: number
  readonly state: TransactionState
  /** In the order they were added. */
  readonly topicPartitions: readonly TopicPartition[]
  readonly startTimestamp: number
  readonly lastUpdateTimestamp: number
  /** The protocol its producer speaks: 2 is that of KIP-890. */
  readonly clientTransactionVersion: number
}

/** Its end is decided, and markers are on their way. */
export function isEnding({ state }: Pick<TransactionMetadata, 'state'>): boolean {
  return state === 'PrepareCommit' || state === 'PrepareAbort'
}

/** A null value: nothing is known of the id any more. */
export interface TransactionRecord {
  readonly transactionalId: string
  readonly value: TransactionMetadata | null
}

const KEY_VERSION = 0
/** Since transaction.version 1 the value's fields are tagged and compact. */
const FLEXIBLE_VERSION = 1
const PREVIOUS_PRODUCER_ID = 0
const NEXT_PRODUCER_ID = 1
const CLIENT_TRANSACTION_VERSION = 2

/** Tagged and compact where the cluster's transaction.version is above 0. */
export function encodeTransactionRecord(
  { transactionalId, value }: TransactionRecord,
  { config, metadata }: Pick<ShardHost, 'config' | 'metadata'>,
): StoredRecord {
  const key = int16(KEY_VERSION) + shortString(transactionalId)
  const encode = rulesOf(config).transaction.version(metadata.features) === 0 ? encodeOldValue : encodeValue
  return { key, value: value === null ? null : encode(value) }
}

/** Version 0, which has no room for more than one producer id. */
function encodeOldValue(value: TransactionMetadata): ByteString {
  const topics = value.state === 'Empty' ? null : partitionsByTopic(value.topicPartitions)
  return (
    int16(0) +
    int64(value.producerId) +
    int16(value.producerEpoch) +
    int32(value.timeoutMs) +
    String.fromCharCode(TRANSACTION_STATES.indexOf(value.state)) +
    (topics === null ? int32(-1) : int32(topics.length) + topics.map(encodeOldTopic).join('')) +
    int64(value.lastUpdateTimestamp) +
    int64(value.startTimestamp)
  )
}

function encodeOldTopic({ topic, partitions }: TopicPartitions): ByteString {
  return shortString(topic) + int32(partitions.length) + partitions.map(int32).join('')
}

function encodeValue(value: TransactionMetadata): ByteString {
  const topics = value.state === 'Empty' ? null : partitionsByTopic(value.topicPartitions)
  const tags: (readonly [number, ByteString])[] = []
  if (value.previousProducerId !== -1) tags.push([PREVIOUS_PRODUCER_ID, int64(value.previousProducerId)])
  if (value.nextProducerId !== -1) tags.push([NEXT_PRODUCER_ID, int64(value.nextProducerId)])
  if (value.clientTransactionVersion !== 0)
    tags.push([CLIENT_TRANSACTION_VERSION, int16(value.clientTransactionVersion)])
  return (
    int16(FLEXIBLE_VERSION) +
    int64(value.producerId) +
    int16(value.producerEpoch) +
    int32(value.timeoutMs) +
    String.fromCharCode(TRANSACTION_STATES.indexOf(value.state)) +
    (topics === null ? unsignedVarint(0) : unsignedVarint(topics.length + 1) + topics.map(encodeTopic).join('')) +
    int64(value.lastUpdateTimestamp) +
    int64(value.startTimestamp) +
    unsignedVarint(tags.length) +
    tags.map(([tag, field]) => unsignedVarint(tag) + unsignedVarint(field.length) + field).join('')
  )
}

function encodeTopic({ topic, partitions }: TopicPartitions): ByteString {
  return (
    compactString(topic) + unsignedVarint(partitions.length + 1) + partitions.map(int32).join('') + unsignedVarint(0)
  )
}

export interface TopicPartitions {
  readonly topic: string
  readonly partitions: readonly number[]
}

/** Topics in the order in which they first appear. */
export function partitionsByTopic(names: readonly TopicPartition[]): TopicPartitions[] {
  const topics = new Map<string, number[]>()
  for (const name of names) {
    const { topic, partition } = splitTopicPartition(name)
    topics.set(topic, [...(topics.get(topic) ?? []), partition])
  }
  return [...topics].map(([topic, partitions]) => ({ topic, partitions }))
}

export function decodeTransactionRecord(
  key: ByteString,
  value: ByteString | null,
): TransactionRecord | 'unknown' | 'malformed' {
  const reader = readerOf(key)
  if (readInt16(reader) !== KEY_VERSION) return 'unknown'
  const transactionalId = readShortString(reader)
  if (transactionalId === null || reader.malformed) return 'malformed'
  if (value === null) return { transactionalId, value: null }
  const decoded = decodeTransactionValue(transactionalId, value)
  return decoded === null ? 'malformed' : { transactionalId, value: decoded.value }
}

/** Versions 0 and 1; null for anything else. */
export function decodeTransactionValue(
  transactionalId: string,
  bytes: ByteString,
): { readonly version: number; readonly value: TransactionMetadata; readonly hasPartitions: boolean } | null {
  const reader = readerOf(bytes)
  const version = readInt16(reader)
  if (version !== 0 && version !== FLEXIBLE_VERSION) return null
  const flexible = version === FLEXIBLE_VERSION
  const producerId = readInt64(reader)
  const producerEpoch = readInt16(reader)
  const timeoutMs = readInt32(reader)
  const state = TRANSACTION_STATES[readBytes(reader, 1).charCodeAt(0)]
  const topics = flexible ? readCompactArray(reader, readTopic) : readArray(reader, readOldTopic)
  const lastUpdateTimestamp = readInt64(reader)
  const startTimestamp = readInt64(reader)
  const tags = flexible ? readTags(reader) : new Map<number, ByteString>()
  if (state === undefined || reader.malformed) return null
  const longOf = (tag: number): number => {
    const field = tags.get(tag)
    return field === undefined ? -1 : readInt64(readerOf(field))
  }
  const version2 = tags.get(CLIENT_TRANSACTION_VERSION)
  const value: TransactionMetadata = Object.freeze({
    transactionalId,
    producerId,
    previousProducerId: longOf(PREVIOUS_PRODUCER_ID),
    nextProducerId: longOf(NEXT_PRODUCER_ID),
    producerEpoch,
    lastProducerEpoch: -1,
    timeoutMs,
    state,
    topicPartitions: Object.freeze((topics ?? []).flat()),
    startTimestamp,
    lastUpdateTimestamp,
    clientTransactionVersion: version2 === undefined ? 0 : readInt16(readerOf(version2)),
  })
  return { version, value, hasPartitions: topics !== null }
}

function readCompactArray<T>(reader: ByteReader, read: (reader: ByteReader) => T): T[] | null {
  const length = readUnsignedVarint(reader)
  if (length === 0) return null
  const items: T[] = []
  for (let i = 0; i < length - 1 && !reader.malformed; i++) items.push(read(reader))
  return items
}

function readTopic(reader: ByteReader): TopicPartition[] {
  const topic = readCompactString(reader)
  const partitions = readCompactArray(reader, readInt32) ?? []
  readTags(reader)
  return partitions.map((partition) => topicPartition(topic, partition))
}

function readOldTopic(reader: ByteReader): TopicPartition[] {
  const topic = readShortString(reader) ?? ''
  return readArray(reader, readInt32).map((partition) => topicPartition(topic, partition))
}

function readTags(reader: ByteReader): Map<number, ByteString> {
  const tags = new Map<number, ByteString>()
  const count = readUnsignedVarint(reader)
  for (let i = 0; i < count && !reader.malformed; i++) {
    const tag = readUnsignedVarint(reader)
    tags.set(tag, readBytes(reader, readUnsignedVarint(reader)))
  }
  return tags
}
