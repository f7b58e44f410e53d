/** Which racks partitions and members are on. Counterpart: AbstractStickyAssignor.RackInfo and AbstractPartitionAssignor. */
import type { TopicPartition } from '../../common/topic-partition.ts'
import { topicPartition } from '../../common/topic-partition.ts'
import type { AssignorInput } from './assignor.ts'

export interface RackInfo {
  /** Empty when racks play no part. */
  readonly consumerRacks: ReadonlyMap<string, string>
  readonly partitionRacks: ReadonlyMap<TopicPartition, ReadonlySet<string>>
  /** How many members are on a rack of the partition; partitions few can read locally are dealt first. */
  readonly consumersByPartition: ReadonlyMap<TopicPartition, number>
}

/**
 * Racks count only if members and partitions share one, and some partition is not on every rack: otherwise matching
 * racks could change nothing (AbstractPartitionAssignor.useRackAwareAssignment).
 */
export function racksMatter(
  consumerRacks: ReadonlySet<string>,
  racksPerPartition: Iterable<ReadonlySet<string>>,
): boolean {
  const all = new Set<string>()
  const sets = [...racksPerPartition]
  for (const racks of sets) for (const rack of racks) all.add(rack)
  if (![...consumerRacks].some((rack) => all.has(rack))) return false
  return sets.some((racks) => racks.size !== all.size)
}

export function noRacks(): RackInfo {
  return { consumerRacks: new Map(), partitionRacks: new Map(), consumersByPartition: new Map() }
}

/** Racks of the partitions of these topics and of all members. */
export function rackInfoOf(input: AssignorInput, topics: readonly string[]): RackInfo {
  const consumerRacks = new Map<string, string>()
  const membersOnRack = new Map<string, number>()
  for (const member of input.members) {
    const rack = member.subscription.rackId
    if (rack === null || rack === '') continue
    consumerRacks.set(member.memberId, rack)
    membersOnRack.set(rack, (membersOnRack.get(rack) ?? 0) + 1)
  }
  if (consumerRacks.size === 0) return noRacks()

  const partitionRacks = new Map<TopicPartition, ReadonlySet<string>>()
  const consumersByPartition = new Map<TopicPartition, number>()
  for (const topic of topics) {
    const info = input.topics.get(topic)
    for (let partition = 0; partition < (info?.partitions ?? 0); partition++) {
      const racks = new Set(info?.replicaRacks?.[partition] ?? [])
      let consumers = 0
      for (const rack of racks) consumers += membersOnRack.get(rack) ?? 0
      partitionRacks.set(topicPartition(topic, partition), racks)
      consumersByPartition.set(topicPartition(topic, partition), consumers)
    }
  }
  if (!racksMatter(new Set(membersOnRack.keys()), partitionRacks.values())) {
    return { ...noRacks(), consumersByPartition }
  }
  return { consumerRacks, partitionRacks, consumersByPartition }
}

/** A member without a rack mismatches nothing. */
export function racksMismatch(racks: RackInfo, memberId: string, partition: TopicPartition): boolean {
  const rack = racks.consumerRacks.get(memberId)
  return rack !== undefined && racks.partitionRacks.get(partition)?.has(rack) !== true
}

/** Fewest local readers first; the sort is stable. */
export function sortPartitionsByRackConsumers(
  racks: RackInfo,
  partitions: readonly TopicPartition[],
): TopicPartition[] {
  const readers = (partition: TopicPartition): number => racks.consumersByPartition.get(partition) ?? 0
  return [...partitions].sort((a, b) => readers(a) - readers(b))
}

/** Index of the first member from `firstIndex` on, in a circle, that is on a rack of the partition; -1 if there is none. */
export function nextRackConsumer(
  racks: RackInfo,
  partition: TopicPartition,
  memberIds: readonly string[],
  firstIndex: number,
): number {
  const partitionRacks = racks.partitionRacks.get(partition)
  if (partitionRacks === undefined || partitionRacks.size === 0) return -1
  for (let i = 0; i < memberIds.length; i++) {
    const index = (firstIndex + i) % memberIds.length
    const rack = racks.consumerRacks.get(memberIds[index] as string)
    if (rack !== undefined && partitionRacks.has(rack)) return index
  }
  return -1
}
