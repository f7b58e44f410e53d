/**
 * Counterparts in Kafka: org.apache.kafka.clients.producer.internals.RecordAccumulator and BufferPool. Records wait here,
 * batch by batch, until their partition's broker is ready for them.
 */
import { assert } from '../../../engine/assert.ts'
import type { NodeContext } from '../../../engine/node-context.ts'
import { removeFrom } from '../../common/short-list.ts'
import { createSlotMap, nextSlot, putRow, rowNamed, rowsOf } from '../../common/slot-map.ts'
import { rulesOf } from '../../profile/registry.ts'
import { leaderKnownTo, NO_LEADER, nameOfPartition, type TopicMetadata } from '../core/client-metadata.ts'
import { estimatedRatio, expectNoCompression } from './compression-ratios.ts'
import { countStickyBytes, DECIDED_AT_APPEND, stickyPartition } from './partitioner.ts'
import {
  appendToBatch,
  createBatch,
  estimatedSizeOf,
  estimateOf,
  findBatch,
  incrementSequence,
  isFull,
  maxRecordSizeOf,
} from './producer-batch.ts'
import type { ProducerConfig } from './producer-config.ts'
import type { Accumulator, PartitionQueue, ProducerBatch, ProducerClient, ProducerRecord } from './producer-state.ts'

export function createAccumulator(): Accumulator {
  return {
    batches: [],
    queues: createSlotMap(),
    nextBatchId: 1,
    usedBytes: 0,
    queuedBatches: 0,
    drains: new Map(),
    sticky: new Map(),
    roundRobin: new Map(),
    compressionRatios: new Map(),
  }
}

/** `wakeUs`: when the sender should look at what was appended; Infinity where it looks anyway. */
export type AppendOutcome =
  | { readonly appended: true; readonly partition: number; readonly wakeUs: number }
  | { readonly appended: false }

/** Appends to the partition's last batch, or opens a new one; refused only for want of memory. */
export function appendRecord(
  producer: ProducerClient,
  sendId: number,
  record: ProducerRecord,
  chosen: number | null,
  topic: TopicMetadata,
  node: NodeContext,
): AppendOutcome {
  const { accumulator } = producer
  const sticky = chosen === DECIDED_AT_APPEND ? stickyPartition(producer, topic, node) : null
  const partition = sticky === null ? (chosen as number) : sticky.partition
  const queue = queueOf(accumulator, topic, partition)
  const timestamp = record.timestamp ?? node.wallClockMs
  const last = lastBatch(accumulator, queue)
  let bytes = last === undefined ? -1 : appendToBatch(last, sendId, record, timestamp)
  let batch = last
  if (bytes === -1) {
    // What did not fit closed the batch, so the one before this is due even if no memory is left for a new one.
    const limitBytes = Math.max(producer.config.batchSize, estimateOf(record))
    if (accumulator.usedBytes + limitBytes > producer.config.bufferMemory) return { appended: false }
    batch = openBatch(producer, queue, node.nowUs, limitBytes)
    accumulator.usedBytes += limitBytes
    appendToBatch(batch, sendId, record, timestamp)
    bytes = batch.sizeBytes
  }
  if (sticky !== null) countStickyBytes(producer, sticky, bytes, topic, node)
  if (batch !== last)
    return {
      appended: true,
      partition,
      wakeUs:
        last !== undefined || isFull(batch as ProducerBatch)
          ? node.nowUs
          : node.nowUs + producer.config.lingerMs * 1000,
    }
  return { appended: true, partition, wakeUs: isFull(batch as ProducerBatch) ? node.nowUs : Infinity }
}

export function queueOf(accumulator: Accumulator, topic: TopicMetadata, partition: number): PartitionQueue {
  const name = nameOfPartition(topic, partition)
  const known = rowNamed(accumulator.queues, name)
  if (known !== undefined) return known
  const queue: PartitionQueue = {
    topicPartition: name,
    leader: NO_LEADER,
    leaderOf: -1,
    slot: nextSlot(accumulator.queues),
    topic: topic.name,
    partition,
    queued: [],
    muted: false,
    sequenced: [],
    producerEpoch: -1,
    nextSequence: 0,
    lastAckedSequence: -1,
    lastAckedOffset: -1,
    unresolvedSequence: -1,
  }
  putRow(accumulator.queues, name, queue)
  return queue
}

