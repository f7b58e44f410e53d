/** What the group actions ask the cluster. */

import { brokerNode } from '../../../kafka/common/addresses.ts'
import type { ErrorCode } from '../../../kafka/common/errors.ts'
import type { TopicPartition } from '../../../kafka/common/topic-partition.ts'
import type { Profile } from '../../../kafka/profile/profile.ts'
import { toolsOf } from '../../../kafka/profile/tool-registry.ts'
import type { Response } from '../../../kafka/protocol/apis.ts'
import type { DescribedGroup } from '../../../kafka/protocol/describe-groups.ts'
import type { ListGroupsResponse } from '../../../kafka/protocol/list-groups.ts'
import type { MetadataResponse } from '../../../kafka/protocol/metadata.ts'
import type { OffsetFetchResponse } from '../../../kafka/protocol/offset-fetch.ts'
import { asCause, brokerError, executionException, JavaException, thrownByAdmin, wrapping } from '../../java-errors.ts'
import type { ParsedOptions } from '../../options/jopt.ts'
import { type ToolCall, type ToolContext, ToolFailure } from '../../replayed-tool.ts'
import { logByHandler } from '../admin-log.ts'
import { listOffsets } from '../list-offsets.ts'
import { unrepresentableTopic } from '../tool-exceptions.ts'

export type ListedGroup = ListGroupsResponse['groups'][number]

/** Every group of the cluster: each broker answers for those it coordinates. */
export function listAllGroups(
  context: ToolContext,
  timeoutMs?: number,
  filter: { readonly states?: readonly string[]; readonly types?: readonly string[] } = {},
): ListedGroup[] {
  const brokers = brokersForGroups(context, timeoutMs)
  const limit = timeoutMs === undefined ? {} : { timeoutMs }
  const groups = new Map<string, ListedGroup>()
  for (const brokerId of brokers) {
    const response = context.call(
      {
        name: 'listGroups',
        target: { kind: 'broker', brokerId },
        request: { type: 'ListGroupsRequest', statesFilter: filter.states ?? [], typesFilter: filter.types ?? [] },
        ...limit,
      },
      'ListGroupsResponse',
    )
    for (const group of response.groups) groups.set(group.groupId, group)
  }
  return [...groups.values()]
}

/** Nobody there to ask is an error of its own, with its own words. */
function brokersForGroups(context: ToolContext, timeoutMs: number | undefined): number[] {
  try {
    const response = context.call(
      {
        name: 'findAllBrokers',
        request: { type: 'MetadataRequest', topics: [], allowAutoTopicCreation: false },
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
      },
      'MetadataResponse',
    )
    return response.brokers.map((broker) => broker.id).sort((a, b) => a - b)
  } catch (error) {
    if (!(error instanceof ToolFailure)) throw error
    throw new JavaException('org.apache.kafka.common.KafkaException', 'Failed to find brokers to send ListGroups', {
      causedBy: asCause(thrownByAdmin(error.error)),
    })
  }
}

export interface GroupDescription extends DescribedGroup {
  readonly coordinator: { readonly id: number; readonly host: string; readonly port: number }
}

/** A call whose future the tool gets: what failed in the client, a time out for one, comes out of it wrapped. */
export function getOf<Type extends Response['type']>(
  context: ToolContext,
  call: ToolCall,
  type: Type,
): Extract<Response, { type: Type }> {
  try {
    return context.call(call, type)
  } catch (error) {
    if (!(error instanceof ToolFailure)) throw error
    throw executionException(thrownByAdmin(error.error))
  }
}

/** Throws what the tool prints as `GroupIdNotFoundException: Group g not found.` */
export function describeGroup(groupId: string, context: ToolContext, timeoutMs: number): GroupDescription {
  const response = getOf(
    context,
    {
      name: 'describeConsumerGroups',
      target: { kind: 'coordinator', keyType: 'group', key: groupId },
      request: { type: 'DescribeGroupsRequest', groups: [groupId] },
      timeoutMs,
    },
    'DescribeGroupsResponse',
  )
  const group = response.groups[0]
  if (group?.errorCode === 'INVALID_GROUP_ID') {
    const message = `\`ConsumerGroupDescribe\` request for group id ${groupId} failed due to unexpected error INVALID_GROUP_ID.`
    logByHandler('DescribeConsumerGroupsHandler', message, context)
  }
  const isGone = group?.groupState === 'Dead' || group?.errorCode === 'GROUP_ID_NOT_FOUND'
  const isTold = isGone && toolsOf(context.profile.name).groupCommand.tellsOfMissing
  if (group === undefined || (!isTold && (isGone || group.errorCode !== 'NONE'))) {
    throw groupError(
      context.profile,
      group?.errorCode ?? 'GROUP_ID_NOT_FOUND',
      group?.errorMessage ?? (group?.errorCode === 'INVALID_GROUP_ID' ? null : `Group ${groupId} not found.`),
    )
  }
  const coordinator = context.call(
    {
      name: 'findCoordinator',
      request: { type: 'FindCoordinatorRequest', keyType: 'group', keys: [groupId] },
      timeoutMs,
    },
    'FindCoordinatorResponse',
  ).coordinators[0]
  const brokers = context.call(
    { name: 'metadata', request: { type: 'MetadataRequest', topics: [], allowAutoTopicCreation: false } },
    'MetadataResponse',
  ).brokers
  const broker = brokers.find((each) => each.id === coordinator?.nodeId)
  return {
    ...group,
    coordinator: {
      id: coordinator?.nodeId ?? -1,
      host: broker?.host ?? brokerNode(coordinator?.nodeId ?? -1),
      port: broker?.port ?? 9092,
    },
  }
}

