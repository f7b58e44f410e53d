import {
  type Assignment,
  type AssignorInput,
  compareMembers,
  emptyAssignment,
  partitionsOf,
  subscribedTopics,
} from './assignor.ts'

/**
 * All partitions of all topics dealt in turn to the sorted members; whoever does not subscribe to a topic is passed over.
 * Counterpart: org.apache.kafka.clients.consumer.RoundRobinAssignor; the same in 2.5 and 4.x.
 */
export function assignRoundRobin(input: AssignorInput): Assignment {
  const assignment = emptyAssignment(input)
  const members = [...input.members].sort(compareMembers)
  const subscriptions = members.map((member) => new Set(member.subscription.topics))
  let next = 0
  for (const topic of subscribedTopics(input)) {
    for (const partition of partitionsOf(input, [topic])) {
      // Ends: `subscribedTopics` names only topics that someone subscribes to.
      while (!subscriptions[next]?.has(topic)) next = (next + 1) % members.length
      assignment.get(members[next]?.memberId as string)?.push(partition)
      next = (next + 1) % members.length
    }
  }
  return assignment
}
