/**
 * Counterpart in Kafka: ReplicaManager.alterReplicaLogDirs and ReplicaAlterLogDirsThread (KIP-113). A replica moves to
 * another folder of its broker by being copied there, one replica after the other and within
 * `replica.alter.log.dirs.io.max.bytes.per.second`; once the copy has all there is, it takes the place of the log.
 * Whoever keeps book of where replicas lie hears of it when the copy has caught up.
 */
import type { NodeContext, NodeId, Timer } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import { rowNamed } from '../common/slot-map.ts'
import { splitTopicPartition, type TopicPartition } from '../common/topic-partition.ts'
import { noteModified } from '../log/log-cleaner.ts'
import {
  appendAsFollower,
  createLog,
  maybeIncrementLogStartOffset,
  maybeRoll,
  type ReplicaLog,
  readLog,
  setHighWatermark,
  truncateFullyAndStartAt,
  truncateTo,
} from '../log/replica-log.ts'
import type { AlterReplicaLogDirsRequest, AlterReplicaLogDirsResponse } from '../protocol/alter-replica-log-dirs.ts'
import { sendMessage } from '../protocol/send-message.ts'
import type { BrokerState, Partition } from './broker-state.ts'
import { checkpointLogStartOffsets, checkpointRecoveryPoints } from './checkpoint-files.ts'
import { tellOwnLogStart } from './fetcher-session.ts'
import type { FolderMoves } from './folder-state.ts'
import { linkOf } from './link/broker-link.ts'
import { folderOf, isOffline, liveFolders } from './log-folders.ts'
import { alterLogDirsHoldsBack, recordThrottled } from './replication-quota.ts'

/** A disk that is read and written at once. */
const COPIED_BYTES_PER_MS = 100_000
/** The longest name of a folder is 255 characters, and that of a copy has a hash and `-future` behind it. */
const LONGEST_NAME = 255 - '.'.length - 32 - '-future'.length

interface FolderMove extends Timer {
  readonly type: 'FolderMove'
}

export function handleAlterReplicaLogDirs(
  state: BrokerState,
  request: AlterReplicaLogDirsRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const response: AlterReplicaLogDirsResponse = {
    type: 'AlterReplicaLogDirsResponse',
    correlationId: request.correlationId,
    partitions: request.replicas.map(({ topicPartition, logDir }) => ({
      topicPartition,
      errorCode: alterReplicaLogDir(state, topicPartition, logDir, node),
    })),
  }
  sendMessage(node, from, response)
}

function alterReplicaLogDir(
  state: BrokerState,
  topicPartition: TopicPartition,
  logDir: string,
  node: NodeContext,
): ErrorCode {
  if (topicPartition.length > LONGEST_NAME) return 'INVALID_TOPIC_EXCEPTION'
  if (!state.config.logDirs.includes(logDir)) return 'LOG_DIR_NOT_FOUND'
  if (!liveFolders(state).includes(logDir) || isOffline(state, topicPartition)) return 'KAFKA_STORAGE_ERROR'
  state.folderMoves ??= noMoves()
  const moves = state.folderMoves
  const future = moves.futureLogs.get(topicPartition)
  if (future !== undefined && future.parentDir !== logDir) dropFutureLog(state, topicPartition, node)
  const partition = rowNamed(state.partitions, topicPartition)
  if (partition === undefined) {
    moves.preferred.set(topicPartition, logDir)
    return 'REPLICA_NOT_AVAILABLE'
  }
  if (folderOf(state, partition.log) === logDir || moves.futureLogs.has(topicPartition)) return 'NONE'
  // A copy might be begun twice while what lies in a directory that failed cannot be seen.
  if (liveFolders(state).length < state.config.logDirs.length) return 'KAFKA_STORAGE_ERROR'
  moves.futureLogs.set(topicPartition, emptyCopyOf(partition.log, logDir, node))
  schedule(moves, 0, node)
  return 'NONE'
}

export function noMoves(): FolderMoves {
  return { preferred: new Map(), futureLogs: new Map(), caughtUp: new Set(), timerArmed: false }
}

function emptyCopyOf(
  { topicPartition, topicId, config }: ReplicaLog,
  parentDir: string,
  node: NodeContext,
): ReplicaLog {
  return { ...createLog(topicPartition, topicId, config, node.wallClockMs), parentDir }
}

function schedule(moves: FolderMoves, delayMs: number, node: NodeContext): void {
  if (moves.timerArmed) return
  moves.timerArmed = true
  const timer: FolderMove = { type: 'FolderMove' }
  node.setTimer(Math.ceil(delayMs * 1_000), timer)
}

/** A process that starts goes on with the copies that an earlier one left. */
export function resumeMove(state: BrokerState, topicPartition: TopicPartition, node: NodeContext): void {
  if (state.folderMoves?.futureLogs.has(topicPartition)) schedule(state.folderMoves, 0, node)
}

