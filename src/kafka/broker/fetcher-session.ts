/** What a fetcher keeps of its partitions: which are in its session, which have changed, which wait. */
import type { NodeContext } from '../../engine/node-context.ts'
import { removeFrom } from '../common/short-list.ts'
import { removeRow, rowNamed } from '../common/slot-map.ts'
import type { BrokerState, FetcherPartition, Partition, ReplicaFetcher } from './broker-state.ts'

export interface FetcherWakeUp {
  readonly type: 'ReplicaFetcherWakeUp'
  readonly leaderId: number
}

/** Leaves the partition out for replica.fetch.backoff.ms. */
export function delayPartition(
  state: BrokerState,
  fetcher: ReplicaFetcher,
  asked: FetcherPartition,
  node: NodeContext,
): void {
  leaveSession(fetcher, asked)
  const delayUs = state.config.replicaFetchBackoffMs * 1_000
  asked.delayedUntilUs = node.nowUs + delayUs
  armWakeUp(fetcher, delayUs, node)
}

export function leaveSession(fetcher: ReplicaFetcher, asked: FetcherPartition): void {
  if (asked.inSession) fetcher.forgotten.push(asked.topicPartition)
  asked.inSession = false
  if (asked.changed) removeFrom(fetcher.changed, asked.slot)
  asked.changed = false
}

/**
 * It is not fetched any more, until it is added again with another leader or epoch. Counterparts in Kafka:
 * AbstractFetcherThread.removePartitions, markPartitionFailed.
 */
export function dropPartition(fetcher: ReplicaFetcher, asked: FetcherPartition): void {
  leaveSession(fetcher, asked)
  removeRow(fetcher.partitions, asked.topicPartition)
}

export function armWakeUp(fetcher: ReplicaFetcher, delayUs: number, node: NodeContext): void {
  if (fetcher.timerArmed) return
  fetcher.timerArmed = true
  node.setTimer(delayUs, { type: 'ReplicaFetcherWakeUp', leaderId: fetcher.leaderId } as FetcherWakeUp)
}

export function markChanged(fetcher: ReplicaFetcher, partition: FetcherPartition): void {
  if (partition.changed) return
  partition.changed = true
  fetcher.changed.push(partition.slot)
}

/**
 * A follower's log begins elsewhere by its own doing, as by its own retention: with the next fetch its leader hears of it,
 * which would otherwise send readers there for what is gone. Counterpart in Kafka: FetchSessionHandler.Builder.build, which
 * asks anew for every partition of which anything is another than it was, its log's start included.
 */
export function tellOwnLogStart(state: BrokerState, { role, leaderId, topicPartition, log }: Partition): void {
  const fetcher = role === 'follower' ? state.fetchers.get(leaderId) : undefined
  const asked = fetcher === undefined ? undefined : rowNamed(fetcher.partitions, topicPartition)
  if (fetcher === undefined || asked === undefined) return
  if (asked.inSession && asked.sentLogStartOffset !== log.logStartOffset) markChanged(fetcher, asked)
}
