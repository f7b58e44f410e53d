/** Counterpart in Kafka: org.apache.kafka.tools.GetOffsetShell. */

import { inTopicPartitionMapOrder } from '../../kafka/common/java-hash.ts'
import { splitTopicPartition, type TopicPartition } from '../../kafka/common/topic-partition.ts'
import type { Profile } from '../../kafka/profile/profile.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { brokerError, JavaException, stackTrace, titleOf, wrapping } from '../java-errors.ts'
import { javaSplit } from '../java-split.ts'
import { addressOption, type CheckedTool, checkBootstrap, checkRequired } from '../options/checks.ts'
import { OptionError, type ParsedOptions } from '../options/jopt.ts'
import { Exited, replayedTool, type ToolContext } from '../replayed-tool.ts'
import { compileExpression } from '../shell/regular-expression.ts'
import { asFutureException, connectAdmin } from './admin-connection.ts'
import { logByHandler } from './admin-log.ts'
import { listTopics, partitionsOf } from './cluster-calls.ts'
import { frameOfMain, openTool } from './java-main.ts'
import { listOffsets } from './list-offsets.ts'
import type { LeaderAnswer } from './partition-leaders.ts'

export const kafkaGetOffsets = replayedTool((context) => {
  try {
    run(context)
  } catch (error) {
    if (error instanceof Exited) throw error
    const failure = asFutureException(error)
    fail(context, `${failure.message}\n${stackTrace(failure, frameOfMain(context))}`)
  }
})

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
/** Those below mean nothing to a broker. */
const LAST_SPECIAL = -6

/** What joptsimple finds in the line is told without a trace. */
function open(context: ToolContext): CheckedTool {
  try {
    return openTool(context)
  } catch (error) {
    if (error instanceof OptionError) fail(context, error.message)
    throw error
  }
}

function run(context: ToolContext): void {
  const tool = open(context)
  const { options } = tool
  checkRequired(tool, addressOption(tool))
  checkBootstrap(tool)
  const filter = filterOf(tool, context)
  const timestamp = timestampOf(options.value('time') ?? 'latest', context)
  const { apiTimeoutMs } = connectAdmin(context, options.value(addressOption(tool)) ?? '', options, {
    clientId: 'GetOffsetShell',
  })
  const topics = listTopics(context).filter((topic) => !(options.has('exclude-internal-topics') && topic.isInternal))
  const partitions = topics.flatMap(partitionsOf).filter(filter)
  if (partitions.length === 0) return fail(context, 'Could not match any topic-partitions with the specified filters')
  if (timestamp < LAST_SPECIAL) return skipAll(partitions, context)
  // Nothing is tiered here, so nothing answers for what is.
  const listed = timestamp < FIRST_TIERED ? new Map() : listOffsets(partitions, timestamp, apiTimeoutMs, context)
  for (const each of [...partitions].sort((a, b) => (a < b ? -1 : 1))) print(each, listed.get(each), context)
}

function print(name: TopicPartition, listed: LeaderAnswer<number> | undefined, context: ToolContext): void {
  if (listed === undefined) return
  if ('error' in listed)
    return context.printError(
      `Skip getting offsets for topic-partition ${name} due to error: ${titleOf(listed.error)}\n`,
    )
  const { topic, partition } = splitTopicPartition(name)
  if (listed.value >= 0) context.print(`${topic}:${partition}:${listed.value}\n`)
}

function skipAll(partitions: readonly TopicPartition[], context: ToolContext): void {
  const error = titleOf(brokerError(context.profile, 'UNSUPPORTED_VERSION', null))
  for (const each of inTopicPartitionMapOrder(partitions)) {
    const message = `ListOffsets request for topic partition ${each} failed due to an unexpected error UNSUPPORTED_VERSION`
    logByHandler('ListOffsetsHandler', message, context)
  }
  for (const each of partitions)
    context.printError(`Skip getting offsets for topic-partition ${each} due to error: ${error}\n`)
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
  const rules = javaSplit(options.value('topic-partitions') ?? '', ',').map((text) => ruleOf(text, context.profile))
  return (each) => rules.some((rule) => rule(each))
}

function byTopicAndPartitions(options: ParsedOptions, context: ToolContext): Filter {
  const topic = matcher(options.value('topic') ?? '.*')
  const text = options.value('partitions') || null
  if (text !== null && !javaSplit(text, ',').every((each) => isInteger(each)))
    return fail(context, `--partitions expects a comma separated list of numeric partition ids, but received: ${text}`)
  const partitions = text === null ? null : new Set(javaSplit(text, ',').map(Number))
  return (each) => {
    const parts = splitTopicPartition(each)
    return topic(parts.topic) && (partitions === null || partitions.has(parts.partition))
  }
}

function isInteger(text: string): boolean {
  return /^[+-]?\d+$/.test(text) && Math.abs(Number(text)) < 2_147_483_648
}

function integer(text: string): number {
  if (isInteger(text)) return Number(text)
  throw new JavaException('java.lang.NumberFormatException', `For input string: "${text}"`)
}

/** `topic`, `topic:3`, `topic:0-3` (without the last), `topic:3-`, `topic:-3`, the topic being an expression. */
function ruleOf(text: string, profile: Profile): Filter {
  const match = /^([^:,]*)(?::(?:(\d*)(-)?(\d*)))?$/.exec(text)
  if (match === null) {
    const terse = new JavaException(toolsOf(profile.name).exceptions.terse, `Invalid rule specification: ${text}`)
    throw wrapping('java.lang.RuntimeException', terse)
  }
  const [, name = '', from = '', dash, to = ''] = match
  const topic = matcher(name === '' ? '.*' : name)
  const low = from === '' ? 0 : integer(from)
  const beyond = dash === undefined && from !== '' ? low + 1 : Number.POSITIVE_INFINITY
  const high = to === '' ? beyond : integer(to)
  return (each) => {
    const parts = splitTopicPartition(each)
    return topic(parts.topic) && parts.partition >= low && parts.partition < high
  }
}

/** TopicFilter.IncludeList: a comma stands for `or`. */
function matcher(list: string): (name: string) => boolean {
  const expression = list
    .trim()
    .replaceAll(',', '|')
    .replaceAll(' ', '')
    .replace(/^["']+/, '')
    .replace(/["']+$/, '')
  try {
    const compiled = compileExpression(`^(?:${expression})$`)
    return (name) => compiled.test(name)
  } catch {
    throw new JavaException('java.lang.RuntimeException', `${expression} is an invalid regex.`)
  }
}
