/** Counterpart: org.apache.kafka.clients.consumer.CooperativeStickyAssignor. */
import type { TopicPartition } from '../../common/topic-partition.ts'
import type { Assignment, AssignorInput } from './assignor.ts'
import { stickyResult } from './sticky.ts'
import { removeFrom, type StickyResult } from './sticky-input.ts'

/**
 * The sticky assignment without the partitions that would change owner: these are given up first, and handed out in the
 * rebalance that the losing members then start.
 */
export function assignCooperativeSticky(input: AssignorInput): Assignment {
  return withholdTransfers(input, stickyResult(input))
}

export function withholdTransfers(input: AssignorInput, result: StickyResult): Assignment {
  const transferring = result.transferring ?? computeTransfers(input, result.assignment)
  for (const [partition, memberId] of transferring) removeFrom(result.assignment.get(memberId) ?? [], partition)
  return result.assignment
}

function computeTransfers(input: AssignorInput, assignment: Assignment): Map<TopicPartition, string> {
  const added = new Map<TopicPartition, string>()
  const revoked = new Set<TopicPartition>()
  for (const { memberId, subscription } of input.members) {
    const assigned = assignment.get(memberId) ?? []
    const owned = new Set(subscription.ownedPartitions)
    for (const partition of assigned) if (!owned.has(partition)) added.set(partition, memberId)
    const kept = new Set(assigned)
    for (const partition of owned) if (!kept.has(partition)) revoked.add(partition)
  }
  return new Map([...added].filter(([partition]) => revoked.has(partition)))
}
