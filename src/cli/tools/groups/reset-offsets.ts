import { classOfError } from '../../../kafka/common/java-classes.ts'
import { inHashMapOrder, inTopicPartitionMapOrder } from '../../../kafka/common/java-hash.ts'
import { splitTopicPartition, type TopicPartition, topicPartition } from '../../../kafka/common/topic-partition.ts'
import { toolsOf } from '../../../kafka/profile/tool-registry.ts'
import { EARLIEST_TIMESTAMP, LATEST_TIMESTAMP } from '../../../kafka/protocol/list-offsets.ts'
import { inScala212PartitionOrder } from '../../../kafka/znodes/scala-map-order.ts'
import { brokerError, executionException, illegalArgument, JavaException, wrapping } from '../../java-errors.ts'
import { javaSplit } from '../../java-split.ts'
import { type CheckedTool, usageError } from '../../options/checks.ts'
import type { ParsedOptions } from '../../options/jopt.ts'
import { logLine, type ToolContext } from '../../replayed-tool.ts'
import { logByHandler } from '../admin-log.ts'
import { parseDateTime, parseDuration } from '../date-time.ts'
import {
  committedOffsets,
  describeGroup,
  describeTopics,
  futureOf,
  groupsInScope,
  offsetsOf,
  resetsWithCare,
  rethrown,
  whileWaiting,
} from './group-calls.ts'
import { fromFile } from './reset-plan-file.ts'

export const SCENARIOS: readonly string[] = [
  'to-offset',
  'to-earliest',
  'to-current',
  'to-latest',
  'by-duration',
  'to-datetime',
  'from-file',
  'shift-by',
]

type Offsets = ReadonlyMap<TopicPartition, number>

/** `--reset-offsets`: a plan by one scenario, printed and, with `--execute`, committed for groups nobody is in. */
export function resetOffsets(tool: CheckedTool, context: ToolContext): void {
  const { options } = tool
  const plans: (readonly [group: string, plan: Offsets])[] = []
  const timeoutMs = timeoutOf(options)
  const groups = groupsInScope(options, context, timeoutMs)
  // The client's answer is a HashMap sized for the groups asked for; the plans then stand in one that grew.
  for (const groupId of inHashMapOrder(groups, groups.length)) {
    if (!isInactive(groupId, context, timeoutMs)) {
      plans.push([groupId, new Map()])
      continue
    }
    const asked = partitionsInScope(tool, groupId, context, timeoutMs)
    if (resetsWithCare(context)) checkPartitions(asked, context)
    const plan = clamp(planFor(tool, groupId, inPlanOrder(asked, context), context), options, context)
    if (options.has('execute') && plan.size > 0) commit(groupId, plan, context)
    plans.push([groupId, plan])
  }
  print(inGroupOrder(plans, context), options, context)
}

/** By versions whose plans are in a Scala map, as they were made, which is true of up to four. */
function inGroupOrder<Plan>(plans: readonly (readonly [string, Plan])[], { profile }: ToolContext) {
  if (toolsOf(profile.name).groupCommand.plans === 'scalaMap') return plans
  const order = inHashMapOrder(
    plans.map(([groupId]) => groupId),
    Math.max(12, plans.length),
  )
  return [...plans].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
}

function timeoutOf(options: ParsedOptions): number {
  return options.integer('timeout') ?? 30_000
}

/** A group that does not exist yet may be given offsets. */
function isInactive(groupId: string, context: ToolContext, timeoutMs: number): boolean {
  let state = 'Empty'
  const passedOn = resetsWithCare(context) ? rethrown : futureOf
  passedOn(() => {
    try {
      state = describeGroup(groupId, context, timeoutMs).groupState
    } catch (error) {
      if (!(error instanceof JavaException)) throw error
      const cause = error.causedBy
      if (cause === null || cause.className === classOfError('GroupIdNotFoundException')) return
      const { className, message, causedBy = null } = cause
      throw new JavaException(className, message, { causedBy, hasFrames: false })
    }
  })
  if (state === 'Empty' || state === 'Dead') return true
  context.print(
    `\nError: Assignments can only be reset if the group '${groupId}' is inactive, but the current state is ${state}.\n`,
  )
  return false
}

