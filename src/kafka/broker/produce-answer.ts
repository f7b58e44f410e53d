/** How a produce request is answered, and what a quota makes of it: who exceeds it is read nothing from for a while. */
import type { NodeContext, NodeId, Timer } from '../../engine/node-context.ts'
import { type ProducePartitionResponse, type ProduceRequest, sizeOfProduceRequest } from '../protocol/produce.ts'
import { sendProduceResponse } from '../protocol/send-message.ts'
import type { BrokerState } from './broker-state.ts'
import { hasClientQuotas, recordAndThrottle } from './client-quotas.ts'
import type { ProducerConnection } from './producer-connection.ts'
import type { CountedBytes } from './quota-sensor.ts'

export interface AskedToProduce {
  readonly from: NodeId
  readonly correlationId: number
  readonly counted?: CountedBytes
}

export interface ThrottledChannel extends Timer {
  readonly type: 'ThrottledChannel'
  readonly from: NodeId
}

const LENGTH_BYTES = 4

/** What a request is answered by, and, where somebody has a quota, how many bytes it counts for. */
export function askedBy(state: BrokerState, request: ProduceRequest, from: NodeId): AskedToProduce {
  const { correlationId } = request
  const counted = countedOf(state, request)
  return counted === undefined ? { from, correlationId } : { from, correlationId, counted }
}

/** Undefined: nobody has a quota. */
export function countedOf(state: BrokerState, request: ProduceRequest): CountedBytes | undefined {
  if (!hasClientQuotas(state)) return undefined
  return { clientId: request.clientId, bytes: sizeOfProduceRequest(request) - LENGTH_BYTES }
}

/** Nothing that follows on this connection is looked at before the request in hand is answered. */
export function mute(
  state: BrokerState,
  from: NodeId,
  known: ProducerConnection | undefined = state.producerConnections.get(from),
): ProducerConnection {
  const connection = known ?? { muted: true, behind: [] }
  connection.muted = true
  if (known === undefined) state.producerConnections.set(from, connection)
  return connection
}

/** True: the client's quota is exceeded, and its connection stays muted until `onThrottleDone`. */
export function answerProduce(
  state: BrokerState,
  { from, correlationId, counted }: AskedToProduce,
  partitions: readonly ProducePartitionResponse[],
  node: NodeContext,
): boolean {
  const throttleTimeMs = throttle(state, from, counted, node)
  const response = { type: 'ProduceResponse' as const, correlationId, partitions }
  sendProduceResponse(node, from, throttleTimeMs === 0 ? response : { ...response, throttleTimeMs })
  return throttleTimeMs > 0
}

/** Milliseconds; 0: nothing is held up. */
export function throttle(
  state: BrokerState,
  from: NodeId,
  counted: CountedBytes | undefined,
  node: NodeContext,
): number {
  if (counted === undefined) return 0
  const throttleMs = recordAndThrottle(state, 'produce', counted, node)
  if (throttleMs === 0) return 0
  mute(state, from).throttledUntilUs = node.nowUs + throttleMs * 1_000
  const timer: ThrottledChannel = { type: 'ThrottledChannel', from }
  node.setTimer(throttleMs * 1_000, timer)
  return throttleMs
}

/** Whether the time is over; a timer of a connection that is gone finds another one, or none. */
export function endThrottle(state: BrokerState, from: NodeId, node: NodeContext): boolean {
  const connection = state.producerConnections.get(from)
  if (connection?.throttledUntilUs === undefined || connection.throttledUntilUs > node.nowUs) return false
  delete connection.throttledUntilUs
  return true
}
