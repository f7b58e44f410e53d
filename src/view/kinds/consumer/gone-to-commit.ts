import { type ClusterImage, isRebalancing, type MemberImage } from '../../../kafka/observe/cluster-image.ts'

/**
 * Partitions that a member of a rebalancing group must commit before it joins again, and that are not there any more:
 * deleted with their topic. Such a commit is refused and given again, every 100 ms by default, until the time for the
 * rebalance is over (`ConsumerCoordinator.onJoinPrepare`).
 */
export function goneToCommit(member: MemberImage, { groups, partitions }: ClusterImage): readonly string[] {
  const group = groups.get(member.groupId)
  if (member.status !== 'running' || group === undefined || !isRebalancing(group.state)) return []
  if (member.config['enable.auto.commit'] === 'false') return []
  return member.assignment.map(({ topicPartition }) => topicPartition).filter((id) => !partitions.has(id))
}
