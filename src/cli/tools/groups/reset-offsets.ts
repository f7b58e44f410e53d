import { inTopicPartitionMapOrder } from '../../../kafka/common/java-hash.ts'
import { splitTopicPartition, type TopicPartition, topicPartition } from '../../../kafka/common/topic-partition.ts'
import { EARLIEST_TIMESTAMP, LATEST_TIMESTAMP } from '../../../kafka/protocol/list-offsets.ts'
import { JavaException } from '../../java-errors.ts'
import { type CheckedTool, usageError } from '../../options/checks.ts'
import type { ParsedOptions } from '../../options/jopt.ts'
import { logLine, type ToolContext } from '../../replayed-tool.ts'
import { parseDateTime, parseDuration } from '../date-time.ts'
import { committedOffsets, describeGroup, groupsInScope, offsetsOf } from './group-calls.ts'

type Offsets = ReadonlyMap<TopicPartition, number>

/** `--reset-offsets`: a plan by one scenario, printed and, with `--execute`, committed for groups nobody is in. */
export function resetOffsets(tool: CheckedTool, context: ToolContext): void {
  const { options } = tool
  const plans: (readonly [group: string, plan: Offsets])[] = []
  for (const groupId of groupsInScope(options, context, 30_000)) {
    if (!isInactive(groupId, context)) continue
    const partitions = inTopicPartitionMapOrder(partitionsInScope(tool, groupId, context))
    const plan = clamp(planFor(tool, groupId, partitions, context), options, context)
    if (options.has('execute') && plan.size > 0) commit(groupId, plan, context)
    plans.push([groupId, plan])
  }
  print(plans, options, context)
}

/** A group that does not exist yet may be given offsets. */
function isInactive(groupId: string, context: ToolContext): boolean {
  let state = 'Empty'
  try {
    state = describeGroup(groupId, context, 30_000).groupState
  } catch (error) {
    if (!(error instanceof JavaException)) throw error
  }
  if (state === 'Empty' || state === 'Dead') return true
  context.print(
    `\nError: Assignments can only be reset if the group '${groupId}' is inactive, but the current state is ${state}.\n`,
  )
  return false
}

function partitionsInScope(tool: CheckedTool, groupId: string, context: ToolContext): TopicPartition[] {
  const { options } = tool
  if (options.has('all-topics')) return committedOffsets(groupId, context, 30_000).map((row) => row.topicPartition)
  if (!options.has('topic'))
    return usageError(tool, 'One of the reset scopes should be defined: --all-topics, --topic.')
  const asked = options.values('topic').map((text) => text.split(':') as [string, string?])
  for (const [topic, partitions] of asked) {
    const wrong = partitions?.split(',').find((partition) => !/^\d+$/.test(partition))
    if (wrong !== undefined)
      usageError(tool, `Invalid partition '${wrong}' specified in topic arg '${topic}:${partitions}''`)
  }
  const topics = context.call(
    {
      name: 'describeTopics',
      request: { type: 'MetadataRequest', topics: asked.map(([topic]) => topic), allowAutoTopicCreation: false },
    },
    'MetadataResponse',
  ).topics
  return asked.flatMap(([topic, partitions]) => {
    const known = topics.find((each) => each.name === topic && each.errorCode === 'NONE')
    if (partitions !== undefined)
      return partitions.split(',').map((partition) => topicPartition(topic, Number(partition)))
    if (known === undefined) {
      throw new JavaException(
        'org.apache.kafka.common.errors.UnknownTopicOrPartitionException',
        'This server does not host this topic-partition.',
        { hasFrames: false },
      )
    }
    return known.partitions.map(({ partition }) => topicPartition(topic, partition))
  })
}

function planFor(
  tool: CheckedTool,
  groupId: string,
  partitions: readonly TopicPartition[],
  context: ToolContext,
): Offsets {
  const { options } = tool
  if (options.has('to-earliest')) return offsetsOf(partitions, EARLIEST_TIMESTAMP, context)
  if (options.has('to-latest')) return offsetsOf(partitions, LATEST_TIMESTAMP, context)
  if (options.has('to-offset')) {
    const offset = options.integer('to-offset') ?? 0
    return new Map(partitions.map((each) => [each, offset]))
  }
  if (options.has('shift-by')) return shifted(tool, groupId, partitions, options.integer('shift-by') ?? 0, context)
  if (options.has('to-current')) return current(groupId, partitions, context)
  if (options.has('to-datetime')) return atTime(partitions, parseDateTime(options.value('to-datetime') ?? ''), context)
  if (options.has('by-duration'))
    return atTime(partitions, context.wallClockMs - parseDuration(options.value('by-duration') ?? ''), context)
  return fromFile(options, groupId, context)
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
        return usageError(tool, `Cannot shift offset for partition ${each} since there is no current committed offset`)
      return [each, offset + by]
    }),
  )
}

