/** Counterpart in Kafka: org.apache.kafka.tools.ClusterTool. */
import { JavaException, stackTrace } from '../java-errors.ts'
import type { ArgumentParser, ArgumentSpec } from '../options/argparse.ts'
import { parseOrExit } from '../options/argparse-help.ts'
import { logLine, replayedTool, type ToolContext } from '../replayed-tool.ts'
import { asFutureException, connectAdmin } from './admin-connection.ts'
import { brokersBehind } from './bootstrap-controller.ts'
import { describeCluster } from './cluster-calls.ts'

const SERVER: readonly ArgumentSpec[] = [
  { flags: ['-b', '--bootstrap-server'], exclusive: '!server' },
  { flags: ['-C', '--bootstrap-controller'], exclusive: '!server', help: 'Controllers to ask, host:port.' },
  { flags: ['--command-config'] },
  { flags: ['-c', '--config'], help: 'Old name of --command-config.' },
]

export const CLUSTER: ArgumentParser = {
  program: 'kafka-cluster',
  description: 'The Kafka cluster tool.',
  arguments: [],
  commands: {
    'cluster-id': SERVER,
    unregister: [...SERVER, { flags: ['-i', '--id'], type: 'Integer', required: true, help: 'Broker to forget.' }],
    'list-endpoints': [...SERVER, { flags: ['--include-fenced-brokers'], isFlag: true, help: 'Fenced brokers too.' }],
  },
}

const FRAME = 'org.apache.kafka.tools.ClusterTool.main(ClusterTool.java)'

export const kafkaCluster = replayedTool((context) => {
  const parsed = parseOrExit(CLUSTER, context)
  try {
    connectAdmin(context, parsed.value('--bootstrap-server') ?? brokersBehind(parsed.value('--bootstrap-controller')))
    if (parsed.command === 'cluster-id') context.print(`Cluster ID: ${describeCluster(context).clusterId}\n`)
    else if (parsed.command === 'unregister') unregister(parsed.integer('--id') ?? -1, context)
    else listEndpoints(parsed.has('--include-fenced-brokers'), context)
  } catch (error) {
    const failure = asFutureException(error)
    context.printError(`${failure.message}\n${stackTrace(failure, FRAME)}\n`)
    context.exit(1)
  }
})

function listEndpoints(includeFenced: boolean, context: ToolContext): void {
  const { brokers } = describeCluster(context, includeFenced)
  const width = brokers.reduce((widest, broker) => Math.max(widest, broker.host.length), 4)
  const line = (cells: readonly string[]) => {
    const widths = [10, width, 10, 10, 10, 15]
    return `${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' ')}\n`
  }
  context.print(line(['ID', 'HOST', 'PORT', 'RACK', 'STATE', 'ENDPOINT_TYPE']))
  for (const { id, host, port, rack, isFenced } of brokers) {
    context.print(line([String(id), host, String(port), rack ?? 'null', isFenced ? 'fenced' : 'unfenced', 'broker']))
  }
}

/** A broker that is there cannot be unregistered here yet; one that is not gives Kafka's own error. */
function unregister(id: number, context: ToolContext): void {
  if (describeCluster(context, true).brokers.some((broker) => broker.id === id)) {
    context.printError('This simulator has no UnregisterBroker request yet. To take a broker away, use :remove.\n')
    return context.exit(1)
  }
  const className = 'org.apache.kafka.common.errors.BrokerIdNotRegisteredException'
  const message = `Broker ID ${id} is not currently registered`
  context.printError(
    logLine(
      context.wallClockMs,
      'ERROR',
      `[AdminClient clientId=adminclient-1] Unregister broker request for broker ID ${id} failed: ${message}`,
      'org.apache.kafka.clients.admin.KafkaAdminClient',
    ),
  )
  const failure = new JavaException('java.util.concurrent.ExecutionException', `${className}: ${message}`, {
    causedBy: { className, message },
  })
  throw failure
}
