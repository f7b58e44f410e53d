import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import { type Request, type Response, sizeOf } from './apis.ts'
import { type FetchRequest, type FetchResponse, sizeOfFetchRequest, sizeOfFetchResponse } from './fetch.ts'
import { type ProduceResponse, sizeOfProduceResponse } from './produce.ts'

/** Puts a message of the protocol on the wire. How long it takes on a slow link follows from its fields. */
export function sendMessage(node: NodeContext, to: NodeId, message: Request | Response): void {
  node.send(to, message, sizeOf(message))
}

// The messages of every record. Whoever knows which one it sends need not have its type looked at: `sizeOf` meets all
// there are, and to V8 a field of a thing of any shape is a search.

export function sendFetchRequest(node: NodeContext, to: NodeId, request: FetchRequest): void {
  node.send(to, request, sizeOfFetchRequest(request))
}

export function sendFetchResponse(node: NodeContext, to: NodeId, response: FetchResponse): void {
  node.send(to, response, sizeOfFetchResponse(response))
}

/** The same where the way was kept when the request came in (`NodeContext.replyPath`). */
export function sendBackFetchResponse(node: NodeContext, replyPath: number, response: FetchResponse): void {
  node.sendBack(replyPath, response, sizeOfFetchResponse(response))
}

export function sendProduceResponse(node: NodeContext, to: NodeId, response: ProduceResponse): void {
  node.send(to, response, sizeOfProduceResponse(response))
}
