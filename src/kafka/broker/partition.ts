/**
 * Counterpart in Kafka: kafka.cluster.Partition. What a replica is (leader, follower, neither), what its leader knows of
 * the others, and how far it is committed. ISR changes are in `isr.ts`.
 */
import { assert } from '../../engine/assert.ts'
import type { NodeContext } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import { noteCommitted, noteLeadership } from '../log/acknowledged.ts'
import { noteModified } from '../log/log-cleaner.ts'
import { isTransactional } from '../log/log-transactions.ts'
import {
  convertBatch,
  NO_RECORD_ERRORS,
  type RecordError,
  type Refusal,
  refuseBatch,
  refuseConverted,
} from '../log/log-validator.ts'
import { checkSequence, findDuplicateBatch, isNextInSequence } from '../log/producer-state.ts'
import type { RecordBatch } from '../log/record-batch.ts'
import { appendAsLeader, maybeRoll, noteEpoch, type ReplicaLog, setHighWatermark } from '../log/replica-log.ts'
import type { PartitionRegistration } from '../metadata/metadata-image.ts'
import { tell } from '../observe/tell.ts'
import { profileOf, rulesOf } from '../profile/registry.ts'
import type { Rules } from '../profile/rules.ts'
import type { BrokerState, FollowerState, Partition } from './broker-state.ts'
import { coordinatorOfTopic } from './coordinators.ts'
import { lastFollowerFetchMs } from './follower-fetches.ts'
import { refuseTransactional } from './transactional-batches.ts'

const NO_FOLLOWERS: readonly FollowerState[] = Object.freeze([])
const NO_IDS: readonly number[] = Object.freeze([])

export function createPartition(registration: PartitionRegistration, log: ReplicaLog): Partition {
  return {
    topicPartition: registration.topicPartition,
    topic: registration.topic,
    partition: registration.partition,
    topicId: registration.topicId,
    log,
    role: 'none',
    leaderId: -1,
    leaderEpoch: -1,
    partitionEpoch: -1,
    replicas: registration.replicas,
    isr: registration.isr,
    pendingIsr: null,
    leaderEpochStartOffset: -1,
    followers: NO_FOLLOWERS,
    watchers: NO_IDS,
    watcherSlots: NO_IDS,
    produceWaiters: [],
    deleteWaiters: NO_IDS,
    coordinated: coordinatorOfTopic(registration.topic) !== undefined,
  }
}

/**
 * Begins, or goes on, to lead. Only a new leader epoch resets what is known of the followers. Returns whether the high
 * watermark moved: the ISR may have shrunk to what has everything already.
 */
export function makeLeader(
  state: BrokerState,
  partition: Partition,
  to: PartitionRegistration,
  nowMs: number,
): boolean {
  assert(to.leader === state.brokerId, 'a partition is led by the broker that was made its leader')
  assert(to.leaderEpoch >= partition.leaderEpoch, 'leader epochs never fall')
  const wasLeader = partition.role === 'leader'
  const newEpoch = to.leaderEpoch > partition.leaderEpoch
  partition.role = 'leader'
  partition.leaderId = to.leader
  updateAssignment(partition, to)
  const { log } = partition
  partition.followers = followersOf(partition, state.brokerId)
  if (newEpoch) {
    partition.leaderEpoch = to.leaderEpoch
    partition.leaderEpochStartOffset = log.logEndOffset
    noteLeadership(log)
    // Noted before the first record of it: followers may hold records of epochs this leader never saw and must be
    // told where those ended.
    noteEpoch(log, to.leaderEpoch, log.logEndOffset)
    for (const follower of partition.followers) resetFollower(follower, partition, !wasLeader, nowMs)
  }
  return maybeIncrementHighWatermark(state, partition, nowMs)
}

/** Follows `to.leader`, or nobody while there is none. Returns whether the leader or its epoch is a new one. */
export function makeFollower(partition: Partition, to: PartitionRegistration): boolean {
  assert(to.leaderEpoch >= partition.leaderEpoch, 'leader epochs never fall')
  const changed =
    partition.role !== 'follower' || to.leaderEpoch > partition.leaderEpoch || to.leader !== partition.leaderId
  partition.role = 'follower'
  partition.leaderId = to.leader
  partition.leaderEpoch = to.leaderEpoch
  partition.leaderEpochStartOffset = -1
  partition.followers = NO_FOLLOWERS
  updateAssignment(partition, to)
  return changed
}

