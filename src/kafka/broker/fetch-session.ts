/**
 * Counterpart in Kafka: FetchSession and FetchSessionCache (KIP-227). A session remembers what its owner fetches, so that
 * requests name only what changed. Beyond Kafka it keeps a list of partitions with something to tell (`dirty`), so that a
 * response costs as much as it says, not as much as the session holds.
 */
import { assert } from '../../engine/assert.ts'
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import { removeFrom } from '../common/short-list.ts'
import {
  createSlotMap,
  dropRow,
  hasRow,
  nextSlot,
  putRow,
  removeRow,
  rowLikelyAt,
  rowNamed,
  rowsOf,
  sizeOfSlotMap,
  slotOf,
} from '../common/slot-map.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { lastStableOffset, segmentIndexFor } from '../log/replica-log.ts'
import type { FetchPartition, FetchRequest } from '../protocol/fetch.ts'
import type { BrokerState, FetchSession, Partition, SessionPartition } from './broker-state.ts'

const INITIAL_EPOCH = 0
const FINAL_EPOCH = -1
const MAX_EPOCH = 2_147_483_647

/**
 * The session of this request, brought up to date with it: a new one, the one it names, or one for this request only.
 * Session epoch 0 asks for a new session, -1 for none; both end the one that is named.
 */
export function sessionFor(
  state: BrokerState,
  request: FetchRequest,
  from: NodeId,
  node: NodeContext,
): FetchSession | ErrorCode {
  if (request.sessionEpoch === INITIAL_EPOCH || request.sessionEpoch === FINAL_EPOCH) {
    const old = rowNamed(state.sessions, request.sessionId)
    if (old !== undefined && old.owner === from) closeSession(state, old)
    // A follower has one fetcher for this leader: whatever it had before, it has given up.
    if (request.replicaId >= 0) closeSessionsOf(state, from)
    const session = openSession(state, request, from, node.replyPath)
    session.lastUsedMs = node.nowMs
    updatePartitions(state, session, request)
    return session
  }
  const session = sessionWithId(state, request.sessionId)
  if (session === undefined) return 'FETCH_SESSION_ID_NOT_FOUND'
  if (session.epoch !== request.sessionEpoch) return 'INVALID_FETCH_SESSION_EPOCH'
  session.epoch = nextSessionEpoch(session.epoch)
  session.lastUsedMs = node.nowMs
  updatePartitions(state, session, request)
  return session
}

/** Sessions stand in the order of their ids, which count from 1, as long as none at the end was closed. */
function sessionWithId({ sessions }: BrokerState, id: number): FetchSession | undefined {
  const likely = id > 0 && id <= sessions.rows.length ? (sessions.rows[id - 1] as FetchSession | null) : null
  return likely !== null && likely.id === id ? likely : rowNamed(sessions, id)
}

export function nextSessionEpoch(epoch: number): number {
  return epoch === MAX_EPOCH ? 1 : epoch + 1
}

function openSession(state: BrokerState, request: FetchRequest, from: NodeId, replyPath: number): FetchSession {
  evictIfFull(state)
  const session: FetchSession = {
    id: state.nextSessionId++,
    slot: nextSlot(state.sessions),
    owner: from,
    replyPath,
    replicaId: request.replicaId,
    ephemeral: request.sessionEpoch === FINAL_EPOCH,
    readCommitted: request.isolationLevel === 'read_committed',
    epoch: 1,
    lastUsedMs: 0,
    partitions: createSlotMap(),
    dirty: [],
    waiting: false,
    correlationId: -1,
    minBytes: 0,
    maxBytes: 0,
    accumulatedBytes: 0,
    expiresAtUs: 0,
    timerArmed: false,
  }
  putRow(state.sessions, session.id, session)
  return session
}

/** The oldest consumer session goes; followers keep theirs. */
function evictIfFull(state: BrokerState): void {
  if (sizeOfSlotMap(state.sessions) < state.config.maxIncrementalFetchSessionCacheSlots) return
  for (const session of rowsOf(state.sessions)) {
    if (session.replicaId >= 0 || session.waiting) continue
    closeSession(state, session)
    return
  }
}

function updatePartitions(state: BrokerState, session: FetchSession, request: FetchRequest): void {
  const { forgotten, partitions } = request
  // Counted through, here and wherever a fetch passes: lists of several kinds, frozen ones among them, come along, and
  // then V8 makes an iterator and an object for each element.
  for (let i = 0; i < forgotten.length; i++) forget(state, session, forgotten[i] as TopicPartition)
  for (let i = 0; i < partitions.length; i++) {
    const asked = partitions[i] as FetchPartition
    const known = rowLikelyAt(session.partitions, asked.slot, asked.topicPartition)
    if (known === undefined) addPartition(state, session, asked)
    else {
      known.topicId = asked.topicId
      known.fetchOffset = asked.fetchOffset
      known.currentLeaderEpoch = asked.currentLeaderEpoch
      known.lastFetchedEpoch = asked.lastFetchedEpoch
      known.logStartOffset = asked.logStartOffset
      known.maxBytes = asked.maxBytes
      markDirty(session, known)
    }
  }
}

