/** Typed ways out of a controller: the kernel itself knows neither happenings nor responses by name. */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { Happening } from '../observe/happenings.ts'
import type { ControllerResponse } from '../protocol/messages.ts'

/** Returns the id under which it may be named as a cause. */
export function tell(node: NodeContext, happening: Happening, causedBy?: number): number {
  return node.report(happening, causedBy)
}

export function reply(node: NodeContext, to: NodeId, response: ControllerResponse, sizeBytes: number): void {
  node.send(to, response, sizeBytes)
}