function updateAssignment(partition: Partition, to: PartitionRegistration): void {
  assert(to.partitionEpoch >= partition.partitionEpoch, 'partition epochs never fall')
  // A controller of ZooKeeper's era takes replicas out of the assignment first, and out of the ISR a moment later.
  partition.replicas = to.replicas
  partition.isr = to.isr
  partition.pendingIsr = null
  partition.partitionEpoch = to.partitionEpoch
}

/** The assignment alone, for a change whose ISR and epochs this leader has heard of before. */
export function updateReplicas(partition: Partition, to: PartitionRegistration, brokerId: number): void {
  partition.replicas = to.replicas
  partition.followers = followersOf(partition, brokerId)
}

/** Those already known are kept: their progress outlives a change of the assignment. */
function followersOf(partition: Partition, brokerId: number): FollowerState[] {
  const followers: FollowerState[] = []
  for (const replica of partition.replicas) {
    if (replica === brokerId) continue
    followers.push(partition.followers.find((known) => known.brokerId === replica) ?? newFollower(replica))
  }
  return followers
}

function newFollower(brokerId: number): FollowerState {
  return {
    brokerId,
    logEndOffset: -1,
    logStartOffset: -1,
    lastFetchTimeMs: 0,
    lastFetchLeaderLogEndOffset: -1,
    lastCaughtUpTimeMs: 0,
    brokerEpoch: -1,
  }
}

/** Members of the ISR get the full lag time from the election on; a replica outside of it must not hold back anything. */
function resetFollower(follower: FollowerState, partition: Partition, newLeader: boolean, nowMs: number): void {
  const inSync = partition.isr.includes(follower.brokerId)
  follower.lastCaughtUpTimeMs = inSync ? nowMs : NEVER_MS
  if (newLeader) {
    follower.logEndOffset = -1
    if (follower.sentHighWatermark !== undefined) follower.sentHighWatermark = 0
    follower.logStartOffset = -1
    follower.lastFetchTimeMs = 0
    follower.lastFetchLeaderLogEndOffset = -1
    follower.brokerEpoch = -1
  } else {
    follower.lastFetchTimeMs = inSync ? nowMs : 0
    follower.lastFetchLeaderLogEndOffset = partition.log.logEndOffset
  }
}

/** Kafka writes 0 and its clock stands at 1.7 × 10^12; a simulation begins at 0. */
const NEVER_MS = -1_000_000_000_000

export function followerOf(partition: Partition, brokerId: number): FollowerState | undefined {
  // Two or three elements: a loop is cheaper than a Map, and copies better.
  for (const follower of partition.followers) {
    if (follower.brokerId === brokerId) return follower
  }
  return undefined
}

/** How many are in the ISR does not tell who: in 2.5 a broker can be among them that has been taken away. */
export function isOutOfSync(partition: Partition, follower: FollowerState): boolean {
  return !partition.isr.includes(follower.brokerId)
}

/** Settings of one kind looked at here alone: in `rulesOf`, which meets all kinds, the same look is a search to V8. */
function rulesOfLog({ config }: ReplicaLog): Rules['replication'] {
  return profileOf(config.profile).rules.replication
}

/** How many members of the ISR acks=all needs here. */
export function effectiveMinIsr({ log, replicas }: Partition): number {
  return rulesOfLog(log).effectiveMinIsr(log.config.minInsyncReplicas, replicas.length)
}

/** The ISR, or the one asked for where that is larger: either may turn out to be in force. */
export function maximalIsr(partition: Partition): readonly number[] {
  const { isr, pendingIsr } = partition
  return pendingIsr !== null && pendingIsr.length > isr.length ? pendingIsr : isr
}

/** Level with the leader, or level with it not longer than replica.lag.time.max.ms ago. */
export function isCaughtUp(
  follower: FollowerState,
  logEndOffset: number,
  nowMs: number,
  lagTimeMaxMs: number,
): boolean {
  return follower.logEndOffset === logEndOffset || nowMs - follower.lastCaughtUpTimeMs <= lagTimeMaxMs
}

/** A replica may join the ISR if whoever leads the cluster would let it lead the partition. */
export function isReplicaIsrEligible(state: BrokerState, follower: FollowerState): boolean {
  const broker = state.metadata.brokers.get(follower.brokerId)
  return rulesOf(state.config).replication.isEligibleForIsr(broker, follower.brokerEpoch)
}

