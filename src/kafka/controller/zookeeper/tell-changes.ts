/** What decisions of a controller mean to people. */
import type { TopicPartition } from '../../common/topic-partition.ts'
import type { Happening } from '../../observe/happenings.ts'
import { tell } from '../../observe/tell.ts'
import { isReplicaOnline, type LeaderAndIsr } from './controller-context.ts'
import type { ElectionStrategy } from './elections.ts'
import { once, type Turn } from './event-turn.ts'

export function tellOnce(turn: Turn, happening: Happening): void {
  once(turn, () => tell(turn.host.node, happening))
}

/**
 * It stands in ZooKeeper. `strategy` null: nobody was elected, a replica left. A new controller takes the replicas of the
 * dead out first, leaders too, and elects in a second step.
 */
export function tellPartitionChange(
  turn: Turn,
  topicPartition: TopicPartition,
  before: LeaderAndIsr,
  { leader, leaderEpoch, isr }: LeaderAndIsr,
  strategy: ElectionStrategy | null,
): void {
  const removed = before.isr.filter((id) => !isr.includes(id))
  if (removed.length > 0) tellOnce(turn, { type: 'IsrShrunk', topicPartition, removed, isr, by: 'controller' })
  if (leader === before.leader) return
  const lives = isr.some((brokerId) => isReplicaOnline(turn.context, { topicPartition, brokerId }))
  const election = leader < 0 && lives ? 'pending' : electionOf(leader, before, strategy)
  tellOnce(turn, { type: 'LeaderElected', topicPartition, from: before.leader, to: leader, leaderEpoch, election, isr })
}

function electionOf(
  leader: number,
  before: LeaderAndIsr,
  strategy: ElectionStrategy | null,
): 'clean' | 'preferred' | 'unclean' | 'none' {
  if (leader < 0) return 'none'
  if (!before.isr.includes(leader)) return 'unclean'
  return strategy?.type === 'preferred' ? 'preferred' : 'clean'
}
