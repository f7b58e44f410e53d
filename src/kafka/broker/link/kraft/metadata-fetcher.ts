/**
 * Counterpart in Kafka: the Raft client of a broker, which is an observer. Fetches the metadata log from the active
 * controller, and finds out with it who that is.
 */
import type { NodeContext } from '../../../../engine/node-context.ts'
import { controllerNode } from '../../../common/addresses.ts'
import { canSendTo, openConnection, sendRequest } from '../../../network/network-client.ts'
import type { FetchMetadataResponse } from '../../../protocol/fetch-metadata.ts'
import type { BrokerState } from '../../broker-state.ts'
import { register, tellReady } from './broker-lifecycle.ts'
import { kraftOf } from './kraft-state.ts'
import { loadSnapshot, publishCommitted, truncatePending } from './metadata-loader.ts'

const MAX_WAIT_MS = 500
const REQUEST_TIMEOUT_MS = 2_000
const RETRY_US = 20_000

/** Also the `MetadataFetchRetry` timer. */
export function fetchMetadata(state: BrokerState, node: NodeContext): void {
  const controllerId = nextController(state)
  const to = controllerNode(controllerId)
  const { loader, raft } = kraftOf(state)
  if (!canSendTo(raft, to, node.nowUs)) {
    forgetController(state, controllerId)
    return retryLater(node)
  }
  const { metadata, brokerId } = state
  const last = loader.pending[loader.pending.length - 1]
  openConnection(raft, to)
  sendRequest(
    raft,
    to,
    {
      type: 'FetchMetadataRequest',
      replicaId: brokerId,
      voter: false,
      currentLeaderEpoch: loader.leaderEpoch,
      fetchOffset: (last?.offset ?? metadata.offset) + 1,
      lastFetchedEpoch: last?.epoch ?? metadata.epoch,
      maxWaitMs: MAX_WAIT_MS,
    },
    { type: 'metadata', controllerId },
    MAX_WAIT_MS + REQUEST_TIMEOUT_MS,
    node,
  )
}

/** The one thought to lead, else one after the other. */
function nextController(state: BrokerState): number {
  const { lifecycle, controllers } = kraftOf(state)
  if (lifecycle.controllerId !== -1) return lifecycle.controllerId
  lifecycle.controllerIndex = (lifecycle.controllerIndex + 1) % controllers.length
  return controllers[lifecycle.controllerIndex] as number
}

function forgetController(state: BrokerState, controllerId: number): void {
  const { lifecycle } = kraftOf(state)
  if (lifecycle.controllerId === controllerId) lifecycle.controllerId = -1
}

function retryLater(node: NodeContext): void {
  node.setTimer(RETRY_US, { type: 'MetadataFetchRetry', periodic: true })
}

/** `response` is null when the connection broke or the time was over. */
export function onMetadataResponse(
  state: BrokerState,
  controllerId: number,
  response: FetchMetadataResponse | null,
  node: NodeContext,
): void {
  if (response === null) {
    forgetController(state, controllerId)
    return retryLater(node)
  }
  const { loader, lifecycle } = kraftOf(state)
  if (response.leaderEpoch > loader.leaderEpoch) loader.leaderEpoch = response.leaderEpoch
  if (response.errorCode !== 'NONE') {
    // A standby names the leader, if it knows one; itself it cannot be.
    lifecycle.controllerId = response.leaderId === controllerId ? -1 : response.leaderId
    return retryLater(node)
  }
  lifecycle.controllerId = controllerId
  if (response.snapshot === true) loadSnapshot(state, response.entries, node)
  else if (response.divergingEpoch !== null) truncatePending(state, response.divergingEpoch.endOffset)
  else loader.pending.push(...response.entries)
  if (response.highWatermark > loader.highWatermark) loader.highWatermark = response.highWatermark
  if (publishCommitted(state, node)) tellReady(state, node)
  // The first answer of an active controller: now it is known where to register.
  if (state.lifecycle.state === 'recovered') register(state, node)
  fetchMetadata(state, node)
}