/**
 * The high watermark is what every member of the ISR holds; replicas about to join count already, so that it need not
 * fall back when they do. Whether it stands still below min.insync.replicas is the version's rule. Returns whether it
 * moved.
 */
export function maybeIncrementHighWatermark(state: BrokerState, partition: Partition, nowMs: number): boolean {
  const { log, followers, replicas } = partition
  const rules = rulesOfLog(log)
  const minIsr = rules.effectiveMinIsr(log.config.minInsyncReplicas, replicas.length)
  if (!rules.mayAdvanceHighWatermark(partition.isr.length, minIsr)) return false
  const logEndOffset = log.logEndOffset
  if (log.highWatermark >= logEndOffset) return false
  const isr = maximalIsr(partition)
  let highWatermark = logEndOffset
  for (let i = 0; i < followers.length; i++) {
    const follower = followers[i] as FollowerState
    if (follower.logEndOffset >= highWatermark) continue
    const counts =
      isr.includes(follower.brokerId) ||
      (isCaughtUp(follower, logEndOffset, nowMs, state.config.replicaLagTimeMaxMs) &&
        (!rules.onlyEligibleHoldBackHighWatermark || isReplicaIsrEligible(state, follower)))
    if (counts) highWatermark = follower.logEndOffset
  }
  if (highWatermark <= log.highWatermark) return false
  setHighWatermark(log, highWatermark)
  noteCommitted(log, highWatermark)
  return true
}

/**
 * A follower's fetch is also its acknowledgement: asking for `fetchOffset` says "I hold everything below it".
 *
 * "Caught up" means level with where the leader stood at this fetch or at the previous one. Without the second clause a
 * busy leader, always a batch ahead, would push a healthy follower out of the ISR.
 */
export function recordFollowerFetch(
  follower: FollowerState,
  fetchOffset: number,
  followerLogStartOffset: number,
  leaderLogEndOffset: number,
  brokerEpoch: number,
  nowMs: number,
): void {
  if (fetchOffset >= leaderLogEndOffset) {
    if (nowMs > follower.lastCaughtUpTimeMs) follower.lastCaughtUpTimeMs = nowMs
  } else if (fetchOffset >= follower.lastFetchLeaderLogEndOffset) {
    if (follower.lastFetchTimeMs > follower.lastCaughtUpTimeMs) follower.lastCaughtUpTimeMs = follower.lastFetchTimeMs
  }
  follower.logEndOffset = fetchOffset
  follower.logStartOffset = followerLogStartOffset
  if (leaderLogEndOffset > follower.lastFetchLeaderLogEndOffset)
    follower.lastFetchLeaderLogEndOffset = leaderLogEndOffset
  follower.lastFetchTimeMs = nowMs
  follower.brokerEpoch = brokerEpoch
}

/**
 * Followers at the end of the log fetch again and again without naming the partition (it has not changed in their
 * session). Those fetches count as well, and are made up for here, just before the log grows.
 */
function creditIdleFollowers(state: BrokerState, partition: Partition): void {
  const { followers, log } = partition
  for (let i = 0; i < followers.length; i++) {
    const follower = followers[i] as FollowerState
    if (follower.logEndOffset !== log.logEndOffset) continue
    // Outside of the ISR since a new epoch: what it fetched before that counts no more.
    if (follower.lastFetchTimeMs === 0) continue
    const fetchedAtMs = lastFollowerFetchMs(state.followerFetches, follower.brokerId)
    if (fetchedAtMs === undefined || fetchedAtMs <= follower.lastFetchTimeMs) continue
    if (!asksFor(state, partition, follower.brokerId)) continue
    follower.lastFetchTimeMs = fetchedAtMs
    if (fetchedAtMs > follower.lastCaughtUpTimeMs) follower.lastCaughtUpTimeMs = fetchedAtMs
  }
}

/** A broker may fetch from here and leave the partition out: its replica is in a directory that failed, or is throttled. */
function asksFor({ sessions }: BrokerState, { watchers }: Partition, brokerId: number): boolean {
  for (let i = 0; i < watchers.length; i++)
    if (sessions.rows[watchers[i] as number]?.replicaId === brokerId) return true
  return false
}

