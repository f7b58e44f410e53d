/**
 * Acknowledged records that the current leader does not hold. A log remembers, as an observer's note that no handler
 * reads, what its broker acknowledged while it led; what of that was truncated away is lost for good, and what stands
 * beyond the point where the log parts from the current leader's is lost already, though its broker may not know yet.
 */
import type { World } from '../../../engine/world.ts'
import { type HeldLog, heldLogs } from '../../common/node-kind.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import { acknowledgedFrom } from '../../log/acknowledged.ts'
import { endOffsetForEpoch, latestEpoch } from '../../log/leader-epoch-cache.ts'
import type { ReplicaLog } from '../../log/replica-log.ts'

export interface LostRecords {
  /** Records whose producer, or whose readers, had been told that they are there. */
  readonly acknowledged: number
  /** Of these, the ones below a high watermark: acks=all is broken, or an election was unclean. */
  readonly committed: number
}

export function lostRecords(world: World): LostRecords {
  let acknowledged = 0
  let committed = 0
  for (const lost of lostByPartition(world).values()) {
    acknowledged += lost.acknowledged
    committed += lost.committed
  }
  return { acknowledged, committed }
}

/** Of every partition that has lost anything. */
export function lostByPartition(world: World): Map<TopicPartition, LostRecords> {
  const all = heldLogs(world).map(({ held }) => held)
  const leaders = leaderLogs(all)
  const lost = new Map<TopicPartition, LostRecords>()
  for (const { log } of all) {
    const beyond = beyondLeader(log, leaders.get(log.topicPartition))
    const acknowledged = log.notes.lostAcknowledged + beyond.acknowledged
    const committed = log.notes.lostCommitted + beyond.committed
    if (acknowledged === 0 && committed === 0) continue
    const before = lost.get(log.topicPartition) ?? NOTHING
    const sum = { acknowledged: before.acknowledged + acknowledged, committed: before.committed + committed }
    lost.set(log.topicPartition, sum)
  }
  return lost
}

const NOTHING: LostRecords = { acknowledged: 0, committed: 0 }

/** Without a leader nobody can say yet. */
function beyondLeader(log: ReplicaLog, leader: ReplicaLog | undefined): LostRecords {
  if (leader === undefined || leader === log || leader.topicId !== log.topicId) return NOTHING
  const { endOffset } = endOffsetForEpoch(leader.leaderEpochs, latestEpoch(log.leaderEpochs), leader.logEndOffset)
  return endOffset === -1 || endOffset >= log.logEndOffset ? NOTHING : acknowledgedFrom(log, endOffset)
}

/** Of two that both believe to lead, the one in the later epoch does. */
function leaderLogs(all: readonly HeldLog[]): Map<TopicPartition, ReplicaLog> {
  const leaders = new Map<TopicPartition, HeldLog>()
  for (const held of all) {
    if (held.leads === -1) continue
    const other = leaders.get(held.log.topicPartition)
    if (other === undefined || other.leads < held.leads) leaders.set(held.log.topicPartition, held)
  }
  return new Map([...leaders].map(([topicPartition, { log }]) => [topicPartition, log]))
}
