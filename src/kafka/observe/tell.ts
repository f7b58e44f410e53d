import type { NodeContext } from '../../engine/node-context.ts'
import type { Happening } from './happenings.ts'

/** Reports a happening of Kafka's own list. Returns the id under which it may be named as a cause. */
export function tell(node: NodeContext, happening: Happening, causedBy?: number): number {
  return node.report(happening, causedBy)
}
