/**
 * Counterpart in Kafka: LogManager and the scheduled tasks of ReplicaManager. What a broker does to its logs from time
 * to time. Every task runs over all logs, which is fine at its pace of seconds to minutes.
 */
import type { NodeContext, Timer } from '../../engine/node-context.ts'
import { rowNamed, rowsOf } from '../common/slot-map.ts'
import { cleanLog, filthiestLog } from '../log/log-cleaner.ts'
import { writeBackOldPages } from '../log/log-recovery.ts'
import { deleteOldSegments, removeDeletedFiles } from '../log/log-retention.ts'
import { removeExpiredProducers } from '../log/producer-state.ts'
import { flush, type ReplicaLog } from '../log/replica-log.ts'
import { tell } from '../observe/tell.ts'
import type { BrokerState, Partition } from './broker-state.ts'
import { checkpointAndCleanSnapshots, checkpointHighWatermarks, checkpointLogStartOffsets } from './checkpoint-files.ts'
import { evictIdleSessions, noteForFetches } from './fetch-session.ts'
import { tellOwnLogStart } from './fetcher-session.ts'
import { shrinkLaggingIsrs } from './isr.ts'
import { currentLogs } from './log-folders.ts'
import type { LogFlush } from './partition.ts'

/** How often Linux's flusher wakes (`vm.dirty_writeback_centisecs`). */
const WRITE_BACK_INTERVAL_MS = 5_000

const TASKS = [
  'IsrShrinkCheck',
  'HighWatermarkCheckpoint',
  'PageWriteBack',
  'LogRetentionCheck',
  'RecoveryPointCheckpoint',
  'LogStartOffsetCheckpoint',
  'ProducerIdExpirationCheck',
  'LogCleanerCheck',
] as const

type Task = (typeof TASKS)[number]

/** At the start of the process. */
export function scheduleLogTasks(state: BrokerState, node: NodeContext): void {
  const { config } = state
  const initialMs = config.logInitialTaskDelayMs
  schedule('IsrShrinkCheck', config.replicaLagTimeMaxMs / 2, node)
  schedule('HighWatermarkCheckpoint', config.replicaHighWatermarkCheckpointIntervalMs, node)
  schedule('PageWriteBack', WRITE_BACK_INTERVAL_MS, node)
  schedule('LogRetentionCheck', initialMs, node)
  schedule('RecoveryPointCheckpoint', initialMs, node)
  schedule('LogStartOffsetCheckpoint', initialMs, node)
  schedule('ProducerIdExpirationCheck', config.producerIdExpirationCheckIntervalMs, node)
  if (config.logCleanerEnable) schedule('LogCleanerCheck', config.logCleanerBackoffMs, node)
}

function schedule(type: Task, delayMs: number, node: NodeContext): void {
  node.setTimer(Math.round(delayMs * 1_000), { type, periodic: true })
}

/** True if the timer was one of these tasks. */
export function onLogTask(state: BrokerState, timer: Timer, node: NodeContext): boolean {
  const task = timer.type as Task
  if (!TASKS.includes(task)) return false
  switch (task) {
    case 'IsrShrinkCheck':
      shrinkLaggingIsrs(state, node)
      break
    case 'HighWatermarkCheckpoint':
      // Before the metadata has placed any replica, what an earlier process wrote down must stay.
      if (state.lifecycle.published) checkpointHighWatermarks(state)
      break
    case 'PageWriteBack':
      for (const partition of rowsOf(state.partitions)) writeBackOldPages(partition.log, node.wallClockMs)
      if (state.deletedLogs.length > 0) emptyDeletedFolders(state, node)
      break
    case 'LogRetentionCheck':
      // Compacted logs are the cleaner's.
      for (const partition of rowsOf(state.partitions)) {
        if (!partition.log.config.compact) enforceRetention(state, partition, node)
      }
      break
    case 'RecoveryPointCheckpoint':
      checkpointAndCleanSnapshots(state, currentLogs(state))
      break
    case 'LogStartOffsetCheckpoint':
      checkpointLogStartOffsets(state)
      evictIdleSessions(state, node.nowMs)
      break
    case 'ProducerIdExpirationCheck':
      for (const { log } of rowsOf(state.partitions)) {
        removeExpiredProducers(log.producers, node.wallClockMs, state.config.producerIdExpirationMs)
      }
      break
    case 'LogCleanerCheck':
      cleanLogs(state, node)
  }
  schedule(task, intervalMs(state, task), node)
  return true
}

