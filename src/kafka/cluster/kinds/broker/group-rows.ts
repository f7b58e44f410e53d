/** Groups as their coordinators have them. */
import type { TimerId } from '../../../../engine/node-context.ts'
import { timerOf } from '../../../../engine/timers.ts'
import type { World } from '../../../../engine/world.ts'
import type { BrokerState } from '../../../broker/broker-state.ts'
import { groupShards } from '../../../broker/coordinators.ts'
import type { HeldOffsets } from '../../../common/node-kind.ts'
import type { TopicPartition } from '../../../common/topic-partition.ts'
import { committedRow, committedValue, committedValues } from '../../../coordinator/timeline.ts'
import type { ClassicGroup, ClassicGroupMember, GroupShard } from '../../../group/group-shard-state.ts'
import { joinTimerKey, syncTimerKey } from '../../../group/group-timers.ts'
import type { ClusterImage, GroupImage, PartitionImage, ReplicaImage } from '../../../observe/cluster-image.ts'
import { brokerStates } from './brokers.ts'
import { replicaId } from './lagging-replicas.ts'

interface PlacedShard {
  readonly broker: number
  readonly partition: number
  readonly leaderEpoch: number
  readonly shard: GroupShard
  /** The shard's own, by key. */
  readonly timers: ReadonlyMap<string, TimerId>
}

/** Of two brokers that both believe to coordinate, the one with the later leader epoch is right. */
function shardsOf(world: World): PlacedShard[] {
  const newest = new Map<number, PlacedShard>()
  for (const broker of brokerStates(world)) {
    for (const { partition, leaderEpoch, shard, timers } of groupShards(broker)) {
      const other = newest.get(partition)
      if (other === undefined || other.leaderEpoch < leaderEpoch)
        newest.set(partition, { broker: broker.brokerId, partition, leaderEpoch, shard, timers })
    }
  }
  return [...newest.values()]
}

/** Group ids by the broker that coordinates them. */
export function coordinatorsOf(world: World): ReadonlyMap<number, readonly string[]> {
  const byBroker = new Map<number, string[]>()
  for (const { broker, shard } of shardsOf(world)) {
    for (const groupId of groupIds(shard)) byBroker.set(broker, [...(byBroker.get(broker) ?? []), groupId])
  }
  return byBroker
}

/** A group that was deleted is there until the deletion is committed. */
function groupIds({ groups }: GroupShard): string[] {
  return [...new Set([...groups.latest.keys(), ...committedValues(groups).keys()])]
}

/** Of each group that this broker coordinates. */
export function committedOffsets(broker: BrokerState): HeldOffsets[] {
  return groupShards(broker).flatMap(({ shard: { offsets } }) =>
    [...offsets.rows.keys()].map((groupId) => ({ groupId, committed: committedRow(offsets, groupId) ?? new Map() })),
  )
}

export function addGroupRows(
  rows: Map<string, GroupImage>,
  world: World,
  partitions: ReadonlyMap<string, PartitionImage>,
  replicas: ReadonlyMap<string, ReplicaImage>,
): void {
  for (const placed of shardsOf(world)) {
    for (const groupId of groupIds(placed.shard)) {
      const rebalance = rebalanceOf(groupOf(groupId, placed), placed, world)
      rows.set(groupId, groupRow(groupId, placed, rebalance, { partitions, replicas }))
    }
  }
}

function groupRow(
  groupId: string,
  placed: PlacedShard,
  rebalance: GroupImage['rebalance'],
  { partitions, replicas }: Pick<ClusterImage, 'partitions' | 'replicas'>,
): GroupImage {
  const { shard, broker, partition } = placed
  const group = groupOf(groupId, placed)
  const committed = [...(committedRow(shard.offsets, groupId) ?? [])].map(([topicPartition, value]) => ({
    topicPartition,
    offset: value.offset,
    logEndOffset: leaderHighWatermark(topicPartition, partitions, replicas),
  }))
  return {
    groupId,
    state: group?.state ?? 'Empty',
    generation: group?.generationId ?? 0,
    protocol: group?.protocolName ?? '',
    coordinator: broker,
    offsetsPartition: partition,
    members: [...(group?.members.keys() ?? [])],
    rebalance,
    committed,
    lag: committed.reduce((lag, each) => lag + (each.logEndOffset === -1 ? 0 : each.logEndOffset - each.offset), 0),
  }
}

function groupOf(groupId: string, { shard }: PlacedShard): ClassicGroup | undefined {
  return shard.groups.latest.get(groupId) ?? committedValue(shard.groups, groupId)
}

function rebalanceOf(group: ClassicGroup | undefined, { timers }: PlacedShard, world: World): GroupImage['rebalance'] {
  if (group === undefined) return null
  const preparing = group.state === 'PreparingRebalance'
  if (!preparing && group.state !== 'CompletingRebalance') return null
  const id = timers.get(preparing ? joinTimerKey(group.groupId) : syncTimerKey(group.groupId))
  const wait = id === undefined ? null : timerOf(world, id)
  // What is to be waited for no time (group.initial.rebalance.delay.ms=0) is not waited for.
  if (wait === null || wait.untilUs <= wait.sinceUs) return null
  return { ...wait, phase: !preparing ? 'sync' : group.previousState === 'Empty' ? 'initialDelay' : 'join' }
}

/** The members of each group as its coordinator has them. */
export function coordinatedMembers(world: World): ReadonlyMap<string, readonly ClassicGroupMember[]> {
  const found = new Map<string, ClassicGroupMember[]>()
  for (const { shard } of shardsOf(world))
    for (const { groupId, members } of shard.groups.latest.values()) found.set(groupId, [...members.values()])
  return found
}

/** What tools call the log end: the leader's high watermark; -1 while there is no leader to ask. */
export function leaderHighWatermark(
  topicPartition: TopicPartition,
  partitions: ReadonlyMap<string, PartitionImage>,
  replicas: ReadonlyMap<string, ReplicaImage>,
): number {
  const leader = partitions.get(topicPartition)?.leader ?? -1
  const replica = leader === -1 ? undefined : replicas.get(replicaId(topicPartition, leader))
  return replica === undefined || replica.role === 'offline' ? -1 : replica.highWatermark
}
