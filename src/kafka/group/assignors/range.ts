/** Counterpart: org.apache.kafka.clients.consumer.RangeAssignor. */
import { type TopicPartition, topicPartition } from '../../common/topic-partition.ts'
import {
  type Assignment,
  type AssignorInput,
  type AssignorMember,
  compareMembers,
  emptyAssignment,
  partitionCount,
  subscribedTopics,
} from './assignor.ts'
import { racksMatter } from './rack-info.ts'

interface TopicState {
  readonly topic: string
  readonly partitions: number
  /** Subscribers in order, each with its rack. */
  readonly consumers: ReadonlyMap<string, string | null>
  /** Replica racks of each partition; empty when no subscriber has a rack. */
  readonly partitionRacks: readonly ReadonlySet<string>[]
  readonly needsRackAware: boolean
  /** Partition numbers, ascending. */
  unassigned: number[]
  readonly assignedCounts: Map<string, number>
  readonly quota: number
  consumersWithExtra: number
}

/**
 * Per topic, each subscriber gets a run of consecutive partitions, the first `partitions mod subscribers` one more. As
 * the order is the same for each topic, the first members collect the extras of all topics.
 *
 * 4.x gives out partitions whose racks match first, under the same quotas, when racks could make a difference.
 */
export function assignRange(input: AssignorInput, rackAware: boolean): Assignment {
  const assignment = emptyAssignment(input)
  const topics = subscribedTopics(input).map((topic) => topicState(input, topic, rackAware))
  const useRacks = topics.some((topic) => topic.needsRackAware)
  if (useRacks) assignWithRackMatching(topics, assignment)
  for (const topic of topics) assignRanges(topic, () => true, assignment)
  // Two passes leave a member's list unordered.
  if (useRacks) sortAssignment(topics, assignment)
  return assignment
}

function topicState(input: AssignorInput, topic: string, rackAware: boolean): TopicState {
  const members = input.members.filter((member) => member.subscription.topics.includes(topic)).sort(compareMembers)
  const partitions = partitionCount(input, topic)
  const consumers = new Map(members.map((member) => [member.memberId, rackAware ? rackOf(member) : null]))
  const consumerRacks = new Set([...consumers.values()].filter((rack) => rack !== null))
  const partitionRacks: ReadonlySet<string>[] = []
  for (let partition = 0; consumerRacks.size > 0 && partition < partitions; partition++) {
    partitionRacks.push(new Set(input.topics.get(topic)?.replicaRacks?.[partition] ?? []))
  }
  return {
    topic,
    partitions,
    consumers,
    partitionRacks,
    needsRackAware: racksMatter(consumerRacks, partitionRacks),
    unassigned: Array.from({ length: partitions }, (_, partition) => partition),
    assignedCounts: new Map(members.map((member) => [member.memberId, 0])),
    quota: Math.floor(partitions / members.length),
    consumersWithExtra: partitions % members.length,
  }
}

function rackOf(member: AssignorMember): string | null {
  const rack = member.subscription.rackId
  return rack === '' ? null : rack
}

function assignRanges(
  state: TopicState,
  mayAssign: (memberId: string, partition: number) => boolean,
  assignment: Assignment,
): void {
  for (const memberId of state.consumers.keys()) {
    if (state.unassigned.length === 0) return
    const most = maxAssignable(state, memberId)
    const chosen = state.unassigned.filter((partition) => mayAssign(memberId, partition)).slice(0, most)
    if (chosen.length > 0) give(state, memberId, chosen, assignment)
  }
}

/**
 * Topics with the same subscribers and the same number of partitions are kept together: partition 0 of all goes to one
 * member, and so on, so that joins by partition number still work.
 */
function assignWithRackMatching(topics: readonly TopicState[], assignment: Assignment): void {
  const coPartitioned = new Map<string, TopicState[]>()
  for (const state of topics) {
    const key = JSON.stringify([[...state.consumers].sort(([a], [b]) => (a < b ? -1 : 1)), state.partitionRacks.length])
    const group = coPartitioned.get(key)
    if (group === undefined) coPartitioned.set(key, [state])
    else group.push(state)
  }
  for (const group of coPartitioned.values()) {
    const [first] = group
    if (first === undefined) continue
    if (group.length > 1) assignCoPartitioned(first, group, assignment)
    else if (first.needsRackAware)
      assignRanges(first, (memberId, partition) => racksMatch(first, memberId, partition), assignment)
  }
}

function assignCoPartitioned(first: TopicState, group: readonly TopicState[], assignment: Assignment): void {
  const remaining = new Set(first.consumers.keys())
  for (let partition = 0; partition < first.partitionRacks.length && remaining.size > 0; partition++) {
    for (const memberId of remaining) {
      if (!group.every((state) => racksMatch(state, memberId, partition) && maxAssignable(state, memberId) > 0))
        continue
      for (const state of group) give(state, memberId, [partition], assignment)
      if (!group.some((state) => maxAssignable(state, memberId) > 0)) remaining.delete(memberId)
      break
    }
  }
}

function racksMatch(state: TopicState, memberId: string, partition: number): boolean {
  const rack = state.consumers.get(memberId) ?? null
  return rack === null || state.partitionRacks[partition]?.has(rack) === true
}

function maxAssignable(state: TopicState, memberId: string): number {
  const most = state.quota + (state.consumersWithExtra > 0 ? 1 : 0) - (state.assignedCounts.get(memberId) ?? 0)
  return Math.max(0, most)
}

function give(state: TopicState, memberId: string, partitions: readonly number[], assignment: Assignment): void {
  for (const partition of partitions) assignment.get(memberId)?.push(topicPartition(state.topic, partition))
  const count = (state.assignedCounts.get(memberId) ?? 0) + partitions.length
  state.assignedCounts.set(memberId, count)
  if (count > state.quota) state.consumersWithExtra--
  state.unassigned = state.unassigned.filter((partition) => !partitions.includes(partition))
}

function sortAssignment(topics: readonly TopicState[], assignment: Assignment): void {
  const order = new Map<TopicPartition, number>()
  for (const { topic, partitions } of topics) {
    for (let partition = 0; partition < partitions; partition++) order.set(topicPartition(topic, partition), order.size)
  }
  for (const partitions of assignment.values()) partitions.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
}
