import type { NodeBehavior } from '../../engine/node-context.ts'

/** Not there yet. */
export const javaClientsBehavior: NodeBehavior<null> = {
  start: () => null,
  onMessage() {},
  onTimer() {},
  onDisconnect() {},
  onCommand() {},
  survive: () => null,
}
