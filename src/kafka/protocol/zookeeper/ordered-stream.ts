/**
 * ZooKeeper relies on TCP: what is said on a connection arrives in order and whole, or the connection breaks. A cut that is
 * repaired soon would leave a gap in it here, which nothing but its number shows; whoever finds one takes the connection
 * for broken, as TCP would have it in the end.
 */
import type { NodeContext, NodeId } from '../../../engine/node-context.ts'
import type { ZooKeeperMessage } from './jute-sizes.ts'
import { sendZooKeeper } from './zookeeper-messages.ts'

/** Of one connection, as one end has it; its numbers begin anew with the connection. */
export interface OrderedStream {
  sent: number
  received: number
}

export function sendInOrder(node: NodeContext, to: NodeId, message: ZooKeeperMessage, stream: OrderedStream): void {
  stream.sent++
  const numbered: ZooKeeperMessage & { readonly sequence: number } = { ...message, sequence: stream.sent }
  sendZooKeeper(node, to, numbered)
}

/** False: something before it has been lost. */
export function isNextInOrder(stream: OrderedStream, message: object): boolean {
  const { sequence } = message as { readonly sequence?: number }
  if (sequence !== stream.received + 1) return false
  stream.received = sequence
  return true
}