function lastBatch(accumulator: Accumulator, queue: PartitionQueue): ProducerBatch | undefined {
  const { queued } = queue
  // Looked at first: V8 goes a long way to find that a list has no element -1.
  if (queued.length === 0) return undefined
  const id = queued[queued.length - 1]
  const { batches } = accumulator
  // From the end: the last of a queue is among the youngest of all.
  for (let i = batches.length - 1; i >= 0; i--) if (batches[i]?.id === id) return batches[i]
  return undefined
}

function openBatch(
  producer: ProducerClient,
  queue: PartitionQueue,
  createdAtUs: number,
  limitBytes: number,
): ProducerBatch {
  const { accumulator } = producer
  const ratio = estimatedRatio(producer, queue.topic)
  const batch = createBatch(accumulator.nextBatchId++, queue, createdAtUs, limitBytes, ratio)
  accumulator.batches.push(batch)
  queue.queued.push(batch.id)
  accumulator.queuedBatches++
  return batch
}

export function batchOf(accumulator: Accumulator, id: number): ProducerBatch {
  const batch = findBatch(accumulator, id)
  assert(batch !== undefined, 'a queued batch is known')
  return batch
}

export interface ReadyBrokers {
  /** A handful at most: cheaper to look through than a set is to make. */
  readonly leaders: number[]
  /** Some queued batch has no leader to go to. */
  unknownLeader: boolean
  /** When a batch that waits now will have waited long enough. */
  nextCheckUs: number
}

/**
 * Brokers to which something may go now. If one partition of a broker is ready, all of its partitions send what they
 * have, lingering or not.
 */
export function readyBrokers(producer: ProducerClient, sendAll: boolean, nowUs: number): ReadyBrokers {
  const ready: ReadyBrokers = { leaders: [], unknownLeader: false, nextCheckUs: Infinity }
  for (const queue of rowsOf(producer.accumulator.queues)) lookAt(producer, queue, sendAll, nowUs, ready)
  return ready
}

/** The queue of the one batch that waits anywhere; null where several do, or it is not at the front of its queue. */
export function onlyQueue(accumulator: Accumulator): PartitionQueue | null {
  const { batches, queuedBatches } = accumulator
  if (queuedBatches !== 1) return null
  for (let i = batches.length - 1; i >= 0; i--) {
    const batch = batches[i] as ProducerBatch
    if (batch.inFlight) continue
    const queue = accumulator.queues.rows[batch.queueSlot] ?? null
    return queue?.queued[0] === batch.id ? queue : null
  }
  return null
}

function lookAt(
  producer: ProducerClient,
  queue: PartitionQueue,
  sendAll: boolean,
  nowUs: number,
  ready: ReadyBrokers,
): void {
  if (queue.queued.length === 0) return
  const { leaderId, leaderEpoch } = leaderKnownTo(producer.core.metadata, queue)
  if (leaderId === -1) {
    ready.unknownLeader = true
    return
  }
  if (queue.muted || ready.leaders.includes(leaderId)) return
  const atUs = readyAtUs(producer, queue, leaderEpoch, sendAll, nowUs)
  if (atUs > nowUs) ready.nextCheckUs = Math.min(ready.nextCheckUs, atUs)
  else ready.leaders.push(leaderId)
}

/** When the front of a queue that is not empty may go to its leader: later than now, or now. */
export function readyAtUs(
  producer: ProducerClient,
  queue: PartitionQueue,
  leaderEpoch: number,
  sendAll: boolean,
  nowUs: number,
): number {
  const first = batchOf(producer.accumulator, queue.queued[0] as number)
  if (isBackingOff(producer.config, first, leaderEpoch, nowUs)) return first.retryAtUs
  const lingersUntilUs = first.createdAtUs + producer.config.lingerMs * 1000
  if (sendAll || queue.queued.length > 1 || isFull(first) || nowUs >= lingersUntilUs) return nowUs
  return lingersUntilUs
}

/** A retry waits; whether also where its partition has got a new leader, which has refused nothing yet, is the version's rule. */
export function isBackingOff(
  config: ProducerConfig,
  batch: ProducerBatch,
  leaderEpoch: number,
  nowUs: number,
): boolean {
  if (nowUs >= batch.retryAtUs) return false
  return leaderEpoch <= batch.attemptLeaderEpoch || !rulesOf(config).client.retriesAtOnceWithNewLeader
}

/** Takes the first batch off its queue, for the wire. */
export function dequeue(accumulator: Accumulator, queue: PartitionQueue): ProducerBatch {
  const id = queue.queued.shift()
  assert(id !== undefined, 'only a queue with batches is drained')
  accumulator.queuedBatches--
  return batchOf(accumulator, id)
}

