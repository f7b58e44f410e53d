/** Tools that Kafka ships and this simulator does not have: said in one line, with the shell's code for "not found". */

import type { Program } from '../program.ts'
import { replayedTool } from '../replayed-tool.ts'

const MISSING = [
  'connect-distributed.sh',
  'connect-mirror-maker.sh',
  'connect-plugin-path.sh',
  'connect-standalone.sh',
  'kafka-client-metrics.sh',
  'kafka-console-share-consumer.sh',
  'kafka-consumer-perf-test.sh',
  'kafka-delegation-tokens.sh',
  'kafka-e2e-latency.sh',
  'kafka-jmx.sh',
  'kafka-metadata-shell.sh',
  'kafka-replica-verification.sh',
  'kafka-server-start.sh',
  'kafka-server-stop.sh',
  'kafka-share-groups.sh',
  'kafka-streams-application-reset.sh',
  'kafka-streams-groups.sh',
  'kafka-transactions.sh',
  'trogdor.sh',
]

/** What helps instead, where something does. */
const INSTEAD: Readonly<Record<string, string>> = {
  'kafka-server-start.sh': ' Brokers run already; start one again with :restart broker-1.',
  'kafka-server-stop.sh': ' Stop a broker with :stop broker-1.',
}

function missing(name: string): Program {
  return replayedTool((context) => {
    context.printError(`${name}: this simulator does not have this tool of Kafka yet.${INSTEAD[name] ?? ''}\n`)
    context.exit(127)
  })
}

export const notYet: Readonly<Record<string, Program>> = Object.fromEntries(
  MISSING.map((name) => [name, missing(name)]),
)
