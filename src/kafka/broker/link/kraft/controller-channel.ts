/**
 * Counterpart in Kafka: NodeToControllerChannelManager and NodeToControllerRequestThread. Requests to the active
 * controller, one at a time and in order. Who that is, the Raft client finds out (`metadata-fetcher.ts`); a channel keeps
 * to whom it has found until that one is gone or says that it is another, and then asks anew.
 */
import { assert } from '../../../../engine/assert.ts'
import type { NodeContext } from '../../../../engine/node-context.ts'
import { controllerNode } from '../../../common/addresses.ts'
import type { ErrorCode } from '../../../common/errors.ts'
import {
  canSendTo,
  failConnection,
  openConnection,
  sendRequest,
  type UnsentRequest,
} from '../../../network/network-client.ts'
import type { Response } from '../../../protocol/apis.ts'
import type { BrokerConfig } from '../../broker-config.ts'
import type { BrokerState } from '../../broker-state.ts'
import { type ChannelName, type ControllerChannel, type Errand, kraftOf, type QueuedRequest } from './kraft-state.ts'

/** How long until a channel looks again whether there is a controller. */
const LOOK_AGAIN_US = 100_000
const NEVER_US = Number.MAX_SAFE_INTEGER

/** How long a request may wait to be sent; null for ever. BrokerServer gives each channel a time of its own. */
function retryTimeoutMs(name: ChannelName, config: BrokerConfig): number | null {
  switch (name) {
    case 'heartbeat':
      // One that tells of an instant long past would cost the session (KAFKA-14392).
      return config.brokerHeartbeatIntervalMs
    case 'alterPartition':
    case 'assignments':
      return null
    case 'forwarding':
      return 60_000
  }
}

export function channelOf(state: BrokerState, name: ChannelName): ControllerChannel {
  const channel = kraftOf(state).channels[name]
  assert(channel !== undefined, 'only a broker with several log directories tells where replicas lie')
  return channel
}

/** Sent when what was sent before has been answered. The errand is done with the answer, or null if there was no time. */
export function sendToController(
  state: BrokerState,
  name: ChannelName,
  request: UnsentRequest,
  errand: Errand,
  node: NodeContext,
): void {
  const timeoutMs = retryTimeoutMs(name, state.config)
  const expiresAtUs = timeoutMs === null ? NEVER_US : node.nowUs + timeoutMs * 1_000
  channelOf(state, name).queue.push({ request, errand, expiresAtUs })
  sendNext(state, name, node)
}

/** Sends the first of those that wait, or sees to it that the channel is looked at when that may be done. */
export function sendNext(state: BrokerState, name: ChannelName, node: NodeContext): void {
  const { lifecycle } = kraftOf(state)
  const channel = channelOf(state, name)
  const next = channel.queue[0]
  if (channel.inFlight !== null || next === undefined) return
  if (channel.controllerId === -1) channel.controllerId = lifecycle.controllerId
  if (channel.controllerId === -1) return lookAgain(channel, name, LOOK_AGAIN_US, node)
  const to = controllerNode(channel.controllerId)
  if (!canSendTo(channel.client, to, node.nowUs)) {
    const untilUs = channel.client.backoff.get(to)?.untilUs ?? node.nowUs
    return lookAgain(channel, name, untilUs - node.nowUs, node)
  }
  channel.queue.shift()
  channel.inFlight = next
  openConnection(channel.client, to)
  const timeoutMs = Math.min(state.config.controllerSocketTimeoutMs, retryTimeoutMs(name, state.config) ?? NEVER_US)
  sendRequest(channel.client, to, next.request, { type: 'channel', name }, timeoutMs, node)
  assert(channel.client.inFlight.length === 1, 'a channel to the controller has one request in flight')
}

export interface ChannelTimer {
  readonly type: 'ControllerChannelTimer'
  readonly name: ChannelName
}

function lookAgain(channel: ControllerChannel, name: ChannelName, delayUs: number, node: NodeContext): void {
  if (channel.timerArmed) return
  channel.timerArmed = true
  node.setTimer(delayUs, { type: 'ControllerChannelTimer', name } as ChannelTimer)
}

/** Those that have waited too long, taken out of the queue. */
export function takeExpired(channel: ControllerChannel, nowUs: number): QueuedRequest[] {
  const expired = channel.queue.filter(({ expiresAtUs }) => expiresAtUs <= nowUs)
  if (expired.length > 0) channel.queue.splice(0, Infinity, ...channel.queue.filter((each) => !expired.includes(each)))
  return expired
}

/** The errand that is done; null if its request has to be sent again, to whoever is the active controller by then. */
export function takeAnswered(channel: ControllerChannel, response: Response | null, nowUs: number): Errand | null {
  const { inFlight, controllerId } = channel
  assert(inFlight !== null, 'what is answered was in flight')
  channel.inFlight = null
  if (response !== null && !saysNotController(response)) return inFlight.errand
  if (response !== null) failConnection(channel.client, controllerNode(controllerId), nowUs)
  channel.controllerId = -1
  channel.queue.unshift(inFlight)
  return null
}

/** Also of a single partition: a controller that has not heard of its epochs is not the active one any more. */
function saysNotController(response: Response): boolean {
  if (response.type === 'AlterPartitionResponse' && response.partitions.some(isNotController)) return true
  return 'errorCode' in response && isNotController(response)
}

function isNotController({ errorCode }: { readonly errorCode: ErrorCode }): boolean {
  return errorCode === 'NOT_CONTROLLER'
}
