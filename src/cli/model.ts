/** The whole simulator with its shell and tools, for programs in Node, tests and whoever needs it all at once. */
import { simulatorModelOf } from './simulator-model.ts'
import { workstationBehavior } from './workstation.ts'

export { refuse, workstationOf } from './simulator-model.ts'

export const simulatorModel = simulatorModelOf(workstationBehavior)
