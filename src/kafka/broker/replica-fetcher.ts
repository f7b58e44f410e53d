/**
 * Counterpart in Kafka: ReplicaFetcherThread, AbstractFetcherThread, FetchSessionHandler. How a follower follows: one
 * fetcher for each broker it follows, one request in flight, an incremental session, truncation where the leader says
 * that the logs diverge (KIP-595).
 */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import { brokerNode, endpointNode } from '../common/addresses.ts'
import type { ErrorCode } from '../common/errors.ts'
import {
  createSlotMap,
  nextSlot,
  putRow,
  rowLikelyAt,
  rowNamed,
  rowsOf,
  sizeOfSlotMap,
  slotOf,
} from '../common/slot-map.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { latestEpoch } from '../log/leader-epoch-cache.ts'
import { openConnection } from '../network/network-client.ts'
import { rulesOf } from '../profile/registry.ts'
import type { FetchPartition, FetchPartitionResponse, FetchRequest, FetchResponse } from '../protocol/fetch.ts'
import { sendFetchRequest } from '../protocol/send-message.ts'
import { askEpochEnds } from './ask-epoch-ends.ts'
import { askLeaderOffsets } from './ask-leader-offsets.ts'
import { createFetcherClient } from './broker-clients.ts'
import type { BrokerState, FetcherPartition, Partition, ReplicaFetcher } from './broker-state.ts'
import { nextSessionEpoch } from './fetch-session.ts'
import { armWakeUp, delayPartition, dropPartition, leaveSession, markChanged } from './fetcher-session.ts'
import { appendFetched, truncateOnDivergence } from './follower-log.ts'
import { bytesOf, followerHoldsBack, isThrottled, recordThrottled } from './replication-quota.ts'

const NONE_ASKED: readonly FetchPartition[] = Object.freeze([])
const NONE_FORGOTTEN: readonly TopicPartition[] = Object.freeze([])

/** Begins to fetch the partition from its leader, from the log's end on, in place of any other fetcher. */
export function addFetcher(state: BrokerState, partition: Partition, node: NodeContext): void {
  removeFetcher(state, partition.topicPartition)
  if (partition.leaderId === -1 || partition.leaderId === state.brokerId) return
  const fetcher = fetcherFor(state, partition.leaderId)
  const { topicPartition, topicId, leaderEpoch, log } = partition
  const slot = nextSlot(fetcher.partitions)
  const asksFirst = log.leaderEpochs.length > 0 && rulesOf(state.config).replication.followersAskWhereEpochsEnd
  putRow(fetcher.partitions, topicPartition, {
    topicPartition,
    slot,
    replicaSlot: slotOf(state.partitions, topicPartition),
    topicId,
    leaderEpoch,
    // Without a single epoch the log cannot be compared, and only what was committed is sure to be the leader's too.
    fetchOffset: log.leaderEpochs.length > 0 ? log.logEndOffset : log.highWatermark,
    sentLogStartOffset: -1,
    delayedUntilUs: asksFirst ? node.nowUs : 0,
    inSession: false,
    changed: !asksFirst,
    asking: asksFirst ? 'epochEnd' : 'nothing',
  })
  if (!asksFirst) fetcher.changed.push(slot)
  armWakeUp(fetcher, 0, node)
}

/** Stops following the partition, whomever it was fetched from. */
export function removeFetcher(state: BrokerState, topicPartition: TopicPartition): void {
  for (const fetcher of state.fetchers.values()) {
    const known = rowNamed(fetcher.partitions, topicPartition)
    if (known !== undefined) dropPartition(fetcher, known)
  }
}

function fetcherFor(state: BrokerState, leaderId: number): ReplicaFetcher {
  const leader = state.metadata.brokers.get(leaderId)
  const leaderNode = leader === undefined ? brokerNode(leaderId) : endpointNode(leader.host, leader.port)
  const known = state.fetchers.get(leaderId)
  if (known !== undefined) {
    if (known.leaderNode !== leaderNode) moveTo(known, leaderNode)
    return known
  }
  const fetcher: ReplicaFetcher = {
    leaderId,
    leaderNode,
    client: createFetcherClient(state),
    partitions: createSlotMap(),
    changed: [],
    forgotten: [],
    sessionId: 0,
    sessionEpoch: 0,
    correlationId: -1,
    sentAtUs: 0,
    notBeforeUs: 0,
    timerArmed: false,
  }
  state.fetchers.set(leaderId, fetcher)
  return fetcher
}

/** The leader has registered with another address. What is on its way from the old one is nothing to go by. */
function moveTo(fetcher: ReplicaFetcher, leaderNode: NodeId): void {
  fetcher.leaderNode = leaderNode
  fetcher.correlationId = -1
  resetSession(fetcher)
}

