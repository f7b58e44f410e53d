/**
 * Counterpart in Kafka: org.apache.kafka.clients.consumer.internals.OffsetFetcher: where a partition begins and ends, which
 * offset belongs to a time, and positions that have to be found that way.
 */

import type { NodeContext } from '../../../engine/node-context.ts'
import type { ErrorCode } from '../../common/errors.ts'
import { splitTopicPartition, type TopicPartition } from '../../common/topic-partition.ts'
import { canSendTo } from '../../network/network-client.ts'
import { tell } from '../../observe/tell.ts'
import type { ListOffsetsResponse } from '../../protocol/list-offsets.ts'
import { log, transmit } from '../core/client-core.ts'
import { errorOf } from '../core/client-error.ts'
import { leaderOf, peerOf, requestMetadataUpdate, requestUpdateForNewTopics } from '../core/client-metadata.ts'
import { backOff, complete, newCall } from './calls.ts'
import type { ConsumerClient, ListOffsetsCall } from './consumer-state.ts'
import { setPosition } from './subscription.ts'

/** Asks for the offset of each partition's timestamp (or negative constant). Returns the id of the call. */
export function startListOffsets(
  consumer: ConsumerClient,
  purpose: 'offsets' | 'times',
  timestamps: ReadonlyMap<TopicPartition, number>,
  timeoutMs: number,
  node: NodeContext,
): number {
  const topics = new Set([...timestamps.keys()].map((name) => splitTopicPartition(name).topic))
  const call: ListOffsetsCall = {
    ...newCall(consumer, timeoutMs, node),
    kind: 'listOffsets',
    purpose,
    topics,
    remaining: new Map(timestamps),
    found: new Map(),
  }
  consumer.calls.set(call.callId, call)
  for (const topic of topics)
    if (!consumer.core.metadata.topics.has(topic)) requestUpdateForNewTopics(consumer.core.metadata)
  return call.callId
}

/** Finds positions of partitions in `awaitReset`; one call at a time each. */
export function resetPositions(consumer: ConsumerClient, node: NodeContext): void {
  let timestamps: Map<TopicPartition, number> | null = null
  for (const partition of consumer.partitions.values()) {
    if (partition.state !== 'awaitReset' || partition.resetting || partition.retryAtUs > node.nowUs) continue
    partition.resetting = true
    const { autoOffsetReset } = consumer.config
    // A duration is counted back from when it is asked.
    if (partition.resetPolicy === 'byDuration' && autoOffsetReset.kind === 'byDuration')
      partition.resetTimestamp = node.wallClockMs - autoOffsetReset.durationMs
    timestamps ??= new Map()
    timestamps.set(partition.topicPartition, partition.resetTimestamp)
  }
  if (timestamps === null) return
  const topics = new Set<string>()
  const base = newCall(consumer, consumer.config.defaultApiTimeoutMs, node)
  const call: ListOffsetsCall = {
    ...base,
    kind: 'listOffsets',
    purpose: 'reset',
    topics,
    remaining: timestamps,
    found: new Map(),
  }
  consumer.calls.set(call.callId, call)
  advanceListOffsets(consumer, call, node)
}

/** Sends what can be sent now, one request to each leader. */
export function advanceListOffsets(consumer: ConsumerClient, call: ListOffsetsCall, node: NodeContext): void {
  const { core, config } = consumer
  if (call.inFlight > 0 || call.retryAtUs > node.nowUs) return
  const byLeader = new Map<number, TopicPartition[]>()
  for (const name of call.remaining.keys()) {
    const { leaderId } = leaderOf(core.metadata, name)
    const to = peerOf(core.metadata, leaderId)
    if (leaderId === -1) requestMetadataUpdate(core.metadata, true)
    if (leaderId === -1 || !canSendTo(core.network, to, node.nowUs)) continue
    const names = byLeader.get(leaderId)
    if (names === undefined) byLeader.set(leaderId, [name])
    else names.push(name)
  }
  for (const [leaderId, names] of byLeader) {
    call.inFlight++
    const partitions = names.map((name) => {
      const currentLeaderEpoch = leaderOf(core.metadata, name).leaderEpoch
      return { topicPartition: name, currentLeaderEpoch, timestamp: call.remaining.get(name) as number }
    })
    const request = {
      type: 'ListOffsetsRequest',
      isolationLevel: config.isolationLevel,
      replicaId: -1,
      partitions,
    } as const
    transmit(
      core,
      peerOf(core.metadata, leaderId),
      request,
      { purpose: 'listOffsets', callId: call.callId, partitions: names },
      node,
    )
  }
  if (byLeader.size === 0 && call.retryAtUs <= node.nowUs) retryLater(consumer, call, node)
}

