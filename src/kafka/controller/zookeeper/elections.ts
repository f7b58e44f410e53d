/** Counterpart in Kafka: kafka.controller.Election and PartitionLeaderElectionAlgorithms. Who leads, and with which ISR. */
import type { TopicPartition } from '../../common/topic-partition.ts'
import {
  assignmentOf,
  type ControllerContext,
  isReplicaOnline,
  type LeaderAndIsr,
  replicasOf,
  targetReplicas,
} from './controller-context.ts'

export type ElectionStrategy =
  | { readonly type: 'offline'; readonly allowUnclean: boolean }
  | { readonly type: 'reassign' }
  | { readonly type: 'preferred' }
  | { readonly type: 'controlledShutdown' }

export interface ElectionResult {
  /** Null: nobody may lead. */
  readonly leaderAndIsr: LeaderAndIsr | null
  /** Who is told. */
  readonly recipients: readonly number[]
}

/** `unclean`: of an offline partition whose topic, or whoever asked, allows a leader that is not in sync. */
export function electLeader(
  context: ControllerContext,
  name: TopicPartition,
  before: LeaderAndIsr,
  strategy: ElectionStrategy,
  unclean: boolean,
): ElectionResult {
  const isOnline = (brokerId: number) => isReplicaOnline(context, { topicPartition: name, brokerId })
  const isEligible = (brokerId: number) => isOnline(brokerId) && before.isr.includes(brokerId)
  const assigned = replicasOf(context, name)
  switch (strategy.type) {
    case 'offline': {
      const recipients = assigned.filter(isOnline)
      const leader = assigned.find(isEligible) ?? (unclean ? recipients[0] : undefined)
      if (leader === undefined) return { leaderAndIsr: null, recipients }
      const isr = before.isr.includes(leader) ? before.isr.filter(isOnline) : [leader]
      return { leaderAndIsr: changedTo(before, leader, isr), recipients }
    }
    case 'reassign': {
      const recipients = targetReplicas(assignmentOf(context, name))
      return { leaderAndIsr: withLeader(before, recipients.find(isEligible)), recipients }
    }
    case 'preferred':
      return { leaderAndIsr: withLeader(before, assigned.slice(0, 1).find(isEligible)), recipients: assigned }
    case 'controlledShutdown':
      return electWithoutThoseThatLeave(context, name, before)
  }
}

function electWithoutThoseThatLeave(
  context: ControllerContext,
  name: TopicPartition,
  before: LeaderAndIsr,
): ElectionResult {
  const { shuttingDownBrokerIds } = context
  const recipients = replicasOf(context, name).filter((brokerId) =>
    isReplicaOnline(context, { topicPartition: name, brokerId }, true),
  )
  const leader = recipients.find((id) => before.isr.includes(id) && !shuttingDownBrokerIds.has(id))
  if (leader === undefined) return { leaderAndIsr: null, recipients }
  const isr = before.isr.filter((id) => !shuttingDownBrokerIds.has(id))
  return { leaderAndIsr: changedTo(before, leader, isr), recipients }
}

function withLeader(before: LeaderAndIsr, leader: number | undefined): LeaderAndIsr | null {
  return leader === undefined ? null : changedTo(before, leader, before.isr)
}

/** In the next epoch, even where leader and ISR stay. */
export function changedTo(
  { leaderEpoch, zkVersion }: LeaderAndIsr,
  leader: number,
  isr: readonly number[],
): LeaderAndIsr {
  return Object.freeze({ leader, leaderEpoch: leaderEpoch + 1, isr: Object.freeze([...isr]), zkVersion })
}