function addPartition(state: BrokerState, session: FetchSession, asked: FetchPartition): void {
  const replicaSlot = slotOf(state.partitions, asked.topicPartition)
  const partition = state.partitions.rows[replicaSlot]
  const added: SessionPartition = {
    topicPartition: partition?.topicPartition ?? asked.topicPartition,
    slot: nextSlot(session.partitions),
    replicaSlot,
    askerSlot: asked.slot,
    topicId: asked.topicId,
    fetchOffset: asked.fetchOffset,
    currentLeaderEpoch: asked.currentLeaderEpoch,
    lastFetchedEpoch: asked.lastFetchedEpoch,
    logStartOffset: asked.logStartOffset,
    maxBytes: asked.maxBytes,
    dirty: false,
    sentHighWatermark: -1,
    sentLogStartOffset: -1,
  }
  putRow(session.partitions, added.topicPartition, added)
  markDirty(session, added)
  if (partition == null) return
  partition.watchers = [...partition.watchers, session.slot]
  partition.watcherSlots = [...partition.watcherSlots, added.slot]
}

/** To be looked at when the next response is made. */
export function markDirty(session: FetchSession, partition: SessionPartition): void {
  if (partition.dirty) return
  partition.dirty = true
  session.dirty.push(partition.slot)
}

function forget(state: BrokerState, session: FetchSession, topicPartition: TopicPartition): void {
  const slot = slotOf(session.partitions, topicPartition)
  if (!removeRow(session.partitions, topicPartition)) return
  removeFrom(session.dirty, slot)
  unwatch(state, session, topicPartition)
}

function unwatch(state: BrokerState, session: FetchSession, topicPartition: TopicPartition): void {
  const partition = rowNamed(state.partitions, topicPartition)
  if (partition === undefined) return
  const index = partition.watchers.indexOf(session.slot)
  partition.watchers = partition.watchers.filter((_, i) => i !== index)
  partition.watcherSlots = partition.watcherSlots.filter((_, i) => i !== index)
}

export function closeSession(state: BrokerState, session: FetchSession): void {
  for (const { topicPartition } of rowsOf(session.partitions)) unwatch(state, session, topicPartition)
  dropRow(state.sessions, session.id)
}

/** The owner is gone: it would not get the answer, and begins a new session when it returns. */
export function closeSessionsOf(state: BrokerState, owner: NodeId): void {
  for (const session of [...rowsOf(state.sessions)]) {
    if (session.owner === owner) closeSession(state, session)
  }
}

/** min.incremental.fetch.session.eviction.ms; Kafka looks at it only when its cache is full. */
const EVICTION_MS = 120_000

/** Drops consumers' sessions that have long not been used: behind a cut link a client just begins another. */
export function evictIdleSessions(state: BrokerState, nowMs: number): void {
  for (const session of [...rowsOf(state.sessions)]) {
    if (session.replicaId < 0 && !session.waiting && nowMs - session.lastUsedMs > EVICTION_MS)
      closeSession(state, session)
  }
}

/** A replica was made on this broker that sessions may already name. */
export function watchFromSessions(state: BrokerState, partition: Partition): void {
  const { topicPartition } = partition
  const sessions = rowsOf(state.sessions).filter((session) => hasRow(session.partitions, topicPartition))
  partition.watchers = sessions.map((session) => session.slot)
  partition.watcherSlots = sessions.map((session) => slotOf(session.partitions, topicPartition))
}

/** Something about the partition is to be told with the next answer, which it does not hasten. */
export function noteForFetches(state: BrokerState, partition: Partition): void {
  for (let i = 0; i < partition.watchers.length; i++) {
    const session = watcher(state, partition, i)
    markDirty(session, watched(session, partition, i))
  }
}

/** The session of `partition.watchers[index]`. */
export function watcher(state: BrokerState, partition: Partition, index: number): FetchSession {
  const session = state.sessions.rows[partition.watchers[index] as number]
  assert(session != null, 'who watches a partition has not been closed')
  return session
}

/** What the session of `partition.watchers[index]` keeps of the partition. */
export function watched(session: FetchSession, partition: Partition, index: number): SessionPartition {
  const asked = session.partitions.rows[partition.watcherSlots[index] as number]
  assert(asked != null, 'a session that watches a partition fetches it')
  return asked
}

/** The replica that a slot once stood for, or one that has taken its name since. */
export function partitionAt(state: BrokerState, slot: number, name: TopicPartition): Partition | undefined {
  return state.partitions.rows[slot] ?? rowNamed(state.partitions, name)
}

/**
 * A consumer asks for what lies in an older segment than the end of what it may read, be it there still or deleted: it
 * is answered without waiting for `minBytes`. Counterpart in Kafka: case F of DelayedFetch.tryComplete.
 */
export function readsOlderSegments(state: BrokerState, session: FetchSession): boolean {
  for (const asked of rowsOf(session.partitions)) {
    const log = partitionAt(state, asked.replicaSlot, asked.topicPartition)?.log
    if (log === undefined || asked.sentElsewhere === true) continue
    const end = session.readCommitted ? lastStableOffset(log) : log.highWatermark
    const { segments } = log
    const segment = segments[segmentIndexFor(segments, end)]
    if (asked.fetchOffset < end && segment !== undefined && asked.fetchOffset < segment.baseOffset) return true
  }
  return false
}
