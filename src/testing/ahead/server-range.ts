import { topicPartition } from '../../kafka/common/topic-partition.ts'
import {
  type Assignment,
  type AssignorInput,
  compareMembers,
  emptyAssignment,
  partitionCount,
} from '../../kafka/group/assignors/assignor.ts'

/**
 * The coordinator's own range assignor (KIP-848): per topic a run of consecutive partitions each, as the client's, but
 * without racks. Counterpart: org.apache.kafka.coordinator.group.assignor.RangeAssignor.
 */
export function assignServerRange(input: AssignorInput): Assignment {
  const assignment = emptyAssignment(input)
  const members = [...input.members].sort(compareMembers)
  const subscribers = new Map<string, number>()
  for (const { subscription } of members) {
    for (const topic of subscription.topics) subscribers.set(topic, (subscribers.get(topic) ?? 0) + 1)
  }
  const next = new Map<string, { start: number; extras: number; readonly quota: number }>()
  for (const [topic, count] of subscribers) {
    const partitions = partitionCount(input, topic)
    next.set(topic, { start: 0, extras: partitions % count, quota: Math.floor(partitions / count) })
  }
  for (const { memberId, subscription } of members) {
    for (const topic of subscription.topics) {
      const range = next.get(topic)
      if (range === undefined) continue
      const size = range.quota + (range.extras > 0 ? 1 : 0)
      if (range.extras > 0) range.extras--
      for (let i = 0; i < size; i++) assignment.get(memberId)?.push(topicPartition(topic, range.start++))
    }
  }
  return assignment
}
