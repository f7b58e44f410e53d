/** Counterpart in Kafka: KafkaApis.handleProduceRequest, ReplicaManager.appendRecords and DelayedProduce. */

import { assert } from '../../engine/assert.ts'
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import { removeFrom } from '../common/short-list.ts'
import { rowNamed } from '../common/slot-map.ts'
import { splitTopicPartition, type TopicPartition } from '../common/topic-partition.ts'
import { noteAcknowledged } from '../log/acknowledged.ts'
import { NO_RECORD_ERRORS } from '../log/log-validator.ts'
import { mayBeOdd } from '../log/odd-batches.ts'
import { partitionOf } from '../metadata/metadata-image.ts'
import { rulesOf } from '../profile/registry.ts'
import type { ProducePartitionResponse, ProduceRequest } from '../protocol/produce.ts'
import type { BrokerState, DelayedProduce, Partition } from './broker-state.ts'
import { coordinatorOfTopic } from './coordinators.ts'
import { completeAfterAppend, completeAfterHighWatermark, registerWaiter } from './delayed-operations.ts'
import { isOffline } from './log-folders.ts'
import { respondMarkers } from './marker-answers.ts'
import { appendToLeader, effectiveMinIsr, maximalIsr } from './partition.ts'
import { answerProduce, askedBy, countedOf, endThrottle, mute, throttle } from './produce-answer.ts'
import type { ProducerConnection } from './producer-connection.ts'
import { leadsNoMore, tellLosses } from './tell-losses.ts'
import { tellOdd } from './tell-odd.ts'
import { isUnguarded, type JudgedProduce, unverifiedPartitions, verifyFirst } from './verification.ts'

type PartitionData = ProduceRequest['partitions'][number]
type DelayedPartition = DelayedProduce['partitions'][number]
type Waiter = Partition['produceWaiters'][number]

registerWaiter('produce', {
  afterHighWatermark: (state, partition, _from, node) => completeProducesWaitingFor(state, partition, node),
  afterLeaderChange(state, partition, node) {
    if (partition.role !== 'leader') failProducesWaitingFor(state, partition, node)
  },
})

/**
 * Appends every batch, each to its own partition and with its own result. The answer goes out at once, or, with
 * acks=all, when the high watermark has passed all that was appended.
 *
 * With acks=0 nobody waits for an answer; so that the producer learns of an error at all, the connection is closed.
 *
 * A connection is muted until its request is answered (SocketServer): what a producer has in flight behind an acks=all
 * request is not looked at before. Otherwise five batches could be appended that the next leader has never heard of.
 */
export function handleProduce(state: BrokerState, request: ProduceRequest, from: NodeId, node: NodeContext): void {
  const connection = state.producerConnections.get(from)
  if (connection?.muted === true) {
    connection.behind.push(request)
    return
  }
  const unverified = request.transactionalId === undefined ? null : unverifiedPartitions(state, request)
  if (unverified !== null) {
    mute(state, from, connection)
    return verifyFirst(state, request, unverified, from, node)
  }
  if (request.acks === -1) return produceAndWait(state, request, from, connection, node)
  const rows: ProducePartitionResponse[] = []
  let failed = false
  for (const data of request.partitions) {
    const result = append(state, rowNamed(state.partitions, data.topicPartition), data, request.acks, node)
    if (result.errorCode !== 'NONE') failed = true
    if (request.acks === 1) rows.push(rowOf(result))
  }
  if (request.acks === 1) answerProduce(state, askedBy(state, request, from), rows, node)
  else if (failed) node.disconnect(from)
  else throttle(state, from, countedOf(state, request), node)
}

/** A client may send again, and what it has sent meanwhile is looked at. */
export function onThrottleDone(state: BrokerState, from: NodeId, node: NodeContext): void {
  if (endThrottle(state, from, node)) unmute(state, from, node)
}

/** A request that has waited for its coordinator goes on; what has come in behind it may follow. */
export function continueProduce(state: BrokerState, request: JudgedProduce, from: NodeId, node: NodeContext): void {
  const connection = state.producerConnections.get(from)
  // The connection broke: what was on its way is lost with it.
  if (connection === undefined) return
  connection.muted = false
  produceAndWait(state, request, from, connection, node)
  if (!connection.muted) unmute(state, from, node)
}

