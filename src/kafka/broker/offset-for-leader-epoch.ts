/** Counterpart in Kafka: Partition.lastOffsetForLeaderEpoch. Where an epoch ended, as this leader's log has it. */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import { rowNamed } from '../common/slot-map.ts'
import { endOffsetForEpoch } from '../log/leader-epoch-cache.ts'
import type { OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse } from '../protocol/offset-for-leader-epoch.ts'
import { sendMessage } from '../protocol/send-message.ts'
import type { BrokerState } from './broker-state.ts'
import { refuseOffsets } from './list-offsets.ts'

type Asked = OffsetForLeaderEpochRequest['partitions'][number]
type Row = OffsetForLeaderEpochResponse['partitions'][number]

export function handleOffsetForLeaderEpoch(
  state: BrokerState,
  { correlationId, replicaId, partitions }: OffsetForLeaderEpochRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const rows = partitions.map((asked) => endOfEpoch(state, replicaId, asked))
  sendMessage(node, from, { type: 'OffsetForLeaderEpochResponse', correlationId, partitions: rows })
}

function endOfEpoch(state: BrokerState, replicaId: number, asked: Asked): Row {
  const { topicPartition } = asked
  const partition = rowNamed(state.partitions, topicPartition)
  const refusal = refuseOffsets(state, partition, replicaId, asked)
  if (refusal !== null || partition === undefined)
    return { topicPartition, errorCode: refusal ?? 'NOT_LEADER_OR_FOLLOWER', leaderEpoch: -1, endOffset: -1 }
  const { log } = partition
  const { epoch, endOffset } = endOffsetForEpoch(log.leaderEpochs, asked.leaderEpoch, log.logEndOffset)
  return { topicPartition, errorCode: 'NONE', leaderEpoch: epoch, endOffset }
}
