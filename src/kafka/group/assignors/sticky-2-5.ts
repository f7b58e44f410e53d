/**
 * The sticky assignors of clients 2.5.0 and 2.5.1. Counterpart: AbstractStickyAssignor at those tags. They differ from
 * one another and from 4.x, and let the order of Java's hash maps show.
 */
import { fail } from '../../../engine/assert.ts'
import { hashOfString, hashOfTopicPartition, inJavaHashOrder } from '../../common/java-hash-order.ts'
import { splitTopicPartition, type TopicPartition } from '../../common/topic-partition.ts'
import {
  type Assignment,
  type AssignorInput,
  type AssignorMember,
  compareStrings,
  membersById,
  partitionsOf,
  subscribedTopics,
} from './assignor.ts'
import { withholdTransfers } from './cooperative-sticky.ts'
import { noRacks } from './rack-info.ts'
import { subscriptionsAreEqual } from './sticky.ts'
import { assignGeneral } from './sticky-general.ts'
import {
  byFewestConsumers,
  DEFAULT_GENERATION,
  nameOf,
  type PartitionNames,
  potentialConsumers,
  removeFrom,
  type StickyResult,
} from './sticky-input.ts'

/** Both kinds; `cooperative` also ignores the generations, which its members did not send yet. */
export function assignSticky25(input: AssignorInput, version: '2.5.0' | '2.5.1', cooperative: boolean): Assignment {
  const members = cooperative ? input.members.map(withoutGeneration) : input.members.map(asUserData)
  const constrained = version === '2.5.1' && subscriptionsAreEqual(members)
  const readTwice = version === '2.5.1' && !cooperative && !constrained
  const seen = { topics: input.topics, members: readTwice ? readAgain(members) : members }
  const result: StickyResult = constrained
    ? assignConstrained251(seen)
    : { assignment: general(seen, version), transferring: null }
  return cooperative ? withholdTransfers(input, result) : result.assignment
}

function withoutGeneration(member: AssignorMember): AssignorMember {
  return { ...member, subscription: { ...member.subscription, generationId: DEFAULT_GENERATION } }
}

/** The sticky assignor sends what it owns as user data, grouped by topic, and the topics come out of a hash map. */
function asUserData(member: AssignorMember): AssignorMember {
  const byTopic = new Map<string, TopicPartition[]>()
  for (const partition of member.subscription.ownedPartitions) {
    const { topic } = splitTopicPartition(partition)
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), partition])
  }
  const ownedPartitions = inJavaHashOrder(byTopic.keys(), hashOfString).flatMap((topic) => byTopic.get(topic) ?? [])
  return { ...member, subscription: { ...member.subscription, ownedPartitions } }
}

/**
 * 2.5.1 reads the user data to compare subscriptions, up to the first that differs, and does not rewind it: the general
 * algorithm then finds nothing in what was read before.
 */
function readAgain(members: readonly AssignorMember[]): readonly AssignorMember[] {
  const inOrder = membersInHashOrder(members)
  let read = 1
  while (read < inOrder.length && subscriptionsAreEqual(inOrder.slice(0, read + 1))) read++
  const nothingLeft = new Set(inOrder.slice(0, read))
  return members.map((member) =>
    nothingLeft.has(member) ? { ...member, subscription: { ...member.subscription, ownedPartitions: [] } } : member,
  )
}

interface Claims {
  readonly current: Assignment
  readonly previousOwner: Map<TopicPartition, string>
}

/** As a client's map of subscriptions lists them. */
function membersInHashOrder(members: readonly AssignorMember[]): AssignorMember[] {
  const byId = new Map(members.map((member) => [member.memberId, member]))
  return inJavaHashOrder([...byId.keys()].sort(compareStrings), hashOfString).map(
    (memberId) => byId.get(memberId) as AssignorMember,
  )
}