/** LogManager.deleteLogs has a thread of its own for it; here it comes a few seconds late at most. */
function emptyDeletedFolders(state: BrokerState, node: NodeContext): void {
  state.deletedLogs = state.deletedLogs.filter(({ deleteAtMs }) => deleteAtMs > node.wallClockMs)
}

function intervalMs(state: BrokerState, task: Task): number {
  const { config } = state
  switch (task) {
    case 'IsrShrinkCheck':
      return config.replicaLagTimeMaxMs / 2
    case 'HighWatermarkCheckpoint':
      return config.replicaHighWatermarkCheckpointIntervalMs
    case 'PageWriteBack':
      return WRITE_BACK_INTERVAL_MS
    case 'LogRetentionCheck':
      return config.logRetentionCheckIntervalMs
    case 'RecoveryPointCheckpoint':
      return config.logFlushOffsetCheckpointIntervalMs
    case 'LogStartOffsetCheckpoint':
      return config.logFlushStartOffsetCheckpointIntervalMs
    case 'ProducerIdExpirationCheck':
      return config.producerIdExpirationCheckIntervalMs
    case 'LogCleanerCheck':
      return config.logCleanerBackoffMs
  }
}

/**
 * One log after the other, the dirtiest first, until none is dirty enough; then what lies before the start of any compacted log, or is
 * due in a `compact,delete` one.
 */
function cleanLogs(state: BrokerState, node: NodeContext): void {
  const logs = rowsOf(state.partitions).map((partition) => partition.log)
  for (let count = 0; count < logs.length; count++) {
    const filthiest = filthiestLog(logs, node.wallClockMs)
    if (filthiest === null) break
    const cleaned = cleanLog(filthiest.log, node.wallClockMs)
    const { topicPartition } = filthiest.log
    tell(node, { type: 'LogCleaned', broker: state.brokerId, topicPartition, ...cleaned })
    removeFilesLater(filthiest.log, node)
  }
  for (const partition of rowsOf(state.partitions)) {
    if (partition.log.config.compact) enforceRetention(state, partition, node)
  }
}

function removeFilesLater(log: ReplicaLog, node: NodeContext): void {
  const timer: FileRemoval = { type: 'DeletedFilesRemoval', topicPartition: log.topicPartition }
  node.setTimer(log.config.fileDeleteDelayMs * 1_000, timer)
}

function enforceRetention(state: BrokerState, partition: Partition, node: NodeContext): void {
  const { log, topicPartition } = partition
  removeDeletedFiles(log, node.wallClockMs)
  const { deleted, rolled } = deleteOldSegments(log, node.wallClockMs)
  if (rolled)
    tell(node, { type: 'SegmentRolled', broker: state.brokerId, topicPartition, baseOffset: log.logEndOffset })
  for (const { baseOffset } of deleted) {
    tell(node, {
      type: 'SegmentDeleted',
      broker: state.brokerId,
      topicPartition,
      baseOffset,
      logStartOffset: log.logStartOffset,
    })
  }
  if (deleted.length === 0) return
  noteForFetches(state, partition)
  tellOwnLogStart(state, partition)
  removeFilesLater(log, node)
}

export interface FileRemoval {
  readonly type: 'DeletedFilesRemoval'
  readonly topicPartition: string
}

export function onFileRemoval(state: BrokerState, timer: FileRemoval, node: NodeContext): void {
  const partition = rowNamed(state.partitions, timer.topicPartition)
  if (partition !== undefined) removeDeletedFiles(partition.log, node.wallClockMs)
}

/** The closed segments below the offset have reached the disk. */
export function onLogFlush(state: BrokerState, timer: LogFlush): void {
  const log = rowNamed(state.partitions, timer.topicPartition)?.log
  // It may have been cut since.
  if (log !== undefined) flush(log, Math.min(timer.offset, log.logEndOffset))
}
