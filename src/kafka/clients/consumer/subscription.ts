/** Counterpart in Kafka: org.apache.kafka.clients.consumer.internals.SubscriptionState. */
import { inSizedTopicPartitionMapOrder, inTopicPartitionMapOrder } from '../../common/java-hash.ts'
import { hashOfTopicPartition, inJavaHashOrder } from '../../common/java-hash-order.ts'
import { byTopicThenPartition, splitTopicPartition, type TopicPartition } from '../../common/topic-partition.ts'
import { rulesOf } from '../../profile/registry.ts'
import { byTopic } from '../../protocol/api.ts'
import { EARLIEST_TIMESTAMP, LATEST_TIMESTAMP } from '../../protocol/list-offsets.ts'
import { NO_LEADER } from '../core/client-metadata.ts'
import type { OffsetReset } from './consumer-config.ts'
import type { CommitOffset, ConsumerClient, PartitionState } from './consumer-state.ts'

export function newPartition(topicPartition: TopicPartition): PartitionState {
  const { topic, partition } = splitTopicPartition(topicPartition)
  return {
    topicPartition,
    leader: NO_LEADER,
    leaderOf: -1,
    topic,
    partition,
    state: 'initializing',
    position: -1,
    positionEpoch: -1,
    validatedEpoch: -1,
    resetTimestamp: 0,
    resetPolicy: '',
    resetting: false,
    retryAtUs: 0,
    readReplica: null,
    paused: false,
    pendingRevocation: false,
    highWatermark: -1,
    logStartOffset: -1,
    committed: -1,
  }
}

/** What the group gave, in the order in which a member of this version keeps it. */
export function groupAssignment(
  partitions: readonly TopicPartition[],
  config: { readonly profile: string },
): TopicPartition[] {
  if (rulesOf(config).client.keepsAssignment === 'sorted') return [...partitions].sort(byTopicThenPartition)
  return topicByTopic(inSizedTopicPartitionMapOrder(inTopicPartitionMapOrder(partitions)))
}

/** What the application assigned, a set, as a HashMap lists it. */
export function ownAssignment(partitions: readonly TopicPartition[]): TopicPartition[] {
  return topicByTopic(inTopicPartitionMapOrder(partitions))
}

/** PartitionStates.update: those of one topic stand together. */
function topicByTopic(partitions: readonly TopicPartition[]): TopicPartition[] {
  return byTopic(partitions, (name) => name).flatMap(({ rows }) => rows)
}

/** Those that stay keep position and pause; the order is the given one. */
export function assignPartitions(consumer: ConsumerClient, partitions: readonly TopicPartition[]): void {
  const kept = new Map(consumer.partitions)
  consumer.partitions.clear()
  for (const name of partitions) {
    const known = kept.get(name)
    consumer.partitions.set(name, known ?? newPartition(name))
    if (known !== undefined) known.pendingRevocation = false
  }
  const { completed } = consumer.fetcher
  for (let i = completed.length - 1; i >= 0; i--) {
    if (!consumer.partitions.has(completed[i]?.topicPartition ?? '')) completed.splice(i, 1)
  }
}

export function setPosition(partition: PartitionState, offset: number, epoch: number): void {
  partition.state = 'fetching'
  partition.position = offset
  partition.positionEpoch = epoch
  partition.validatedEpoch = -1
  partition.resetting = false
}

/** The leader will be asked for an offset; what was fetched of it is thrown away. */
export function requestReset(partition: PartitionState, policy: OffsetReset, wallClockMs: number): void {
  partition.state = 'awaitReset'
  partition.position = -1
  partition.positionEpoch = -1
  partition.resetting = false
  partition.retryAtUs = 0
  partition.resetPolicy = policy.kind
  if (policy.kind === 'byDuration') partition.resetTimestamp = wallClockMs - policy.durationMs
  else partition.resetTimestamp = policy.kind === 'earliest' ? EARLIEST_TIMESTAMP : LATEST_TIMESTAMP
}

export function isFetchable(partition: PartitionState): boolean {
  return partition.state === 'fetching' && !partition.paused && !partition.pendingRevocation
}

/** What auto-commit commits: the position of every partition that has one, in the order of Java's HashMap. */
export function allConsumed(consumer: ConsumerClient): CommitOffset[] {
  const offsets: CommitOffset[] = []
  for (const name of inJavaHashOrder(consumer.partitions.keys(), hashOfTopicPartition)) {
    const partition = consumer.partitions.get(name)
    if (partition === undefined || partition.position === -1) continue
    offsets.push({
      topicPartition: partition.topicPartition,
      offset: partition.position,
      leaderEpoch: partition.positionEpoch,
    })
  }
  return offsets
}

/** Java's text of a HashSet of partitions. */
export function listed(partitions: Iterable<TopicPartition>): string {
  return `[${inJavaHashOrder(partitions, hashOfTopicPartition).join(', ')}]`
}
