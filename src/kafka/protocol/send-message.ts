import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import { type Request, type Response, sizeOf } from './apis.ts'

/** Puts a message of the protocol on the wire. How long it takes on a slow link follows from its fields. */
export function sendMessage(node: NodeContext, to: NodeId, message: Request | Response): void {
  node.send(to, message, sizeOf(message))
}
