import type { ErrorCode } from '../../../kafka/common/errors.ts'
import { inHashMapOrder } from '../../../kafka/common/java-hash.ts'
import { splitTopicPartition, type TopicPartition, topicPartition } from '../../../kafka/common/topic-partition.ts'
import { toolsOf } from '../../../kafka/profile/tool-registry.ts'
import type { MetadataTopic } from '../../../kafka/protocol/metadata.ts'
import type { OffsetDeleteResponse } from '../../../kafka/protocol/offset-delete.ts'
import { brokerError, executionException, type JavaException, thrownByAdmin, titleOf } from '../../java-errors.ts'
import type { CheckedTool } from '../../options/checks.ts'
import type { ParsedOptions } from '../../options/jopt.ts'
import { type ToolContext, ToolFailure } from '../../replayed-tool.ts'
import { describeCluster } from '../cluster-calls.ts'
import { isScala } from '../java-main.ts'
import { groupsInScope } from './group-calls.ts'
import { partitionsNamed } from './reset-offsets.ts'

export function deleteGroups(options: ParsedOptions, context: ToolContext, timeoutMs: number): void {
  const failed = new Map<string, string>()
  const deleted: string[] = []
  for (const groupId of groupsInScope(options, context, timeoutMs)) {
    const failure = deleteGroup(groupId, context, timeoutMs)
    if (failure === null) deleted.push(groupId)
    else failed.set(groupId, titleOf(failure))
  }
  // Scala's mkString has its quotes though there is nothing between them.
  const quoted =
    deleted.length === 0 && isScala(context.facts.className)
      ? "''"
      : inHashMapOrder(deleted, 12)
          .map((groupId) => `'${groupId}'`)
          .join(', ')
  if (failed.size === 0) return context.print(`Deletion of requested consumer groups (${quoted}) was successful.\n`)
  context.print('\nError: Deletion of some consumer groups failed:\n')
  for (const groupId of inHashMapOrder([...failed.keys()], 12))
    context.print(`* Group '${groupId}' could not be deleted due to: ${failed.get(groupId)}\n`)
  if (deleted.length > 0) context.print(`\nThese consumer groups were deleted successfully: ${quoted}\n`)
}

/** What its future throws; null when it is gone. Each group fails for itself. */
function deleteGroup(groupId: string, context: ToolContext, timeoutMs: number): JavaException | null {
  try {
    const response = context.call(
      {
        name: 'deleteConsumerGroups',
        target: { kind: 'coordinator', keyType: 'group', key: groupId },
        request: { type: 'DeleteGroupsRequest', groups: [groupId] },
        timeoutMs,
      },
      'DeleteGroupsResponse',
    )
    const code = response.groups[0]?.errorCode ?? 'NONE'
    return code === 'NONE' ? null : asThrown(brokerError(context.profile, code, null), context)
  } catch (error) {
    if (!(error instanceof ToolFailure)) throw error
    return asThrown(thrownByAdmin(error.error), context)
  }
}

function asThrown(error: JavaException, { profile }: ToolContext): JavaException {
  return toolsOf(profile.name).groupCommand.wrapsErrors ? executionException(error) : error
}

interface OffsetToDelete {
  readonly topic: string
  /** Null: the topic is unknown, so it has no partitions to name. */
  readonly partition: number | null
}

export function deleteOffsets(tool: CheckedTool, context: ToolContext): void {
  const { options } = tool
  const groupId = options.value('group') ?? ''
  const asked = options.values('topic')
  const { topics, failure } = topicsOf(
    asked.map((text) => text.split(':')[0] ?? ''),
    context,
  )
  const wanted: OffsetToDelete[] = []
  for (const text of asked) {
    const known = topics.find((each) => each.name === text && each.errorCode === 'NONE')
    if (text.includes(':')) wanted.push(...partitionsNamed(tool, text, context).map(splitTopicPartition))
    else if (known === undefined) wanted.push({ topic: text, partition: null })
    else wanted.push(...known.partitions.map(({ partition }) => ({ topic: text, partition })))
  }
  // As one text: x10 comes before x2.
  const name = ({ topic, partition }: OffsetToDelete) => topic + (partition ?? -1)
  wanted.sort((a, b) => (name(a) < name(b) ? -1 : 1))
  const exists = ({ topic, partition }: OffsetToDelete) =>
    topics.some((each) => each.name === topic && each.partitions.some((known) => known.partition === partition))
  const existing = wanted.filter(exists).map((each) => topicPartition(each.topic, each.partition ?? 0))
  const response = askToDelete(groupId, existing, context)
  const codes = new Map(response.partitions.map((row) => [row.topicPartition, row.errorCode]))
  const codeOf = (each: OffsetToDelete) => {
    if (each.partition !== null && response.errorCode !== 'NONE') return response.errorCode
    if (!exists(each)) return 'UNKNOWN_TOPIC_OR_PARTITION' as const
    return codes.get(topicPartition(each.topic, each.partition ?? 0)) ?? response.errorCode
  }
  printOutcome(
    { groupId, asked },
    wanted.map((each) => ({ each, code: codeOf(each), failure: each.partition === null ? failure : null })),
    response.errorCode,
    context,
  )
}

