/** Counterpart: org.apache.kafka.clients.consumer.StickyAssignor and AbstractStickyAssignor, 4.x. */

import { hashOfString, inJavaHashOrder } from '../../common/java-hash-order.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import {
  type Assignment,
  type AssignorInput,
  type AssignorMember,
  membersById,
  partitionsOf,
  subscribedTopics,
} from './assignor.ts'
import { type RackInfo, rackInfoOf, racksMismatch } from './rack-info.ts'
import { assignConstrained, type OwnedPartitions } from './sticky-constrained.ts'
import { assignGeneral } from './sticky-general.ts'
import {
  byFewestConsumers,
  nameOf,
  type PartitionNames,
  potentialConsumers,
  removeFrom,
  type StickyResult,
} from './sticky-input.ts'

/** As balanced as can be, and among those as close as can be to what the members own. */
export function assignSticky(input: AssignorInput): Assignment {
  return stickyResult(input).assignment
}

/** The sticky assignment with what changes hands in it. */
export function stickyResult(input: AssignorInput): StickyResult {
  const names: PartitionNames = new Map()
  const topics = subscribedTopics(input)
  const members = membersById(input)
  const racks = rackInfoOf(input, topics)
  const previous = collectOwned(members, new Set(topics), names)
  if (subscriptionsAreEqual(members)) return assignConstrained(input, topics, racks, previous, names)
  return { assignment: general(input, topics, racks, previous, names), transferring: null }
}

/** By number and content, as Kafka compares them: a topic named twice makes subscriptions differ. */
export function subscriptionsAreEqual(members: readonly AssignorMember[]): boolean {
  let expected: ReadonlySet<string> = new Set()
  for (const { subscription } of members) {
    if (expected.size === 0) expected = new Set(subscription.topics)
    else if (subscription.topics.length !== expected.size || !subscription.topics.every((topic) => expected.has(topic)))
      return false
  }
  return true
}

/**
 * What each member owns, of topics that still exist. Of two members that claim one partition the one with the higher
 * generation is right; with equal generations neither is.
 */
function collectOwned(
  members: readonly AssignorMember[],
  topics: ReadonlySet<string>,
  names: PartitionNames,
): OwnedPartitions {
  const owned = new Map<string, TopicPartition[]>()
  const claimedTwice = new Set<TopicPartition>()
  const claims = new Map<TopicPartition, AssignorMember>()
  for (const member of members) {
    const mine: TopicPartition[] = []
    owned.set(member.memberId, mine)
    const generation = member.subscription.generationId
    for (const partition of member.subscription.ownedPartitions) {
      if (!topics.has(nameOf(names, partition).topic)) continue
      const other = claims.get(partition)
      const otherGeneration = other?.subscription.generationId ?? -1
      if (other !== undefined && generation < otherGeneration) continue
      claims.set(partition, member)
      if (other !== undefined) removeFrom(owned.get(other.memberId) ?? [], partition)
      if (other !== undefined && generation === otherGeneration) claimedTwice.add(partition)
      else mine.push(partition)
    }
  }
  // Who is looked at first decides who may keep one more than the minimum, and Kafka looks in hash order.
  const inOrder = inJavaHashOrder(owned.keys(), hashOfString).map(
    (memberId) => [memberId, owned.get(memberId) ?? []] as const,
  )
  return { owned: new Map(inOrder), claimedTwice }
}

function general(
  input: AssignorInput,
  topics: readonly string[],
  racks: RackInfo,
  previous: OwnedPartitions,
  names: PartitionNames,
): Assignment {
  const subscriptions = new Map(input.members.map((member) => [member.memberId, member.subscription.topics]))
  const current: Assignment = new Map()
  const assigned = new Set<TopicPartition>()
  let revocationRequired = false
  for (const [memberId, owned] of previous.owned) {
    const kept = owned.filter((partition) => {
      const subscribed = subscriptions.get(memberId)?.includes(nameOf(names, partition).topic) === true
      return subscribed && !racksMismatch(racks, memberId, partition)
    })
    if (kept.length < owned.length) revocationRequired = true
    for (const partition of kept) assigned.add(partition)
    current.set(memberId, kept)
  }
  const consumers = potentialConsumers(input, topics)
  const sortedPartitions = partitionsOf(input, topics).sort(byFewestConsumers(names, consumers))
  return assignGeneral({
    partitionsOfTopic: new Map(topics.map((topic) => [topic, partitionsOf(input, [topic])])),
    potentialConsumers: consumers,
    potentialTopics: new Map(
      membersById(input).map(({ memberId, subscription }) => [
        memberId,
        subscription.topics.filter((topic) => consumers.has(topic)),
      ]),
    ),
    names,
    racks,
    previousOwner: olderClaims(input),
    sortedPartitions,
    unassigned: sortedPartitions.filter((partition) => !assigned.has(partition)),
    current,
    revocationRequired,
    imbalance: 2,
  })
}

/** Claims of members that are behind: not valid any more, but good to know if a partition has to move. */
function olderClaims(input: AssignorInput): Map<TopicPartition, string> {
  const members = membersById(input)
  const newest = Math.max(-1, ...members.map((member) => member.subscription.generationId))
  const claims = new Map<TopicPartition, AssignorMember>()
  for (const member of members) {
    const generation = member.subscription.generationId
    if (generation >= newest) continue
    for (const partition of member.subscription.ownedPartitions) {
      const other = claims.get(partition)
      if (other === undefined || generation > other.subscription.generationId) claims.set(partition, member)
    }
  }
  return new Map([...claims].map(([partition, member]) => [partition, member.memberId]))
}
