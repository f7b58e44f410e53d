/**
 * Counterparts in Kafka: org.apache.kafka.clients.consumer.internals.Fetcher and AbstractFetch. Fetches run
 * ahead of the application: while it works on one answer the next is on its way.
 */

import type { NodeContext, NodeId } from '../../../engine/node-context.ts'
import { removeFrom } from '../../common/short-list.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import { canSendTo, isThrottled, openConnection } from '../../network/network-client.ts'
import { tell } from '../../observe/tell.ts'
import { rulesOf } from '../../profile/registry.ts'
import type { FetchPartition, FetchPartitionResponse, FetchRequest, FetchResponse } from '../../protocol/fetch.ts'
import { log, transmit, transmitWhole } from '../core/client-core.ts'
import { clientError } from '../core/client-error.ts'
import { leaderKnownTo, type PartitionLeader, peerOf, requestMetadataUpdate } from '../core/client-metadata.ts'
import { learnLeader } from '../core/noticed-leaders.ts'
import type { AbortedTransactions, ClientFetchSession, ConsumerClient, PartitionState } from './consumer-state.ts'
import { leaveReadReplicas, leavesReadReplica, readElsewhere, readFrom } from './read-replica.ts'
import { isFetchable, requestReset, setPosition } from './subscription.ts'

const FINAL_EPOCH = -1
const SUBSCRIPTION_STATE = 'org.apache.kafka.clients.consumer.internals.SubscriptionState'
const NONE_FORGOTTEN: readonly TopicPartition[] = Object.freeze([])
const NOTHING_CHANGED: readonly FetchPartition[] = Object.freeze([])
const NO_BROKERS: ReadonlySet<number> = Object.freeze(new Set<number>())

/** What goes to one broker: partitions, and who leads each. */
interface Fetchable {
  readonly brokerId: number
  readonly partitions: PartitionState[]
  readonly leaders: PartitionLeader[]
}

/** One request to each leader of a partition that may be read and has nothing buffered. */
export function sendFetches(consumer: ConsumerClient, node: NodeContext): void {
  const { fetcher, core } = consumer
  const busy = brokersWithBuffered(consumer)
  let fetchables: Fetchable[] | null = null
  for (const partition of consumer.partitions.values()) {
    if (!isFetchable(partition) || partition.retryAtUs > node.nowUs) continue
    const leader = leaderKnownTo(core.metadata, partition)
    const { leaderId } = leader
    if (leaderId === -1) {
      requestMetadataUpdate(core.metadata)
      continue
    }
    const brokerId = partition.readReplica === null ? leaderId : readFrom(consumer, partition, leaderId, node)
    if (fetcher.pending.includes(brokerId) || busy.has(brokerId)) continue
    const fetchable = fetchables === null ? undefined : fetchableFrom(fetchables, brokerId)
    if (fetchable !== undefined) {
      fetchable.partitions.push(partition)
      fetchable.leaders.push(leader)
    } else {
      const added = { brokerId, partitions: [partition], leaders: [leader] }
      if (fetchables === null) fetchables = [added]
      else fetchables.push(added)
    }
  }
  if (fetchables === null) return
  for (const fetchable of fetchables) {
    const peer = peerOf(core.metadata, fetchable.brokerId)
    if (canSendTo(core.network, peer, node.nowUs) && !isThrottled(core.network, peer, node.nowUs))
      sendFetch(consumer, fetchable, peer, node)
  }
}

function fetchableFrom(fetchables: readonly Fetchable[], brokerId: number): Fetchable | undefined {
  for (let i = 0; i < fetchables.length; i++) if (fetchables[i]?.brokerId === brokerId) return fetchables[i]
  return undefined
}

/**
 * A broker some of whose partitions lie here unread is left alone: a request without them would drop them from the
 * fetch session (KAFKA-17182).
 */
function brokersWithBuffered(consumer: ConsumerClient): ReadonlySet<number> {
  if (consumer.fetcher.completed.length === 0) return NO_BROKERS
  const brokers = new Set<number>()
  for (const fetch of consumer.fetcher.completed) {
    const partition = consumer.partitions.get(fetch.topicPartition)
    if (partition !== undefined && isFetchable(partition)) brokers.add(fetch.brokerId)
  }
  return brokers
}

