/**
 * All members subscribe to the same topics, 4.x.
 * Counterpart: org.apache.kafka.clients.consumer.internals.AbstractStickyAssignor.ConstrainedAssignmentBuilder.
 */
import type { TopicPartition } from '../../common/topic-partition.ts'
import { type Assignment, type AssignorInput, assignorFailure, compareStrings, partitionsOf } from './assignor.ts'
import { nextRackConsumer, type RackInfo, racksMismatch, sortPartitionsByRackConsumers } from './rack-info.ts'
import { byPartitionThenTopic, type PartitionNames, removeFrom, type StickyResult } from './sticky-input.ts'

export interface OwnedPartitions {
  /** Valid claims of each member, in the order in which members are looked at. */
  readonly owned: ReadonlyMap<string, readonly TopicPartition[]>
  /** Claimed by two members of the same generation, so by nobody. */
  readonly claimedTwice: ReadonlySet<TopicPartition>
}

interface Builder {
  readonly racks: RackInfo
  readonly claimedTwice: ReadonlySet<TopicPartition>
  readonly assignment: Assignment
  readonly minQuota: number
  readonly maxQuota: number
  /** How many members may, and do already, have more than `minQuota`. */
  readonly expectedOverMin: number
  overMin: number
  readonly underMin: string[]
  readonly exactlyMin: string[]
  /** Partition to the member that may have to give it up. */
  readonly maybeRevoked: Map<TopicPartition, string>
  readonly transferring: Map<TopicPartition, string>
}

/**
 * 1. Everyone keeps what it owns, up to its quota. 2. Partitions left over are dealt to members on one of their racks.
 * 3. The rest fills up the members below the minimum in turn, then gives one more to those exactly at it.
 */
export function assignConstrained(
  input: AssignorInput,
  topics: readonly string[],
  racks: RackInfo,
  previous: OwnedPartitions,
  names: PartitionNames,
): StickyResult {
  const all = partitionsOf(input, topics)
  const builder = createBuilder(all.length, racks, previous)
  for (const [memberId, owned] of previous.owned) keepOwned(builder, memberId, owned, names)

  const assigned = new Set<TopicPartition>()
  for (const partitions of builder.assignment.values()) for (const partition of partitions) assigned.add(partition)
  const unassigned = all.filter((partition) => !assigned.has(partition))
  builder.underMin.sort(compareStrings)
  builder.exactlyMin.sort(compareStrings)
  const rest = fillByRack(builder, sortPartitionsByRackConsumers(racks, unassigned))
  fillInTurn(builder, rest)
  return { assignment: builder.assignment, transferring: builder.transferring }
}

function createBuilder(partitions: number, racks: RackInfo, previous: OwnedPartitions): Builder {
  const members = previous.owned.size
  return {
    racks,
    claimedTwice: previous.claimedTwice,
    assignment: new Map([...previous.owned.keys()].map((memberId) => [memberId, []])),
    minQuota: Math.floor(partitions / members),
    maxQuota: Math.ceil(partitions / members),
    expectedOverMin: partitions % members,
    overMin: 0,
    underMin: [],
    exactlyMin: [],
    maybeRevoked: new Map(),
    transferring: new Map(),
  }
}

function keepOwned(builder: Builder, memberId: string, claims: readonly TopicPartition[], names: PartitionNames): void {
  const owned: TopicPartition[] = []
  for (const partition of claims) {
    if (racksMismatch(builder.racks, memberId, partition)) builder.maybeRevoked.set(partition, memberId)
    else if (!builder.claimedTwice.has(partition)) owned.push(partition)
  }
  owned.sort(byPartitionThenTopic(names))

  let kept = owned.length
  if (owned.length < builder.minQuota) {
    builder.underMin.push(memberId)
  } else if (owned.length >= builder.maxQuota && builder.overMin < builder.expectedOverMin) {
    kept = builder.maxQuota
    builder.overMin++
    if (builder.overMin === builder.expectedOverMin) builder.exactlyMin.length = 0
  } else {
    kept = builder.minQuota
    if (builder.overMin < builder.expectedOverMin) builder.exactlyMin.push(memberId)
  }
  builder.assignment.get(memberId)?.push(...owned.slice(0, kept))
  for (const partition of owned.slice(kept)) builder.maybeRevoked.set(partition, memberId)
}

/** Returns what no member on the right rack had room for. */
function fillByRack(builder: Builder, unassigned: readonly TopicPartition[]): TopicPartition[] {
  if (builder.racks.consumerRacks.size === 0) return [...unassigned]
  const rest: TopicPartition[] = []
  let nextIndex = 0
  for (const partition of unassigned) {
    const index = nextRackConsumer(builder.racks, partition, builder.underMin, nextIndex)
    if (index >= 0) {
      const memberId = builder.underMin[index] as string
      const following = takeRackMember(builder, memberId) ? index : index + 1
      nextIndex = builder.underMin.length === 0 ? 0 : following % builder.underMin.length
      give(builder, partition, memberId)
      continue
    }
    const memberId = takeRackMemberAtMin(builder, partition)
    if (memberId === undefined) rest.push(partition)
    else give(builder, partition, memberId)
  }
  return rest
}

/** Books one more partition for a member below the minimum; true if that filled it and took it off the list. */
function takeRackMember(builder: Builder, memberId: string): boolean {
  const count = (builder.assignment.get(memberId)?.length ?? 0) + 1
  if (count < builder.minQuota) return false
  removeFrom(builder.underMin, memberId)
  if (count < builder.maxQuota && builder.overMin < builder.expectedOverMin) builder.exactlyMin.push(memberId)
  return true
}

function takeRackMemberAtMin(builder: Builder, partition: TopicPartition): string | undefined {
  const index = nextRackConsumer(builder.racks, partition, builder.exactlyMin, 0)
  if (index < 0) return undefined
  const memberId = builder.exactlyMin[index] as string
  if ((builder.assignment.get(memberId)?.length ?? 0) + 1 === builder.maxQuota) {
    builder.exactlyMin.splice(index, 1)
    builder.overMin++
    if (builder.overMin === builder.expectedOverMin) builder.exactlyMin.length = 0
  }
  return memberId
}

function fillInTurn(builder: Builder, unassigned: readonly TopicPartition[]): void {
  let turn = 0
  for (const partition of unassigned) {
    if (builder.underMin.length === 0) {
      const memberId = builder.exactlyMin.shift()
      // So it is where a member owns partitions of a topic that was made anew with fewer: only topics are looked up.
      if (memberId === undefined) throw assignorFailure('No more unfilled consumers to be assigned.')
      give(builder, partition, memberId)
      continue
    }
    if (turn >= builder.underMin.length) turn = 0
    const memberId = builder.underMin[turn] as string
    if (give(builder, partition, memberId) === builder.minQuota) {
      builder.underMin.splice(turn, 1)
      builder.exactlyMin.push(memberId)
    } else {
      turn++
    }
  }
}

function give(builder: Builder, partition: TopicPartition, memberId: string): number {
  const partitions = builder.assignment.get(memberId) ?? []
  partitions.push(partition)
  const revokedFrom = builder.maybeRevoked.get(partition)
  if ((revokedFrom !== undefined && revokedFrom !== memberId) || builder.claimedTwice.has(partition)) {
    builder.transferring.set(partition, memberId)
  }
  return partitions.length
}
