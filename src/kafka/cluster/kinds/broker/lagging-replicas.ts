/** Followers that their leaders find behind, how long these put up with it, and what waits for it. */
import type { World } from '../../../../engine/world.ts'
import type { BrokerState, FollowerState, Partition } from '../../../broker/broker-state.ts'
import { effectiveMinIsr, isReplicaIsrEligible } from '../../../broker/partition.ts'
import { rowsOf } from '../../../common/slot-map.ts'
import type { TopicPartition } from '../../../common/topic-partition.ts'
import type { PartitionImage, ReplicaImage, Wait } from '../../../observe/cluster-image.ts'
import { waitOnceLate } from '../../../observe/image/waits.ts'
import { rulesOf } from '../../../profile/registry.ts'
import { brokerStates } from './brokers.ts'

export function replicaId(topicPartition: TopicPartition, broker: number): string {
  return `${topicPartition}@${broker}`
}

export type HeldBack = NonNullable<ReplicaImage['heldBack']>

/** By replica id. */
export interface Lags {
  /**
   * How long leaders put up with members of an ISR that are behind. A leader looks every half of replica.lag.time.max.ms,
   * so that a wait can have ended a while before the replica is out.
   */
  readonly lagging: ReadonlyMap<string, Wait>
  /** Leaders whose high watermark stands still for a replica outside the ISR. */
  readonly heldBack: ReadonlyMap<string, HeldBack>
}

/** What the leaders of all partitions think of their followers. */
export function lagsIn(world: World, partitions: ReadonlyMap<string, PartitionImage>): Lags {
  const lagging = new Map<string, Wait>()
  const heldBack = new Map<string, HeldBack>()
  for (const broker of brokerStates(world)) {
    for (const partition of rowsOf(broker.partitions)) {
      const { topicPartition } = partition
      // One that was replaced and has not heard of it is nobody's leader any more.
      if (partition.role !== 'leader' || partitions.get(topicPartition)?.leader !== broker.brokerId) continue
      for (const follower of partition.followers) {
        if (follower.logEndOffset === partition.log.logEndOffset) continue
        const wait = lagOf(broker, follower, world.nowUs)
        if (wait === null) continue
        if (partition.isr.includes(follower.brokerId)) lagging.set(replicaId(topicPartition, follower.brokerId), wait)
        else if (holdsBack(broker, partition, follower)) {
          const id = replicaId(topicPartition, broker.brokerId)
          // The last one; whoever was never level has waited since before the beginning.
          if ((heldBack.get(id)?.wait.untilUs ?? 0) <= wait.untilUs)
            heldBack.set(id, { broker: follower.brokerId, wait })
        }
      }
    }
  }
  return { lagging, heldBack }
}

/** One that is a fetch behind a busy leader is as well as can be: it counts as level with each fetch. */
function lagOf({ config }: BrokerState, { lastCaughtUpTimeMs }: FollowerState, nowUs: number): Wait | null {
  const sinceUs = lastCaughtUpTimeMs * 1_000
  return waitOnceLate(
    sinceUs,
    sinceUs + config.replicaLagTimeMaxMs * 1_000,
    config.replicaFetchWaitMaxMs * 1_000,
    nowUs,
  )
}

/**
 * All of the ISR have what comes next, and it is not readable: it was not long since this one, outside the ISR, was level,
 * and nothing has been written since it is. Only with the next record does its leader see that the wait is over.
 */
function holdsBack(state: BrokerState, partition: Partition, follower: FollowerState): boolean {
  const { log, followers, isr } = partition
  if (follower.logEndOffset > log.highWatermark || log.highWatermark >= log.logEndOffset) return false
  if (followers.some((each) => isr.includes(each.brokerId) && each.logEndOffset <= log.highWatermark)) return false
  const rules = rulesOf(state.config).replication
  if (!rules.mayAdvanceHighWatermark(isr.length, effectiveMinIsr(partition))) return false
  return !rules.onlyEligibleHoldBackHighWatermark || isReplicaIsrEligible(state, follower)
}
