/**
 * Counterpart in Kafka: FetchSession and FetchSessionCache (KIP-227). A session remembers what its owner fetches, so that
 * requests name only what changed. Beyond Kafka it keeps a list of partitions with something to tell (`dirty`), so that a
 * response costs as much as it says, not as much as the session holds.
 */
import type { NodeId } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
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
  nowMs: number,
): FetchSession | ErrorCode {
  if (request.sessionEpoch === INITIAL_EPOCH || request.sessionEpoch === FINAL_EPOCH) {
    const old = state.sessions.get(request.sessionId)
    if (old !== undefined && old.owner === from) closeSession(state, old)
    // A follower has one fetcher for this leader: whatever it had before, it has given up.
    if (request.replicaId >= 0) closeSessionsOf(state, from)
    const session = openSession(state, request, from)
    session.lastUsedMs = nowMs
    updatePartitions(state, session, request)
    return session
  }
  const session = state.sessions.get(request.sessionId)
  if (session === undefined) return 'FETCH_SESSION_ID_NOT_FOUND'
  if (session.epoch !== request.sessionEpoch) return 'INVALID_FETCH_SESSION_EPOCH'
  session.epoch = nextSessionEpoch(session.epoch)
  session.lastUsedMs = nowMs
  updatePartitions(state, session, request)
  return session
}

export function nextSessionEpoch(epoch: number): number {
  return epoch === MAX_EPOCH ? 1 : epoch + 1
}

function openSession(state: BrokerState, request: FetchRequest, from: NodeId): FetchSession {
  evictIfFull(state)
  const session: FetchSession = {
    id: state.nextSessionId++,
    owner: from,
    replicaId: request.replicaId,
    ephemeral: request.sessionEpoch === FINAL_EPOCH,
    epoch: 1,
    lastUsedMs: 0,
    partitions: new Map(),
    dirty: [],
    waiting: false,
    correlationId: -1,
    minBytes: 0,
    maxBytes: 0,
    accumulatedBytes: 0,
    expiresAtUs: 0,
    timerArmed: false,
  }
  state.sessions.set(session.id, session)
  return session
}

/** The oldest consumer session goes; followers keep theirs. */
function evictIfFull(state: BrokerState): void {
  if (state.sessions.size < state.config.maxIncrementalFetchSessionCacheSlots) return
  for (const session of state.sessions.values()) {
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
    const known = session.partitions.get(asked.topicPartition)
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
  const partition = state.partitions.get(asked.topicPartition)
  const added: SessionPartition = {
    topicPartition: partition?.topicPartition ?? asked.topicPartition,
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
  session.partitions.set(added.topicPartition, added)
  markDirty(session, added)
  if (partition !== undefined) partition.watchers = [...partition.watchers, session.id]
}

/** To be looked at when the next response is made. */
export function markDirty(session: FetchSession, partition: SessionPartition): void {
  if (partition.dirty) return
  partition.dirty = true
  session.dirty.push(partition.topicPartition)
}

function forget(state: BrokerState, session: FetchSession, topicPartition: TopicPartition): void {
  if (!session.partitions.delete(topicPartition)) return
  const index = session.dirty.indexOf(topicPartition)
  if (index >= 0) session.dirty.splice(index, 1)
  unwatch(state, session, topicPartition)
}

function unwatch(state: BrokerState, session: FetchSession, topicPartition: TopicPartition): void {
  const partition = state.partitions.get(topicPartition)
  if (partition === undefined) return
  partition.watchers = partition.watchers.filter((id) => id !== session.id)
}

export function closeSession(state: BrokerState, session: FetchSession): void {
  state.sessions.delete(session.id)
  for (const topicPartition of session.partitions.keys()) unwatch(state, session, topicPartition)
}

/** The owner is gone: it would not get the answer, and begins a new session when it returns. */
export function closeSessionsOf(state: BrokerState, owner: NodeId): void {
  for (const session of [...state.sessions.values()]) {
    if (session.owner === owner) closeSession(state, session)
  }
}

/** min.incremental.fetch.session.eviction.ms; Kafka looks at it only when its cache is full. */
const EVICTION_MS = 120_000

/** Drops consumers' sessions that have long not been used: behind a cut link a client just begins another. */
export function evictIdleSessions(state: BrokerState, nowMs: number): void {
  for (const session of [...state.sessions.values()]) {
    if (session.replicaId < 0 && !session.waiting && nowMs - session.lastUsedMs > EVICTION_MS)
      closeSession(state, session)
  }
}

/** A replica was made on this broker that sessions may already name. */
export function watchFromSessions(state: BrokerState, partition: Partition): void {
  const sessions = [...state.sessions.values()].filter((session) => session.partitions.has(partition.topicPartition))
  partition.watchers = sessions.map((session) => session.id)
}

/** Something about the partition is to be told with the next answer, which it does not hasten. */
export function noteForFetches(state: BrokerState, partition: Partition): void {
  for (const id of partition.watchers) {
    const session = state.sessions.get(id)
    if (session !== undefined) markDirty(session, session.partitions.get(partition.topicPartition) as SessionPartition)
  }
}
