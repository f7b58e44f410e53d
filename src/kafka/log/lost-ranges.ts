/** What the logs of one partition have lost between them: acknowledged, and not in the log of whoever leads now. */
import { type AcknowledgedRange, acknowledgedFrom, countOf, without, withoutPassedOver } from './acknowledged.ts'
import { endOffsetForEpoch, latestEpoch } from './leader-epoch-cache.ts'
import type { ReplicaLog } from './replica-log.ts'

/** A replica's log with its broker, and the epoch in which that believes to lead; -1 where it does not. */
export interface LogOfReplica {
  readonly log: ReplicaLog
  readonly broker: number
  readonly leads: number
}

export interface LostOfReplica {
  readonly broker: number
  readonly log: ReplicaLog
  /** Cut off, or gone with the power. */
  readonly gone: readonly AcknowledgedRange[]
  /** Still there, beyond the point where this log parts from the leader's: it will be cut there. */
  readonly doomed: readonly AcknowledgedRange[]
}

/** `logs` are of one partition; those that have lost nothing are left out. */
export function lostOfReplicas(logs: readonly LogOfReplica[]): readonly LostOfReplica[] {
  const leader = leaderOf(logs)?.log
  const passedOver = logs.flatMap(({ log }) => log.notes.passedOver)
  const lost: LostOfReplica[] = []
  for (const { log, broker } of logs) {
    const doomed = withoutPassedOver(beyondLeader(log, leader), passedOver)
    const { taken } = log.notes
    const all = taken.length === 0 ? log.notes.lost : [...log.notes.lost, ...lackedBy(leader, taken)]
    const gone = withoutPassedOver(all, passedOver)
    if (doomed.length > 0 || gone.length > 0) lost.push({ broker, log, gone, doomed })
  }
  return lost
}

/** Of two that both believe to lead, the one in the later epoch does. */
export function leaderOf(logs: readonly LogOfReplica[]): LogOfReplica | undefined {
  let leader: LogOfReplica | undefined
  for (const each of logs) if (each.leads > (leader?.leads ?? -1)) leader = each
  return leader
}

/** How many records of one partition, each once: what two leaders, one after the other, had promised is lost but once. */
export function countLost(all: readonly AcknowledgedRange[]): { acknowledged: number; committed: number } {
  const committed = once(all.filter((range) => range.committed))
  const others = without(once(all.filter((range) => !range.committed)), committed)
  return { acknowledged: countOf(committed) + countOf(others), committed: countOf(committed) }
}

function once(ranges: readonly AcknowledgedRange[]): readonly AcknowledgedRange[] {
  const distinct: AcknowledgedRange[] = []
  for (const range of ranges) distinct.push(...without([range], distinct))
  return distinct
}

/** Without a leader nobody can say yet. */
function beyondLeader(log: ReplicaLog, leader: ReplicaLog | undefined): readonly AcknowledgedRange[] {
  if (leader === undefined || leader === log || leader.topicId !== log.topicId) return NOTHING
  const { endOffset } = endOffsetForEpoch(leader.leaderEpochs, latestEpoch(log.leaderEpochs), leader.logEndOffset)
  return endOffset === -1 || endOffset >= log.logEndOffset ? NOTHING : acknowledgedFrom(log, endOffset)
}

/** What of `ranges` the leader's log has never held, as its epochs tell. Without a leader nobody can say yet. */
function lackedBy(leader: ReplicaLog | undefined, ranges: readonly AcknowledgedRange[]): readonly AcknowledgedRange[] {
  if (leader === undefined) return NOTHING
  return ranges.flatMap((range) => {
    const { epoch, endOffset } = endOffsetForEpoch(leader.leaderEpochs, range.leaderEpoch, leader.logEndOffset)
    if (endOffset === -1) return []
    if (epoch !== range.leaderEpoch) return [range]
    return endOffset >= range.toOffset ? [] : [{ ...range, fromOffset: Math.max(range.fromOffset, endOffset) }]
  })
}

const NOTHING: readonly AcknowledgedRange[] = Object.freeze([])
