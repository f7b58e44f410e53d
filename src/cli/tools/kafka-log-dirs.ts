/** Counterpart in Kafka: org.apache.kafka.tools.LogDirsCommand. */
import { inHashMapOrder, inTopicPartitionMapOrder } from '../../kafka/common/java-hash.ts'
import { splitTopicPartition } from '../../kafka/common/topic-partition.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { JavaException } from '../java-errors.ts'
import { checkRequired } from '../options/checks.ts'
import { replayedTool, type ToolContext } from '../replayed-tool.ts'
import { connectAdmin } from './admin-connection.ts'
import { describeCluster } from './cluster-calls.ts'
import { javaMain, openTool } from './java-main.ts'

/** Of a directory that has failed. */
const STORAGE_ERROR = 'org.apache.kafka.common.errors.KafkaStorageException'

export const kafkaLogDirs = replayedTool((context) => javaMain(context, () => run(context)))

function run(context: ToolContext): void {
  const tool = openTool(context)
  const { options } = tool
  checkRequired(tool, 'bootstrap-server', 'describe')
  const topics = listOf(options.value('topic-list'))
  const asked = listOf(options.value('broker-list')).map(brokerId)
  connectAdmin(context, options.value('bootstrap-server') ?? '', options, { clientId: 'log-dirs-tool' })
  const brokers = brokersToAsk(asked, context)
  context.print('Querying brokers for log directories information\n')
  const described = [...new Set(brokers)].map((broker) => ({ broker, logDirs: logDirsOf(broker, topics, context) }))
  context.print(`Received log directory information from brokers ${brokers.join(',')}\n`)
  context.print(`${JSON.stringify({ brokers: described, version: 1 })}\n`)
}

function brokersToAsk(asked: readonly number[], context: ToolContext): readonly number[] {
  const { looksForBrokers } = toolsOf(context.profile.name).logDirs
  if (asked.length > 0 && !looksForBrokers) return asked
  const existing = describeCluster(context).brokers.map((broker) => broker.id)
  const unknown = [...new Set(asked)].filter((id) => !existing.includes(id)).sort((a, b) => a - b)
  if (unknown.length > 0) {
    context.printError(
      `ERROR: The given brokers do not exist from --broker-list: ${unknown.join(',')}. Current existent brokers: ${existing.join(',')}\n`,
    )
    return context.exit(1)
  }
  return asked.length === 0 ? existing : [...new Set(asked)].sort((a, b) => a - b)
}

function brokerId(text: string): number {
  if (/^[+-]?\d+$/.test(text) && Math.abs(Number(text)) < 2_147_483_648) return Number(text)
  throw new JavaException('java.lang.NumberFormatException', `For input string: "${text}"`)
}

function listOf(text: string | null): string[] {
  return (text ?? '').split(',').filter((part) => part !== '')
}

/** The order of keys is that of Java's maps. */
function logDirsOf(brokerId: number, topics: readonly string[], context: ToolContext): object[] {
  const response = context.call(
    {
      name: 'describeLogDirs',
      target: { kind: 'broker', brokerId },
      request: { type: 'DescribeLogDirsRequest', topics: null },
    },
    'DescribeLogDirsResponse',
  )
  const byPath = new Map(response.logDirs.map((row) => [row.path, row]))
  return inHashMapOrder([...byPath.keys()], byPath.size).map((logDir) => {
    const replicas = new Map((byPath.get(logDir)?.replicas ?? []).map((replica) => [replica.topicPartition, replica]))
    const partitions = inTopicPartitionMapOrder([...replicas.keys()])
      .filter((each) => topics.length === 0 || topics.includes(splitTopicPartition(each).topic))
      .map((partition) => {
        const replica = replicas.get(partition)
        return { partition, size: replica?.size, offsetLag: replica?.offsetLag, isFuture: replica?.isFuture }
      })
    const failed = byPath.get(logDir)?.errorCode !== 'NONE'
    return { partitions, error: failed ? STORAGE_ERROR : null, logDir }
  })
}
