/** A tool that Kafka ships and this simulator does not have: said in one line, with the shell's code for "not found". */
import type { Program } from '../program.ts'
import { replayedTool } from '../replayed-tool.ts'

/** What helps instead, where something does. */
const INSTEAD: Readonly<Record<string, string>> = {
  'zookeeper-server-start.sh': ' ZooKeeper runs already; start a server again with :start zookeeper-1.',
  'zookeeper-server-stop.sh': ' Stop a server of ZooKeeper with :stop zookeeper-1.',
}

export function missingTool(name: string): Program {
  return replayedTool((context) => {
    context.printError(`${name}: this simulator does not have this tool of Kafka yet.${INSTEAD[name] ?? ''}\n`)
    context.exit(127)
  })
}