/** Of the members that claim a partition the one of the newest generation owns it; the one before it did earlier. */
function collectClaims(members: readonly AssignorMember[]): Claims {
  const byGeneration = new Map<TopicPartition, Map<number, string>>()
  for (const { memberId, subscription } of members) {
    for (const partition of subscription.ownedPartitions) {
      const owners = byGeneration.get(partition) ?? new Map<number, string>()
      byGeneration.set(partition, owners)
      const generation = subscription.generationId
      // Two claims of one known generation: the first stands. Of unknown ones the last does.
      if (generation !== DEFAULT_GENERATION && owners.has(generation)) continue
      owners.set(generation, memberId)
    }
  }
  const current: Assignment = new Map()
  const previousOwner = new Map<TopicPartition, string>()
  for (const partition of inJavaHashOrder(byGeneration.keys(), hashOfTopicPartition)) {
    const [newest, before] = [...(byGeneration.get(partition) ?? [])].sort(([a], [b]) => b - a)
    if (newest === undefined) continue
    const owned = current.get(newest[1]) ?? []
    owned.push(partition)
    current.set(newest[1], owned)
    if (before !== undefined) previousOwner.set(partition, before[1])
  }
  return { current, previousOwner }
}

function general(input: AssignorInput, version: '2.5.0' | '2.5.1'): Assignment {
  const names: PartitionNames = new Map()
  const topics = subscribedTopics(input)
  const members = membersById(input)
  const { current, previousOwner } = collectClaims(membersInHashOrder(members))
  const fresh = current.size === 0
  for (const { memberId } of members) if (!current.has(memberId)) current.set(memberId, [])
  const consumers = potentialConsumers(input, topics)
  const all = partitionsOf(input, topics)

  const sticky = version === '2.5.0' && !fresh && potentialIsEqual(members, topics)
  const sortedPartitions = sticky
    ? fromTheFullest(current, previousOwner, new Set(all))
    : [...all].sort(byFewestConsumers(names, consumers))

  const assigned = new Set<TopicPartition>()
  const existing = new Set(all)
  let revocationRequired = false
  for (const { memberId, subscription } of members) {
    const owned = (current.get(memberId) ?? []).filter((partition) => existing.has(partition))
    const kept = owned.filter((partition) => subscription.topics.includes(nameOf(names, partition).topic))
    if (kept.length < owned.length) revocationRequired = true
    for (const partition of kept) assigned.add(partition)
    current.set(memberId, kept)
  }
  return assignGeneral({
    partitionsOfTopic: new Map(topics.map((topic) => [topic, partitionsOf(input, [topic])])),
    potentialConsumers: consumers,
    potentialTopics: new Map(
      members.map(({ memberId, subscription }) => [
        memberId,
        subscription.topics.filter((topic) => consumers.has(topic)),
      ]),
    ),
    names,
    racks: noRacks(),
    previousOwner,
    sortedPartitions,
    unassigned: sortedPartitions.filter((partition) => !assigned.has(partition)),
    current,
    revocationRequired,
    imbalance: 1,
  })
}

/** Whether everybody may be given every partition; topics that do not exist do not count. */
function potentialIsEqual(members: readonly AssignorMember[], topics: readonly string[]): boolean {
  return members.every(({ subscription }) => topics.every((topic) => subscription.topics.includes(topic)))
}

/**
 * Partitions to move, taken in turn from whoever has most, those that had another owner before first. This is why in
 * 2.5.0 a newcomer gets the lowest partitions of the others.
 */
function fromTheFullest(
  current: Assignment,
  previousOwner: ReadonlyMap<TopicPartition, string>,
  existing: ReadonlySet<TopicPartition>,
): TopicPartition[] {
  const sorted = new Set<TopicPartition>()
  const remaining = [...current].map(([memberId, partitions]) => ({
    memberId,
    partitions: partitions.filter((p) => existing.has(p)),
  }))
  const moved = inJavaHashOrder(previousOwner.keys(), hashOfTopicPartition)
  for (;;) {
    remaining.sort((a, b) => b.partitions.length - a.partitions.length || compareStrings(b.memberId, a.memberId))
    const fullest = remaining[0]
    if (fullest === undefined || fullest.partitions.length === 0) break
    const partition =
      moved.find((candidate) => fullest.partitions.includes(candidate)) ?? (fullest.partitions[0] as TopicPartition)
    removeFrom(fullest.partitions, partition)
    sorted.add(partition)
  }
  for (const partition of inJavaHashOrder(existing, hashOfTopicPartition)) sorted.add(partition)
  return [...sorted]
}