function produceAndWait(
  state: BrokerState,
  request: JudgedProduce,
  from: NodeId,
  connection: ProducerConnection | undefined,
  node: NodeContext,
): void {
  let partitions: DelayedPartition[] | null = null
  let last: Partition | undefined
  let pending = 0
  for (let i = 0; i < request.partitions.length; i++) {
    const data = request.partitions[i] as PartitionData
    last = rowNamed(state.partitions, data.topicPartition)
    const result =
      request.transactionalId === undefined
        ? append(state, last, data, -1, node)
        : appendTransactional(state, last, data, request, node)
    // Most requests have one: a literal has room for just that, where a push makes room for seventeen.
    if (partitions === null) partitions = [result]
    else partitions.push(result)
    if (result.requiredOffset === -1 || last === undefined) continue
    if (last.log.highWatermark >= result.requiredOffset) settle(last, result)
    else pending++
  }
  const asked = askedBy(state, request, from)
  if (partitions === null || pending === 0) {
    answerProduce(state, asked, rowsOfAnswer(partitions ?? []), node)
    return
  }
  const id = state.nextProduceId++
  const expiresAtUs = node.nowUs + request.timeoutMs * 1_000
  mute(state, from, connection)
  const produce = { id, ...asked, expiresAtUs, pending, partitions }
  awaitReplicas(state, produce, partitions.length === 1 ? last : undefined, node)
}

/** Answers when every replica in sync has what was appended. `only` is the partition, where there is one. */
function awaitReplicas(
  state: BrokerState,
  produce: DelayedProduce,
  only: Partition | undefined,
  node: NodeContext,
): void {
  state.delayedProduces.push(produce)
  for (const waiting of produce.partitions) {
    if (waiting.requiredOffset === -1) continue
    const partition = only ?? rowNamed(state.partitions, waiting.topicPartition)
    addWaiter(partition as Partition, { requiredOffset: waiting.requiredOffset, produceId: produce.id })
  }
  armExpiry(state, produce.expiresAtUs, node)
}

/** What a marker came to; one row for each partition of each marker. Counterpart: handleWriteTxnMarkersRequest's appends. */
export function answerMarkers(
  state: BrokerState,
  markers: NonNullable<DelayedProduce['markers']>,
  partitions: DelayedPartition[],
  asked: { readonly from: NodeId; readonly correlationId: number; readonly timeoutMs: number },
  node: NodeContext,
): void {
  let pending = 0
  for (const waiting of partitions) {
    const partition = rowNamed(state.partitions, waiting.topicPartition)
    if (waiting.requiredOffset === -1 || partition === undefined) continue
    if (partition.log.highWatermark >= waiting.requiredOffset) settle(partition, waiting)
    else pending++
  }
  const expiresAtUs = node.nowUs + asked.timeoutMs * 1_000
  const { from, correlationId } = asked
  const delayed: DelayedProduce = {
    id: state.nextProduceId++,
    from,
    correlationId,
    expiresAtUs,
    pending,
    partitions,
    markers,
  }
  if (pending === 0) return respondMarkers(delayed, node)
  awaitReplicas(state, delayed, undefined, node)
}

/** Of a transaction: its coordinator may have said no, or somebody may have ended it since. */
function appendTransactional(
  state: BrokerState,
  partition: Partition | undefined,
  data: PartitionData,
  { verdicts }: JudgedProduce,
  node: NodeContext,
): DelayedPartition {
  const verdict = verdicts?.get(data.topicPartition)
  if (verdict !== undefined && verdict.errorCode !== 'NONE')
    return failed(data.topicPartition, verdict.errorCode, verdict.errorMessage, null)
  if (partition !== undefined && partition.role === 'leader' && isUnguarded(state, partition, data.batch))
    return failed(data.topicPartition, 'INVALID_TXN_STATE', null, null)
  return append(state, partition, data, -1, node)
}

/** A duplicate waits for an offset in the past, so the order is kept by insertion, nearly always at the end. */
function addWaiter(partition: Partition, waiter: Waiter): void {
  const waiters = partition.produceWaiters
  assert(waiter.requiredOffset > partition.log.highWatermark, 'nobody waits for what is committed already')
  let index = waiters.length
  while (index > 0 && (waiters[index - 1] as Waiter).requiredOffset > waiter.requiredOffset) index--
  if (index === waiters.length) waiters.push(waiter)
  else waiters.splice(index, 0, waiter)
}

