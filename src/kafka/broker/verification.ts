/**
 * Counterpart in Kafka: AddPartitionsToTxnManager, and what ReplicaManager and the group coordinator do with it (KIP-890):
 * before it takes the first batch of a transaction, a leader asks the transaction's coordinator. By the protocol of
 * transaction.version 2 it adds the partition by asking; before, the producer has, and the leader makes sure of it.
 */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import { endpointNode } from '../common/addresses.ts'
import type { ErrorCode } from '../common/errors.ts'
import { removeFrom } from '../common/short-list.ts'
import { rowNamed } from '../common/slot-map.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { isTransactional } from '../log/log-transactions.ts'
import type { RecordBatch } from '../log/record-batch.ts'
import { partitionOf } from '../metadata/metadata-image.ts'
import { canSendTo, openConnection, sendRequest } from '../network/network-client.ts'
import { rulesOf } from '../profile/registry.ts'
import type { AddPartitionsToTxnResponse } from '../protocol/add-partitions-to-txn.ts'
import type { Response } from '../protocol/apis.ts'
import type { ProduceRequest } from '../protocol/produce.ts'
import { createCoordinatorClient } from './broker-clients.ts'
import type { BrokerState, Partition, UnverifiedRequest, Verifications } from './broker-state.ts'
import { coordinatorOfKeyType } from './coordinators.ts'
import { hasOngoingTransaction, transactionVersionOf } from './transactional-batches.ts'

export interface Verdict {
  readonly errorCode: ErrorCode
  /** Null: the usual words for the error. */
  readonly errorMessage: string | null
}

/** A produce request with what its coordinator has said of partitions that had to be asked about. */
export type JudgedProduce = ProduceRequest & { readonly verdicts?: ReadonlyMap<TopicPartition, Verdict> }

/** Set by `registerContinuation`: what is done with a request when its coordinator has answered. */
type Continue = (
  state: BrokerState,
  waiting: UnverifiedRequest,
  verdicts: ReadonlyMap<TopicPartition, Verdict>,
  node: NodeContext,
) => void

/** How long a coordinator may take: request.timeout.ms of a broker. */
const REQUEST_TIMEOUT_MS = 30_000

type PartitionData = ProduceRequest['partitions'][number]

/** Partitions of a request whose coordinator has to be asked before anything of it is appended; null: there are none. */
export function unverifiedPartitions(state: BrokerState, request: ProduceRequest): readonly PartitionData[] | null {
  let unverified: PartitionData[] | null = null
  for (const data of request.partitions) {
    const partition = rowNamed(state.partitions, data.topicPartition)
    if (partition?.role !== 'leader' || partition.coordinated || !mustAsk(state, partition, data.batch)) continue
    if (unverified === null) unverified = [data]
    else unverified.push(data)
  }
  return unverified
}

/**
 * The request goes on when its coordinator has answered, which may be at once: where nobody knows of one there is nobody
 * to wait for. So its connection is muted before.
 */
export function verifyFirst(
  state: BrokerState,
  request: ProduceRequest,
  unverified: readonly PartitionData[],
  from: NodeId,
  node: NodeContext,
): void {
  const { transactionalId = '' } = request
  const { batch } = unverified[0] as PartitionData
  const names = unverified.map(({ topicPartition }) => topicPartition)
  ask(state, { from, request, transactionalId, ...batch }, names, node)
}

function mustAsk(state: BrokerState, { log }: Partition, batch: RecordBatch): boolean {
  if (!isTransactional(batch) || hasOngoingTransaction(log, batch.producerId, batch.producerEpoch)) return false
  return asks(state)
}

/** Where the leader adds partitions it has to ask; where it only makes sure, that can be switched off. */
function asks(state: BrokerState): boolean {
  const { leadersAsk } = rulesOf(state.config).transaction
  return leadersAsk && (transactionVersionOf(state) >= 2 || state.config.transactionPartitionVerificationEnable)
}

