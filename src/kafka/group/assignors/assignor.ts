/** What every assignor takes and gives, and the orders Kafka sorts by. */
import { type TopicPartition, topicPartition } from '../../common/topic-partition.ts'
import type { Subscription } from '../../protocol/join-group.ts'

/** Kafka's patch versions differ in the sticky assignors; `4.x` is everything since 3.x as 4.3.1 has it. */
export type AssignorVersion = '2.5.0' | '2.5.1' | '4.x'

export interface AssignorMember {
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly subscription: Subscription
}

export interface AssignorTopic {
  readonly partitions: number
  /** Racks of each partition's replicas; null when no broker has a rack. */
  readonly replicaRacks: readonly (readonly string[])[] | null
}

export interface AssignorInput {
  /** Topics that exist; a subscription may name others, which are passed over. */
  readonly topics: ReadonlyMap<string, AssignorTopic>
  readonly members: readonly AssignorMember[]
}

/** Member id to its partitions, in the order they were given; every member has an entry. */
export type Assignment = Map<string, TopicPartition[]>

/** Java's String.compareTo: by UTF-16 code units, which is what `<` does. */
export function compareStrings(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * Members with a group.instance.id first, by that id, then the others by member id (AbstractPartitionAssignor.MemberInfo).
 * A static member so keeps its place when it comes back under a new member id.
 */
export function compareMembers(a: AssignorMember, b: AssignorMember): number {
  if (a.groupInstanceId !== null && b.groupInstanceId !== null)
    return compareStrings(a.groupInstanceId, b.groupInstanceId)
  if (a.groupInstanceId !== null) return -1
  if (b.groupInstanceId !== null) return 1
  return compareStrings(a.memberId, b.memberId)
}

/**
 * By member id. Kafka walks a HashMap here; where its outcome would depend on that order, the sorted one is as good as
 * any and the same in every run.
 */
export function membersById(input: AssignorInput): AssignorMember[] {
  return [...input.members].sort((a, b) => compareStrings(a.memberId, b.memberId))
}

export function emptyAssignment(input: AssignorInput): Assignment {
  const assignment: Assignment = new Map()
  for (const member of input.members) assignment.set(member.memberId, [])
  return assignment
}

/** Existing topics that at least one member subscribes to, sorted by name. */
export function subscribedTopics(input: AssignorInput): string[] {
  const names = new Set<string>()
  for (const member of input.members) {
    for (const topic of member.subscription.topics) {
      const partitions = input.topics.get(topic)?.partitions ?? 0
      if (partitions > 0) names.add(topic)
    }
  }
  return [...names].sort(compareStrings)
}

export function partitionCount(input: AssignorInput, topic: string): number {
  return input.topics.get(topic)?.partitions ?? 0
}

export function partitionsOf(input: AssignorInput, topics: readonly string[]): TopicPartition[] {
  const partitions: TopicPartition[] = []
  for (const topic of topics) {
    for (let partition = 0; partition < partitionCount(input, topic); partition++)
      partitions.push(topicPartition(topic, partition))
  }
  return partitions
}

const FAILURE = 'IllegalStateException'

/** What an assignor of Kafka's throws where it finds that it cannot go on; whoever leads the group gets it out of poll(). */
export function assignorFailure(message: string): Error {
  const failure = new Error(message)
  failure.name = FAILURE
  return failure
}

export function isAssignorFailure(error: unknown): error is Error {
  return error instanceof Error && error.name === FAILURE
}
