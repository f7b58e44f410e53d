/**
 * Counterpart in Kafka: AbstractFetcherThread.maybeTruncate and getOffsetTruncationState (KIP-101, KIP-279): a follower cuts
 * what its leader has not got before it fetches.
 */
import type { NodeContext } from '../../engine/node-context.ts'
import { rowNamed } from '../common/slot-map.ts'
import type { OffsetForLeaderEpochResponse } from '../protocol/offset-for-leader-epoch.ts'
import { askEpochEnds, type EpochEndsTag } from './ask-epoch-ends.ts'
import type { BrokerState, FetcherPartition, Partition, ReplicaFetcher } from './broker-state.ts'
import { delayPartition, dropPartition } from './fetcher-session.ts'
import { truncateFollower, truncateOnDivergence } from './follower-log.ts'
import { resumeAt } from './replica-fetcher.ts'

type Row = OffsetForLeaderEpochResponse['partitions'][number]

interface Followed {
  readonly fetcher: ReplicaFetcher
  readonly known: FetcherPartition
  readonly partition: Partition
}

/** `response` is null when the connection broke or the time was over. */
export function onEpochEnds(
  state: BrokerState,
  { leaderId, asked }: EpochEndsTag,
  response: OffsetForLeaderEpochResponse | null,
  node: NodeContext,
): void {
  const fetcher = state.fetchers.get(leaderId)
  if (fetcher === undefined) return
  const again: FetcherPartition[] = []
  for (const { topicPartition, currentLeaderEpoch } of asked) {
    const known = rowNamed(fetcher.partitions, topicPartition)
    const partition = rowNamed(state.partitions, topicPartition)
    // Not followed any more, or anew for a later epoch while this answer was on its way.
    if (known === undefined || partition === undefined || known.leaderEpoch !== currentLeaderEpoch) continue
    const row = response?.partitions.find((each) => each.topicPartition === topicPartition)
    if (settle(state, { fetcher, known, partition }, row, node) === 'again') again.push(known)
  }
  if (again.length > 0) askEpochEnds(state, fetcher, again, node)
}

function settle(
  state: BrokerState,
  { fetcher, known, partition }: Followed,
  row: Row | undefined,
  node: NodeContext,
): 'again' | 'done' {
  if (row?.errorCode === 'FENCED_LEADER_EPOCH') {
    // There is a newer epoch, of which the controller will tell; until then there is nothing to ask.
    dropPartition(fetcher, known)
    return 'done'
  }
  if (row === undefined || row.errorCode !== 'NONE') {
    delayPartition(state, fetcher, known, node)
    return 'done'
  }
  if (!truncate(state, partition, row, node)) return 'again'
  resumeAt(state, fetcher, known, partition.log.logEndOffset, node)
  return 'done'
}

/** False: it has to be compared further down. */
function truncate(
  state: BrokerState,
  partition: Partition,
  { leaderEpoch, endOffset }: Row,
  node: NodeContext,
): boolean {
  if (endOffset !== -1) return truncateOnDivergence(state, partition, { epoch: leaderEpoch, endOffset }, node)
  // The leader knows nothing of that epoch: only what was committed is sure to be its too.
  truncateFollower(state, partition, partition.log.highWatermark, node)
  return true
}
