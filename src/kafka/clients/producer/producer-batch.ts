/**
 * Counterpart in Kafka: org.apache.kafka.clients.producer.internals.ProducerBatch with MemoryRecordsBuilder: records
 * gather in a buffer of fixed size until it is full or drained.
 */
import type { TopicPartition } from '../../common/topic-partition.ts'
import {
  estimateBatchSizeUpperBound,
  type LogRecord,
  NO_HEADERS,
  RECORD_BATCH_OVERHEAD,
  type RecordBatch,
  sizeOfRecord,
} from '../../log/record-batch.ts'
import type { Accumulator, ProducerBatch, ProducerRecord } from './producer-state.ts'

export interface NewBatch {
  readonly id: number
  readonly topicPartition: TopicPartition
  readonly topic: string
  readonly partition: number
  readonly createdAtUs: number
  readonly limitBytes: number
  readonly splits: number
}

/** Written out rather than spread, which would be slow and leave every batch without a shape of its kind. */
export function createBatch(batch: NewBatch): ProducerBatch {
  return {
    id: batch.id,
    topicPartition: batch.topicPartition,
    topic: batch.topic,
    partition: batch.partition,
    createdAtUs: batch.createdAtUs,
    limitBytes: batch.limitBytes,
    splits: batch.splits,
    closed: false,
    sizeBytes: RECORD_BATCH_OVERHEAD,
    records: [],
    sendIds: [],
    baseTimestamp: -1,
    maxTimestamp: -1,
    producerId: -1,
    producerEpoch: -1,
    baseSequence: -1,
    sequenceReset: false,
    attempts: 0,
    inRetry: false,
    retryAtUs: 0,
    attemptLeaderEpoch: -1,
    inFlight: false,
    wire: null,
  }
}

/** Bytes it added, or -1 where it does not fit. The first record always fits, whatever its size. */
export function appendToBatch(
  batch: ProducerBatch,
  sendId: number,
  record: Omit<ProducerRecord, 'partition'>,
  timestamp: number,
): number {
  if (batch.closed) return -1
  const offsetDelta = batch.records.length
  const timestampDelta = offsetDelta === 0 ? 0 : timestamp - batch.baseTimestamp
  const size = sizeOfRecord(offsetDelta, timestampDelta, record.key, record.value, record.headers)
  if (offsetDelta > 0 && batch.sizeBytes + size > batch.limitBytes) {
    batch.closed = true
    return -1
  }
  if (offsetDelta === 0) batch.baseTimestamp = timestamp
  if (timestamp > batch.maxTimestamp) batch.maxTimestamp = timestamp
  const headers = record.headers.length === 0 ? NO_HEADERS : record.headers
  const logged = { offsetDelta, timestamp, key: record.key, value: record.value, headers }
  if (offsetDelta === 0) {
    // Many a batch stays at one record: a literal has room for just that, where a push makes room for seventeen.
    batch.records = [logged]
    batch.sendIds = [sendId]
  } else {
    batch.records.push(logged)
    batch.sendIds.push(sendId)
  }
  batch.sizeBytes += size
  return size
}

/** Nothing more goes in: its size has reached the limit, or a record that did not fit closed it. */
export function isFull(batch: ProducerBatch): boolean {
  return batch.closed || (batch.records.length > 0 && batch.sizeBytes >= batch.limitBytes)
}

/** Expects no more records; the list is shared from now on with what travels. */
export function wireBatch(batch: ProducerBatch, compression: number): RecordBatch {
  if (batch.wire !== null) return batch.wire
  batch.closed = true
  batch.wire = {
    baseOffset: 0,
    lastOffset: batch.records.length - 1,
    partitionLeaderEpoch: -1,
    attributes: compression,
    baseTimestamp: batch.baseTimestamp,
    maxTimestamp: batch.maxTimestamp,
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    // Compression is a mark in the attributes here: what it would save depends on the data, which nobody compresses.
    sizeInBytes: batch.sizeBytes,
    records: batch.records,
  }
  return batch.wire
}

export function maxRecordSizeOf(batch: ProducerBatch): number {
  let largest = 0
  for (const record of batch.records) largest = Math.max(largest, estimateOf(record))
  return largest
}

export function estimateOf(record: Pick<LogRecord, 'key' | 'value' | 'headers'>): number {
  return estimateBatchSizeUpperBound(record.key, record.value, record.headers)
}

/** Sequences count records and wrap after 2147483647 to 0. */
export function incrementSequence(sequence: number, by: number): number {
  const next = sequence + by
  return next > 2_147_483_647 ? next - 2_147_483_648 : next
}

export function lastSequenceOf(batch: ProducerBatch): number {
  return incrementSequence(batch.baseSequence, batch.records.length - 1)
}

/** Undefined once it is done. */
export function findBatch(accumulator: Accumulator, id: number): ProducerBatch | undefined {
  const { batches } = accumulator
  for (let i = 0; i < batches.length; i++) if (batches[i]?.id === id) return batches[i]
  return undefined
}