/** How 4.x shows an error of a group call: the message names the class, and the trace is that of the future. */
function groupError(profile: Profile, code: ErrorCode, message: string | null): JavaException {
  const shown = code === 'NONE' ? 'GROUP_ID_NOT_FOUND' : code
  return executionException(brokerError(profile, shown, message))
}

export function committedOffsets(
  groupId: string,
  context: ToolContext,
  timeoutMs: number,
): OffsetFetchResponse['partitions'] {
  const response = getOf(
    context,
    {
      name: 'offsetFetch',
      target: { kind: 'coordinator', keyType: 'group', key: groupId },
      request: { type: 'OffsetFetchRequest', groupId, topicPartitions: null, requireStable: false },
      timeoutMs,
    },
    'OffsetFetchResponse',
  )
  return response.partitions.filter((partition) => partition.offset >= 0)
}

/** Offsets for a timestamp (`EARLIEST_TIMESTAMP`, `LATEST_TIMESTAMP` or epoch ms) of all, or what the tool throws. */
export function offsetsOf(
  partitions: readonly TopicPartition[],
  timestamp: number,
  context: ToolContext,
  timeoutMs: number,
): Map<TopicPartition, number> {
  const listed = listOffsets(partitions, timestamp, timeoutMs, context)
  return new Map(
    partitions.map((each) => {
      const answer = listed.get(each)
      if (answer === undefined) throw new Error('every partition that is asked for has an answer')
      if ('error' in answer) throw whileWaiting(answer.error, context)
      return [each, answer.value]
    }),
  )
}

/** How Java shows what a future failed with, wrapped once more where the version does. */
export function whileWaiting(cause: JavaException, context: ToolContext): JavaException {
  const future = executionException(cause)
  return resetsWithCare(context) ? wrapping('java.lang.RuntimeException', future) : future
}

/** Whether this version of the tool looks at what it resets, and wraps what it throws. */
export function resetsWithCare({ profile }: Pick<ToolContext, 'profile'>): boolean {
  return toolsOf(profile.name).groupCommand.resetsWithCare
}

/** `describeTopics`, of which the tool wants all: one that is not there ends it. */
export function describeTopics(topics: readonly string[], context: ToolContext): MetadataResponse['topics'] {
  if (topics.includes('')) throw unrepresentableTopic()
  return context.call(
    { name: 'describeTopics', request: { type: 'MetadataRequest', topics, allowAutoTopicCreation: false } },
    'MetadataResponse',
  ).topics
}

/** The groups an action is about: those named, or all. */
export function groupsInScope(options: ParsedOptions, context: ToolContext, timeoutMs: number): string[] {
  if (!options.has('all-groups')) return [...options.values('group')]
  return allListed(() => listAllGroups(context, timeoutMs), context)
    .filter((group) => group.protocolType === 'consumer' || group.protocolType === '')
    .map((group) => group.groupId)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

/** What `get()` of a future throws of work that failed. */
export function futureOf<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof JavaException ? executionException(error) : error
  }
}

/** ConsumerGroupCommand wraps what a future throws once more where it has not asked for just this one group. */
export function rethrown<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    const isOfTheClient = error instanceof ToolFailure || error instanceof JavaException
    if (!isOfTheClient) throw error
    const future = executionException(error instanceof ToolFailure ? thrownByAdmin(error.error) : error)
    throw wrapping('java.lang.RuntimeException', future)
  }
}

/** What a list of all groups throws. */
export function allListed<T>(work: () => T, { profile }: ToolContext): T {
  return toolsOf(profile.name).groupCommand.wrapsListing ? rethrown(work) : futureOf(work)
}
