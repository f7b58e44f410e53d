/** A tool that Kafka ships and this simulator does not have: said in one line, with the shell's code for "not found". */
import type { Program } from '../program.ts'
import { replayedTool } from '../replayed-tool.ts'

/** What helps instead, where something does. */
const INSTEAD: Readonly<Record<string, string>> = {
  'kafka-server-start.sh': ' Brokers run already; start one again with :restart broker-1.',
  'kafka-server-stop.sh': ' Stop a broker with :stop broker-1.',
}

export function missingTool(name: string): Program {
  return replayedTool((context) => {
    context.printError(`${name}: this simulator does not have this tool of Kafka yet.${INSTEAD[name] ?? ''}\n`)
    context.exit(127)
  })
}