function partitionsInScope(
  tool: CheckedTool,
  groupId: string,
  context: ToolContext,
  timeoutMs: number,
): TopicPartition[] {
  const { options } = tool
  if (options.has('all-topics'))
    return inTopicPartitionMapOrder(committedOffsets(groupId, context, timeoutMs).map((row) => row.topicPartition))
  // A file says itself what it is about.
  if (!options.has('topic') && options.has('from-file')) return []
  if (!options.has('topic'))
    return usageError(tool, 'One of the reset scopes should be defined: --all-topics, --topic.')
  const named: TopicPartition[] = []
  const whole: string[] = []
  for (const text of options.values('topic')) {
    if (text.includes(':')) named.push(...partitionsNamed(tool, text, context))
    else whole.push(text)
  }
  if (whole.length === 0) return named
  const topics = describeTopics(whole, context)
  for (const topic of whole) {
    const known = topics.find((each) => each.name === topic && each.errorCode === 'NONE')
    if (known === undefined) throw resetsWithCare(context) ? unknownTopic() : executionException(unknownTopic())
    named.push(...known.partitions.map(({ partition }) => topicPartition(topic, partition)))
  }
  return named
}

/** `orders:0,2`. */
export function partitionsNamed(tool: CheckedTool, text: string, context: ToolContext): TopicPartition[] {
  if (!resetsWithCare(context)) return partitionsAsWritten(text)
  const parts = text.split(':').slice(0, text.endsWith(':') ? -1 : undefined)
  const [topic, partitions] = parts
  if (topic === undefined || partitions === undefined || parts.length !== 2)
    return usageError(tool, `Invalid topic arg '${text}', expected topic name and partitions`)
  const numbers = javaSplit(partitions, ',')
  const wrong = numbers.find((number) => !/^[+-]?\d{1,10}$/.test(number))
  if (wrong !== undefined) usageError(tool, `Invalid partition '${wrong}' specified in topic arg '${text}''`)
  const below = numbers.filter((number) => Number(number) < 0).map((number) => `${topic}-${Number(number)}`)
  if (below.length > 0) throw noSuchPartitions(below)
  return numbers.map((number) => topicPartition(topic, Number(number)))
}

function partitionsAsWritten(text: string): TopicPartition[] {
  const [topic = '', partitions] = javaSplit(text, ':')
  if (partitions === undefined) throw outOfBounds()
  return javaSplit(partitions, ',').map((number) => {
    if (/^[+-]?\d{1,10}$/.test(number)) return topicPartition(topic, Number(number))
    throw new JavaException('java.lang.NumberFormatException', `For input string: "${number}"`)
  })
}

function outOfBounds(): JavaException {
  return new JavaException('java.lang.ArrayIndexOutOfBoundsException', 'Index 1 out of bounds for length 1')
}

function noSuchPartitions(names: readonly string[]): JavaException {
  const message = `The partitions "${names.join(',')}" do not exist`
  return new JavaException(unknownTopic().className, message, { hasFrames: false })
}

function unknownTopic(): JavaException {
  const className = classOfError('UnknownTopicOrPartitionException')
  return new JavaException(className, 'This server does not host this topic-partition.', { hasFrames: false })
}

/** Counterpart: OffsetsUtils.checkAllTopicPartitionsValid, which asks the cluster twice. */
function checkPartitions(partitions: readonly TopicPartition[], context: ToolContext): void {
  if (partitions.length === 0) return
  const names = [...new Set(partitions.map((each) => splitTopicPartition(each).topic))]
  const known = describeTopics(names, context)
  if (known.some((topic) => topic.errorCode !== 'NONE')) throw whileWaiting(unknownTopic(), context)
  const isThere = new Set(
    known.flatMap(({ name, partitions: rows }) => rows.map((row) => topicPartition(name, row.partition))),
  )
  const missing = partitions.filter((each) => !isThere.has(each))
  if (missing.length > 0) throw noSuchPartitions(missing)
  const leaderless = describeTopics(names, context)
    .flatMap(({ name, partitions: rows }) =>
      rows.filter((row) => row.leaderId === -1).map((row) => topicPartition(name, row.partition)),
    )
    .filter((each) => partitions.includes(each))
  if (leaderless.length === 0) return
  const message = `The partitions "${leaderless.join(',')}" have no leader`
  throw new JavaException(classOfError('LeaderNotAvailableException'), message, { hasFrames: false })
}

