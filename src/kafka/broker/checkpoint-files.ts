/**
 * Counterpart in Kafka: OffsetCheckpointFile as LogManager and ReplicaManager write it. Offsets that are in memory
 * reach the disk from time to time only; a process that is killed starts again with what stands in these files.
 */
import { rowsOf } from '../common/slot-map.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { RecoveryOffsets } from '../log/log-recovery.ts'
import type { LogSegment } from '../log/log-segment.ts'
import type { ReplicaLog } from '../log/replica-log.ts'
import { dropCheckpointedSnapshots } from '../log/snapshot-files.ts'
import type { BrokerState } from './broker-state.ts'
import { currentLogs } from './log-folders.ts'

/** Frozen, as it stands in the file; null where the file was made and nothing has been written to it yet. */
export type OffsetRows = readonly (readonly [topicPartition: TopicPartition, offset: number])[] | null

export interface CheckpointFiles {
  /** `replication-offset-checkpoint`: high watermarks. */
  replicationOffsets: OffsetRows
  /** `recovery-point-offset-checkpoint`: what was flushed. */
  recoveryPoints: OffsetRows
  /** `log-start-offset-checkpoint`: of logs that begin inside their first segment. */
  logStartOffsets: OffsetRows
}

export function emptyCheckpointFiles(): CheckpointFiles {
  return { replicationOffsets: null, recoveryPoints: null, logStartOffsets: null }
}

export function checkpointHighWatermarks(state: BrokerState): void {
  const rows = rowsOf(state.partitions).map(({ log }) => [log.topicPartition, log.highWatermark] as const)
  state.checkpoints.replicationOffsets = frozenRows(rows)
}

export function checkpointRecoveryPoints(state: BrokerState): void {
  state.checkpoints.recoveryPoints = frozenRows(
    currentLogs(state).map((log) => [log.topicPartition, log.recoveryPoint]),
  )
}

/** With it old snapshots of producers go. Counterpart in Kafka 2.5: LogManager.checkpointRecoveryOffsetsAndCleanSnapshot. */
export function checkpointAndCleanSnapshots(state: BrokerState, logs: Iterable<ReplicaLog>): void {
  checkpointRecoveryPoints(state)
  for (const log of logs) dropCheckpointedSnapshots(log)
}

export function checkpointLogStartOffsets(state: BrokerState): void {
  const inside = currentLogs(state).filter((log) => log.logStartOffset > (log.segments[0] as LogSegment).baseOffset)
  state.checkpoints.logStartOffsets = frozenRows(inside.map((log) => [log.topicPartition, log.logStartOffset]))
}

function frozenRows(rows: readonly (readonly [TopicPartition, number])[]): OffsetRows {
  return Object.freeze(rows.map((row) => Object.freeze(row)))
}

/** Without the rows of `gone`: the files they stood in are gone as well. */
export function checkpointsWithout(
  files: CheckpointFiles,
  gone: ReadonlyMap<TopicPartition, ReplicaLog>,
): CheckpointFiles {
  const kept = (rows: OffsetRows): OffsetRows =>
    rows === null ? null : frozenRows(rows.filter(([name]) => !gone.has(name)))
  return {
    replicationOffsets: kept(files.replicationOffsets),
    recoveryPoints: kept(files.recoveryPoints),
    logStartOffsets: kept(files.logStartOffsets),
  }
}

/** What the files say of one log. Looks every log up in maps made once. */
export function recoveryOffsetsFrom(files: CheckpointFiles): (topicPartition: TopicPartition) => RecoveryOffsets {
  const highWatermarks = new Map(files.replicationOffsets ?? [])
  const recoveryPoints = new Map(files.recoveryPoints ?? [])
  const logStarts = new Map(files.logStartOffsets ?? [])
  return (topicPartition) => ({
    highWatermark: highWatermarks.get(topicPartition) ?? 0,
    recoveryPoint: recoveryPoints.get(topicPartition) ?? 0,
    logStartOffset: logStarts.get(topicPartition) ?? 0,
  })
}
