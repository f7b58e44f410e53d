/**
 * Counterpart in Kafka: KafkaApis.handleOffsetCommitRequest. A broker looks itself whether it knows the partitions of a
 * commit, before it asks the coordinator on it, which hears of those alone that it knows.
 */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import { splitTopicPartition } from '../common/topic-partition.ts'
import { commitResponse } from '../group/offset-requests.ts'
import { txnCommitResponse } from '../group/pending-offsets.ts'
import type { Sifted } from '../group/unknown-partitions.ts'
import { partitionOf } from '../metadata/metadata-image.ts'
import { profileOf } from '../profile/registry.ts'
import type { OffsetCommitRequest } from '../protocol/offset-commit.ts'
import { sendMessage } from '../protocol/send-message.ts'
import type { TxnOffsetCommitRequest } from '../protocol/txn-offset-commit.ts'
import type { BrokerState } from './broker-state.ts'
import { handleForCoordinator } from './coordinator-host.ts'
import { coordinatorOfRequest } from './coordinators.ts'

export function handleOffsetCommit(
  state: BrokerState,
  request: OffsetCommitRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const known = siftCommit(state, request, from, node)
  const kind = coordinatorOfRequest(request.type)
  if (known !== null && kind !== undefined) handleForCoordinator(state, kind, known, from, node)
}

/** What of the request is the coordinator's. Null where this broker knows none of its partitions: it has been answered. */
export function siftCommit<Request extends OffsetCommitRequest | TxnOffsetCommitRequest>(
  state: BrokerState,
  request: Request,
  from: NodeId,
  node: NodeContext,
): (Request & Sifted) | null {
  const isKnown = ({ topicPartition }: { readonly topicPartition: string }): boolean => {
    const { topic, partition } = splitTopicPartition(topicPartition)
    return partitionOf(state.metadata, topic, partition) !== undefined
  }
  const partitions = request.partitions.filter(isKnown)
  if (partitions.length === request.partitions.length && partitions.length > 0) return request
  if (partitions.length > 0) {
    const topicPartitions = request.partitions.filter((each) => !isKnown(each)).map((each) => each.topicPartition)
    const comeFirst = profileOf(state.profile).rules.group.unknownOffsetsComeFirst
    const sifted: Sifted = { unknown: { topicPartitions, comeFirst } }
    return { ...request, partitions, ...sifted } as Request & Sifted
  }
  const unknown = () => 'UNKNOWN_TOPIC_OR_PARTITION' as const
  const response =
    request.type === 'OffsetCommitRequest' ? commitResponse(request, unknown) : txnCommitResponse(request, unknown)
  sendMessage(node, from, response)
  return null
}
