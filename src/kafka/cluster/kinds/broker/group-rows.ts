/** Groups as their coordinators have them. */
import type { World } from '../../../../engine/world.ts'
import type { TopicPartition } from '../../../common/topic-partition.ts'
import type { ClassicGroup, CoordinatorShard } from '../../../group/coordinator-state.ts'
import type { GroupImage, PartitionImage, ReplicaImage } from '../../../observe/cluster-image.ts'
import { brokerStates } from './brokers.ts'
import { replicaId } from './replica-rows.ts'

interface PlacedShard {
  readonly broker: number
  readonly shard: CoordinatorShard
}

/** Of two brokers that both believe to coordinate, the one with the later leader epoch is right. */
function shardsOf(world: World): PlacedShard[] {
  const newest = new Map<number, PlacedShard>()
  for (const broker of brokerStates(world)) {
    for (const shard of broker.groups.shards.values()) {
      const other = newest.get(shard.partition)
      if (other === undefined || other.shard.leaderEpoch < shard.leaderEpoch)
        newest.set(shard.partition, { broker: broker.brokerId, shard })
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

function groupIds(shard: CoordinatorShard): string[] {
  return [...new Set([...shard.groups.keys(), ...shard.offsets.keys()])]
}

export function addGroupRows(
  rows: Map<string, GroupImage>,
  world: World,
  partitions: ReadonlyMap<string, PartitionImage>,
  replicas: ReadonlyMap<string, ReplicaImage>,
): void {
  for (const { broker, shard } of shardsOf(world)) {
    for (const groupId of groupIds(shard)) rows.set(groupId, groupRow(groupId, shard, broker, partitions, replicas))
  }
}

function groupRow(
  groupId: string,
  shard: CoordinatorShard,
  broker: number,
  partitions: ReadonlyMap<string, PartitionImage>,
  replicas: ReadonlyMap<string, ReplicaImage>,
): GroupImage {
  const group: ClassicGroup | undefined = shard.groups.get(groupId)
  const committed = [...(shard.offsets.get(groupId)?.committed ?? [])].map(([topicPartition, value]) => ({
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
    offsetsPartition: shard.partition,
    members: [...(group?.members.keys() ?? [])],
    committed,
    lag: committed.reduce((lag, each) => lag + (each.logEndOffset === -1 ? 0 : each.logEndOffset - each.offset), 0),
  }
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
