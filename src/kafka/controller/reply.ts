/** The typed way out of a controller: the kernel itself knows no responses by name. */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { ControllerResponse } from '../protocol/messages.ts'
import { sendMessage } from '../protocol/send-message.ts'

export function reply(node: NodeContext, to: NodeId, response: ControllerResponse): void {
  sendMessage(node, to, response)
}