interface LookedUp {
  readonly topics: readonly MetadataTopic[]
  /** Why they could not be looked up. */
  readonly failure: JavaException | null
}

/** Topics that cannot be looked up are not known. Admin.describeTopics asks for the nodes first. */
function topicsOf(names: string[], context: ToolContext): LookedUp {
  try {
    describeCluster(context)
    const request = { type: 'MetadataRequest' as const, topics: names, allowAutoTopicCreation: false }
    const { topics } = context.call({ name: 'describeTopicPartitions', request }, 'MetadataResponse')
    return { topics, failure: null }
  } catch (error) {
    if (!(error instanceof ToolFailure)) throw error
    return { topics: [], failure: thrownByAdmin(error.error) }
  }
}

/** A request that came to nothing is an error of the whole like any other: its future is asked for no more than a code. */
function askToDelete(
  groupId: string,
  topicPartitions: TopicPartition[],
  context: ToolContext,
): Pick<OffsetDeleteResponse, 'errorCode' | 'partitions'> {
  try {
    return context.call(
      {
        name: 'offsetDelete',
        target: { kind: 'coordinator', keyType: 'group', key: groupId },
        request: { type: 'OffsetDeleteRequest', groupId, topicPartitions },
      },
      'OffsetDeleteResponse',
    )
  } catch (error) {
    if (!(error instanceof ToolFailure)) throw error
    return { errorCode: 'REQUEST_TIMED_OUT', partitions: [] }
  }
}

/** What is wrong with a group is told in the words of the error; anything unforeseen by its code. */
const TOLD_IN_WORDS: readonly ErrorCode[] = ['INVALID_GROUP_ID', 'GROUP_ID_NOT_FOUND', 'NON_EMPTY_GROUP']

function printOutcome(
  { groupId, asked }: { readonly groupId: string; readonly asked: readonly string[] },
  rows: readonly {
    readonly each: OffsetToDelete
    readonly code: ErrorCode
    readonly failure: JavaException | null
  }[],
  top: ErrorCode,
  context: ToolContext,
): void {
  const failedPartition = rows.some(({ each, code }) => code !== 'NONE' && each.partition !== null)
  const words = toolsOf(context.profile.name).groupCommand.offsetDeletion
  const refused = words.refused(groupId)[top] ?? context.profile.errors[top].message
  if (TOLD_IN_WORDS.includes(top)) context.print(`\nError: ${refused}\n`)
  else if (top !== 'NONE') context.print(`\nError: ${words.unforeseen}${top}\n`)
  else if (failedPartition) context.print(`\nError: ${words.partly}\n`)
  else context.print(`${words.succeeded(asked.join(', '), groupId)}\n`)
  const [topicWidth, partitionWidth] = words.widths
  const width = rows.reduce((longest, { each }) => Math.max(longest, each.topic.length), topicWidth)
  const line = (topic: string, partition: string, status: string) =>
    `${topic.padEnd(width)} ${partition.padEnd(partitionWidth)} ${status.padEnd(15)}\n`
  context.print(`\n${line('TOPIC', 'PARTITION', 'STATUS')}`)
  for (const { each, code, failure } of rows) {
    const error = failure ?? brokerError(context.profile, code, null)
    const status = code === 'NONE' ? 'Successful' : `Error: ${titleOf(error)}`
    context.print(line(each.topic, each.partition === null ? words.noPartition : String(each.partition), status))
  }
}
