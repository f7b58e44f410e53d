/**
 * Counterpart in Kafka: KafkaApis.handleOffsetCommitRequest. A broker looks itself whether it knows the partitions of a
 * commit, before it asks the coordinator on it: where it knows none of them, no coordinator hears of it.
 */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import { splitTopicPartition } from '../common/topic-partition.ts'
import { commitResponse } from '../group/offset-requests.ts'
import { txnCommitResponse } from '../group/pending-offsets.ts'
import { partitionOf } from '../metadata/metadata-image.ts'
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
  if (answeredAsUnknown(state, request, from, node)) return
  const kind = coordinatorOfRequest(request.type)
  if (kind !== undefined) handleForCoordinator(state, kind, request, from, node)
}

/** True where no partition of the request is known here: it has been answered, and is nobody's business any more. */
export function answeredAsUnknown(
  state: BrokerState,
  request: OffsetCommitRequest | TxnOffsetCommitRequest,
  from: NodeId,
  node: NodeContext,
): boolean {
  const isKnown = ({ topicPartition }: { readonly topicPartition: string }): boolean => {
    const { topic, partition } = splitTopicPartition(topicPartition)
    return partitionOf(state.metadata, topic, partition) !== undefined
  }
  if (request.partitions.some(isKnown)) return false
  const unknown = () => 'UNKNOWN_TOPIC_OR_PARTITION' as const
  const response =
    request.type === 'OffsetCommitRequest' ? commitResponse(request, unknown) : txnCommitResponse(request, unknown)
  sendMessage(node, from, response)
  return true
}
