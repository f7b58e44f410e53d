/**
 * Members subscribe to different topics (any version), or anything at all (2.5.0).
 * Counterpart: AbstractStickyAssignor.GeneralAssignmentBuilder, and `assign` of 2.5.
 */
import type { TopicPartition } from '../../common/topic-partition.ts'
import { type Assignment, compareStrings } from './assignor.ts'
import {
  actualPartitionToMove,
  createPartitionMovements,
  movePartition,
  type PartitionMovements,
} from './partition-movements.ts'
import { type RackInfo, racksMismatch } from './rack-info.ts'
import { nameOf, type PartitionNames, removeFrom } from './sticky-input.ts'

export interface GeneralInput {
  /** Topic to its partitions. */
  readonly partitionsOfTopic: ReadonlyMap<string, readonly TopicPartition[]>
  /** Topic to the members that may be given its partitions. */
  readonly potentialConsumers: ReadonlyMap<string, readonly string[]>
  /** Member to the existing topics it subscribes to. */
  readonly potentialTopics: ReadonlyMap<string, readonly string[]>
  readonly names: PartitionNames
  readonly racks: RackInfo
  /** Where a partition was before its present owner got it: a good place to move it back to. */
  readonly previousOwner: ReadonlyMap<TopicPartition, string>
  /** Every partition, in the order in which moving it is considered. */
  readonly sortedPartitions: readonly TopicPartition[]
  readonly unassigned: readonly TopicPartition[]
  /** Valid claims; becomes the assignment. Every member has an entry. */
  readonly current: Assignment
  /** A subscription changed so that something must be taken away anyway. */
  readonly revocationRequired: boolean
  /**
   * How much fuller than a member another must be before the assignment counts as unbalanced: 2 since 3.x, 1 before
   * (where one move then brought nothing).
   */
  readonly imbalance: 1 | 2
}

interface Builder extends GeneralInput {
  readonly owner: Map<TopicPartition, string>
  /** Member ids by number of partitions, then by id. */
  readonly sortedMembers: string[]
  readonly movements: PartitionMovements
}

/** Changes `input.current` and returns it. */
export function assignGeneral(input: GeneralInput): Assignment {
  const owner = new Map<TopicPartition, string>()
  for (const [memberId, partitions] of input.current) for (const partition of partitions) owner.set(partition, memberId)
  const builder: Builder = { ...input, owner, sortedMembers: [], movements: createPartitionMovements() }
  for (const memberId of input.current.keys()) insertSorted(builder, memberId)
  balance(builder)
  return builder.current
}

function balance(builder: Builder): void {
  const { current } = builder
  const fullest = builder.sortedMembers.at(-1)
  const initializing = fullest === undefined || sizeOf(builder, fullest) === 0
  let rest = builder.unassigned
  if (builder.racks.consumerRacks.size > 0)
    rest = rest.filter((partition) => !assignToLeastLoaded(builder, partition, builder.racks))
  for (const partition of rest) assignToLeastLoaded(builder, partition, null)

  const movable = (partition: TopicPartition): boolean => consumersOf(builder, partition).length >= 2
  const fixed = new Map<string, TopicPartition[]>()
  for (const memberId of builder.potentialTopics.keys()) {
    if (canParticipate(builder, memberId)) continue
    removeFrom(builder.sortedMembers, memberId)
    fixed.set(memberId, current.get(memberId) ?? [])
    current.delete(memberId)
  }

  const before = new Map([...current].map(([memberId, partitions]) => [memberId, [...partitions]]))
  // Moving only what is new anyway disturbs nobody.
  if (!builder.revocationRequired) performReassignments(builder, builder.unassigned.filter(movable))
  const reassigned = performReassignments(builder, builder.sortedPartitions.filter(movable))
  if (!initializing && reassigned && balanceScore(current) >= balanceScore(before)) {
    current.clear()
    for (const [memberId, partitions] of before) current.set(memberId, partitions)
  }
  for (const [memberId, partitions] of fixed) current.set(memberId, partitions)
}

/** With `racks`, only a member on a rack of the partition will do. */
function assignToLeastLoaded(builder: Builder, partition: TopicPartition, racks: RackInfo | null): boolean {
  const { topic } = nameOf(builder.names, partition)
  for (const memberId of builder.sortedMembers) {
    if (builder.potentialTopics.get(memberId)?.includes(topic) !== true) continue
    if (racks !== null && racksMismatch(racks, memberId, partition)) continue
    removeFrom(builder.sortedMembers, memberId)
    builder.current.get(memberId)?.push(partition)
    builder.owner.set(partition, memberId)
    insertSorted(builder, memberId)
    return true
  }
  return false
}

