/** Counterpart in Kafka: org.apache.kafka.tools.DeleteRecordsCommand. */
import type { ErrorCode } from '../../kafka/common/errors.ts'
import { inTopicPartitionMapOrder } from '../../kafka/common/java-hash.ts'
import { shownPartition, splitTopicPartition, topicPartition } from '../../kafka/common/topic-partition.ts'
import { brokerError, JavaException, stackTrace, thrownByAdmin, titleOf } from '../java-errors.ts'
import type { JsonNode } from '../json/jackson.ts'
import { asArray, asNumber, asObject, asText, fieldOf, parseJson } from '../json/json-value.ts'
import { type CheckedTool, checkHelpOrVersion, checkRequired } from '../options/checks.ts'
import { parseOptions } from '../options/jopt.ts'
import { logLine, replayedTool, type ToolContext, ToolFailure } from '../replayed-tool.ts'
import { asJavaException, connectAdmin, readTextFile } from './admin-connection.ts'

const FRAME = 'org.apache.kafka.tools.DeleteRecordsCommand.main(DeleteRecordsCommand.java)'

export const kafkaDeleteRecords = replayedTool((context) => {
  try {
    run(context)
  } catch (error) {
    const failure = asJavaException(error)
    context.printError(`${failure.message}\n${stackTrace(failure, FRAME)}\n`)
    context.exit(1)
  }
})

function run(context: ToolContext): void {
  const table = context.optionTable
  const options = parseOptions(table, context.args)
  const tool: CheckedTool = { context, table, options }
  checkHelpOrVersion(
    tool,
    context,
    'This tool helps to delete records of the given partitions down to the specified offset.',
  )
  checkRequired(tool, 'bootstrap-server', 'offset-json-file')
  connectAdmin(context, options.value('bootstrap-server') ?? '', options)
  deleteRecords(parseOffsets(readTextFile(context, options.value('offset-json-file') ?? '')), context)
}

function parseOffsets(text: string): Map<string, number> {
  const offsets = new Map<string, number>()
  const repeated = new Set<string>()
  for (const entry of entriesOf(text)) {
    const fields = asObject(entry)
    const topic = asText(fieldOf(fields, 'topic'))
    const name = topicPartition(topic, asNumber(fieldOf(fields, 'partition'), 'Integer'))
    if (offsets.has(name)) repeated.add(name)
    offsets.set(name, asNumber(fieldOf(fields, 'offset'), 'Long'))
  }
  if (repeated.size > 0) {
    throw new JavaException(
      'org.apache.kafka.tools.AdminCommandFailedException',
      `Offset json file contains duplicate topic partitions: ${[...repeated].map(shownPartition).join(',')}`,
    )
  }
  return offsets
}

function entriesOf(text: string): readonly JsonNode[] {
  const failed = (message: string) => new JavaException('org.apache.kafka.tools.AdminOperationException', message)
  const json = parseJson(text)
  if (json === null) throw failed('The input string is not a valid JSON')
  const fields = asObject(json)
  const version = fields.get('version')
  const number = version === undefined ? 1 : asNumber(version, 'Integer')
  if (number !== 1) throw failed(`Not supported version field value ${number}`)
  const partitions = fields.get('partitions')
  if (partitions === undefined) throw failed('Missing partitions field')
  return asArray(partitions)
}

function deleteRecords(offsets: ReadonlyMap<string, number>, context: ToolContext): void {
  context.print('Executing records delete operation\n')
  const names = [...offsets.keys()]
  const topics = [...new Set(names.map((name) => splitTopicPartition(name).topic))]
  const outcomes = new Map<string, string>()
  // Each partition has a future of its own, and fails for itself.
  const orFail = (partitions: readonly string[], work: () => void) => {
    try {
      work()
    } catch (error) {
      if (!(error instanceof ToolFailure)) throw error
      for (const name of partitions) outcomes.set(name, `error: ${titleOf(thrownByAdmin(error.error))}`)
    }
  }
  const byLeader = new Map<number, string[]>()
  orFail(names, () => {
    const metadata = context.call(
      {
        name: 'deleteRecords(api=METADATA)',
        request: { type: 'MetadataRequest', topics, allowAutoTopicCreation: false },
      },
      'MetadataResponse',
    )
    for (const name of names) {
      const { topic, partition } = splitTopicPartition(name)
      const known = metadata.topics.find((each) => each.name === topic)?.partitions
      const leader = known?.find((each) => each.partition === partition)?.leaderId ?? -1
      if (leader === -1)
        outcomes.set(name, `error: ${titleOf(brokerError(context.profile, 'UNKNOWN_TOPIC_OR_PARTITION', null))}`)
      else byLeader.set(leader, [...(byLeader.get(leader) ?? []), name])
    }
  })
  for (const [brokerId, led] of [...byLeader].sort(([a], [b]) => a - b)) {
    orFail(led, () => {
      const partitions = led.map((name) => ({ topicPartition: name, offset: offsets.get(name) ?? -1 }))
      const response = context.call(
        {
          name: 'deleteRecords(api=DELETE_RECORDS)',
          target: { kind: 'broker', brokerId },
          request: { type: 'DeleteRecordsRequest', timeoutMs: 30_000, partitions },
        },
        'DeleteRecordsResponse',
      )
      for (const row of response.partitions) outcomes.set(row.topicPartition, outcomeOf(row, context))
    })
  }
  context.print('Records delete operation completed:\n')
  // Java's unmodifiable map has an order of its own in every process; this one is as good as any.
  for (const name of inTopicPartitionMapOrder(names).reverse())
    context.print(`partition: ${shownPartition(name)}\t${outcomes.get(name) ?? ''}\n`)
}

function outcomeOf(
  row: { readonly topicPartition: string; readonly errorCode: ErrorCode; readonly lowWatermark: number },
  context: ToolContext,
): string {
  if (row.errorCode === 'NONE') return `low_watermark: ${row.lowWatermark}`
  const message = `[AdminClient clientId=adminclient-1] DeleteRecords request for topic partition ${row.topicPartition} failed due to an unexpected error ${row.errorCode}`
  context.printError(
    logLine(context.wallClockMs, 'ERROR', message, 'org.apache.kafka.clients.admin.internals.DeleteRecordsHandler'),
  )
  return `error: ${titleOf(brokerError(context.profile, row.errorCode, null))}`
}