function append(
  state: BrokerState,
  partition: Partition | undefined,
  data: PartitionData,
  acks: number,
  node: NodeContext,
): DelayedPartition {
  if (isOfAnother(data, partition?.topicId)) return refuseStranger(state, data)
  if (partition === undefined || partition.role !== 'leader') return refuseElsewhere(state, data.topicPartition)
  if (partition.coordinated) return failed(data.topicPartition, 'INVALID_TOPIC_EXCEPTION', null, null)
  const { log } = partition
  const highWatermark = log.highWatermark
  const result = appendToLeader(state, partition, data.batch, acks, node)
  assert(log.highWatermark >= highWatermark, 'the high watermark of a leader never falls')
  if (result.appended) {
    if (mayBeOdd(log, data.batch)) tellOdd(state, partition, node)
    if (acks === 1) {
      noteAcknowledged(log, result.baseOffset, log.logEndOffset - 1)
      if (leadsNoMore(state, partition, node)) tellLosses(state, partition, node)
    }
    completeAfterAppend(state, partition, result.appendedBytes, node)
    if (result.highWatermarkMoved) completeAfterHighWatermark(state, partition, highWatermark, node)
  }
  return {
    topicPartition: data.topicPartition,
    requiredOffset: result.requiredOffset,
    errorCode: result.errorCode,
    errorMessage: result.errorMessage,
    recordErrors: result.recordErrors,
    baseOffset: result.baseOffset,
    logStartOffset: result.errorCode === 'NONE' ? log.logStartOffset : -1,
    currentLeader: null,
  }
}

function failed(
  topicPartition: TopicPartition,
  errorCode: ErrorCode,
  errorMessage: string | null,
  currentLeader: DelayedPartition['currentLeader'],
): DelayedPartition {
  return {
    topicPartition,
    requiredOffset: -1,
    errorCode,
    errorMessage,
    recordErrors: NO_RECORD_ERRORS,
    baseOffset: -1,
    logStartOffset: -1,
    currentLeader,
  }
}

function isOfAnother({ topicId = '' }: PartitionData, known: string | undefined): boolean {
  return topicId !== '' && topicId !== known
}

/** A topic that was made again under its name is another one, whose records these are not. */
function refuseStranger(state: BrokerState, data: PartitionData): DelayedPartition {
  const { topicPartition } = data
  const topic = state.metadata.topics.get(splitTopicPartition(topicPartition).topic)
  if (isOfAnother(data, topic?.topicId)) return failed(topicPartition, 'UNKNOWN_TOPIC_ID', null, null)
  return refuseElsewhere(state, topicPartition)
}

/** Not led here. KIP-951: names the leader this broker knows of, so that the retry can go straight to it. */
function refuseElsewhere(state: BrokerState, topicPartition: TopicPartition): DelayedPartition {
  const { topic, partition } = splitTopicPartition(topicPartition)
  const registration = partitionOf(state.metadata, topic, partition)
  if (coordinatorOfTopic(topic) !== undefined) return failed(topicPartition, 'INVALID_TOPIC_EXCEPTION', null, null)
  if (registration === undefined) return failed(topicPartition, 'UNKNOWN_TOPIC_OR_PARTITION', null, null)
  if (isOffline(state, topicPartition)) return failed(topicPartition, 'KAFKA_STORAGE_ERROR', null, null)
  const { leader, leaderEpoch } = registration
  const isNamed = leader !== -1 && rulesOf(state.config).replication.namesNewLeader
  const currentLeader = isNamed ? { leaderId: leader, leaderEpoch } : null
  return failed(topicPartition, 'NOT_LEADER_OR_FOLLOWER', null, currentLeader)
}

/** The high watermark is there; what is left to see is whether enough replicas are still in sync. */
function settle(partition: Partition, waiting: DelayedPartition): void {
  waiting.requiredOffset = -1
  if (maximalIsr(partition).length < effectiveMinIsr(partition)) waiting.errorCode = 'NOT_ENOUGH_REPLICAS_AFTER_APPEND'
}

/** Wakes the produce requests whose records are committed now. */
function completeProducesWaitingFor(state: BrokerState, partition: Partition, node: NodeContext): void {
  const waiters = partition.produceWaiters
  if (waiters.length === 0) return
  const { highWatermark } = partition.log
  let count = 0
  while (count < waiters.length && (waiters[count] as Waiter).requiredOffset <= highWatermark) count++
  if (count === 0) return
  if (count === 1) return settleProduce(state, partition, waiters.shift() as Waiter, node)
  for (const waiter of waiters.splice(0, count)) settleProduce(state, partition, waiter, node)
}

function delayedProduce(state: BrokerState, id: number): DelayedProduce | undefined {
  const { delayedProduces } = state
  for (let i = 0; i < delayedProduces.length; i++) if (delayedProduces[i]?.id === id) return delayedProduces[i]
  return undefined
}