/** The timer: partitions whose backoff is over go into the next request. */
export function onFetcherWakeUp(state: BrokerState, leaderId: number, node: NodeContext): void {
  const fetcher = state.fetchers.get(leaderId)
  if (fetcher === undefined) return
  fetcher.timerArmed = false
  let nextUs = Infinity
  const comparing: FetcherPartition[] = []
  for (const partition of rowsOf(fetcher.partitions)) {
    if (partition.delayedUntilUs === 0) continue
    if (partition.delayedUntilUs > node.nowUs) nextUs = Math.min(nextUs, partition.delayedUntilUs)
    else {
      partition.delayedUntilUs = 0
      if (partition.asking === 'nothing') markChanged(fetcher, partition)
      else if (partition.asking === 'epochEnd') comparing.push(partition)
      else askLeaderOffsets(state, fetcher, partition, node)
    }
  }
  if (comparing.length > 0) askEpochEnds(state, fetcher, comparing, node)
  if (nextUs !== Infinity) armWakeUp(fetcher, nextUs - node.nowUs, node)
  sendFetch(state, fetcher, node)
}

function sendFetch(state: BrokerState, fetcher: ReplicaFetcher, node: NodeContext): void {
  if (fetcher.correlationId !== -1 || sizeOfSlotMap(fetcher.partitions) === 0) return
  if (fetcher.notBeforeUs > node.nowUs) return armWakeUp(fetcher, fetcher.notBeforeUs - node.nowUs, node)
  const partitions = askForChanged(state, fetcher, node)
  if (partitions.length === 0 && !isWorthARequest(fetcher)) return
  const { config } = state
  // A session ends with its connection, so only a new one may have to be connected for.
  if (fetcher.sessionId === 0) openConnection(fetcher.client, fetcher.leaderNode)
  const request: FetchRequest = {
    type: 'FetchRequest',
    correlationId: fetcher.client.nextCorrelationId++,
    clientId: fetcher.client.clientId,
    replicaId: state.brokerId,
    replicaEpoch: state.lifecycle.brokerEpoch,
    maxWaitMs: config.replicaFetchWaitMaxMs,
    minBytes: config.replicaFetchMinBytes,
    maxBytes: config.replicaFetchResponseMaxBytes,
    isolationLevel: 'read_uncommitted',
    sessionId: fetcher.sessionId,
    sessionEpoch: fetcher.sessionEpoch,
    partitions,
    forgotten: fetcher.forgotten.length === 0 ? NONE_FORGOTTEN : fetcher.forgotten,
  }
  if (fetcher.forgotten.length > 0) fetcher.forgotten = []
  fetcher.correlationId = request.correlationId
  fetcher.sentAtUs = node.nowUs
  sendFetchRequest(node, fetcher.leaderNode, request)
}

/**
 * A new session that would hold nothing is not, and one that holds nothing any more would be answered at once, again and
 * again; one of the wake-ups will have something. Counterpart in Kafka: RemoteLeaderEndPoint.buildFetch.
 */
function isWorthARequest(fetcher: ReplicaFetcher): boolean {
  if (fetcher.sessionId === 0) return false
  if (fetcher.forgotten.length > 0) return true
  for (const partition of rowsOf(fetcher.partitions)) if (partition.inSession) return true
  return false
}

/** Empties the list of what changed, in place: it is filled again with the next answer. */
function askForChanged(state: BrokerState, fetcher: ReplicaFetcher, node: NodeContext): readonly FetchPartition[] {
  const { changed } = fetcher
  let partitions: FetchPartition[] | null = null
  for (let i = 0; i < changed.length; i++) {
    const asked = fetcher.partitions.rows[changed[i] as number]
    if (asked == null) continue
    if (followerHoldsBack(state, asked.topicPartition, asked.caughtUp === true, node)) {
      // It leaves the session: the leader must not send what was not asked for.
      asked.changed = false
      delayPartition(state, fetcher, asked, node)
      continue
    }
    if (partitions === null) partitions = [askFor(state, asked)]
    else partitions.push(askFor(state, asked))
  }
  while (changed.length > 0) changed.pop()
  return partitions ?? NONE_ASKED
}

function askFor(state: BrokerState, asked: FetcherPartition): FetchPartition {
  asked.changed = false
  asked.inSession = true
  const log = (state.partitions.rows[asked.replicaSlot] as Partition).log
  asked.sentLogStartOffset = log.logStartOffset
  return {
    topicPartition: asked.topicPartition,
    topicId: asked.topicId,
    currentLeaderEpoch: asked.leaderEpoch,
    fetchOffset: asked.fetchOffset,
    lastFetchedEpoch: latestEpoch(log.leaderEpochs),
    logStartOffset: log.logStartOffset,
    maxBytes: state.config.replicaFetchMaxBytes,
    slot: asked.slot,
  }
}

