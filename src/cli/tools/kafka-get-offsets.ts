/** Counterpart in Kafka: org.apache.kafka.tools.GetOffsetShell. */

import { splitTopicPartition, type TopicPartition } from '../../kafka/common/topic-partition.ts'
import { titleOf } from '../java-errors.ts'
import { type CheckedTool, checkRequired } from '../options/checks.ts'
import type { ParsedOptions } from '../options/jopt.ts'
import { replayedTool, type ToolContext } from '../replayed-tool.ts'
import { compileExpression } from '../shell/regular-expression.ts'
import { connectAdmin } from './admin-connection.ts'
import { listTopics, partitionsOf } from './cluster-calls.ts'
import { javaMain, openTool } from './java-main.ts'
import { type ListedOffset, listOffsets } from './list-offsets.ts'

const FRAME = 'org.apache.kafka.tools.GetOffsetShell.main(GetOffsetShell.java)'

export const kafkaGetOffsets = replayedTool((context) =>
  javaMain(context, FRAME, () => run(context), 'stderr', 'Error occurred: '),
)

const TIMES: Readonly<Record<string, number>> = {
  latest: -1,
  earliest: -2,
  'max-timestamp': -3,
  'earliest-local': -4,
  'latest-tiered': -5,
  'earliest-pending-upload': -6,
}

/** Special timestamps below this one ask for tiered storage. */
const FIRST_TIERED = -4

function run(context: ToolContext): void {
  const tool = openTool(context, 'An interactive shell for getting topic-partition offsets.')
  const { options } = tool
  checkRequired(tool, 'bootstrap-server')
  const filter = filterOf(tool, context)
  const timestamp = timestampOf(options.value('time') ?? 'latest', context)
  const { apiTimeoutMs } = connectAdmin(context, options.value('bootstrap-server') ?? '', options, {
    clientId: 'GetOffsetShell',
  })
  const topics = listTopics(context).filter((topic) => !(options.has('exclude-internal-topics') && topic.isInternal))
  const partitions = topics.flatMap(partitionsOf).filter(filter)
  if (partitions.length === 0) return fail(context, 'Could not match any topic-partitions with the specified filters')
  // Nothing is tiered here, so nothing answers for what is.
  const listed = timestamp < FIRST_TIERED ? new Map() : listOffsets(partitions, timestamp, apiTimeoutMs, context)
  for (const each of [...partitions].sort((a, b) => (a < b ? -1 : 1))) print(each, listed.get(each), context)
}

function print(name: TopicPartition, listed: ListedOffset | undefined, context: ToolContext): void {
  if (listed === undefined) return
  if ('error' in listed)
    return context.printError(
      `Skip getting offsets for topic-partition ${name} due to error: ${titleOf(listed.error)}\n`,
    )
  const { topic, partition } = splitTopicPartition(name)
  if (listed.offset >= 0) context.print(`${topic}:${partition}:${listed.offset}\n`)
}

function fail(context: ToolContext, message: string): never {
  context.printError(`Error occurred: ${message}\n`)
  return context.exit(1)
}

function timestampOf(text: string, context: ToolContext): number {
  const named = Object.hasOwn(TIMES, text) ? TIMES[text] : undefined
  if (named !== undefined) return named
  if (/^[-+]?\d{1,18}$/.test(text)) return Number(text)
  return fail(
    context,
    `Malformed time argument ${text}. Please use -1 or latest / -2 or earliest / -3 or max-timestamp / -4 or earliest-local / -5 or latest-tiered / -6 or earliest-pending-upload, or a specified long format timestamp`,
  )
}

type Filter = (topicPartition: TopicPartition) => boolean

function filterOf({ options }: CheckedTool, context: ToolContext): Filter {
  if (!options.has('topic-partitions')) return byTopicAndPartitions(options, context)
  if (options.has('topic') || options.has('partitions'))
    return fail(context, '--topic-partitions cannot be used with --topic or --partitions')
  const rules = (options.value('topic-partitions') ?? '').split(',').map((rule) => ruleOf(rule, context))
  return (each) => rules.some((rule) => rule(each))
}

function byTopicAndPartitions(options: ParsedOptions, context: ToolContext): Filter {
  const topic = matcher(options.value('topic') ?? '.*', context)
  const text = options.value('partitions')
  if (text !== null && !/^\d+(,\d+)*$/.test(text))
    return fail(context, `--partitions expects a comma separated list of numeric partition ids, but received: ${text}`)
  const partitions = text === null ? null : new Set(text.split(',').map(Number))
  return (each) => {
    const parts = splitTopicPartition(each)
    return topic(parts.topic) && (partitions === null || partitions.has(parts.partition))
  }
}

/** `topic`, `topic:3`, `topic:0-3` (without the last), `topic:3-`, `topic:-3`, the topic being an expression. */
function ruleOf(text: string, context: ToolContext): Filter {
  const match = /^([^:]*)(?::(\d*)(-)?(\d*))?$/.exec(text.trim())
  if (match === null) return fail(context, `Invalid rule specification: ${text}`)
  const [, name = '', from = '', dash, to = ''] = match
  const topic = matcher(name === '' ? '.*' : name, context)
  const low = from === '' ? 0 : Number(from)
  const high =
    dash === undefined
      ? from === ''
        ? Number.POSITIVE_INFINITY
        : low + 1
      : to === ''
        ? Number.POSITIVE_INFINITY
        : Number(to)
  return (each) => {
    const parts = splitTopicPartition(each)
    return topic(parts.topic) && parts.partition >= low && parts.partition < high
  }
}

function matcher(expression: string, context: ToolContext): (name: string) => boolean {
  try {
    const compiled = compileExpression(`^(?:${expression})$`)
    return (name) => compiled.test(name)
  } catch {
    return fail(context, `${expression} is an invalid regex.`)
  }
}
