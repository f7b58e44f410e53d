import { report, type World } from '../../engine/world.ts'
import type { Happening } from '../observe/happenings.ts'

/** Tells people what a command does. Whatever the command sets off has this as its cause, so it goes first. */
export function tell(world: World, nodeId: string, happening: Happening): void {
  report(world, nodeId, happening, world.runningCause)
}
