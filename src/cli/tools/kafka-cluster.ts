/** Counterpart in Kafka: org.apache.kafka.tools.ClusterTool. */

import { brokerError, executionException, illegalArgument, JavaException, stackTrace } from '../java-errors.ts'
import type { ParsedArguments } from '../options/argparse.ts'
import { parseOrExit } from '../options/argparse-help.ts'
import { noticesOf } from '../options/renamed-options.ts'
import { logLine, replayedTool, type ToolContext } from '../replayed-tool.ts'
import { asFutureException, connectAdmin, propertiesOf, serversOf } from './admin-connection.ts'
import { describeCluster } from './cluster-calls.ts'
import { frameOfMain } from './java-main.ts'

export const kafkaCluster = replayedTool((context) => {
  const parsed = parseOrExit(context, { helpExitCode: 1 })
  try {
    run(parsed, context)
  } catch (error) {
    const failure = asFutureException(error)
    context.printError(`${failure.message}\n${stackTrace(failure, frameOfMain(context))}\n`)
    context.exit(1)
  }
})

function run(parsed: ParsedArguments, context: ToolContext): void {
  if (parsed.has('--config') && parsed.has('--command-config'))
    throw new JavaException(
      'net.sourceforge.argparse4j.inf.ArgumentParserException',
      '--config and --command-config cannot be specified together.',
    )
  if (parsed.has('--config')) context.print(noticesOf(context, ['config']))
  const properties = propertiesOf(context, parsed.value('--command-config') ?? parsed.value('--config'))
  const controllers = parsed.value('--bootstrap-controller')
  connectAdmin(context, serversOf(parsed.value('--bootstrap-server'), controllers), properties)
  if (parsed.command === 'cluster-id') return context.print(`Cluster ID: ${describeCluster(context).clusterId}\n`)
  if (parsed.command === 'unregister') return unregister(parsed.integer('--id') ?? -1, context)
  const includeFenced = parsed.has('--include-fenced-brokers')
  if (controllers === null) return listBrokers(includeFenced, context)
  if (includeFenced)
    throw illegalArgument('The option --include-fenced-brokers is only supported with --bootstrap-server option')
  listControllers(context)
}

function listBrokers(includeFenced: boolean, context: ToolContext): void {
  const { brokers } = describeCluster(context, includeFenced)
  const rows = brokers.map(({ id, host, port, rack, isFenced }) => [
    String(id),
    host,
    String(port),
    rack ?? 'null',
    isFenced ? 'fenced' : 'unfenced',
    'broker',
  ])
  print(['ID', 'HOST', 'PORT', 'RACK', 'STATE', 'ENDPOINT_TYPE'], rows, context)
}

function listControllers(context: ToolContext): void {
  const { brokers } = describeCluster(context)
  const rows = brokers.map(({ id, host, port, rack }) => [String(id), host, String(port), rack ?? 'null', 'controller'])
  print(['ID', 'HOST', 'PORT', 'RACK', 'ENDPOINT_TYPE'], rows, context)
}

function print(header: readonly string[], rows: readonly (readonly string[])[], context: ToolContext): void {
  const hostWidth = rows.reduce((widest, row) => Math.max(widest, row[1]?.length ?? 0), 4)
  const widths = [10, hostWidth, 10, 10, ...(header.length === 6 ? [10] : []), 15]
  for (const cells of [header, ...rows])
    context.print(`${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' ')}\n`)
}

function unregister(brokerId: number, context: ToolContext): void {
  const { errorCode, errorMessage } = context.call(
    { name: 'unregisterBroker', request: { type: 'UnregisterBrokerRequest', brokerId } },
    'UnregisterBrokerResponse',
  )
  if (errorCode === 'NONE') return context.print(`Broker ${brokerId} is no longer registered.\n`)
  const failure = brokerError(context.profile, errorCode, errorMessage)
  context.printError(
    logLine(
      context.wallClockMs,
      'ERROR',
      `[AdminClient clientId=adminclient-1] Unregister broker request for broker ID ${brokerId} failed: ${failure.message}`,
      'org.apache.kafka.clients.admin.KafkaAdminClient',
    ),
  )
  throw executionException(failure)
}