/** The same for offsets that are committed in a transaction: their partition is added to it too. */
export function verifyOffsetsFirst(
  state: BrokerState,
  partition: Partition | undefined,
  request: Extract<UnverifiedRequest['request'], { type: 'TxnOffsetCommitRequest' }>,
  from: NodeId,
  node: NodeContext,
): boolean {
  if (partition?.role !== 'leader' || !asks(state)) return false
  if (hasOngoingTransaction(partition.log, request.producerId, request.producerEpoch)) return false
  ask(state, { ...request, from, request }, [partition.topicPartition], node)
  return true
}

function ask(
  state: BrokerState,
  asker: Pick<UnverifiedRequest, 'from' | 'request' | 'transactionalId' | 'producerId' | 'producerEpoch'>,
  topicPartitions: readonly TopicPartition[],
  node: NodeContext,
): void {
  state.verifications ??= { nextId: 1, waiting: [], guards: new Map() }
  const { verifications } = state
  const id = verifications.nextId++
  const { from, request, transactionalId, producerId, producerEpoch } = asker
  for (const topicPartition of topicPartitions) {
    const key = guardKey(topicPartition, producerId)
    if (!verifications.guards.has(key)) verifications.guards.set(key, producerEpoch)
  }
  const retryUntilUs = node.nowUs + state.config.addPartitionsToTxnRetryBackoffMaxMs * 1_000
  const waiting: UnverifiedRequest = Object.freeze({
    id,
    from,
    request,
    transactionalId,
    producerId,
    producerEpoch,
    topicPartitions,
    retryUntilUs,
  })
  verifications.waiting.push(waiting)
  askCoordinator(state, waiting, node)
}

function askCoordinator(state: BrokerState, waiting: UnverifiedRequest, node: NodeContext): void {
  const to = coordinatorOf(state, waiting.transactionalId)
  if (to === null) return settle(state, waiting, () => 'COORDINATOR_NOT_AVAILABLE', node)
  state.coordinatorClient ??= createCoordinatorClient(state)
  const client = state.coordinatorClient
  if (!canSendTo(client, to, node.nowUs)) return settle(state, waiting, () => 'NETWORK_EXCEPTION', node)
  openConnection(client, to)
  const { id, transactionalId, producerId, producerEpoch, topicPartitions } = waiting
  const verifyOnly = transactionVersionOf(state) < 2
  const transactions = [{ transactionalId, producerId, producerEpoch, verifyOnly, topicPartitions }]
  sendRequest(
    client,
    to,
    { type: 'AddPartitionsToTxnRequest', transactions },
    { type: 'verification', id },
    REQUEST_TIMEOUT_MS,
    node,
  )
}

/** Null while nobody leads the partition that the id belongs to. */
function coordinatorOf(state: BrokerState, transactionalId: string): NodeId | null {
  const kind = coordinatorOfKeyType('transaction')
  if (kind === undefined || kind.keys === null) return null
  const { numPartitions } = kind.internalTopic(state.config)
  const number = kind.keys.partitionOf(transactionalId, numPartitions)
  const leader = typeof number === 'number' ? (partitionOf(state.metadata, kind.topic, number)?.leader ?? -1) : -1
  const broker = state.metadata.brokers.get(leader)
  return broker === undefined || broker.fenced ? null : endpointNode(broker.host, broker.port)
}

/** The coordinator has answered, or not in time (null). */
export function onVerificationAnswer(
  state: BrokerState,
  id: number,
  response: Response | null,
  node: NodeContext,
): void {
  const waiting = waitingRequest(state.verifications, id)
  if (waiting === undefined) return
  if (response === null) return settle(state, waiting, () => 'NETWORK_EXCEPTION', node)
  const { errorCode, transactions } = response as AddPartitionsToTxnResponse
  const rows = transactions[0]?.partitions ?? []
  const errorOf = (name: TopicPartition): ErrorCode => {
    const code =
      errorCode !== 'NONE' ? errorCode : (rows.find((row) => row.topicPartition === name)?.errorCode ?? 'NONE')
    // Of a leader, producers expect to hear it so.
    return code === 'PRODUCER_FENCED' ? 'INVALID_PRODUCER_EPOCH' : code
  }
  // It is about to end the producer's transaction before: that takes but a moment, and a client would wait for longer.
  const busy = waiting.topicPartitions.some((name) => errorOf(name) === 'CONCURRENT_TRANSACTIONS')
  const retryUs = state.config.addPartitionsToTxnRetryBackoffMs * 1_000
  if (busy && node.nowUs + retryUs <= waiting.retryUntilUs) {
    node.setTimer(retryUs, { type: 'VerificationRetry', id } as VerificationRetry)
    return
  }
  settle(state, waiting, errorOf, node)
}

