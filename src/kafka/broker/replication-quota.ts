/**
 * Counterpart in Kafka: ReplicationQuotaManager, and the SimpleRate it measures with (KIP-73). A broker limits what it
 * sends as a leader, and what it asks for as a follower, of replicas that a topic's config names and that are not in
 * sync. Bytes are measured over eleven windows of a second: a batch that was let through counts until it is that old.
 */
import type { NodeContext } from '../../engine/node-context.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { splitTopicPartition } from '../common/topic-partition.ts'
import type { FetchPartitionResponse } from '../protocol/fetch.ts'
import type { BrokerState, Partition, ReplicationQuota } from './broker-state.ts'

type Side = 'leader' | 'follower'
/** What is measured: what is sent, what is asked for, what is copied from folder to folder. */
type Measured = Side | 'alterLogDirs'

const REPLICAS = {
  leader: 'leader.replication.throttled.replicas',
  follower: 'follower.replication.throttled.replicas',
}
/** replication.quota.window.num, replication.quota.window.size.seconds. */
const WINDOWS = 11
const WINDOW_MS = 1_000

/** Whether the replica of this broker has to keep within the rate, and there is one. */
export function isThrottled(state: BrokerState, side: Side, topicPartition: TopicPartition): boolean {
  return rateOf(state, side) !== null && isListed(state, side, topicPartition)
}

/** Bytes a second; null where there is no limit. */
function rateOf({ config }: BrokerState, side: Measured): number | null {
  if (side === 'alterLogDirs') return config.alterLogDirsRate
  return side === 'leader' ? config.leaderThrottledRate : config.followerThrottledRate
}

function isListed(state: BrokerState, side: Side, topicPartition: TopicPartition): boolean {
  const { topic, partition } = splitTopicPartition(topicPartition)
  const listed = state.metadata.configs.get(`topic:${topic}`)?.[REPLICAS[side]]
  if (listed === undefined) return false
  if (listed.trim() === '*') return true
  return listed.split(',').some((replica) => replica.trim() === `${partition}:${state.brokerId}`)
}

/** Of a row's records alone. */
export function bytesOf(row: FetchPartitionResponse): number {
  return row.batches.reduce((bytes, batch) => bytes + batch.sizeInBytes, 0)
}

/** Bytes of throttled replicas went over the wire, or to another folder. */
export function recordThrottled(state: BrokerState, side: Measured, bytes: number, nowMs: number): void {
  state.replicationQuotas ??= { leader: [], follower: [] }
  const quota = state.replicationQuotas[side] ?? []
  if (side === 'alterLogDirs') state.replicationQuotas.alterLogDirs = quota
  const newest = quota.at(-1)
  if (newest !== undefined && nowMs - newest.sinceMs < WINDOW_MS) newest.bytes += bytes
  else quota.push({ sinceMs: nowMs, bytes })
  forgetOld(quota, nowMs)
}

function forgetOld(quota: ReplicationQuota, nowMs: number): void {
  while (quota.length > 0 && nowMs - (quota[0]?.sinceMs ?? nowMs) >= WINDOWS * WINDOW_MS) quota.shift()
}

/** Bytes a second as measured at this instant. Nothing is forgotten, since observers look too. */
export function measuredRate(state: BrokerState, side: Measured, nowMs: number): number {
  const counted = (state.replicationQuotas?.[side] ?? []).filter(({ sinceMs }) => nowMs - sinceMs < WINDOWS * WINDOW_MS)
  const [oldest] = counted
  if (oldest === undefined) return 0
  const bytes = counted.reduce((sum, window) => sum + window.bytes, 0)
  return bytes / (Math.max(nowMs - oldest.sinceMs, WINDOW_MS) / 1_000)
}

/** Whether more went over the wire than the rate allows, as measured now. */
function isExceeded(state: BrokerState, side: Measured, nowMs: number): boolean {
  forgetOld(state.replicationQuotas?.[side] ?? [], nowMs)
  return measuredRate(state, side, nowMs) > (rateOf(state, side) ?? Infinity)
}

/** A follower that is not in sync gets no records now. */
export function leaderHoldsBack(
  state: BrokerState,
  partition: Partition,
  replicaId: number,
  node: NodeContext,
): boolean {
  // Asked for every partition of every fetch, and nearly always there is no rate.
  if (state.config.leaderThrottledRate === null || partition.isr.includes(replicaId)) return false
  return isListed(state, 'leader', partition.topicPartition) && isExceeded(state, 'leader', node.nowMs)
}

/** A partition that is behind is not asked for now. */
export function followerHoldsBack(
  state: BrokerState,
  topicPartition: TopicPartition,
  caughtUp: boolean,
  node: NodeContext,
): boolean {
  if (state.config.followerThrottledRate === null || caughtUp) return false
  return isListed(state, 'follower', topicPartition) && isExceeded(state, 'follower', node.nowMs)
}

/** Nothing is copied from one folder to another now. */
export function alterLogDirsHoldsBack(state: BrokerState, node: NodeContext): boolean {
  return state.config.alterLogDirsRate !== null && isExceeded(state, 'alterLogDirs', node.nowMs)
}
