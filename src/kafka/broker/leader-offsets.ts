/**
 * Counterpart in Kafka: AbstractFetcherThread.fetchOffsetAndTruncate. A follower whose fetch offset the leader does not
 * have asks where the leader's log ends and, if need be, where it begins.
 */
import type { NodeContext } from '../../engine/node-context.ts'
import { canSendTo, sendRequest } from '../common/network-client.ts'
import { noteTruncated } from '../log/acknowledged.ts'
import { truncateFullyAndStartAt } from '../log/replica-log.ts'
import { EARLIEST_TIMESTAMP, LATEST_TIMESTAMP, type ListOffsetsResponse } from '../protocol/list-offsets.ts'
import type { BrokerState, FetcherPartition, ReplicaFetcher } from './broker-state.ts'
import { truncateFollower } from './follower-log.ts'
import { delayPartition, resumeAt } from './replica-fetcher.ts'

/** Asks for the end named by `asked.asking`; after an error the wake-up timer comes back here. */
export function askLeaderOffsets(
  state: BrokerState,
  fetcher: ReplicaFetcher,
  asked: FetcherPartition,
  node: NodeContext,
): void {
  if (!canSendTo(state.client, fetcher.leaderNode, node.nowUs)) return delayPartition(state, fetcher, asked, node)
  const timestamp = asked.asking === 'earliest' ? EARLIEST_TIMESTAMP : LATEST_TIMESTAMP
  const { topicPartition, leaderEpoch } = asked
  sendRequest(
    state.client,
    fetcher.leaderNode,
    {
      type: 'ListOffsetsRequest',
      isolationLevel: 'read_uncommitted',
      replicaId: state.brokerId,
      partitions: [{ topicPartition, currentLeaderEpoch: leaderEpoch, timestamp }],
    },
    { type: 'leaderOffsets', leaderId: fetcher.leaderId, topicPartition },
    state.config.replicaSocketTimeoutMs,
    100,
    node,
  )
}

/** `response` is null when the connection broke or the time was over. */
export function onLeaderOffsets(
  state: BrokerState,
  leaderId: number,
  topicPartition: string,
  response: ListOffsetsResponse | null,
  node: NodeContext,
): void {
  const fetcher = state.fetchers.get(leaderId)
  const asked = fetcher?.partitions.get(topicPartition)
  const partition = state.partitions.get(topicPartition)
  if (fetcher === undefined || asked === undefined || partition === undefined || asked.asking === 'nothing') return
  const row = response?.partitions[0]
  if (row === undefined || row.errorCode !== 'NONE') return delayPartition(state, fetcher, asked, node)
  const { log } = partition
  if (asked.asking === 'latest') {
    if (row.offset < log.logEndOffset) {
      // After an unclean election the leader has less than this replica.
      truncateFollower(state, partition, row.offset, node)
      return resumeAt(state, fetcher, asked, log.logEndOffset, node)
    }
    asked.asking = 'earliest'
    return askLeaderOffsets(state, fetcher, asked, node)
  }
  if (row.offset > log.logEndOffset) {
    // Down for longer than the leader keeps its data: nothing here can be joined to what is there.
    noteTruncated(log, row.offset)
    truncateFullyAndStartAt(log, row.offset, node.wallClockMs)
  }
  resumeAt(state, fetcher, asked, Math.max(row.offset, log.logEndOffset), node)
}