function planFor(
  tool: CheckedTool,
  groupId: string,
  partitions: readonly TopicPartition[],
  context: ToolContext,
): Offsets {
  const { options } = tool
  if (options.has('to-earliest')) return offsetsOf(partitions, EARLIEST_TIMESTAMP, context, timeoutOf(options))
  if (options.has('to-latest')) return offsetsOf(partitions, LATEST_TIMESTAMP, context, timeoutOf(options))
  if (options.has('to-offset')) {
    const offset = options.integer('to-offset') ?? 0
    return new Map(partitions.map((each) => [each, offset]))
  }
  if (options.has('shift-by')) return shifted(tool, groupId, partitions, options.integer('shift-by') ?? 0, context)
  if (options.has('to-current')) return current(groupId, partitions, context, timeoutOf(options))
  if (options.has('to-datetime'))
    return atTime(partitions, dateTime(options.value('to-datetime') ?? '', context), context, timeoutOf(options))
  if (options.has('by-duration'))
    return atTime(
      partitions,
      instantBefore(context.wallClockMs, parseDuration(options.value('by-duration') ?? '')),
      context,
      timeoutOf(options),
    )
  if (options.has('from-file')) return fromFile(tool, groupId, context)
  return usageError(
    tool,
    `Option '[reset-offsets]' requires one of the following scenarios: ${toolsOf(context.profile.name).groupCommand.optionLists.scenarios}`,
  )
}

/** The tool passes a date that is none on as the cause of a RuntimeException, or as it is, by the version. */
function dateTime(text: string, context: ToolContext): number {
  if (!resetsWithCare(context)) {
    if (javaSplit(text, 'T').length < 2) throw outOfBounds()
    return parseDateTime(text, 'lenient')
  }
  try {
    return parseDateTime(text)
  } catch (error) {
    if (!(error instanceof JavaException)) throw error
    throw wrapping('java.lang.RuntimeException', error)
  }
}

function committedBy(groupId: string, context: ToolContext): Offsets {
  return new Map(committedOffsets(groupId, context, 30_000).map((row) => [row.topicPartition, row.offset]))
}

function shifted(
  tool: CheckedTool,
  groupId: string,
  partitions: readonly TopicPartition[],
  by: number,
  context: ToolContext,
): Offsets {
  const committed = committedBy(groupId, context)
  return new Map(
    partitions.map((each) => {
      const offset = committed.get(each)
      if (offset === undefined)
        return refuseShift(
          `Cannot shift offset for partition ${each} since there is no current committed offset`,
          tool,
          context,
        )
      return [each, offset + by]
    }),
  )
}

function refuseShift(message: string, tool: CheckedTool, { profile }: ToolContext): never {
  if (toolsOf(profile.name).groupCommand.missingOffsetIsUsage) return usageError(tool, message)
  throw illegalArgument(message)
}

function current(
  groupId: string,
  partitions: readonly TopicPartition[],
  context: ToolContext,
  timeoutMs: number,
): Offsets {
  const committed = committedBy(groupId, context)
  const without = partitions.filter((each) => !committed.has(each))
  const ends = offsetsOf(without, LATEST_TIMESTAMP, context, timeoutMs)
  const isScala = toolsOf(context.profile.name).groupCommand.plans === 'scalaMap'
  const ordered = isScala ? [...partitions.filter((each) => committed.has(each)), ...without] : partitions
  return new Map(ordered.map((each) => [each, committed.get(each) ?? ends.get(each) ?? 0]))
}

function atTime(
  partitions: readonly TopicPartition[],
  timestamp: number,
  context: ToolContext,
  timeoutMs: number,
): Offsets {
  if (timestamp < 0 && resetsWithCare(context)) throw beforeTheEpoch(partitions, context)
  // By other versions any time before the epoch is before all records, but for those that stand for an end of the log.
  const time = timestamp < EARLIEST_TIMESTAMP ? 0 : timestamp
  const found = offsetsOf(partitions, time, context, timeoutMs)
  const plan = new Map(found)
  const after = partitions.filter((each) => (found.get(each) ?? -1) < 0)
  for (const each of toolsOf(context.profile.name).groupCommand.tellsOfEmptyPartitions ? after : []) {
    const { topic, partition } = splitTopicPartition(each)
    context.print(`\nWarn: Partition ${partition} from topic ${topic} is empty. Falling back to latest known offset.\n`)
  }
  for (const [each, end] of offsetsOf(after, LATEST_TIMESTAMP, context, timeoutMs)) plan.set(each, end)
  return plan
}

/** Timestamps below 0 mean something else in a request, and brokers know none of these. */
function beforeTheEpoch(partitions: readonly TopicPartition[], context: ToolContext): JavaException {
  for (const each of inTopicPartitionMapOrder(partitions)) {
    const message = `ListOffsets request for topic partition ${each} failed due to an unexpected error UNSUPPORTED_VERSION`
    logByHandler('ListOffsetsHandler', message, context)
  }
  return whileWaiting(brokerError(context.profile, 'UNSUPPORTED_VERSION', null), context)
}