function current(groupId: string, partitions: readonly TopicPartition[], context: ToolContext): Offsets {
  const committed = committedBy(groupId, context)
  const without = partitions.filter((each) => !committed.has(each))
  const ends = offsetsOf(without, LATEST_TIMESTAMP, context)
  return new Map(partitions.map((each) => [each, committed.get(each) ?? ends.get(each) ?? 0]))
}

function atTime(partitions: readonly TopicPartition[], timestamp: number, context: ToolContext): Offsets {
  const found = offsetsOf(partitions, Math.max(0, timestamp), context)
  const plan = new Map(found)
  const after = partitions.filter((each) => (found.get(each) ?? -1) < 0)
  for (const each of after) {
    const { topic, partition } = splitTopicPartition(each)
    context.print(`\nWarn: Partition ${partition} from topic ${topic} is empty. Falling back to latest known offset.\n`)
  }
  for (const [each, end] of offsetsOf(after, LATEST_TIMESTAMP, context)) plan.set(each, end)
  return plan
}

/** CSV as `--export` writes it: `topic,partition,offset`, with the group in front where there are several. */
function fromFile(options: ParsedOptions, groupId: string, context: ToolContext): Offsets {
  const path = options.value('from-file') ?? ''
  const text = context.readFile(path)
  if (text === undefined)
    throw new JavaException('java.lang.RuntimeException', `java.io.IOException: Unable to read file ${path}`)
  const plan = new Map<TopicPartition, number>()
  for (const line of text.split('\n')) {
    const cells = line.split(',')
    const [topic, partition, offset] = cells.length === 4 ? cells.slice(1) : cells
    if (topic === undefined || topic === '' || partition === undefined) continue
    if (cells.length < 4 || cells[0] === groupId)
      plan.set(topicPartition(topic, Number(partition)), Number(offset ?? 0))
  }
  if (plan.size === 0) context.print(`\nError: No reset plan for group ${groupId} found\n`)
  return plan
}

/** An offset outside the log is replaced by the nearest end, with a warning in the log. */
function clamp(plan: Offsets, options: ParsedOptions, context: ToolContext): Offsets {
  if (options.has('to-earliest') || options.has('to-latest') || options.has('to-current')) return plan
  const partitions = [...plan.keys()]
  const starts = offsetsOf(partitions, EARLIEST_TIMESTAMP, context)
  const ends = offsetsOf(partitions, LATEST_TIMESTAMP, context)
  const missing = partitions.filter((each) => !ends.has(each))
  if (missing.length > 0) {
    throw new JavaException('java.lang.IllegalArgumentException', `The partitions "${missing.join(', ')}" do not exist`)
  }
  const warn = (text: string) =>
    context.printError(logLine(context.wallClockMs, 'WARN', text, 'org.apache.kafka.tools.OffsetsUtils'))
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
      name: 'alterConsumerGroupOffsets',
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
      for (const [each, offset] of inMapOrder(plan)) {
        const { topic, partition } = splitTopicPartition(each)
        context.print(`${alone ? '' : `${groupId},`}${topic},${partition},${offset}\n`)
      }
    }
    return context.print('\n')
  }
  const line = (group: string, topic: string, partition: string, offset: string) =>
    `${group.padEnd(15)} ${topic.padEnd(15)} ${partition.padEnd(10)} ${offset}\n`
  context.print(`\n${line('GROUP', 'TOPIC', 'PARTITION', 'NEW-OFFSET')}`)
  for (const [groupId, plan] of plans) {
    for (const [each, offset] of inMapOrder(plan)) {
      const { topic, partition } = splitTopicPartition(each)
      context.print(line(groupId, topic, String(partition), String(offset)))
    }
  }
}

/** Rows come in the order of a HashMap over TopicPartition. */
function inMapOrder(plan: Offsets): (readonly [TopicPartition, number])[] {
  return inTopicPartitionMapOrder([...plan.keys()]).map((each) => [each, plan.get(each) ?? 0] as const)
}
