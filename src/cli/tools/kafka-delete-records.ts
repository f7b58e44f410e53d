/** Counterpart in Kafka: org.apache.kafka.tools.DeleteRecordsCommand. */

import { needsMetadataRefresh } from '../../kafka/common/errors.ts'
import { inSizedTopicPartitionMapOrder, inTopicPartitionMapOrder } from '../../kafka/common/java-hash.ts'
import { shownPartition, topicPartition } from '../../kafka/common/topic-partition.ts'
import type { Profile } from '../../kafka/profile/profile.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { stackTrace, titleOf } from '../java-errors.ts'
import type { JsonNode } from '../json/jackson.ts'
import { asArray, asNumber, asObject, asText, fieldOf, parseJson } from '../json/json-value.ts'
import { type CheckedTool, checkHelpOrVersion, checkRequired } from '../options/checks.ts'
import { parseOptions } from '../options/jopt.ts'
import { replayedTool, type ToolContext } from '../replayed-tool.ts'
import { asJavaException, connectAdmin, readTextFile } from './admin-connection.ts'
import { dumpAndExit, frameOfMain, isScala } from './java-main.ts'
import { askLeaders, type LeaderCall } from './partition-leaders.ts'
import { commandFailed, operationFailed } from './tool-exceptions.ts'

export const kafkaDeleteRecords = replayedTool((context) => {
  try {
    run(context)
  } catch (error) {
    const failure = asJavaException(error)
    if (isScala(context.facts.className)) dumpAndExit(failure, context)
    context.printError(`${failure.message}\n${stackTrace(failure, frameOfMain(context))}\n`)
    context.exit(1)
  }
})

function run(context: ToolContext): void {
  const table = context.facts.optionTable
  const options = parseOptions(table, context.args)
  const tool: CheckedTool = { context, table, options }
  checkHelpOrVersion(tool, context)
  checkRequired(tool, 'bootstrap-server', 'offset-json-file')
  const { apiTimeoutMs } = connectAdmin(context, options.value('bootstrap-server') ?? '', options)
  const file = readTextFile(context, options.value('offset-json-file') ?? '')
  deleteRecords(parseOffsets(file, context.profile), apiTimeoutMs, context)
}

function parseOffsets(text: string, profile: Profile): Map<string, number> {
  const offsets = new Map<string, number>()
  const repeated = new Set<string>()
  for (const entry of entriesOf(text, profile)) {
    const fields = asObject(entry)
    const topic = asText(fieldOf(fields, 'topic'))
    const name = topicPartition(topic, asNumber(fieldOf(fields, 'partition'), 'Integer'))
    if (offsets.has(name)) repeated.add(name)
    offsets.set(name, asNumber(fieldOf(fields, 'offset'), 'Long'))
  }
  if (repeated.size > 0) {
    throw commandFailed(
      profile,
      `Offset json file contains duplicate topic partitions: ${[...repeated].map(shownPartition).join(',')}`,
    )
  }
  return offsets
}

function entriesOf(text: string, profile: Profile): readonly JsonNode[] {
  const failed = (message: string) => operationFailed(profile, message)
  const json = parseJson(text, profile)
  if (json === null) throw failed('The input string is not a valid JSON')
  const fields = asObject(json)
  const version = fields.get('version')
  const number = version === undefined ? 1 : asNumber(version, 'Integer')
  if (number !== 1) throw failed(`Not supported version field value ${number}`)
  const partitions = fields.get('partitions')
  if (partitions === undefined) throw failed('Missing partitions field')
  return asArray(partitions)
}

function deleteRecords(offsets: ReadonlyMap<string, number>, apiTimeoutMs: number, context: ToolContext): void {
  context.print('Executing records delete operation\n')
  const names = [...offsets.keys()]
  const call: LeaderCall<number> = {
    name: 'deleteRecords',
    api: 'DeleteRecords',
    waitsForTopics: toolsOf(context.profile.name).deleteRecords.waitsForTopics,
    isStale: needsMetadataRefresh,
    ask(brokerId, led, limits) {
      const partitions = led.map((name) => ({ topicPartition: name, offset: offsets.get(name) ?? -1 }))
      const response = context.call(
        {
          name: 'deleteRecords(api=DELETE_RECORDS)',
          target: { kind: 'broker', brokerId, isLookedUp: true },
          request: { type: 'DeleteRecordsRequest', timeoutMs: apiTimeoutMs, partitions },
          ...limits,
        },
        'DeleteRecordsResponse',
      )
      return response.partitions.map(({ topicPartition, errorCode, lowWatermark }) => ({
        topicPartition,
        errorCode,
        value: lowWatermark,
      }))
    },
  }
  const outcomes = askLeaders(names, call, apiTimeoutMs, context)
  context.print('Records delete operation completed:\n')
  for (const name of inOutcomeOrder(names, context)) {
    const outcome = outcomes.get(name)
    if (outcome === undefined) continue
    const shown = 'error' in outcome ? `error: ${titleOf(outcome.error)}` : `low_watermark: ${outcome.value}`
    context.print(`partition: ${shownPartition(name)}\t${shown}\n`)
  }
}

/** Later, Java's unmodifiable map has an order of its own in every process, and this one is as good as any. */
function inOutcomeOrder(names: readonly string[], { profile }: ToolContext): string[] {
  if (toolsOf(profile.name).deleteRecords.outcomes === 'unmodifiable') return inTopicPartitionMapOrder(names).reverse()
  return inSizedTopicPartitionMapOrder(names)
}
