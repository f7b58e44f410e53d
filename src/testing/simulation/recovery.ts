/** What a cluster has come back to once everything is mended, and where Kafka itself does not come back. */

import type { World } from '../../engine/world.ts'
import type { BrokerState } from '../../kafka/broker/broker-state.ts'
import { zookeeperLinkOf } from '../../kafka/broker/link/zookeeper/zookeeper-link-state.ts'
import { isThrottled, measuredRate } from '../../kafka/broker/replication-quota.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import { hasRow, rowNamed } from '../../kafka/common/slot-map.ts'
import type { TopicPartition } from '../../kafka/common/topic-partition.ts'
import type { Violation } from '../../kafka/invariants/invariant-checker.ts'
import type { PartitionRegistration } from '../../kafka/metadata/metadata-image.ts'
import { newestMetadata } from '../../kafka/observe/image/newest-metadata.ts'
import { hasKeepers } from './random-directories.ts'
import type { RandomPlan } from './random-plan.ts'

interface Excuses {
  readonly plan: RandomPlan
  /** Of a partition: committed records may have gone, by an unclean election or with a directory. */
  mayLoseData(name: TopicPartition): boolean
}

/** What the leader sends of throttled partitions, to those in sync as well, is all that it may send. */
function usesUpItsThrottle(world: World, { leader, topicPartition }: PartitionRegistration): boolean {
  const broker = world.nodes.get(brokerNode(leader))?.state as BrokerState | null | undefined
  if (broker == null || !isThrottled(broker, 'leader', topicPartition)) return false
  const rate = broker.config.leaderThrottledRate ?? Number.POSITIVE_INFINITY
  return measuredRate(broker, 'leader', Math.floor(world.nowUs / 1_000)) > rate * 0.9
}

/**
 * With every node up and every link whole, each partition has a leader and all of its replicas in sync again, as far as
 * their brokers are still there. Not so where min.insync.replicas was changed while nobody led: that clears the ELR
 * (KIP-966), and with it whoever could; nor where whoever could was on a broker that was removed with its disk; nor where
 * a reassignment to fewer replicas than min.insync.replicas left only removed replicas eligible: 4.3.1 has no way out of
 * that either (PartitionChangeBuilder.maybePopulateTargetElr does not look at the target replicas, and the last known
 * leader is asked only when nobody is eligible); nor where nobody is eligible and a reassignment has removed whoever led
 * last, whom 4.3.1 goes on asking for; nor where 2.5.0 has taken a replica away that was alone in sync and dead: it never
 * takes the last one out of the ISR (ReplicaStateMachine.doRemoveReplicasFromIsr); nor where a move in 2.5.0 took its leader
 * away, which another move had made one: nobody is elected for what counts as online still
 * (KafkaController.updateCurrentReassignment); nor where more is written than a throttle
 * lets through: nobody lifts it; nor where records have gone with a directory and those that were written in their place
 * under the same epoch begin in other batches: a follower that is sent one from inside of what it has gives the partition
 * up (ReplicaFetcherThread.processPartitionData, UnexpectedAppendOffsetException), until it hears of another leader.
 */
export function checkRecovered(world: World, { plan, mayLoseData }: Excuses): Violation | null {
  for (const topic of newestMetadata(world).topics.values()) {
    for (const partition of topic.partitions) {
      const there = partition.replicas.filter((id) => world.nodes.has(brokerNode(id)))
      if (partition.leader !== -1 && there.every((id) => partition.isr.includes(id))) continue
      if (partition.leader === -1 && plan.troubles.includes('topics')) continue
      if (partition.leader === -1 && there.length < partition.replicas.length) continue
      if (partition.leader === -1 && onlyRemovedReplicasMayLead(partition, hasKeepers(world))) continue
      if (partition.leader === -1 && countsAsOnline(world, partition)) continue
      if (partition.leader !== -1 && usesUpItsThrottle(world, partition)) continue
      if (mayLoseData(partition.topicPartition) && areGivenUp(world, partition)) continue
      const state = `leader ${partition.leader}, ISR ${partition.isr.join(',')} of replicas ${partition.replicas.join(',')}`
      return { rule: 'recovery', message: `${partition.topicPartition} did not recover: ${state}` }
    }
  }
  return null
}

/** To the controller of 2.5.0 that rules now, and in the middle of a move. */
function countsAsOnline(world: World, { topicPartition, addingReplicas }: PartitionRegistration): boolean {
  if (!hasKeepers(world) || addingReplicas.length === 0) return false
  return [...world.nodes.values()].some(({ kind, state }) => {
    if (kind !== 'broker' || state === null) return false
    const broker = state as BrokerState
    const { context } = zookeeperLinkOf(broker).controller
    return context.activeControllerId === broker.brokerId && context.partitionStates.get(topicPartition) === 'online'
  })
}

/** Those that are not in sync follow its leader, as they have been told, and yet do not ask it any more. */
function areGivenUp(
  world: World,
  { leader, leaderEpoch, isr, replicas, topicPartition }: PartitionRegistration,
): boolean {
  return replicas.every((id) => {
    const broker = world.nodes.get(brokerNode(id))?.state as BrokerState | null | undefined
    if (isr.includes(id) || broker == null) return true
    const partition = rowNamed(broker.partitions, topicPartition)
    const fetcher = broker.fetchers.get(leader)
    const isFetched = fetcher !== undefined && hasRow(fetcher.partitions, topicPartition)
    return partition?.role === 'follower' && partition.leaderEpoch === leaderEpoch && !isFetched
  })
}

function onlyRemovedReplicasMayLead(
  { isr, eligibleLeaderReplicas, lastKnownElr, replicas }: PartitionRegistration,
  ofZooKeeper: boolean,
): boolean {
  const ofKRaft = eligibleLeaderReplicas.length > 0 ? eligibleLeaderReplicas : isr.length > 0 ? [] : lastKnownElr
  const askedFor = ofZooKeeper ? isr : ofKRaft
  return askedFor.length > 0 && !replicas.some((replica) => askedFor.includes(replica))
}