/** Whether a member could still get more, or holds something another could have. */
function canParticipate(builder: Builder, memberId: string): boolean {
  if (sizeOf(builder, memberId) < maxAssignmentSize(builder, memberId)) return true
  return (builder.current.get(memberId) ?? []).some((partition) => consumersOf(builder, partition).length >= 2)
}

function performReassignments(builder: Builder, partitions: readonly TopicPartition[]): boolean {
  let performed = false
  for (let modified = true; modified; ) {
    modified = false
    for (const partition of partitions) {
      if (isBalanced(builder)) break
      if (!maybeReassign(builder, partition)) continue
      modified = true
      performed = true
    }
  }
  return performed
}

function maybeReassign(builder: Builder, partition: TopicPartition): boolean {
  const memberId = builder.owner.get(partition)
  if (memberId === undefined) return false
  const size = sizeOf(builder, memberId)
  const previous = builder.previousOwner.get(partition)
  if (previous !== undefined && builder.current.has(previous) && size > sizeOf(builder, previous) + 1) {
    reassign(builder, partition, previous)
    return true
  }
  // Kafka looks at members on the same rack first, but then gives the partition to the least loaded of all the same.
  const emptier = consumersOf(builder, partition).some(
    (other) => builder.current.has(other) && size > sizeOf(builder, other) + 1,
  )
  if (!emptier) return false
  const { topic } = nameOf(builder.names, partition)
  const leastLoaded = builder.sortedMembers.find(
    (other) => builder.potentialTopics.get(other)?.includes(topic) === true,
  )
  if (leastLoaded === undefined) return false
  reassign(builder, partition, leastLoaded)
  return true
}

function reassign(builder: Builder, partition: TopicPartition, to: string): void {
  const holder = builder.owner.get(partition) as string
  const moved = actualPartitionToMove(builder.movements, builder.names, partition, { from: holder, to })
  const from = builder.owner.get(moved) as string
  removeFrom(builder.sortedMembers, from)
  removeFrom(builder.sortedMembers, to)
  movePartition(builder.movements, builder.names, moved, { from, to })
  removeFrom(builder.current.get(from) ?? [], moved)
  builder.current.get(to)?.push(moved)
  builder.owner.set(moved, to)
  insertSorted(builder, to)
  if (from !== to) insertSorted(builder, from)
}

function isBalanced(builder: Builder): boolean {
  const { sortedMembers } = builder
  const emptiest = sortedMembers[0]
  const fullest = sortedMembers.at(-1)
  if (emptiest === undefined || fullest === undefined) return true
  if (sizeOf(builder, emptiest) >= sizeOf(builder, fullest) - 1) return true
  for (const memberId of sortedMembers) {
    const size = sizeOf(builder, memberId)
    if (size === maxAssignmentSize(builder, memberId)) continue
    for (const topic of builder.potentialTopics.get(memberId) ?? []) {
      for (const partition of builder.partitionsOfTopic.get(topic) ?? []) {
        const other = builder.owner.get(partition)
        if (other === undefined || other === memberId || !builder.current.has(other)) continue
        if (sizeOf(builder, other) >= size + builder.imbalance) return false
      }
    }
  }
  return true
}

/** Sum of the differences over all pairs of members; 0 is perfect. */
function balanceScore(assignment: Assignment): number {
  const sizes = [...assignment.values()].map((partitions) => partitions.length)
  let score = 0
  for (let i = 0; i < sizes.length; i++) {
    for (let j = i + 1; j < sizes.length; j++) score += Math.abs((sizes[i] as number) - (sizes[j] as number))
  }
  return score
}

function consumersOf(builder: Builder, partition: TopicPartition): readonly string[] {
  return builder.potentialConsumers.get(nameOf(builder.names, partition).topic) ?? []
}

function maxAssignmentSize(builder: Builder, memberId: string): number {
  let size = 0
  for (const topic of builder.potentialTopics.get(memberId) ?? [])
    size += builder.partitionsOfTopic.get(topic)?.length ?? 0
  return size
}

function sizeOf(builder: Builder, memberId: string): number {
  return builder.current.get(memberId)?.length ?? 0
}

function insertSorted(builder: Builder, memberId: string): void {
  const { sortedMembers } = builder
  const size = sizeOf(builder, memberId)
  let low = 0
  let high = sortedMembers.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = sortedMembers[middle] as string
    if ((sizeOf(builder, other) - size || compareStrings(other, memberId)) < 0) low = middle + 1
    else high = middle
  }
  sortedMembers.splice(low, 0, memberId)
}
