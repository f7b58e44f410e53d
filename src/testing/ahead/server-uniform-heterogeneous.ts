/**
 * Members subscribe to different topics. Balance first, then stickiness.
 * Counterpart: org.apache.kafka.coordinator.group.assignor.UniformHeterogeneousAssignmentBuilder.
 */
import { splitTopicPartition, topicPartition } from '../../kafka/common/topic-partition.ts'
import {
  type Assignment,
  type AssignorInput,
  compareStrings,
  membersById,
  partitionCount,
  subscribedTopics,
} from '../../kafka/group/assignors/assignor.ts'
import { createBalancer, excludeMostLoaded, isLevel, nextLeastLoaded, nextMostLoaded } from './member-balancer.ts'

/** Subscriptions that overlap without being equal may never settle; each round about halves the imbalance. */
const MAX_ROUNDS = 16
const UNASSIGNED = -1

interface Builder {
  readonly input: AssignorInput
  readonly memberIds: readonly string[]
  /** Topic to indices of its subscribers, ascending. */
  readonly subscribers: Map<string, number[]>
  /** Topic to the owner of each partition, as an index into `memberIds`. */
  readonly owners: Map<string, number[]>
  /** Partitions of each member. */
  readonly sizes: number[]
}

export function assignUniformHeterogeneous(input: AssignorInput): Assignment {
  const builder = createBuilder(input)
  keepOwned(builder)
  const topics = sortTopics(builder, [...builder.owners.keys()])
  for (const topic of topics) assignRest(builder, topic)
  balance(
    builder,
    topics.filter((topic) => (builder.subscribers.get(topic)?.length ?? 0) >= 2),
  )
  const assignment: Assignment = new Map(builder.memberIds.map((memberId) => [memberId, []]))
  for (const [topic, owners] of builder.owners) {
    owners.forEach((owner, partition) => {
      if (owner !== UNASSIGNED)
        assignment.get(builder.memberIds[owner] as string)?.push(topicPartition(topic, partition))
    })
  }
  return assignment
}

function createBuilder(input: AssignorInput): Builder {
  const members = membersById(input)
  const subscribers = new Map<string, number[]>()
  const owners = new Map<string, number[]>()
  for (const topic of subscribedTopics(input)) {
    subscribers.set(topic, [])
    owners.set(topic, new Array<number>(partitionCount(input, topic)).fill(UNASSIGNED))
  }
  members.forEach(({ subscription }, index) => {
    for (const topic of new Set(subscription.topics)) subscribers.get(topic)?.push(index)
  })
  return { input, memberIds: members.map(({ memberId }) => memberId), subscribers, owners, sizes: members.map(() => 0) }
}

function keepOwned(builder: Builder): void {
  membersById(builder.input).forEach(({ subscription }, index) => {
    for (const name of subscription.ownedPartitions) {
      const { topic, partition } = splitTopicPartition(name)
      const owners = builder.owners.get(topic)
      if (owners === undefined || partition >= owners.length || !subscription.topics.includes(topic)) continue
      give(builder, topic, partition, index)
    }
  })
}

/** Most partitions per subscriber first, then fewest subscribers, then by name. */
function sortTopics(builder: Builder, topics: string[]): string[] {
  const subscribers = (topic: string): number => builder.subscribers.get(topic)?.length ?? 0
  const share = (topic: string): number => partitionCount(builder.input, topic) / subscribers(topic)
  return topics.sort((a, b) => share(b) - share(a) || subscribers(a) - subscribers(b) || compareStrings(a, b))
}

function assignRest(builder: Builder, topic: string): void {
  const balancer = createBalancer(builder.sizes, builder.subscribers.get(topic) ?? [])
  const owners = builder.owners.get(topic) ?? []
  for (let partition = 0; partition < owners.length; partition++) {
    if (owners[partition] === UNASSIGNED) give(builder, topic, partition, nextLeastLoaded(balancer))
  }
}

function balance(builder: Builder, topics: readonly string[]): void {
  let lastMoved = -1
  for (let round = 0; round < MAX_ROUNDS; round++) {
    for (let index = 0; index < topics.length; index++) {
      // All the way round without a move since this topic.
      if (index === lastMoved) return
      const moves = balanceTopic(builder, topics[index] as string)
      if (moves > 0 || lastMoved === -1) lastMoved = index
    }
  }
}

/** Takes partitions of one topic from its fullest subscribers to its emptiest; returns how many. */
function balanceTopic(builder: Builder, topic: string): number {
  const subscribers = builder.subscribers.get(topic) ?? []
  const sizes = subscribers.map((index) => builder.sizes[index] as number)
  if (Math.max(...sizes) - Math.min(...sizes) <= 1) return 0
  const balancer = createBalancer(builder.sizes, subscribers)
  const owned = new Map<number, number[]>()
  builder.owners.get(topic)?.forEach((owner, partition) => {
    const partitions = owned.get(owner)
    if (partitions === undefined) owned.set(owner, [partition])
    else partitions.push(partition)
  })
  let moves = 0
  while (!isLevel(balancer)) {
    let giver = nextMostLoaded(balancer)
    while (giver !== -1 && (owned.get(giver)?.length ?? 0) === 0) {
      excludeMostLoaded(balancer)
      giver = nextMostLoaded(balancer)
    }
    const partition = owned.get(giver)?.pop()
    if (partition === undefined) break
    const taker = nextLeastLoaded(balancer)
    // The ranges have met, and moving one more would only turn the tables.
    if (isLevel(balancer)) break
    give(builder, topic, partition, taker)
    moves++
  }
  return moves
}

function give(builder: Builder, topic: string, partition: number, index: number): void {
  const owners = builder.owners.get(topic)
  if (owners === undefined) return
  const before = owners[partition] ?? UNASSIGNED
  if (before !== UNASSIGNED) builder.sizes[before] = (builder.sizes[before] ?? 0) - 1
  owners[partition] = index
  builder.sizes[index] = (builder.sizes[index] ?? 0) + 1
}
