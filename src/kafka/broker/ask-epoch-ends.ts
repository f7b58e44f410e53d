/** A follower asks the leader where the last epochs of its logs ended; what comes of it is in `epoch-ends.ts`. */
import type { NodeContext } from '../../engine/node-context.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { latestEpoch } from '../log/leader-epoch-cache.ts'
import { canSendTo, openConnection, sendRequest } from '../network/network-client.ts'
import type { BrokerState, FetcherPartition, Partition, ReplicaFetcher } from './broker-state.ts'
import { delayPartition } from './fetcher-session.ts'

/** Where epochs end of partitions that one fetcher follows, each as it was followed then. */
export interface EpochEndsTag {
  readonly type: 'epochEnds'
  readonly leaderId: number
  readonly asked: readonly { readonly topicPartition: TopicPartition; readonly currentLeaderEpoch: number }[]
}

/** All of them at once; after an error the wake-up timer comes back here (AbstractFetcherThread.truncateToEpochEndOffsets). */
export function askEpochEnds(
  state: BrokerState,
  fetcher: ReplicaFetcher,
  comparing: readonly FetcherPartition[],
  node: NodeContext,
): void {
  const { client, leaderId, leaderNode } = fetcher
  if (!canSendTo(client, leaderNode, node.nowUs)) {
    for (const each of comparing) delayPartition(state, fetcher, each, node)
    return
  }
  const partitions = comparing.map(({ topicPartition, leaderEpoch, replicaSlot }) => ({
    ...{ topicPartition, currentLeaderEpoch: leaderEpoch },
    leaderEpoch: latestEpoch((state.partitions.rows[replicaSlot] as Partition).log.leaderEpochs),
  }))
  openConnection(client, leaderNode)
  sendRequest(
    client,
    leaderNode,
    { type: 'OffsetForLeaderEpochRequest', replicaId: state.brokerId, partitions },
    { type: 'epochEnds', leaderId, asked: Object.freeze(partitions) },
    state.config.replicaSocketTimeoutMs,
    node,
  )
}
