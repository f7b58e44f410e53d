import { type Assignment, type AssignorInput, membersById, partitionsOf } from '../../kafka/group/assignors/assignor.ts'

/**
 * Share groups (KIP-932): every member gets every partition of its topics. As the snapshot of 4.0 has it.
 * Counterpart: org.apache.kafka.coordinator.group.assignor.SimpleAssignor.
 */
export function assignShareSimple(input: AssignorInput): Assignment {
  return new Map(
    membersById(input).map(({ memberId, subscription }) => [memberId, partitionsOf(input, subscription.topics)]),
  )
}