/** An instant that Java has no room for is none. */
function instantBefore(nowMs: number, durationMs: number): number {
  const at = nowMs - durationMs
  if (Math.abs(at) > LAST_INSTANT_MS)
    throw new JavaException('java.time.DateTimeException', 'Instant exceeds minimum or maximum instant')
  return at
}

/** The end of java.time.Instant.MAX's day. */
const LAST_INSTANT_MS = 365_241_780_838 * 86_400_000

/** An offset outside the log is replaced by the nearest end, with a warning in the log. */
function clamp(plan: Offsets, options: ParsedOptions, context: ToolContext): Offsets {
  if (options.has('to-earliest') || options.has('to-latest') || options.has('to-current')) return plan
  const partitions = [...plan.keys()]
  const starts = offsetsOf(partitions, EARLIEST_TIMESTAMP, context, timeoutOf(options))
  const ends = offsetsOf(partitions, LATEST_TIMESTAMP, context, timeoutOf(options))
  const warn = (text: string) =>
    context.printError(logLine(context.wallClockMs, 'WARN', text, toolsOf(context.profile.name).loggers.resetOffsets))
  return new Map(
    [...plan].map(([each, offset]) => {
      const start = starts.get(each) ?? 0
      const end = ends.get(each) ?? 0
      if (offset > end)
        warn(
          `New offset (${offset}) is higher than latest offset for topic partition ${each}. Value will be set to ${end}`,
        )
      else if (offset < start)
        warn(
          `New offset (${offset}) is lower than earliest offset for topic partition ${each}. Value will be set to ${start}`,
        )
      return [each, Math.min(end, Math.max(start, offset))]
    }),
  )
}

function commit(groupId: string, plan: Offsets, context: ToolContext): void {
  context.call(
    {
      name: 'offsetCommit',
      target: { kind: 'coordinator', keyType: 'group', key: groupId },
      request: {
        type: 'OffsetCommitRequest',
        groupId,
        generationId: -1,
        memberId: '',
        groupInstanceId: null,
        partitions: [...plan].map(([each, offset]) => ({
          topicPartition: each,
          offset,
          leaderEpoch: -1,
          metadata: '',
        })),
      },
    },
    'OffsetCommitResponse',
  )
}

function print(plans: readonly (readonly [string, Offsets])[], options: ParsedOptions, context: ToolContext): void {
  if (options.has('export')) {
    const alone = options.values('group').length === 1 && !options.has('all-groups')
    for (const [groupId, plan] of plans) {
      for (const [each, offset] of inMapOrder(plan, context)) {
        const { topic, partition } = splitTopicPartition(each)
        context.print(`${alone ? '' : `${groupId},`}${topic},${partition},${offset}\n`)
      }
    }
    return context.print('\n')
  }
  const widest = (names: readonly string[]) => names.reduce((width, name) => Math.max(width, name.length), 15)
  const groupWidth = widest(plans.map(([group]) => group))
  const topicWidth = widest(
    plans.flatMap(([, plan]) => [...plan.keys()].map((each) => splitTopicPartition(each).topic)),
  )
  const isPlain = toolsOf(context.profile.name).groupCommand.plainTables
  const line = (group: string, topic: string, partition: string, offset: string) =>
    isPlain
      ? `${group.padEnd(30)} ${topic.padEnd(30)} ${partition.padEnd(10)} ${offset.padEnd(15)}\n`
      : `${group.padEnd(groupWidth)} ${topic.padEnd(topicWidth)} ${partition.padEnd(10)} ${offset}\n`
  context.print(plans.length === 0 ? '\n' : `\n${line('GROUP', 'TOPIC', 'PARTITION', 'NEW-OFFSET')}`)
  for (const [groupId, plan] of plans) {
    for (const [each, offset] of inMapOrder(plan, context)) {
      const { topic, partition } = splitTopicPartition(each)
      context.print(line(groupId, topic, String(partition), String(offset)))
    }
  }
}

function inPlanOrder(partitions: readonly TopicPartition[], { profile }: ToolContext): TopicPartition[] {
  const { plans } = toolsOf(profile.name).groupCommand
  return plans === 'javaMap' ? inTopicPartitionMapOrder(partitions) : inScala212PartitionOrder(partitions)
}

function inMapOrder(plan: Offsets, context: ToolContext): (readonly [TopicPartition, number])[] {
  return inPlanOrder([...plan.keys()], context).map((each) => [each, plan.get(each) ?? 0] as const)
}
