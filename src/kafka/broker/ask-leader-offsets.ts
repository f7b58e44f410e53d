/** A follower asks the leader where its log ends, or begins; what comes of it is in `leader-offsets.ts`. */
import type { NodeContext } from '../../engine/node-context.ts'
import { canSendTo, openConnection, sendRequest } from '../network/network-client.ts'
import { EARLIEST_TIMESTAMP, LATEST_TIMESTAMP } from '../protocol/list-offsets.ts'
import type { BrokerState, FetcherPartition, ReplicaFetcher } from './broker-state.ts'
import { delayPartition } from './fetcher-session.ts'

/** Asks for the end named by `asked.asking`; after an error the wake-up timer comes back here. */
export function askLeaderOffsets(
  state: BrokerState,
  fetcher: ReplicaFetcher,
  asked: FetcherPartition,
  node: NodeContext,
): void {
  if (!canSendTo(fetcher.client, fetcher.leaderNode, node.nowUs)) return delayPartition(state, fetcher, asked, node)
  const timestamp = asked.asking === 'earliest' ? EARLIEST_TIMESTAMP : LATEST_TIMESTAMP
  const { topicPartition, leaderEpoch } = asked
  openConnection(fetcher.client, fetcher.leaderNode)
  sendRequest(
    fetcher.client,
    fetcher.leaderNode,
    {
      type: 'ListOffsetsRequest',
      isolationLevel: 'read_uncommitted',
      replicaId: state.brokerId,
      partitions: [{ topicPartition, currentLeaderEpoch: leaderEpoch, timestamp }],
    },
    { type: 'leaderOffsets', leaderId: fetcher.leaderId, topicPartition },
    state.config.replicaSocketTimeoutMs,
    node,
  )
}
