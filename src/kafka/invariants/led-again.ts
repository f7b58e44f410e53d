/**
 * Where an epoch names two logs, of which nothing that is told from epochs can be held against the partition.
 *
 * Where a broker leads again under the epoch it led under before a power cut, and lacks what it had then. ZooKeeper's
 * controller allows it: one that is elected while the broker is back finds its leader alive, and changes no epoch
 * (PartitionStateMachine.initializePartitionState of 2.5).
 *
 * And where topics have no ids: a broker that was away keeps the log of a topic that was deleted, and goes on with it when
 * another is made of that name, in which it has a part; both begin with epoch 0 (KIP-516 ended that).
 */
import { splitTopicPartition, type TopicPartition } from '../common/topic-partition.ts'
import type { ReplicaLog } from '../log/replica-log.ts'
import { type InvariantChecker, memoryOf } from './invariant-checker.ts'

interface Leaderships {
  /** By replica and epoch: the life in which it led last, and how far its log reached. */
  readonly ends: Map<string, { incarnation: number; logEndOffset: number }>
  readonly ledAgain: Set<TopicPartition>
}

const createLeaderships = (): Leaderships => ({ ends: new Map(), ledAgain: new Set() })

/** `leadership` names the replica and the epoch it leads under, `incarnation` the life of its broker. */
export function noteLeader(
  checker: InvariantChecker,
  leadership: string,
  incarnation: number,
  { topicPartition, logEndOffset }: ReplicaLog,
): void {
  const { ends, ledAgain } = memoryOf(checker, 'leaderships', createLeaderships)
  const known = ends.get(leadership)
  if (known === undefined) {
    ends.set(leadership, { incarnation, logEndOffset })
    return
  }
  const lacks = known.incarnation !== incarnation && logEndOffset < known.logEndOffset
  if (lacks && checker.options.mayLoseData(topicPartition)) ledAgain.add(topicPartition)
  known.incarnation = incarnation
  known.logEndOffset = logEndOffset
}

/** A topic is made; `held`: what any disk holds at that moment. */
export function noteMadeAgain(checker: InvariantChecker, topic: string, held: Iterable<ReplicaLog>): void {
  const { ledAgain } = memoryOf(checker, 'leaderships', createLeaderships)
  for (const { topicId, topicPartition, logEndOffset } of held) {
    if (topicId === '' && logEndOffset > 0 && splitTopicPartition(topicPartition).topic === topic)
      ledAgain.add(topicPartition)
  }
}

/** Whether the partition has had an epoch that names two logs. */
export function wasLedAgain(checker: InvariantChecker, topicPartition: TopicPartition): boolean {
  return memoryOf(checker, 'leaderships', createLeaderships).ledAgain.has(topicPartition)
}
