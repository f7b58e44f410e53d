/**
 * Counterpart in Kafka: TransactionMarkerChannelManager and TransactionMarkerRequestCompletionHandler. Once the end of a
 * transaction is decided, every leader of its partitions is told to write it down, again and again until each has.
 */
import type { ErrorCode } from '../common/errors.ts'
import { splitTopicPartition, type TopicPartition } from '../common/topic-partition.ts'
import type { ShardHost } from '../coordinator/coordinator-shard.ts'
import type { WriteTxnMarkersResponse } from '../protocol/write-txn-markers.ts'
import { completed } from './end-transaction.ts'
import { isEnding, type TransactionMetadata } from './transaction-records.ts'
import { type TransactionResult, type TransactionShard, transit } from './transaction-shard.ts'

/** Who has been asked to write which markers. */
export interface MarkersAsked {
  readonly type: 'MarkersAsked'
  readonly transactionalId: string
  readonly producerId: number
  readonly producerEpoch: number
  readonly topicPartitions: readonly TopicPartition[]
}

export interface MarkerRetry {
  readonly type: 'TransactionMarkerRetry'
  readonly transactionalId: string
}

/** `retry.backoff.ms` of the markers' client: how long nobody is asked again after an error. */
const RETRY_MS = 100

/** The end of a transaction is decided and committed. Null unless there is nobody to tell. */
export function sendMarkers(
  shard: TransactionShard,
  prepared: TransactionMetadata,
  host: ShardHost,
): TransactionResult | null {
  const { transactionalId, topicPartitions } = prepared
  shard.pending.set(transactionalId, prepared)
  shard.unconfirmed.set(transactionalId, new Set(topicPartitions))
  return askLeaders(shard, prepared, topicPartitions, host)
}

function askLeaders(
  shard: TransactionShard,
  prepared: TransactionMetadata,
  topicPartitions: readonly TopicPartition[],
  host: ShardHost,
): TransactionResult | null {
  const { transactionalId } = prepared
  const byLeader = new Map<number, TopicPartition[]>()
  let later = false
  for (const name of topicPartitions) {
    const leader = leaderOf(name, host)
    // Of a topic that is gone nothing is left to end.
    if (leader === null) shard.unconfirmed.get(transactionalId)?.delete(name)
    else if (leader === -1) later = true
    else byLeader.set(leader, [...(byLeader.get(leader) ?? []), name])
  }
  for (const [leader, names] of byLeader) if (!askLeader(leader, prepared, names, host)) later = true
  if (later) retryLater(transactionalId, host)
  return completeIfConfirmed(shard, prepared, host)
}

/** -1 while there is none; null: there is no such partition. */
function leaderOf(name: TopicPartition, { metadata }: ShardHost): number | null {
  const { topic, partition } = splitTopicPartition(name)
  const registration = metadata.topics.get(topic)?.partitions[partition]
  return registration === undefined ? null : registration.leader
}

function askLeader(
  leader: number,
  prepared: TransactionMetadata,
  topicPartitions: readonly TopicPartition[],
  host: ShardHost,
): boolean {
  const { transactionalId, producerId, producerEpoch, state, clientTransactionVersion } = prepared
  const marker = {
    producerId,
    producerEpoch,
    committed: state === 'PrepareCommit',
    topicPartitions,
    coordinatorEpoch: host.leaderEpoch,
    transactionVersion: clientTransactionVersion,
  }
  const question: MarkersAsked = { type: 'MarkersAsked', transactionalId, producerId, producerEpoch, topicPartitions }
  return host.ask(leader, { type: 'WriteTxnMarkersRequest', markers: [marker] }, question)
}

/** What has not come to its end is tried again. */
export function retryLater(transactionalId: string, host: ShardHost): void {
  const timer: MarkerRetry = { type: 'TransactionMarkerRetry', transactionalId }
  host.schedule(`markers ${transactionalId}`, RETRY_MS * 1_000, timer)
}

/** Asks everybody again who has not confirmed. A leader that writes a marker twice does no harm. */
export function retryMarkers(
  shard: TransactionShard,
  transactionalId: string,
  host: ShardHost,
): TransactionResult | null {
  const prepared = shard.transactions.latest.get(transactionalId)
  const left = shard.unconfirmed.get(transactionalId)
  if (prepared === undefined || left === undefined || !isEnding(prepared)) return null
  return askLeaders(shard, prepared, [...left], host)
}

/** A leader has written its markers, has refused, or has not answered (null). */
export function onMarkersAnswered(
  shard: TransactionShard,
  asked: MarkersAsked,
  response: WriteTxnMarkersResponse | null,
  host: ShardHost,
): TransactionResult | null {
  const { transactionalId } = asked
  const prepared = shard.transactions.latest.get(transactionalId)
  const left = shard.unconfirmed.get(transactionalId)
  // It has ended meanwhile: a marker was asked for twice.
  if (prepared === undefined || left === undefined || !isEnding(prepared)) return null
  if (prepared.producerEpoch !== asked.producerEpoch) return null
  if (response === null) {
    retryLater(transactionalId, host)
    return null
  }
  for (const { topicPartition, errorCode } of response.markers[0]?.partitions ?? []) {
    if (errorCode === 'NONE') left.delete(topicPartition)
    else if (isFenced(errorCode)) return giveUp(shard, transactionalId)
    else retryLater(transactionalId, host)
  }
  return completeIfConfirmed(shard, prepared, host)
}

/** Another coordinator has taken over and ends what is to end. */
function giveUp(shard: TransactionShard, transactionalId: string): null {
  shard.unconfirmed.delete(transactionalId)
  return null
}

function isFenced(errorCode: ErrorCode): boolean {
  return errorCode === 'INVALID_PRODUCER_EPOCH' || errorCode === 'TRANSACTION_COORDINATOR_FENCED'
}

function completeIfConfirmed(
  shard: TransactionShard,
  prepared: TransactionMetadata,
  host: ShardHost,
): TransactionResult | null {
  const { transactionalId } = prepared
  if (shard.unconfirmed.get(transactionalId)?.size !== 0) return null
  host.cancel(`markers ${transactionalId}`)
  return transit(shard, completed(prepared, host), null)
}
