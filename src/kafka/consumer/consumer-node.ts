import type { NodeBehavior } from '../../engine/node-context.ts'

/** Not there yet. */
export const consumerBehavior: NodeBehavior<null> = {
  start: () => null,
  onMessage() {},
  onTimer() {},
  onDisconnect() {},
  onCommand(_state, _command, node) {
    node.exit()
  },
  survive: () => null,
}
