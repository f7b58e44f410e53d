/** Counterpart in Kafka: ReplicaFetcherThread.processPartitionData, getOffsetTruncationState, truncate. */
import type { NodeContext } from '../../engine/node-context.ts'
import { noteTruncated } from '../log/acknowledged.ts'
import { endOffsetForEpoch } from '../log/leader-epoch-cache.ts'
import { noteModified } from '../log/log-cleaner.ts'
import type { RecordBatch } from '../log/record-batch.ts'
import {
  appendAsFollower,
  maybeIncrementLogStartOffset,
  maybeRoll,
  type ReplicaLog,
  setHighWatermark,
  truncateFullyAndStartAt,
  truncateTo,
} from '../log/replica-log.ts'
import { tell } from '../observe/tell.ts'
import type { FetchPartitionResponse } from '../protocol/fetch.ts'
import { truncateFutureLog } from './alter-replica-log-dirs.ts'
import type { BrokerState, Partition } from './broker-state.ts'
import { checkpointAndCleanSnapshots } from './checkpoint-files.ts'
import { completeAfterHighWatermark } from './delayed-operations.ts'
import type { Divergence } from './divergence.ts'
import { afterRoll } from './partition.ts'
import { tellLosses } from './tell-losses.ts'

/**
 * Appends the leader's batches as they are and takes over its offsets, as far as this log reaches. False: a batch begins
 * inside of what this log has, which only a leader with another log under the same epoch would send
 * (UnexpectedAppendOffsetException).
 */
export function appendFetched(
  state: BrokerState,
  partition: Partition,
  row: FetchPartitionResponse,
  node: NodeContext,
): boolean {
  const { log } = partition
  for (let i = 0; i < row.batches.length; i++) {
    const batch = row.batches[i] as RecordBatch
    if (batch.lastOffset < log.logEndOffset) continue
    // DeleteRecords may leave the log start in the middle of a batch, and batches travel whole: a log that begins there
    // has to begin with the batch (Partition.appendRecordsToFollower, UnexpectedAppendOffsetException).
    if (batch.baseOffset < log.logEndOffset && log.logEndOffset === log.logStartOffset)
      restartLog(state, log, batch.baseOffset, node.wallClockMs, log.logStartOffset)
    if (batch.baseOffset < log.logEndOffset) return false
    if (maybeRoll(log, batch, node.wallClockMs)) afterRoll(state, partition, node)
    appendAsFollower(log, batch)
    if (log.config.compact) noteModified(log, node.wallClockMs)
  }
  const before = log.highWatermark
  const { highWatermark } = row
  // Unlike a leader's, it may fall: a new leader's high watermark can lag behind what the old one had told.
  setHighWatermark(
    log,
    highWatermark > log.logEndOffset
      ? log.logEndOffset
      : highWatermark < log.logStartOffset
        ? log.logStartOffset
        : highWatermark,
  )
  if (row.logStartOffset > log.logStartOffset) maybeIncrementLogStartOffset(log, row.logStartOffset)
  if (log.highWatermark > before) completeAfterHighWatermark(state, partition, before, node)
  return true
}

/**
 * Cuts the log where it departs from the leader's. If this log does not know the epoch the leader named, it is cut to
 * the end of the largest epoch below. False: it has to be compared again, from there on.
 */
export function truncateOnDivergence(
  state: BrokerState,
  partition: Partition,
  diverging: Divergence,
  node: NodeContext,
): boolean {
  const { log } = partition
  const own = endOffsetForEpoch(log.leaderEpochs, diverging.epoch, log.logEndOffset)
  const target =
    own.epoch === diverging.epoch
      ? Math.min(own.endOffset, diverging.endOffset)
      : own.epoch === -1
        ? diverging.endOffset
        : own.endOffset
  truncateFollower(state, partition, Math.min(target, log.logEndOffset), node)
  return own.epoch === diverging.epoch || own.epoch === -1
}

export function truncateFollower(state: BrokerState, partition: Partition, offset: number, node: NodeContext): void {
  const { log, topicPartition } = partition
  const fromOffset = log.logEndOffset
  noteTruncated(log, offset)
  const toOffset = truncateTo(log, offset, node.wallClockMs)
  truncateFutureLog(state, topicPartition, toOffset, node)
  if (toOffset === fromOffset) return
  checkpointAndCleanSnapshots(state, [log])
  tell(node, { type: 'LogTruncated', broker: state.brokerId, topicPartition, fromOffset, toOffset })
  tellLosses(state, partition, node)
}

/** LogManager.truncateFullyAndStartAt: the log begins anew, and what was flushed is written down at once. */
export function restartLog(
  state: BrokerState,
  log: ReplicaLog,
  offset: number,
  wallClockMs: number,
  logStartOffset = offset,
): void {
  truncateFullyAndStartAt(log, offset, wallClockMs, logStartOffset)
  checkpointAndCleanSnapshots(state, [log])
}