/** The first form of the constrained algorithm: every owner keeps up to the larger quota, then room is made. */
function assignConstrained251(input: AssignorInput): StickyResult {
  const topics = subscribedTopics(input)
  const unassigned = new Set(partitionsOf(input, topics))
  const owned = ownedOfNewestGeneration(membersById(input), new Set(topics))
  const minQuota = Math.floor(unassigned.size / owned.size)
  const maxQuota = Math.ceil(unassigned.size / owned.size)

  const assignment: Assignment = new Map()
  const revoked = new Set<TopicPartition>()
  const transferring = new Map<TopicPartition, string>()
  const underMin: string[] = []
  const atMin: string[] = []
  const atMax: string[] = []
  for (const memberId of inJavaHashOrder(owned.keys(), hashOfString)) {
    const claims = owned.get(memberId) ?? []
    const kept = claims.slice(0, maxQuota)
    assignment.set(memberId, kept)
    for (const partition of kept) unassigned.delete(partition)
    for (const partition of claims.slice(maxQuota)) revoked.add(partition)
    if (claims.length < minQuota) underMin.push(memberId)
    if (claims.length >= minQuota && kept.length === minQuota) atMin.push(memberId)
    if (claims.length >= minQuota && kept.length === maxQuota) atMax.push(memberId)
  }
  underMin.sort(compareStrings)

  const give = (partition: TopicPartition, memberId: string): void => {
    assignment.get(memberId)?.push(partition)
    unassigned.delete(partition)
    if (revoked.has(partition)) transferring.set(partition, memberId)
  }
  const isUnderMin = (memberId: string) => (assignment.get(memberId)?.length ?? 0) < minQuota
  fillUnderMin([...unassigned], { underMin, atMin }, isUnderMin, give)
  for (const memberId of underMin) {
    const partitions = assignment.get(memberId) ?? []
    while (partitions.length < minQuota) {
      const fullest = atMax.shift() ?? fail('a member at the larger quota can give one up')
      const partition = assignment.get(fullest)?.shift() as TopicPartition
      partitions.push(partition)
      transferring.set(partition, memberId)
    }
    atMin.push(memberId)
  }
  for (const partition of [...unassigned])
    give(partition, atMin.shift() ?? fail('a member below the larger quota can take one more'))
  return { assignment, transferring }
}

/** In turn, as long as there are partitions; members that reach the quota go over to `atMin`. */
function fillUnderMin(
  unassigned: readonly TopicPartition[],
  { underMin, atMin }: { readonly underMin: string[]; readonly atMin: string[] },
  isUnderMin: (memberId: string) => boolean,
  give: (partition: TopicPartition, memberId: string) => void,
): void {
  let turn = 0
  for (const partition of unassigned) {
    if (underMin.length === 0) return
    if (turn >= underMin.length) turn = 0
    const memberId = underMin[turn] as string
    give(partition, memberId)
    if (isUnderMin(memberId)) {
      turn++
      continue
    }
    atMin.push(memberId)
    underMin.splice(turn, 1)
  }
}

/** Claims of members behind the newest generation count for nothing; two claims of one generation both stand. */
function ownedOfNewestGeneration(
  members: readonly AssignorMember[],
  topics: ReadonlySet<string>,
): Map<string, TopicPartition[]> {
  const names: PartitionNames = new Map()
  const newest = Math.max(DEFAULT_GENERATION, ...members.map(({ subscription }) => subscription.generationId))
  const owned = new Map<string, TopicPartition[]>()
  for (const { memberId, subscription } of members) {
    const valid = subscription.generationId === newest
    owned.set(
      memberId,
      valid ? subscription.ownedPartitions.filter((partition) => topics.has(nameOf(names, partition).topic)) : [],
    )
  }
  return owned
}
