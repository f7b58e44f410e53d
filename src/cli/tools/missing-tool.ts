/** A tool that Kafka ships and this simulator does not have: said in one line, with the shell's code for "not found". */
import type { Program } from '../program.ts'
import { replayedTool } from '../replayed-tool.ts'

export function missingTool(name: string): Program {
  return replayedTool((context) => {
    context.printError(`${name}: this simulator does not have this tool of Kafka yet.\n`)
    context.exit(127)
  })
}
