import type { NodeContext } from '../../engine/node-context.ts'
import type { Happening } from './happenings.ts'

/** Reports a happening of Kafka's own list. Returns the id under which it may be named as a cause. */
export function tell(node: NodeContext, happening: Happening, causedBy?: number): number {
  return node.report(happening, causedBy)
}

/** A process that has ended in good order says so, and is gone. */
export function exitInOrder(node: NodeContext): void {
  tell(node, { type: 'NodeStopped', node: node.nodeId })
  node.exit()
}
