/** Transactions that stand open for good by what a version does, and not by a fault of this engine. */
import type { World } from '../../engine/world.ts'
import type { BrokerState } from '../../kafka/broker/broker-state.ts'
import { transactionShards } from '../../kafka/broker/coordinators.ts'
import { splitTopicPartition, type TopicPartition } from '../../kafka/common/topic-partition.ts'
import { type MetadataImage, partitionOf } from '../../kafka/metadata/metadata-image.ts'
import { isEnding } from '../../kafka/transaction/transaction-records.ts'
import { hasKeepers } from './random-directories.ts'

/**
 * To be asked after every event of the broker at `nodeId`: partitions that its coordinator has just left without the marker
 * of a transaction that is about to end. ZooKeeper's controller tells a broker that has begun what it leads before it tells
 * it of the topics there are. The coordinator of 2.5.0 that has read its log by then takes a topic that it has not heard of
 * for a deleted one (TransactionMarkerChannelManager.addTxnMarkersToBrokerQueue: "likely deleted already and hence can be
 * skipped"), and completes the transaction without it. A broker of KRaft leads nothing that its metadata does not have.
 */
export function withoutMarkers(world: World, nodeId: string): TopicPartition[] {
  const node = world.nodes.get(nodeId)
  if (node?.kind !== 'broker' || node.state === null) return []
  const state = node.state as BrokerState
  if (!hasKeepers(world)) return []
  return transactionShards(state).flatMap(({ shard: { pending, unconfirmed } }) =>
    [...pending].flatMap(([id, prepared]) => {
      const left = unconfirmed.get(id)
      if (prepared === null || !isEnding(prepared) || left === undefined) return []
      return prepared.topicPartitions.filter((name) => !left.has(name) && !knows(state.metadata, name))
    }),
  )
}

function knows(metadata: MetadataImage, name: TopicPartition): boolean {
  const { topic, partition } = splitTopicPartition(name)
  return partitionOf(metadata, topic, partition) !== undefined
}
