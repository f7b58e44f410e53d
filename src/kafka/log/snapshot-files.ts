/** Which `.snapshot` files of producers a log keeps. They are made with each roll, each clean stop and each recovery. */
import { rulesOf } from '../profile/registry.ts'
import type { LogSegment } from './log-segment.ts'
import { type ReplicaLog, segmentIndexFor } from './replica-log.ts'

/** Those whose offsets are not kept go. */
export function keepSnapshots(log: ReplicaLog, isKept: (offset: number) => boolean): void {
  const kept = log.snapshots.filter(({ offset }) => isKept(offset))
  if (kept.length < log.snapshots.length) log.snapshots = Object.freeze(kept)
}

function baseOffsets(log: ReplicaLog): Set<number> {
  return new Set(log.segments.map(({ baseOffset }) => baseOffset))
}

/**
 * What is not within the log any more; after an unclean stop also what was not written between segments behind the
 * first that is read again. Counterpart in Kafka: ProducerStateManager.truncateAndReload, LogLoader.recoverSegment.
 */
export function dropSnapshotsOutOfRange(log: ReplicaLog, recoveredFrom: number | null): void {
  const bases = baseOffsets(log)
  const isReadAgain = (offset: number) => recoveredFrom !== null && offset > recoveredFrom && !bases.has(offset)
  keepSnapshots(log, (offset) => offset > log.logStartOffset && !isReadAgain(offset))
}

/**
 * At a start: of those that belong to no segment the newest stays, where it lies behind the beginning of the last one.
 * Counterpart in Kafka: ProducerStateManager.removeStraySnapshots.
 */
export function dropStraySnapshots(log: ReplicaLog): void {
  if (!rulesOf(log.config).log.snapshotsLeaveWithSegments) return
  const bases = baseOffsets(log)
  const newest = log.snapshots.findLast(({ offset }) => !bases.has(offset))?.offset ?? -1
  const lastBase = (log.segments[log.segments.length - 1] as LogSegment).baseOffset
  keepSnapshots(log, (offset) => bases.has(offset) || (offset === newest && offset >= lastBase))
}

/**
 * As soon as the recovery point is on the disk: whatever neither a recovery nor the last two segments need. Counterpart
 * in Kafka 2.5: Log.deleteSnapshotsAfterRecoveryPointCheckpoint.
 */
export function dropCheckpointedSnapshots(log: ReplicaLog): void {
  if (rulesOf(log.config).log.snapshotsLeaveWithSegments || log.snapshots.length === 0) return
  const { segments, recoveryPoint } = log
  const baseBelow = (offset: number) => {
    const below = segments[segmentIndexFor(segments, offset - 1)] as LogSegment
    return below.baseOffset < offset ? below.baseOffset : null
  }
  const lastBase = (segments[segments.length - 1] as LogSegment).baseOffset
  const oldest = Math.min(baseBelow(recoveryPoint) ?? recoveryPoint, baseBelow(lastBase) ?? lastBase)
  keepSnapshots(log, (offset) => offset >= oldest)
}
