/**
 * Counterpart in Kafka: KafkaApis.handleTxnOffsetCommitRequest. Offsets in a transaction are the group coordinator's, once
 * the transaction's own coordinator knows that their partition takes part.
 */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import { rowNamed } from '../common/slot-map.ts'
import { topicPartition } from '../common/topic-partition.ts'
import { txnCommitResponse } from '../group/pending-offsets.ts'
import { sendMessage } from '../protocol/send-message.ts'
import type { TxnOffsetCommitRequest } from '../protocol/txn-offset-commit.ts'
import type { BrokerState, Partition } from './broker-state.ts'
import { handleForCoordinator } from './coordinator-host.ts'
import { coordinatorOfRequest } from './coordinators.ts'
import { siftCommit } from './offset-commit.ts'
import { continueProduce } from './produce.ts'
import { registerContinuation, type Verdict, verifyOffsetsFirst } from './verification.ts'

export function handleTxnOffsetCommit(
  state: BrokerState,
  request: TxnOffsetCommitRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const known = siftCommit(state, request, from, node)
  if (known === null || verifyOffsetsFirst(state, partitionFor(state, known), known, from, node)) return
  commit(state, known, from, node)
}

function commit(state: BrokerState, request: TxnOffsetCommitRequest, from: NodeId, node: NodeContext): void {
  const kind = coordinatorOfRequest(request.type)
  if (kind !== undefined) handleForCoordinator(state, kind, request, from, node)
}

/** Where the group's offsets lie, if that is here. */
function partitionFor(state: BrokerState, request: TxnOffsetCommitRequest): Partition | undefined {
  const kind = coordinatorOfRequest(request.type)
  const routed = kind?.route(request, state.config)
  const shard = routed === undefined || routed === 'everyShard' ? undefined : routed[0]
  if (kind === undefined || shard === undefined) return undefined
  return rowNamed(state.partitions, topicPartition(kind.topic, shard.partition))
}

registerContinuation((state, { request, from }, verdicts, node) => {
  if (request.type === 'ProduceRequest') return continueProduce(state, { ...request, verdicts }, from, node)
  const refusal = [...verdicts.values()].find(({ errorCode }) => errorCode !== 'NONE')
  if (refusal === undefined) return commit(state, request, from, node)
  const errorCode = toldToCommitter(refusal)
  sendMessage(
    node,
    from,
    txnCommitResponse(request, () => errorCode),
  )
})

/** What could not be verified is tried again without looking for another coordinator. */
function toldToCommitter({ errorCode, errorMessage }: Verdict): ErrorCode {
  return errorCode === 'NOT_ENOUGH_REPLICAS' && errorMessage !== null ? 'COORDINATOR_LOAD_IN_PROGRESS' : errorCode
}
