import type { NodeContext } from '../../engine/node-context.ts'
import type { Happening } from '../happenings.ts'

/** Reports a happening of Kafka's own list. */
export function tell(node: NodeContext, happening: Happening): void {
  node.report(happening)
}
