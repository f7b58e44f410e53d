/**
 * Counterpart in Kafka: AbstractFetcherThread.fetchOffsetAndTruncate. A follower whose fetch offset the leader does not
 * have asks where the leader's log ends and, if need be, where it begins.
 */
import type { NodeContext } from '../../engine/node-context.ts'
import { rowNamed } from '../common/slot-map.ts'
import { noteTruncated } from '../log/acknowledged.ts'
import type { ListOffsetsResponse } from '../protocol/list-offsets.ts'
import { askLeaderOffsets } from './ask-leader-offsets.ts'
import type { BrokerState } from './broker-state.ts'
import { delayPartition } from './fetcher-session.ts'
import { restartLog, truncateFollower } from './follower-log.ts'
import { resumeAt } from './replica-fetcher.ts'
import { tellLosses } from './tell-losses.ts'

/** `response` is null when the connection broke or the time was over. */
export function onLeaderOffsets(
  state: BrokerState,
  leaderId: number,
  topicPartition: string,
  response: ListOffsetsResponse | null,
  node: NodeContext,
): void {
  const fetcher = state.fetchers.get(leaderId)
  const asked = fetcher === undefined ? undefined : rowNamed(fetcher.partitions, topicPartition)
  const partition = rowNamed(state.partitions, topicPartition)
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
    restartLog(state, log, row.offset, node.wallClockMs)
    tellLosses(state, partition, node)
  }
  resumeAt(state, fetcher, asked, Math.max(row.offset, log.logEndOffset), node)
}
