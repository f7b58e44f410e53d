/**
 * The new group protocol (KIP-848): how one member gets from what it has to its target, step by step, for the consumer
 * group coordinator to come. Counterpart: org.apache.kafka.coordinator.group.modern.consumer.CurrentAssignmentBuilder.
 */
import type { TopicPartition } from '../../kafka/common/topic-partition.ts'

/** STABLE: all that can be done is done. UNREVOKED: must give up some first. UNRELEASED: waits for others to do so. */
export type MemberState = 'STABLE' | 'UNREVOKED_PARTITIONS' | 'UNRELEASED_PARTITIONS'

export interface ReconcilingMember {
  readonly state: MemberState
  readonly memberEpoch: number
  readonly assigned: readonly TopicPartition[]
  readonly pendingRevocation: readonly TopicPartition[]
}

export interface TargetAssignment {
  readonly epoch: number
  readonly partitions: readonly TopicPartition[]
}

/**
 * The member's next step towards its target. `owned` is what its heartbeat says it owns; null when it says nothing.
 * `isFree` tells whether nobody holds a partition, which is the only time it may be given.
 */
export function reconcile(
  member: ReconcilingMember,
  target: TargetAssignment,
  owned: readonly TopicPartition[] | null,
  isFree: (partition: TopicPartition) => boolean,
): ReconcilingMember {
  switch (member.state) {
    case 'STABLE':
      return member.memberEpoch === target.epoch ? member : nextStep(member, member.memberEpoch, target, owned, isFree)
    case 'UNREVOKED_PARTITIONS':
      if (ownsAny(owned, member.pendingRevocation)) return member
      return nextStep(member, member.memberEpoch + 1, target, owned, isFree)
    case 'UNRELEASED_PARTITIONS':
      return nextStep(member, member.memberEpoch, target, owned, isFree)
  }
}

function nextStep(
  member: ReconcilingMember,
  memberEpoch: number,
  target: TargetAssignment,
  owned: readonly TopicPartition[] | null,
  isFree: (partition: TopicPartition) => boolean,
): ReconcilingMember {
  const kept = member.assigned.filter((partition) => target.partitions.includes(partition))
  const pendingRevocation = member.assigned.filter((partition) => !kept.includes(partition))
  // It stays at its epoch until it no longer says that it owns them: until then nobody else may have them.
  if (pendingRevocation.length > 0 && ownsAny(owned, pendingRevocation)) {
    return { state: 'UNREVOKED_PARTITIONS', memberEpoch, assigned: kept, pendingRevocation }
  }
  const wanted = target.partitions.filter((partition) => !kept.includes(partition))
  const given = wanted.filter(isFree)
  return {
    state: given.length < wanted.length ? 'UNRELEASED_PARTITIONS' : 'STABLE',
    memberEpoch: target.epoch,
    assigned: [...kept, ...given],
    pendingRevocation: [],
  }
}

/** A member that does not say what it owns may still own everything. */
function ownsAny(owned: readonly TopicPartition[] | null, partitions: readonly TopicPartition[]): boolean {
  return owned === null || owned.some((partition) => partitions.includes(partition))
}

export type ConsumerGroupState = 'Empty' | 'Assigning' | 'Reconciling' | 'Stable'

/** Derived, never driven: a group is what its members are. */
export function consumerGroupState(
  groupEpoch: number,
  targetEpoch: number,
  members: readonly ReconcilingMember[],
): ConsumerGroupState {
  if (members.length === 0) return 'Empty'
  if (groupEpoch > targetEpoch) return 'Assigning'
  const arrived = ({ state, memberEpoch }: ReconcilingMember): boolean =>
    state === 'STABLE' && memberEpoch === targetEpoch
  return members.every(arrived) ? 'Stable' : 'Reconciling'
}