function settleProduce(state: BrokerState, partition: Partition, waiter: Waiter, node: NodeContext): void {
  const produce = delayedProduce(state, waiter.produceId)
  if (produce === undefined) return
  const before = produce.pending
  for (let i = 0; i < produce.partitions.length; i++) {
    const waiting = produce.partitions[i] as DelayedPartition
    if (waiting.topicPartition !== partition.topicPartition || waiting.requiredOffset === -1) continue
    settle(partition, waiting)
    produce.pending--
  }
  assert(produce.pending < before, 'a partition that wakes a produce request is one it waits for')
  assert(produce.pending >= 0, 'no partition of a produce request settles twice')
  if (produce.pending === 0) finish(state, produce, node)
}

/** This broker no longer leads: the records may or may not survive, and the producer must ask the new leader. */
function failProducesWaitingFor(state: BrokerState, partition: Partition, node: NodeContext): void {
  const due = partition.produceWaiters
  partition.produceWaiters = []
  for (const waiter of due) {
    const produce = delayedProduce(state, waiter.produceId)
    if (produce === undefined) continue
    for (const waiting of produce.partitions) {
      if (waiting.topicPartition !== partition.topicPartition || waiting.requiredOffset === -1) continue
      waiting.requiredOffset = -1
      waiting.errorCode = 'NOT_LEADER_OR_FOLLOWER'
      produce.pending--
    }
    if (produce.pending === 0) finish(state, produce, node)
  }
}

function finish(state: BrokerState, produce: DelayedProduce, node: NodeContext): void {
  removeFrom(state.delayedProduces, produce)
  if (produce.markers !== undefined) return respondMarkers(produce, node)
  if (!answerProduce(state, produce, rowsOfAnswer(produce.partitions), node)) unmute(state, produce.from, node)
}

/** The requests that have come in behind, up to the next that has to wait. */
function unmute(state: BrokerState, from: NodeId, node: NodeContext): void {
  const connection = state.producerConnections.get(from)
  if (connection === undefined) return
  const { behind } = connection
  connection.muted = false
  while (behind.length > 0 && !connection.muted) handleProduce(state, behind.shift() as ProduceRequest, from, node)
}

function armExpiry(state: BrokerState, expiresAtUs: number, node: NodeContext): void {
  if (state.produceTimerAtUs !== -1 && state.produceTimerAtUs <= expiresAtUs) return
  state.produceTimerAtUs = expiresAtUs
  node.setTimer(expiresAtUs - node.nowUs, { type: 'DelayedProduceExpiry' })
}

/**
 * One timer serves all: nearly every request is answered in milliseconds, and a timer each would be most of the work.
 * Returns once nothing that is due is left, and sets itself again for the next.
 */
export function expireProduces(state: BrokerState, node: NodeContext): void {
  // A later timer, which an earlier one has overtaken, finds nothing due and does no harm.
  state.produceTimerAtUs = -1
  let nextUs = Infinity
  for (const produce of state.delayedProduces.slice()) {
    if (produce.expiresAtUs > node.nowUs) nextUs = Math.min(nextUs, produce.expiresAtUs)
    else expire(state, produce, node)
  }
  if (nextUs !== Infinity) armExpiry(state, nextUs, node)
}

function expire(state: BrokerState, produce: DelayedProduce, node: NodeContext): void {
  for (const waiting of produce.partitions) {
    if (waiting.requiredOffset === -1) continue
    waiting.requiredOffset = -1
    waiting.errorCode = 'REQUEST_TIMED_OUT'
    const partition = rowNamed(state.partitions, waiting.topicPartition)
    if (partition === undefined) continue
    partition.produceWaiters = partition.produceWaiters.filter((waiter) => waiter.produceId !== produce.id)
  }
  finish(state, produce, node)
}

/** Most answers have one row, for which a call of `map` costs more than the row. */
function rowsOfAnswer(results: readonly DelayedPartition[]): ProducePartitionResponse[] {
  return results.length === 1 ? [rowOf(results[0] as DelayedPartition)] : results.map(rowOf)
}

function rowOf(result: DelayedPartition): ProducePartitionResponse {
  const ok = result.errorCode === 'NONE'
  return {
    topicPartition: result.topicPartition,
    errorCode: result.errorCode,
    errorMessage: result.errorMessage,
    recordErrors: result.recordErrors,
    baseOffset: ok ? result.baseOffset : -1,
    logStartOffset: ok ? result.logStartOffset : -1,
    currentLeader: result.currentLeader,
  }
}