/** The connection broke by which these came: nobody is there to be answered. */
export function forgetUnverified({ verifications }: BrokerState, from: NodeId): void {
  for (const waiting of verifications?.waiting.filter((each) => each.from === from) ?? [])
    removeFrom(verifications?.waiting ?? [], waiting)
}

export interface VerificationRetry {
  readonly type: 'VerificationRetry'
  readonly id: number
}

export function onVerificationRetry(state: BrokerState, { id }: VerificationRetry, node: NodeContext): void {
  const waiting = waitingRequest(state.verifications, id)
  if (waiting !== undefined) askCoordinator(state, waiting, node)
}

function waitingRequest(verifications: Verifications | undefined, id: number): UnverifiedRequest | undefined {
  return verifications?.waiting.find((each) => each.id === id)
}

function settle(
  state: BrokerState,
  waiting: UnverifiedRequest,
  errorOf: (name: TopicPartition) => ErrorCode,
  node: NodeContext,
): void {
  const { verifications } = state
  if (verifications !== undefined) removeFrom(verifications.waiting, waiting)
  const supportsEpochBump = transactionVersionOf(state) >= 2
  const verdicts = new Map(
    waiting.topicPartitions.map((name) => [name, verdictOf(errorOf(name), supportsEpochBump)] as const),
  )
  for (const [topicPartition, { errorCode }] of verdicts)
    if (errorCode !== 'NONE') verifications?.guards.delete(guardKey(topicPartition, waiting.producerId))
  goOn?.(state, waiting, verdicts, node)
}

/** ReplicaManager: what older producers would not take for passing is told by an error that they do. */
function verdictOf(errorCode: ErrorCode, supportsEpochBump: boolean): Verdict {
  switch (errorCode) {
    case 'INVALID_TXN_STATE':
      return { errorCode, errorMessage: 'Partition was not added to the transaction' }
    case 'CONCURRENT_TRANSACTIONS':
      return supportsEpochBump ? { errorCode, errorMessage: null } : notVerified(errorCode)
    case 'NETWORK_EXCEPTION':
    case 'COORDINATOR_LOAD_IN_PROGRESS':
    case 'COORDINATOR_NOT_AVAILABLE':
    case 'NOT_COORDINATOR':
      return notVerified(errorCode)
    default:
      return { errorCode, errorMessage: null }
  }
}

function notVerified(errorCode: ErrorCode): Verdict {
  const errorMessage = `Unable to verify the partition has been added to the transaction. Underlying error: ${errorCode}`
  return { errorCode: 'NOT_ENOUGH_REPLICAS', errorMessage }
}

let goOn: Continue | null = null

/** To be called once, by whoever handles the requests that wait here. */
export function registerContinuation(continueWith: Continue): void {
  goOn = continueWith
}

/** Whether the batch would begin a transaction that nobody has allowed, or that has ended since. */
export function isUnguarded(state: BrokerState, { topicPartition, log }: Partition, batch: RecordBatch): boolean {
  if (!isTransactional(batch) || !asks(state)) return false
  if (hasOngoingTransaction(log, batch.producerId, batch.producerEpoch)) return false
  return state.verifications?.guards.get(guardKey(topicPartition, batch.producerId)) !== batch.producerEpoch
}

/** A marker ends what was allowed before it. */
export function dropGuard(state: BrokerState, topicPartition: TopicPartition, producerId: number): void {
  state.verifications?.guards.delete(guardKey(topicPartition, producerId))
}

function guardKey(topicPartition: TopicPartition, producerId: number): string {
  return `${topicPartition} ${producerId}`
}
