/**
 * The coordinator's default assignor (KIP-848). Counterpart: org.apache.kafka.coordinator.group.assignor.UniformAssignor.
 * Kafka walks members and topics in hash order here; we go by name.
 */
import { splitTopicPartition, type TopicPartition } from '../../kafka/common/topic-partition.ts'
import {
  type Assignment,
  type AssignorInput,
  membersById,
  partitionCount,
  partitionsOf,
  subscribedTopics,
} from '../../kafka/group/assignors/assignor.ts'
import { byTopicThenPartition } from '../../kafka/group/assignors/sticky-input.ts'
import { assignUniformHeterogeneous } from './server-uniform-heterogeneous.ts'

/** `homogeneous` by default if all members subscribe to the same topics; the coordinator knows and says so. */
export function assignServerUniform(input: AssignorInput, homogeneous = isHomogeneous(input)): Assignment {
  if (!homogeneous) return assignUniformHeterogeneous(input)
  return assignHomogeneous(input)
}

function isHomogeneous(input: AssignorInput): boolean {
  const [first, ...others] = input.members
  const topics = new Set(first?.subscription.topics ?? [])
  return others.every(({ subscription }) => {
    const mine = new Set(subscription.topics)
    return mine.size === topics.size && [...mine].every((topic) => topics.has(topic))
  })
}

/**
 * Everyone keeps what it owns up to its quota; the extra partition goes to the first members, not to those who have more
 * already, so this is less sticky than the client's assignor. UniformHomogeneousAssignmentBuilder.
 */
function assignHomogeneous(input: AssignorInput): Assignment {
  const assignment: Assignment = new Map()
  const topics = subscribedTopics(input)
  const all = partitionsOf(input, topics)
  const members = membersById(input)
  const owned = new Set<TopicPartition>(members.flatMap(({ subscription }) => subscription.ownedPartitions))
  const unassigned = all.filter((partition) => !owned.has(partition))
  const minQuota = Math.floor(all.length / Math.max(1, members.length))
  let extras = all.length % Math.max(1, members.length)

  const unfilled: { readonly memberId: string; readonly room: number }[] = []
  for (const { memberId, subscription } of members) {
    let quota = minQuota + (extras > 0 ? 1 : 0)
    if (extras > 0) extras--
    const kept: TopicPartition[] = []
    for (const partition of [...subscription.ownedPartitions].sort(byTopicThenPartition(new Map()))) {
      const { topic, partition: index } = splitTopicPartition(partition)
      if (!topics.includes(topic) || index >= partitionCount(input, topic)) continue
      if (quota > 0) {
        kept.push(partition)
        quota--
      } else {
        unassigned.push(partition)
      }
    }
    assignment.set(memberId, kept)
    if (quota > 0) unfilled.push({ memberId, room: quota })
  }
  let next = 0
  for (const { memberId, room } of unfilled) {
    assignment.get(memberId)?.push(...unassigned.slice(next, next + room))
    next += room
  }
  return assignment
}
