/** All that a terminal needs of the engine: the shell, the tools and their options. A file of its own in the build. */
import './rule-side.ts'

export { readCommand } from '../cli/command-reading/read-command.ts'
export { complete } from '../cli/complete.ts'
export { addTerminalRows, clientsInTerminals } from '../cli/terminal-image.ts'
export { workstationBehavior } from '../cli/workstation.ts'