function sendFetch(consumer: ConsumerClient, fetchable: Fetchable, peer: NodeId, node: NodeContext): void {
  const { config, core, fetcher } = consumer
  const { brokerId, leaders } = fetchable
  const session = sessionOf(consumer, brokerId)
  let partitions: FetchPartition[] | null = null
  if (session.epoch === 0) session.partitions.clear()
  for (let i = 0; i < leaders.length; i++) {
    const partition = fetchable.partitions[i] as PartitionState
    const { leaderEpoch, topicId } = leaders[i] as PartitionLeader
    const { topicPartition } = partition
    // A new leader may never have had what was read from the old one; it is asked to compare, once (KIP-320).
    const lastFetchedEpoch = partition.validatedEpoch < leaderEpoch ? partition.positionEpoch : -1
    const known = session.partitions.get(topicPartition)
    const unchanged =
      known !== undefined &&
      known.fetchOffset === partition.position &&
      known.leaderEpoch === leaderEpoch &&
      known.lastFetchedEpoch === lastFetchedEpoch &&
      known.topicId === topicId
    if (unchanged) continue
    if (known === undefined)
      session.partitions.set(topicPartition, {
        fetchOffset: partition.position,
        leaderEpoch,
        lastFetchedEpoch,
        topicId,
      })
    else {
      known.fetchOffset = partition.position
      known.leaderEpoch = leaderEpoch
      known.lastFetchedEpoch = lastFetchedEpoch
      known.topicId = topicId
    }
    const asked: FetchPartition = {
      topicPartition,
      topicId,
      currentLeaderEpoch: leaderEpoch,
      fetchOffset: partition.position,
      lastFetchedEpoch,
      logStartOffset: -1,
      maxBytes: config.maxPartitionFetchBytes,
      slot: -1,
    }
    if (partitions === null) partitions = [asked]
    else partitions.push(asked)
  }
  const forgotten = forgetOthers(session, fetchable.partitions)
  fetcher.pending.push(brokerId)
  openConnection(core.network, peer)
  const request: FetchRequest = {
    type: 'FetchRequest',
    replicaId: -1,
    replicaEpoch: -1,
    maxWaitMs: config.fetchMaxWaitMs,
    minBytes: config.fetchMinBytes,
    maxBytes: config.fetchMaxBytes,
    isolationLevel: config.isolationLevel,
    sessionId: session.sessionId,
    sessionEpoch: session.epoch,
    partitions: partitions ?? NOTHING_CHANGED,
    forgotten,
    correlationId: core.network.nextCorrelationId++,
    clientId: core.clientId,
  }
  const placed = config.clientRack === '' ? request : { ...request, rackId: config.clientRack }
  transmitWhole(core, peer, placed, { purpose: 'fetch', brokerId }, node)
}

/** Takes what is no longer fetched out of the session. Nothing is, unless the session holds more than is asked for. */
function forgetOthers(session: ClientFetchSession, fetched: readonly PartitionState[]): readonly TopicPartition[] {
  if (session.partitions.size === fetched.length) return NONE_FORGOTTEN
  const names = new Set(fetched.map((partition) => partition.topicPartition))
  const forgotten: TopicPartition[] = []
  for (const name of session.partitions.keys()) if (!names.has(name)) forgotten.push(name)
  for (const name of forgotten) session.partitions.delete(name)
  return forgotten
}

function sessionOf(consumer: ConsumerClient, brokerId: number): ClientFetchSession {
  const known = consumer.fetcher.sessions.get(brokerId)
  if (known !== undefined) return known
  const session: ClientFetchSession = { sessionId: 0, epoch: 0, partitions: new Map() }
  consumer.fetcher.sessions.set(brokerId, session)
  return session
}

/**
 * Ends the sessions, as close() does. A broker answers one request of a connection after the other: where a fetch is under
 * way the end of its session comes to that one behind it, so it is sent once that is answered.
 */
