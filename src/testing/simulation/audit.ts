/** Somebody who reads every committed record from the beginning once all is mended, and how far that must bring them. */

import type { World } from '../../engine/world.ts'
import type { ConsumerNodeState } from '../../kafka/clients/consumer/consumer-node.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import { COORDINATOR_TOPICS } from '../../kafka/common/internal-topics.ts'
import { splitTopicPartition, type TopicPartition } from '../../kafka/common/topic-partition.ts'
import { leadersLogs } from '../../kafka/invariants/committed-reads.ts'
import type { Violation } from '../../kafka/invariants/invariant-checker.ts'
import { lastStableOffset, type ReplicaLog } from '../../kafka/log/replica-log.ts'
import { newestMetadata } from '../../kafka/observe/image/newest-metadata.ts'
import { rulesOf } from '../../kafka/profile/registry.ts'
import { AUDIT } from './history.ts'

/** Offsets up to which committed records can be read; a partition that nobody leads has none. */
export type ReadableEnds = ReadonlyMap<TopicPartition, number>

export function auditOf(topics: readonly string[]): Command {
  return {
    type: 'AddConsumer',
    consumer: {
      name: AUDIT,
      groupId: '',
      topics,
      config: {
        'auto.offset.reset': 'earliest',
        'isolation.level': 'read_committed',
        'allow.auto.create.topics': 'false',
        // It may have asked a broker that had not heard of a partition yet, and would next ask in five minutes.
        'metadata.max.age.ms': '5000',
      },
      processingUs: 0,
      commit: 'never',
    },
  }
}

/**
 * How far a reader comes of each partition that is led: to its end, but where too few replicas can be in sync for
 * min.insync.replicas, be it because a broker is gone or because more are asked than there are. Nothing more is committed
 * there (KIP-966), and no transaction is ended, for its marker is refused as well. Where that befalls the log in which it
 * is decided how transactions end, or nobody may lead that one any more, none is ended anywhere. Nor is one whose
 * coordinator has gone by the partition (`unmarked`).
 */
export function readableEnds(world: World, unmarked: ReadonlySet<TopicPartition>): ReadableEnds {
  const partitions = [...newestMetadata(world).topics.values()].flatMap((topic) => topic.partitions)
  const replicas = new Map(partitions.map((partition) => [partition.topicPartition, partition.replicas]))
  const isWhole = (log: ReplicaLog) => {
    const assigned = replicas.get(log.topicPartition) ?? []
    if (
      assigned.length < rulesOf(log.config).replication.effectiveMinIsr(log.config.minInsyncReplicas, assigned.length)
    )
      return false
    return assigned.every((id) => world.nodes.has(brokerNode(id)))
  }
  const logs = [...leadersLogs(world)]
  const isOfEnds = (name: TopicPartition) => splitTopicPartition(name).topic === COORDINATOR_TOPICS.transaction
  const mayEnd =
    logs.every(([name, log]) => !isOfEnds(name) || isWhole(log)) &&
    partitions.every(({ topicPartition, leader }) => !isOfEnds(topicPartition) || leader !== -1)
  const isEnded = (name: TopicPartition, log: ReplicaLog) => mayEnd && isWhole(log) && !unmarked.has(name)
  return new Map(logs.map(([name, log]) => [name, isEnded(name, log) ? log.logEndOffset : lastStableOffset(log)]))
}

/**
 * What is asked of a reader who was to come to `ends` at first. No more, for records go on being written; but less where
 * a partition has since been left with fewer replicas than min.insync.replicas asks, as by a reassignment that was on its
 * way when all else was mended: the marker that would end a transaction there is refused from now on.
 */
export function stillReadable(ends: ReadableEnds, now: ReadableEnds): ReadableEnds {
  return new Map([...ends].map(([name, end]) => [name, Math.min(end, now.get(name) ?? end)]))
}

/** Whoever reads from the beginning comes to those ends, of the partitions that are asked for. */
export function unseen(world: World, ends: ReadableEnds, isAsked: (name: TopicPartition) => boolean): Violation | null {
  const audit = world.nodes.get(AUDIT)?.state as ConsumerNodeState | undefined
  for (const [topicPartition, end] of ends) {
    if (end === 0 || !isAsked(topicPartition)) continue
    const position = audit?.client?.partitions.get(topicPartition)?.position ?? -1
    if (position < end)
      return { rule: 'unseen', message: `the audit is at ${position} of ${topicPartition}, not ${end}` }
  }
  return null
}
