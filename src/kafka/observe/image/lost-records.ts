/**
 * Acknowledged records that the current leader does not hold. A log remembers, as an observer's note that no handler
 * reads, what its broker acknowledged while it led; what of that was truncated away is lost for good, and what stands
 * beyond the point where the log parts from the current leader's is lost already, though its broker may not know yet.
 */
import type { World } from '../../../engine/world.ts'
import { heldLogs } from '../../common/node-kind.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import { countLost, type LogOfReplica, type LostOfReplica, lostOfReplicas } from '../../log/lost-ranges.ts'

export interface LostRecords {
  /** Records whose producer, or whose readers, had been told that they are there. */
  readonly acknowledged: number
  /** Of these, the ones below a high watermark: acks=all is broken, or an election was unclean. */
  readonly committed: number
}

/** Of every partition that has lost anything. */
export function lostByPartition(world: World): Map<TopicPartition, LostRecords> {
  return new Map(
    [...lossesByPartition(world)].map(([topicPartition, lost]) => [
      topicPartition,
      countLost(lost.flatMap(({ gone, doomed }) => [...gone, ...doomed])),
    ]),
  )
}

/** Replica by replica, of every partition that has lost anything. */
export function lossesByPartition(world: World): Map<TopicPartition, readonly LostOfReplica[]> {
  const logs = new Map<TopicPartition, LogOfReplica[]>()
  for (const { held } of heldLogs(world)) {
    const { topicPartition } = held.log
    const known = logs.get(topicPartition)
    if (known === undefined) logs.set(topicPartition, [held])
    else known.push(held)
  }
  const losses = new Map<TopicPartition, readonly LostOfReplica[]>()
  for (const [topicPartition, replicas] of logs) {
    const lost = lostOfReplicas(replicas)
    if (lost.length > 0) losses.set(topicPartition, lost)
  }
  return losses
}