export function closeFetchSessions(consumer: ConsumerClient, node: NodeContext): void {
  const { config, core, fetcher } = consumer
  for (const [brokerId, { sessionId }] of fetcher.sessions) {
    if (fetcher.pending.includes(brokerId)) continue
    fetcher.sessions.delete(brokerId)
    if (sessionId === 0 || !canSendTo(core.network, peerOf(core.metadata, brokerId), node.nowUs)) continue
    const { isolationLevel } = config
    transmit(
      core,
      peerOf(core.metadata, brokerId),
      {
        type: 'FetchRequest',
        replicaId: -1,
        replicaEpoch: -1,
        maxWaitMs: 0,
        minBytes: 0,
        maxBytes: 0,
        isolationLevel,
        sessionId,
        sessionEpoch: FINAL_EPOCH,
        partitions: [],
        forgotten: [],
      },
      { purpose: 'fetch', brokerId },
      node,
    )
  }
  fetcher.completed.length = 0
}

export function onFetchLost(consumer: ConsumerClient, brokerId: number): void {
  removeFrom(consumer.fetcher.pending, brokerId)
  if (rulesOf(consumer.config).client.leavesReadReplicaInTrouble) leaveReadReplicas(consumer, brokerId)
  resetSession(consumer, brokerId, 0)
}

/** Begins anew with the next request, which ends the old session at the broker. */
function resetSession(consumer: ConsumerClient, brokerId: number, sessionId: number): void {
  const session = consumer.fetcher.sessions.get(brokerId)
  if (session === undefined) return
  session.epoch = 0
  session.sessionId = sessionId
  session.partitions.clear()
}

export function onFetchResponse(
  consumer: ConsumerClient,
  brokerId: number,
  response: FetchResponse,
  node: NodeContext,
): void {
  removeFrom(consumer.fetcher.pending, brokerId)
  const session = consumer.fetcher.sessions.get(brokerId)
  if (session === undefined) return
  if (response.errorCode !== 'NONE') {
    resetSession(consumer, brokerId, response.errorCode === 'FETCH_SESSION_ID_NOT_FOUND' ? 0 : session.sessionId)
    return
  }
  session.sessionId = response.sessionId
  session.epoch = response.sessionId === 0 ? 0 : session.epoch === 2_147_483_647 ? 1 : session.epoch + 1
  for (let i = 0; i < response.partitions.length; i++) {
    const answer = response.partitions[i] as FetchPartitionResponse
    const partition = consumer.partitions.get(answer.topicPartition)
    // Sought elsewhere, revoked or given back while the fetch was under way.
    if (
      partition === undefined ||
      partition.state !== 'fetching' ||
      partition.position !== session.partitions.get(answer.topicPartition)?.fetchOffset
    )
      continue
    if (answer.errorCode !== 'NONE') onFetchError(consumer, partition, answer, brokerId, node)
    else if (answer.divergingEpoch !== null) onTruncated(consumer, partition, answer.divergingEpoch, brokerId, node)
    else takeAnswer(consumer, partition, answer, brokerId, node)
  }
}

function takeAnswer(
  consumer: ConsumerClient,
  partition: PartitionState,
  answer: FetchPartitionResponse,
  brokerId: number,
  node: NodeContext,
): void {
  partition.validatedEpoch = leaderKnownTo(consumer.core.metadata, partition).leaderEpoch
  if (answer.highWatermark >= 0) partition.highWatermark = answer.highWatermark
  if (answer.logStartOffset >= 0) partition.logStartOffset = answer.logStartOffset
  if (answer.preferredReadReplica !== undefined) readElsewhere(consumer, partition, answer.preferredReadReplica, node)
  if (answer.batches.length === 0) return
  consumer.fetcher.completed.push({
    topicPartition: partition.topicPartition,
    brokerId,
    batches: answer.batches,
    batchIndex: 0,
    recordIndex: 0,
    nextOffset: partition.position,
    aborted: consumer.config.isolationLevel === 'read_committed' ? abortedIn(answer) : null,
  })
}

function abortedIn(answer: FetchPartitionResponse): AbortedTransactions {
  const begun = [...answer.abortedTransactions].sort((a, b) => a.firstOffset - b.firstOffset)
  return { begun, producers: new Set() }
}