/** True if the response was a fetcher's. */
export function onFetchResponse(state: BrokerState, response: FetchResponse, node: NodeContext): boolean {
  for (const fetcher of state.fetchers.values()) {
    if (fetcher.correlationId !== response.correlationId) continue
    fetcher.correlationId = -1
    if (response.errorCode === 'NONE') {
      fetcher.sessionId = response.sessionId
      fetcher.sessionEpoch = nextSessionEpoch(fetcher.sessionEpoch)
      const rows = response.partitions
      for (let i = 0; i < rows.length; i++) processRow(state, fetcher, rows[i] as FetchPartitionResponse, node)
    } else resetSession(fetcher)
    sendFetch(state, fetcher, node)
    return true
  }
  return false
}

function processRow(state: BrokerState, fetcher: ReplicaFetcher, row: FetchPartitionResponse, node: NodeContext): void {
  const asked = rowLikelyAt(fetcher.partitions, row.slot, row.topicPartition)
  const partition = asked === undefined ? null : state.partitions.rows[asked.replicaSlot]
  // Not asked any more, or asked anew for a later epoch while this answer was on its way.
  if (asked === undefined || !asked.inSession || partition == null) return
  if (partition.role !== 'follower' || partition.leaderEpoch !== asked.leaderEpoch) return
  if (row.errorCode !== 'NONE') return onError(state, fetcher, asked, row.errorCode, node)
  if (row.divergingEpoch !== null) {
    truncateOnDivergence(state, partition, row.divergingEpoch, node)
    // Perhaps only the epoch of the last record is another now; the leader has to hear that too.
    asked.sentLogStartOffset = -1
  } else if (!appendFetched(state, partition, row, node)) return dropPartition(fetcher, asked)
  if (isThrottled(state, 'follower', row.topicPartition)) {
    asked.caughtUp = row.highWatermark <= partition.log.logEndOffset
    recordThrottled(state, 'follower', bytesOf(row), node.nowMs)
  }
  if (asked.fetchOffset === partition.log.logEndOffset && asked.sentLogStartOffset === partition.log.logStartOffset)
    return
  asked.fetchOffset = partition.log.logEndOffset
  markChanged(fetcher, asked)
}

function onError(
  state: BrokerState,
  fetcher: ReplicaFetcher,
  asked: FetcherPartition,
  errorCode: ErrorCode,
  node: NodeContext,
): void {
  if (errorCode === 'OFFSET_OUT_OF_RANGE') {
    leaveSession(fetcher, asked)
    asked.asking = 'latest'
    return askLeaderOffsets(state, fetcher, asked, node)
  }
  if (errorCode === 'FENCED_LEADER_EPOCH') {
    // There is a newer epoch, and the metadata log will bring it; until then there is nothing to ask.
    return dropPartition(fetcher, asked)
  }
  delayPartition(state, fetcher, asked, node)
}

/** Both ends of the leader's log are known again: go on at `fetchOffset`. */
export function resumeAt(
  state: BrokerState,
  fetcher: ReplicaFetcher,
  asked: FetcherPartition,
  fetchOffset: number,
  node: NodeContext,
): void {
  asked.asking = 'nothing'
  asked.fetchOffset = fetchOffset
  markChanged(fetcher, asked)
  sendFetch(state, fetcher, node)
}

function resetSession(fetcher: ReplicaFetcher): void {
  fetcher.sessionId = 0
  fetcher.sessionEpoch = 0
  fetcher.forgotten = []
  for (const partition of rowsOf(fetcher.partitions)) {
    partition.inSession = false
    if (partition.delayedUntilUs === 0 && partition.asking === 'nothing') markChanged(fetcher, partition)
  }
}

/** The connection to the leader broke, or its answer did not come in time: everything waits for the backoff. */
export function failFetcher(state: BrokerState, fetcher: ReplicaFetcher, node: NodeContext): void {
  fetcher.correlationId = -1
  resetSession(fetcher)
  const delayUs = state.config.replicaFetchBackoffMs * 1_000
  fetcher.notBeforeUs = node.nowUs + delayUs
  armWakeUp(fetcher, delayUs, node)
}

/** Fetches that have been without an answer for replica.socket.timeout.ms are given up. */
export function expireFetches(state: BrokerState, node: NodeContext): void {
  const timeoutUs = state.config.replicaSocketTimeoutMs * 1_000
  for (const fetcher of state.fetchers.values()) {
    if (fetcher.correlationId !== -1 && node.nowUs - fetcher.sentAtUs >= timeoutUs) failFetcher(state, fetcher, node)
  }
}