/** Back to the queue: to its front, or among idempotent ones to its place by sequence. */
export function reenqueue(accumulator: Accumulator, queue: PartitionQueue, batch: ProducerBatch): void {
  let index = 0
  if (batch.baseSequence !== -1) {
    while (index < queue.queued.length) {
      const other = batchOf(accumulator, queue.queued[index] as number)
      if (other.baseSequence === -1 || sequencePlace(queue, other) > sequencePlace(queue, batch)) break
      index++
    }
  }
  queue.queued.splice(index, 0, batch.id)
  accumulator.queuedBatches++
}

/** Back to its place among those that have not left either, for it has not. */
export function putBack(accumulator: Accumulator, queue: PartitionQueue, batch: ProducerBatch): void {
  const behind = queue.queued.findIndex((id) => id > batch.id)
  queue.queued.splice(behind === -1 ? queue.queued.length : behind, 0, batch.id)
  accumulator.queuedBatches++
}

/** Place among unanswered batches; sequences themselves wrap. */
function sequencePlace(queue: PartitionQueue, batch: ProducerBatch): number {
  return queue.sequenced.indexOf(batch.id)
}

/** The batch is done: its memory goes back to the pool. */
export function forgetBatch(producer: ProducerClient, batch: ProducerBatch): void {
  const { accumulator } = producer
  removeFrom(accumulator.batches, batch)
  if (batch.splits === 0) accumulator.usedBytes -= batch.limitBytes
  assert(accumulator.usedBytes >= 0, 'no more memory is given back than was taken')
  for (const flush of producer.flushes) flush.batchIds.delete(batch.id)
}

/**
 * MESSAGE_TOO_LARGE for more than one record: they are put into new batches, whose size is a rule of the version. The
 * parts take over the sequences, go to the front and count no retry. Returns them in their order.
 */
export function splitAndReenqueue(producer: ProducerClient, batch: ProducerBatch): readonly ProducerBatch[] {
  const { accumulator, config } = producer
  const queue = accumulator.queues.rows[batch.queueSlot]
  assert(queue != null, 'a batch has a queue')
  const targetBytes = rulesOf(config).client.splitInto({
    splits: batch.splits,
    estimatedBytes: estimatedSizeOf(batch),
    largestRecordBytes: maxRecordSizeOf(batch),
    batchSize: config.batchSize,
  })
  expectNoCompression(producer, batch)
  const parts = splitRecords(producer, queue, batch, targetBytes)
  let sequence = batch.baseSequence
  for (const part of parts) {
    part.closed = true
    if (sequence === -1) continue
    part.producerId = batch.producerId
    part.producerEpoch = batch.producerEpoch
    part.baseSequence = sequence
    sequence = incrementSequence(sequence, part.records.length)
  }
  const ids = parts.map((part) => part.id)
  if (batch.baseSequence !== -1) queue.sequenced.splice(queue.sequenced.indexOf(batch.id), 1, ...ids)
  if (rulesOf(config).client.flushWaitsForParts)
    for (const flush of producer.flushes) if (flush.batchIds.has(batch.id)) for (const id of ids) flush.batchIds.add(id)
  forgetBatch(producer, batch)
  accumulator.batches.push(...parts)
  // Expiry looks at the oldest first, and the parts of a split are as old as the whole was.
  accumulator.batches.sort((a, b) => a.createdAtUs - b.createdAtUs)
  for (const part of parts.toReversed()) reenqueue(accumulator, queue, part)
  return parts
}

function splitRecords(
  producer: ProducerClient,
  queue: PartitionQueue,
  batch: ProducerBatch,
  targetBytes: number,
): ProducerBatch[] {
  const { accumulator } = producer
  const parts: ProducerBatch[] = []
  for (const [index, record] of batch.records.entries()) {
    const sendId = batch.sendIds[index] as number
    const whole = { topic: batch.topic, ...record }
    const last = parts[parts.length - 1]
    if (last !== undefined && appendToBatch(last, sendId, whole, record.timestamp) !== -1) continue
    const limitBytes = Math.max(targetBytes, estimateOf(record))
    const ratio = estimatedRatio(producer, batch.topic)
    const part = createBatch(accumulator.nextBatchId++, queue, batch.createdAtUs, limitBytes, ratio)
    part.splits = batch.splits + 1
    appendToBatch(part, sendId, whole, record.timestamp)
    parts.push(part)
  }
  return parts
}