/** The new leader's log parts from what was read before the position: go back to where they part. */
function onTruncated(
  consumer: ConsumerClient,
  partition: PartitionState,
  diverging: { readonly epoch: number; readonly endOffset: number },
  brokerId: number,
  node: NodeContext,
): void {
  if (diverging.endOffset >= partition.position) {
    partition.validatedEpoch = leaderKnownTo(consumer.core.metadata, partition).leaderEpoch
    return
  }
  if (consumer.config.autoOffsetReset.kind === 'none') {
    const { topicPartition } = partition
    const position = fetchPosition(consumer, partition, brokerId)
    const { warning, thrown } = rulesOf(consumer.config).words.truncated({ ...diverging, topicPartition, position })
    log(consumer.core, 'WARN', warning, SUBSCRIPTION_STATE)
    consumer.fetcher.failure = clientError('LogTruncationException', thrown)
    // Unless somebody seeks, the leader is asked again when an answer that is lost would be asked for again.
    partition.retryAtUs = node.nowUs + consumer.config.requestTimeoutMs * 1000
    return
  }
  setPosition(partition, diverging.endOffset, diverging.epoch)
  tell(node, {
    type: 'OffsetReset',
    consumer: consumer.clientId,
    topicPartition: partition.topicPartition,
    to: diverging.endOffset,
    policy: 'truncation',
  })
}

function onFetchError(
  consumer: ConsumerClient,
  partition: PartitionState,
  answer: FetchPartitionResponse,
  brokerId: number,
  node: NodeContext,
): void {
  const { core, config } = consumer
  const { words } = rulesOf(config)
  const name = partition.topicPartition
  // The same broker would say the same again; fresh metadata ends the wait.
  partition.retryAtUs = node.nowUs + config.retryBackoffMs * 1000
  const { readReplica } = partition
  if (readReplica !== null && (answer.errorCode === 'OFFSET_OUT_OF_RANGE' || leavesReadReplica(consumer, answer)))
    partition.readReplica = null
  switch (answer.errorCode) {
    case 'OFFSET_OUT_OF_RANGE': {
      // The leader knows better than a follower what is out of range.
      if (readReplica !== null) {
        partition.retryAtUs = 0
        return
      }
      if (config.autoOffsetReset.kind !== 'none')
        return requestReset(partition, config.autoOffsetReset, node.wallClockMs)
      consumer.fetcher.failure = clientError(
        'OffsetOutOfRangeException',
        words.outOfRange(name, partition.position, fetchPosition(consumer, partition, brokerId)),
      )
      return
    }
    case 'UNKNOWN_TOPIC_OR_PARTITION':
      log(core, 'WARN', `Received unknown topic or partition error in fetch for partition ${name}`, words.fetchLogger)
      return requestMetadataUpdate(core.metadata)
    case 'UNKNOWN_TOPIC_ID':
      log(core, 'WARN', `Received unknown topic ID error in fetch for partition ${name}`, words.fetchLogger)
      return requestMetadataUpdate(core.metadata)
    case 'UNKNOWN_LEADER_EPOCH':
    case 'OFFSET_NOT_AVAILABLE':
      return requestMetadataUpdate(core.metadata)
    default: {
      const leader = answer.currentLeader
      if (leader !== null && learnLeader(core, partition, leader, node)) partition.retryAtUs = 0
      else requestMetadataUpdate(core.metadata)
    }
  }
}

/** SubscriptionState.FetchPosition.toString. */
function fetchPosition(consumer: ConsumerClient, partition: PartitionState, brokerId: number): string {
  const { leaderEpoch } = leaderKnownTo(consumer.core.metadata, partition)
  const broker = consumer.core.metadata.brokers.find((each) => each.id === brokerId)
  const leader =
    broker === undefined
      ? 'Optional.empty'
      : `Optional[${broker.host}:${broker.port} (id: ${broker.id} rack: ${broker.rack} isFenced: false)]`
  const epoch = partition.positionEpoch === -1 ? 'Optional.empty' : `Optional[${partition.positionEpoch}]`
  return `FetchPosition{offset=${partition.position}, offsetEpoch=${epoch}, currentLeader=LeaderAndEpoch{leader=${leader}, epoch=${leaderEpoch}}}`
}