/** `response` null: the request was lost. */
export function onListOffsets(
  consumer: ConsumerClient,
  callId: number,
  response: ListOffsetsResponse | null,
  node: NodeContext,
): void {
  const call = consumer.calls.get(callId)
  if (call === undefined || call.kind !== 'listOffsets') return
  call.inFlight--
  let failed = response === null
  for (const row of response?.partitions ?? []) {
    if (row.errorCode === 'NONE') {
      call.remaining.delete(row.topicPartition)
      call.found.set(row.topicPartition, { offset: row.offset, timestamp: row.timestamp, leaderEpoch: row.leaderEpoch })
      if (call.purpose === 'reset') applyReset(consumer, row.topicPartition, row.offset, node)
      continue
    }
    failed = true
    requestMetadataUpdate(consumer.core.metadata)
    reportRefusal(consumer, row.topicPartition, row.errorCode)
  }
  if (failed) retryLater(consumer, call, node)
  if (call.remaining.size === 0) finish(consumer, call)
}

/** Whatever a leader answers, it is asked again; what says no more than that it has changed is no news. */
const PASSING: readonly ErrorCode[] = [
  'NOT_LEADER_OR_FOLLOWER',
  'REPLICA_NOT_AVAILABLE',
  'KAFKA_STORAGE_ERROR',
  'OFFSET_NOT_AVAILABLE',
  'LEADER_NOT_AVAILABLE',
  'FENCED_LEADER_EPOCH',
  'UNKNOWN_LEADER_EPOCH',
]

function reportRefusal(consumer: ConsumerClient, name: TopicPartition, code: ErrorCode): void {
  if (PASSING.includes(code)) return
  const message =
    code === 'UNKNOWN_TOPIC_OR_PARTITION'
      ? `Received unknown topic or partition error in ListOffset request for partition ${name}`
      : `Attempt to fetch offsets for partition ${name} failed due to unexpected exception: ${errorOf(consumer.config, code).message}, retrying.`
  log(consumer.core, 'WARN', message, 'org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils')
}

/** A position that is sought is sought again after retry.backoff.ms each time (OffsetFetcherUtils). */
function retryLater(consumer: ConsumerClient, call: ListOffsetsCall, node: NodeContext): void {
  if (call.purpose === 'reset') call.retryAtUs = node.nowUs + consumer.config.retryBackoffMs * 1000
  else backOff(consumer, call, node)
}

function finish(consumer: ConsumerClient, call: ListOffsetsCall): void {
  if (call.purpose === 'reset') {
    consumer.calls.delete(call.callId)
    return
  }
  if (call.purpose === 'offsets') {
    const offsets = new Map([...call.found].map(([name, { offset }]) => [name, offset]))
    return complete(consumer, call, { kind: 'offsets', offsets })
  }
  // No record is that young: null.
  const offsets = new Map(
    [...call.found].map(([name, { offset, timestamp }]) => [name, offset === -1 ? null : { offset, timestamp }]),
  )
  complete(consumer, call, { kind: 'offsetsForTimes', offsets })
}

/** The application may have sought, or lost the partition, while the leader was asked. */
function applyReset(consumer: ConsumerClient, name: TopicPartition, offset: number, node: NodeContext): void {
  const partition = consumer.partitions.get(name)
  if (partition === undefined || partition.state !== 'awaitReset' || !partition.resetting) return
  // by_duration, and no record that young: nothing takes its place. It is asked again when an answer that is lost would be.
  if (offset === -1) {
    partition.resetting = false
    partition.retryAtUs = node.nowUs + consumer.config.requestTimeoutMs * 1000
    return
  }
  // Without an epoch, though the leader told one: a position it has just named needs no validation, and a commit before
  // the first record says `leaderEpoch=null`.
  setPosition(partition, offset, -1)
  partition.validatedEpoch = leaderOf(consumer.core.metadata, name).leaderEpoch
  tell(node, {
    type: 'OffsetReset',
    consumer: consumer.clientId,
    topicPartition: name,
    to: offset,
    policy: partition.resetPolicy,
  })
}
