/** Counterpart in Kafka: DelayedFetch. Fetches that wait in their sessions, and what wakes them. */
import type { NodeContext } from '../../engine/node-context.ts'
import { rowNamed, rowsOf } from '../common/slot-map.ts'
import { NO_BATCHES } from '../log/log-segment.ts'
import { lastStableOffset, type ReplicaLog, readLog } from '../log/replica-log.ts'
import { rulesOf } from '../profile/registry.ts'
import type { BrokerState, FetchSession, Partition } from './broker-state.ts'
import { registerWaiter } from './delayed-operations.ts'
import { armFetchTimer, completeFetch } from './fetch.ts'
import { markDirty, partitionAt, readsOlderSegments, watched, watcher } from './fetch-session.ts'
import { hasNewsFor } from './high-watermark-news.ts'
import { leaderHoldsBack } from './replication-quota.ts'

registerWaiter('fetch', {
  afterAppend: wakeFollowerFetches,
  afterHighWatermark: wakeConsumerFetches,
  afterLeaderChange: wakeAllFetches,
})

/** The leader's log has grown by `bytes`, which followers may read at once. */
function wakeFollowerFetches(state: BrokerState, partition: Partition, bytes: number, node: NodeContext): void {
  const watchers = partition.watchers
  for (let i = 0; i < watchers.length; i++) {
    const session = watcher(state, partition, i)
    if (session.replicaId < 0) continue
    markDirty(session, watched(session, partition, i))
    if (leaderHoldsBack(state, partition, session.replicaId, node)) continue
    // A fetch that is being read looks at what came meanwhile before it waits.
    if (session.waiting) addBytes(state, session, bytes, node)
    else session.accumulatedBytes += bytes
  }
}

/** The high watermark moved on from `from`: consumers may read more. Followers are told at once in few versions. */
function wakeConsumerFetches(state: BrokerState, partition: Partition, from: number, node: NodeContext): void {
  const watchers = partition.watchers
  const tellsFollowers = rulesOf(state.config).replication.tellsFollowersHighWatermarkAtOnce
  for (let i = 0; i < watchers.length; i++) {
    const session = watcher(state, partition, i)
    const asked = watched(session, partition, i)
    markDirty(session, asked)
    if (session.replicaId >= 0) {
      if (tellsFollowers && hasNewsFor(session, partition)) completeFetch(state, session, node)
      continue
    }
    if (!session.waiting || asked.sentElsewhere === true) continue
    if (session.readCommitted && partition.log.transactions !== null) {
      countStable(state, session, node)
      continue
    }
    if (session.minBytes > 1 && readsOlderSegments(state, session)) {
      completeFetch(state, session, node)
      continue
    }
    const bytes = session.minBytes <= 1 ? 1 : bytesBetween(partition.log, Math.max(from, asked.fetchOffset))
    addBytes(state, session, bytes, node)
  }
}

/** What stands still may come at once, when a transaction ends: all that such a fetch could have is counted anew. */
function countStable(state: BrokerState, session: FetchSession, node: NodeContext): void {
  if (readsOlderSegments(state, session)) return completeFetch(state, session, node)
  let bytes = 0
  for (const asked of rowsOf(session.partitions)) {
    const log = partitionAt(state, asked.replicaSlot, asked.topicPartition)?.log
    if (log === undefined || asked.sentElsewhere === true) continue
    const batches = readLog(log, asked.fetchOffset, Infinity, lastStableOffset(log), true)
    for (const batch of batches) bytes += batch.sizeInBytes
  }
  session.accumulatedBytes = bytes
  if (bytes > 0 && bytes >= session.minBytes) completeFetch(state, session, node)
}

function bytesBetween(log: ReplicaLog, from: number): number {
  const batches = from < log.highWatermark ? readLog(log, from, Infinity, log.highWatermark, true) : NO_BATCHES
  return batches.reduce((bytes, batch) => bytes + batch.sizeInBytes, 0)
}

function addBytes(state: BrokerState, session: FetchSession, bytes: number, node: NodeContext): void {
  session.accumulatedBytes += bytes
  if (session.accumulatedBytes >= session.minBytes) completeFetch(state, session, node)
}

/** Whoever fetches this partition is told what has become of it: another leader, another epoch, or nothing at all. */
function wakeAllFetches(state: BrokerState, partition: Partition, node: NodeContext): void {
  const watchers = partition.watchers
  for (let i = 0; i < watchers.length; i++) {
    const session = watcher(state, partition, i)
    markDirty(session, watched(session, partition, i))
    if (session.waiting) completeFetch(state, session, node)
  }
}

/** The timer of one session: it may have been set for a fetch that was answered long ago. */
export function onFetchExpiry(state: BrokerState, sessionId: number, node: NodeContext): void {
  const session = rowNamed(state.sessions, sessionId)
  if (session === undefined) return
  session.timerArmed = false
  if (!session.waiting) return
  if (session.expiresAtUs <= node.nowUs) completeFetch(state, session, node)
  else armFetchTimer(session, node)
}
