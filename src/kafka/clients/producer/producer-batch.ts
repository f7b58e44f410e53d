/**
 * Counterpart in Kafka: org.apache.kafka.clients.producer.internals.ProducerBatch with MemoryRecordsBuilder: records
 * gather in a buffer of fixed size until it is full or drained.
 */
import { type Compression, compress } from '../../log/compression.ts'
import {
  estimateBatchSizeUpperBound,
  type LogRecord,
  NO_HEADERS,
  RECORD_BATCH_OVERHEAD,
  type RecordBatch,
  type Sender,
  sizeOfRecord,
} from '../../log/record-batch.ts'
import type { Accumulator, PartitionQueue, ProducerBatch, ProducerRecord } from './producer-state.ts'

/** MemoryRecordsBuilder.COMPRESSION_RATE_ESTIMATION_FACTOR: a batch had better be smaller than thought. */
const ESTIMATION_FACTOR = Math.fround(1.05)

/** An open batch without records, of none that was split. */
export function createBatch(
  id: number,
  queue: PartitionQueue,
  createdAtUs: number,
  limitBytes: number,
  estimatedRatio: number,
): ProducerBatch {
  return {
    id,
    topicPartition: queue.topicPartition,
    topic: queue.topic,
    partition: queue.partition,
    queueSlot: queue.slot,
    createdAtUs,
    limitBytes,
    splits: 0,
    closed: false,
    sizeBytes: RECORD_BATCH_OVERHEAD,
    estimatedRatio,
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
  if (offsetDelta > 0 && estimatedSizeOf(batch) + size > batch.limitBytes) {
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

/** Whether it would be appended. */
export function hasRoomFor(
  batch: ProducerBatch,
  record: Omit<ProducerRecord, 'partition'>,
  timestamp: number,
): boolean {
  if (batch.closed || batch.records.length === 0) return !batch.closed
  const timestampDelta = timestamp - batch.baseTimestamp
  const size = sizeOfRecord(batch.records.length, timestampDelta, record.key, record.value, record.headers)
  return estimatedSizeOf(batch) + size <= batch.limitBytes
}

/** Nothing more goes in: its size has reached the limit, or a record that did not fit closed it. */
export function isFull(batch: ProducerBatch): boolean {
  return batch.closed || (batch.records.length > 0 && estimatedSizeOf(batch) >= batch.limitBytes)
}

/** MemoryRecordsBuilder.estimatedBytesWritten, in Java's floats: what the batch will take once it is compressed. */
export function estimatedSizeOf({ sizeBytes, estimatedRatio, wire }: ProducerBatch): number {
  if (estimatedRatio === 0 || wire !== null) return sizeBytes
  const records = Math.fround(Math.fround(sizeBytes - RECORD_BATCH_OVERHEAD) * Math.fround(estimatedRatio))
  return RECORD_BATCH_OVERHEAD + Math.trunc(Math.fround(records * ESTIMATION_FACTOR))
}

/** Expects no more records; the list is shared from now on with what travels. */
export function wireBatch(
  batch: ProducerBatch,
  compression: Compression,
  sender: Sender,
  attributes: number,
): RecordBatch {
  if (batch.wire !== null) return batch.wire
  batch.closed = true
  const wire = {
    baseOffset: 0,
    lastOffset: batch.records.length - 1,
    partitionLeaderEpoch: -1,
    attributes,
    baseTimestamp: batch.baseTimestamp,
    maxTimestamp: batch.maxTimestamp,
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    sizeInBytes: batch.sizeBytes,
    records: batch.records,
    sender,
    sendIds: batch.sendIds,
  }
  batch.wire = compression.codec === 0 ? wire : compress(wire, compression)
  batch.sizeBytes = batch.wire.sizeInBytes
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
