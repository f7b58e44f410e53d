/** Followers that their leaders find behind, and how long these put up with it. */
import type { World } from '../../../../engine/world.ts'
import type { BrokerState, FollowerState, Partition } from '../../../broker/broker-state.ts'
import { rowsOf } from '../../../common/slot-map.ts'
import type { TopicPartition } from '../../../common/topic-partition.ts'
import type { PartitionImage, Wait } from '../../../observe/cluster-image.ts'
import { waitOnceLate } from '../../../observe/image/waits.ts'
import { brokerStates } from './brokers.ts'

export function replicaId(topicPartition: TopicPartition, broker: number): string {
  return `${topicPartition}@${broker}`
}

/**
 * By replica id, for members of an ISR only. The leader looks every half of replica.lag.time.max.ms, so that a wait can
 * have ended a while before the replica is out.
 */
export function laggingReplicas(
  world: World,
  partitions: ReadonlyMap<string, PartitionImage>,
): ReadonlyMap<string, Wait> {
  const found = new Map<string, Wait>()
  for (const broker of brokerStates(world)) {
    for (const partition of rowsOf(broker.partitions)) {
      // One that was replaced and has not heard of it is nobody's leader any more.
      if (partition.role !== 'leader' || partitions.get(partition.topicPartition)?.leader !== broker.brokerId) continue
      for (const follower of partition.followers) {
        const wait = lagOf(broker, partition, follower, world.nowUs)
        if (wait !== null) found.set(replicaId(partition.topicPartition, follower.brokerId), wait)
      }
    }
  }
  return found
}

/** One that is a fetch behind a busy leader is as well as can be: it counts as level with each fetch. */
function lagOf({ config }: BrokerState, { log, isr }: Partition, follower: FollowerState, nowUs: number): Wait | null {
  if (follower.logEndOffset === log.logEndOffset || !isr.includes(follower.brokerId)) return null
  const sinceUs = follower.lastCaughtUpTimeMs * 1_000
  return waitOnceLate(
    sinceUs,
    sinceUs + config.replicaLagTimeMaxMs * 1_000,
    config.replicaFetchWaitMaxMs * 1_000,
    nowUs,
  )
}
