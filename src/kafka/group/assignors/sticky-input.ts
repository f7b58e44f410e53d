/** What the sticky assignors read out of the subscriptions, and the orders they sort by. */
import { splitTopicPartition, type TopicPartition } from '../../common/topic-partition.ts'
import { type Assignment, type AssignorInput, compareStrings } from './assignor.ts'

export const DEFAULT_GENERATION = -1

export interface StickyResult {
  readonly assignment: Assignment
  /**
   * Partitions that change hands, and their new owner: the cooperative assignor withholds these for one round. Null when
   * it has to work them out by itself.
   */
  readonly transferring: ReadonlyMap<TopicPartition, string> | null
}

/** A partition taken apart once. */
export interface NamedPartition {
  readonly topic: string
  readonly partition: number
}

export type PartitionNames = Map<TopicPartition, NamedPartition>

export function nameOf(names: PartitionNames, partition: TopicPartition): NamedPartition {
  let name = names.get(partition)
  if (name === undefined) {
    name = splitTopicPartition(partition)
    names.set(partition, name)
  }
  return name
}

export function byTopicThenPartition(names: PartitionNames): (a: TopicPartition, b: TopicPartition) => number {
  return (a, b) => {
    const nameA = nameOf(names, a)
    const nameB = nameOf(names, b)
    return compareStrings(nameA.topic, nameB.topic) || nameA.partition - nameB.partition
  }
}

export function byPartitionThenTopic(names: PartitionNames): (a: TopicPartition, b: TopicPartition) => number {
  return (a, b) => {
    const nameA = nameOf(names, a)
    const nameB = nameOf(names, b)
    return nameA.partition - nameB.partition || compareStrings(nameA.topic, nameB.topic)
  }
}

/** For each topic, the members that may be given its partitions, sorted by id. */
export function potentialConsumers(input: AssignorInput, topics: readonly string[]): Map<string, string[]> {
  const consumers = new Map<string, string[]>(topics.map((topic) => [topic, []]))
  for (const member of [...input.members].sort((a, b) => compareStrings(a.memberId, b.memberId))) {
    for (const topic of new Set(member.subscription.topics)) consumers.get(topic)?.push(member.memberId)
  }
  return consumers
}

/** Topics fewest members may read come first, then by name, then by partition. */
export function byFewestConsumers(
  names: PartitionNames,
  consumers: ReadonlyMap<string, readonly string[]>,
): (a: TopicPartition, b: TopicPartition) => number {
  const byName = byTopicThenPartition(names)
  const count = (partition: TopicPartition): number => consumers.get(nameOf(names, partition).topic)?.length ?? 0
  return (a, b) => count(a) - count(b) || byName(a, b)
}

export function removeFrom<T>(list: T[], item: T): boolean {
  const index = list.indexOf(item)
  if (index === -1) return false
  list.splice(index, 1)
  return true
}