export interface AppendResult {
  readonly errorCode: ErrorCode
  readonly errorMessage: string | null
  readonly recordErrors: readonly RecordError[]
  readonly baseOffset: number
  /** Acks=all waits until the high watermark is here; -1 with an error. */
  readonly requiredOffset: number
  /** False for a duplicate, which is answered like the first time. */
  readonly appended: boolean
  /** Of the batch as it stands in the log. */
  readonly appendedBytes: number
  readonly highWatermarkMoved: boolean
}

/** Appends a client's or a coordinator's batch, in Kafka's order: replicas, then the batch itself, then its sequence. */
export function appendToLeader(
  state: BrokerState,
  partition: Partition,
  batch: RecordBatch,
  acks: number,
  node: NodeContext,
): AppendResult {
  const { log } = partition
  if (acks === -1 && partition.isr.length < effectiveMinIsr(partition)) {
    return refused('NOT_ENOUGH_REPLICAS', null)
  }
  const refusal = refuseBatch(log, batch, node.wallClockMs)
  if (refusal !== null) return refused(refusal.errorCode, refusal)
  const converted = convertBatch(log, batch, node.wallClockMs)
  const tooLarge = refuseConverted(log, converted)
  if (tooLarge !== null) return refused(tooLarge.errorCode, tooLarge)
  if (batch.producerId >= 0) {
    const producer = log.producers.get(batch.producerId)
    if (isTransactional(batch) && (producer === undefined || partition.coordinated || batch.baseSequence === -1)) {
      const unwanted = refuseTransactional(state, partition, batch, producer)
      if (unwanted !== null) return refused(unwanted, null)
    } else if (producer !== undefined && !isNextInSequence(producer, batch)) {
      const duplicate = findDuplicateBatch(producer, batch)
      if (duplicate !== undefined) return answerDuplicate(duplicate)
      const outOfSequence = checkSequence(producer, batch)
      if (outOfSequence !== null) return refused(outOfSequence, null)
    }
  }
  assert(partition.role === 'leader', 'clients and coordinators append to leaders only')
  creditIdleFollowers(state, partition)
  if (maybeRoll(log, converted, node.wallClockMs)) afterRoll(state, partition, node)
  const appended = appendAsLeader(log, converted, partition.leaderEpoch)
  if (log.config.compact) noteModified(log, node.wallClockMs)
  const highWatermarkMoved = partition.isr.length === 1 && maybeIncrementHighWatermark(state, partition, node.nowMs)
  assert(appended.lastOffset + 1 === log.logEndOffset, 'a log ends with what was appended last')
  assert(log.highWatermark <= log.logEndOffset, 'highWatermark <= logEndOffset')
  return {
    errorCode: 'NONE',
    errorMessage: null,
    recordErrors: NO_RECORD_ERRORS,
    baseOffset: appended.baseOffset,
    requiredOffset: appended.lastOffset + 1,
    appended: true,
    appendedBytes: appended.sizeInBytes,
    highWatermarkMoved,
  }
}

function refused(errorCode: ErrorCode, refusal: Refusal | null): AppendResult {
  return {
    errorCode,
    errorMessage: refusal?.message ?? null,
    recordErrors: refusal?.recordErrors ?? NO_RECORD_ERRORS,
    baseOffset: -1,
    requiredOffset: -1,
    appended: false,
    appendedBytes: 0,
    highWatermarkMoved: false,
  }
}

function answerDuplicate(duplicate: RecordBatch): AppendResult {
  return {
    errorCode: 'NONE',
    errorMessage: null,
    recordErrors: NO_RECORD_ERRORS,
    baseOffset: duplicate.baseOffset,
    requiredOffset: duplicate.lastOffset + 1,
    appended: false,
    appendedBytes: 0,
    highWatermarkMoved: false,
  }
}

/** Kafka flushes the closed segment in the background, at once; the disk takes a moment. */
const FLUSH_AFTER_ROLL_US = 20_000

/** To be called after every roll, by leader and follower. */
export function afterRoll(state: BrokerState, partition: Partition, node: NodeContext): void {
  const baseOffset = partition.log.logEndOffset
  tell(node, { type: 'SegmentRolled', broker: state.brokerId, topicPartition: partition.topicPartition, baseOffset })
  node.setTimer(FLUSH_AFTER_ROLL_US, {
    type: 'LogFlush',
    topicPartition: partition.topicPartition,
    offset: baseOffset,
  } as LogFlush)
}

export interface LogFlush {
  readonly type: 'LogFlush'
  readonly topicPartition: string
  readonly offset: number
}