export function onFolderMove(state: BrokerState, node: NodeContext): void {
  const moves = state.folderMoves
  if (moves === undefined) return
  moves.timerArmed = false
  const partition = nextToCopy(state, moves)
  if (partition === undefined) return
  if (alterLogDirsHoldsBack(state, node)) return schedule(moves, state.config.replicaFetchBackoffMs, node)
  const bytes = copyNext(state, partition, moves, node)
  schedule(moves, Math.max(1, bytes / COPIED_BYTES_PER_MS), node)
}

/** One is finished before the next is begun, in the order of topics and partitions. */
function nextToCopy({ partitions }: BrokerState, { futureLogs }: FolderMoves): Partition | undefined {
  const names = [...futureLogs.keys()].sort((a, b) => {
    const left = splitTopicPartition(a)
    const right = splitTopicPartition(b)
    return left.topic === right.topic ? left.partition - right.partition : left.topic < right.topic ? -1 : 1
  })
  for (const name of names) {
    const partition = rowNamed(partitions, name)
    if (partition !== undefined) return partition
  }
  return undefined
}

/** Bytes that were copied; the copy takes the log's place when it has all of it. */
function copyNext(state: BrokerState, partition: Partition, moves: FolderMoves, node: NodeContext): number {
  const { log, topicPartition } = partition
  const future = moves.futureLogs.get(topicPartition)
  if (future === undefined) return 0
  if (future.logEndOffset > log.logEndOffset) truncateTo(future, log.logEndOffset, node.wallClockMs)
  if (future.logEndOffset < log.logStartOffset) truncateFullyAndStartAt(future, log.logStartOffset, node.wallClockMs)
  let bytes = 0
  const batches = readLog(log, future.logEndOffset, state.config.replicaFetchMaxBytes, log.logEndOffset, true)
  for (const batch of batches) {
    // A log may begin inside of a batch, and its copy has to have the whole of it.
    if (batch.baseOffset < future.logEndOffset)
      truncateFullyAndStartAt(future, batch.baseOffset, node.wallClockMs, log.logStartOffset)
    maybeRoll(future, batch, node.wallClockMs)
    appendAsFollower(future, batch)
    noteModified(future, node.wallClockMs)
    bytes += batch.sizeInBytes
  }
  recordThrottled(state, 'alterLogDirs', bytes, node.nowMs)
  const highWatermark = Math.max(future.logStartOffset, Math.min(log.highWatermark, future.logEndOffset))
  setHighWatermark(future, highWatermark)
  maybeIncrementLogStartOffset(future, Math.min(log.logStartOffset, future.highWatermark))
  // Compaction may have left nothing at the end.
  if (batches.length > 0 && future.logEndOffset < log.logEndOffset) return bytes
  // What is asked of a controller first is looked at when more is copied, for which a throttle may have to be waited.
  if (moves.caughtUp.has(topicPartition)) replaceLog(state, partition, future, node)
  else {
    moves.caughtUp.add(topicPartition)
    linkOf(state).tellPlace(state, topicPartition, folderOf(state, future), node)
  }
  return bytes
}

/** LogManager.replaceCurrentWithFutureLog: the old folder is renamed at once, and emptied later. */
function replaceLog(state: BrokerState, partition: Partition, future: ReplicaLog, node: NodeContext): void {
  const { log, topicPartition } = partition
  if (future.logEndOffset < log.logEndOffset) truncateFullyAndStartAt(future, log.logEndOffset, node.wallClockMs)
  forgetFutureLog(state, topicPartition)
  partition.log = {
    ...future,
    config: log.config,
    highWatermark: log.highWatermark,
    leaderEpochs: log.leaderEpochs,
    cleanerCheckpoint: log.cleanerCheckpoint,
    version: Math.max(log.version, future.version) + 1,
    notes: log.notes,
  }
  tellOwnLogStart(state, partition)
  remove(state, log, node)
}

/** The copy is given up: its move was called off, or the replica is gone. */
export function dropFutureLog(state: BrokerState, topicPartition: TopicPartition, node: NodeContext): void {
  const future = state.folderMoves?.futureLogs.get(topicPartition)
  if (future === undefined) return
  forgetFutureLog(state, topicPartition)
  remove(state, future, node)
}

/** Its files are left as they are: they cannot be reached any more, or have taken the place of the log's. */
export function forgetFutureLog({ folderMoves }: BrokerState, topicPartition: TopicPartition): void {
  folderMoves?.futureLogs.delete(topicPartition)
  folderMoves?.caughtUp.delete(topicPartition)
}

function remove(state: BrokerState, log: ReplicaLog, node: NodeContext): void {
  state.deletedLogs.push({ log, deleteAtMs: node.wallClockMs + log.config.fileDeleteDelayMs })
  checkpointRecoveryPoints(state)
  checkpointLogStartOffsets(state)
}

/** Where the log departs from its leader's, a copy of it does too. */
export function truncateFutureLog(
  state: BrokerState,
  topicPartition: TopicPartition,
  offset: number,
  node: NodeContext,
): void {
  const future = state.folderMoves?.futureLogs.get(topicPartition)
  if (future !== undefined && future.logEndOffset > offset) truncateTo(future, offset, node.wallClockMs)
}
