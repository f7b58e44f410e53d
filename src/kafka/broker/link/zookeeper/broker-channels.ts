/**
 * Counterpart in Kafka: ControllerChannelManager and RequestSendThread. From the controller to each broker, itself included,
 * goes a queue: one request at a time, and again until it is answered or the broker is no more.
 */
import type { NodeContext, Timer } from '../../../../engine/node-context.ts'
import { endpointNode } from '../../../common/addresses.ts'
import type { ControllerTag, PushAnswer, UnsentPush } from '../../../controller/zookeeper/controller-host.ts'
import { canSendTo, openConnection, sendRequest } from '../../../network/network-client.ts'
import type { BrokerState } from '../../broker-state.ts'
import { type BrokerChannel, zookeeperLinkOf } from './zookeeper-link-state.ts'

/** RequestSendThread.backoff */
const RETRY_US = 100_000

export interface BrokerChannelRetry extends Timer {
  readonly type: 'BrokerChannelRetry'
  readonly brokerId: number
}

export function openChannel(
  state: BrokerState,
  { brokerId, host, port }: { readonly brokerId: number; readonly host: string; readonly port: number },
): void {
  const { channels } = zookeeperLinkOf(state)
  if (channels.has(brokerId)) return
  channels.set(brokerId, {
    brokerId,
    node: endpointNode(host, port),
    queue: [],
    ...{ inFlight: false, waiting: false },
  })
}

export function closeChannel(state: BrokerState, brokerId: number): void {
  const { channels, pushes } = zookeeperLinkOf(state)
  const channel = channels.get(brokerId)
  if (channel === undefined) return
  channels.delete(brokerId)
  // What is on its way there is answered to nobody.
  pushes.connections.delete(channel.node)
  const others = pushes.inFlight.filter(({ destination }) => destination !== channel.node)
  pushes.inFlight.splice(0, Number.POSITIVE_INFINITY, ...others)
}

export function closeAllChannels(state: BrokerState): void {
  for (const brokerId of [...zookeeperLinkOf(state).channels.keys()]) closeChannel(state, brokerId)
}

export function sendPush(
  state: BrokerState,
  brokerId: number,
  push: UnsentPush,
  tag: ControllerTag | null,
  node: NodeContext,
): void {
  const channel = zookeeperLinkOf(state).channels.get(brokerId)
  if (channel === undefined) return
  channel.queue.push({ push, tag })
  sendNext(state, channel, node)
}

function sendNext(state: BrokerState, channel: BrokerChannel, node: NodeContext): void {
  const next = channel.queue[0]
  if (channel.inFlight || channel.waiting || next === undefined) return
  const { pushes } = zookeeperLinkOf(state)
  if (!canSendTo(pushes, channel.node, node.nowUs)) return retryLater(channel, node)
  channel.inFlight = true
  openConnection(pushes, channel.node)
  const { brokerId } = channel
  sendRequest(pushes, channel.node, next.push, { type: 'push', brokerId }, state.config.controllerSocketTimeoutMs, node)
}

function retryLater(channel: BrokerChannel, node: NodeContext): void {
  channel.waiting = true
  const timer: BrokerChannelRetry = { type: 'BrokerChannelRetry', brokerId: channel.brokerId }
  node.setTimer(RETRY_US, timer)
}

/** What the answer is for, if somebody wants it; null too where the request has to go out again. */
export function takePushAnswer(
  state: BrokerState,
  brokerId: number,
  answer: PushAnswer | null,
  node: NodeContext,
): ControllerTag | null {
  const channel = zookeeperLinkOf(state).channels.get(brokerId)
  if (channel === undefined) return null
  channel.inFlight = false
  if (answer === null) {
    retryLater(channel, node)
    return null
  }
  const answered = channel.queue.shift()
  sendNext(state, channel, node)
  return answered?.tag ?? null
}

export function onChannelRetry(state: BrokerState, { brokerId }: BrokerChannelRetry, node: NodeContext): void {
  const channel = zookeeperLinkOf(state).channels.get(brokerId)
  if (channel === undefined) return
  channel.waiting = false
  sendNext(state, channel, node)
}
