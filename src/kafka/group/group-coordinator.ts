/**
 * The coordinator of consumer groups, as a kind of coordinator. Counterpart in Kafka: GroupCoordinatorService and
 * GroupCoordinatorShard.
 */
import type { NodeId } from '../../engine/node-context.ts'
import type { BrokerConfig } from '../broker/broker-config.ts'
import type { ErrorCode } from '../common/errors.ts'
import { GROUP_METADATA_TOPIC } from '../common/internal-topics.ts'
import { coordinatorPartition } from '../common/java-hash.ts'
import type { CoordinatorKind, InternalTopic, Note, ShardHost, ShardRequest } from '../coordinator/coordinator-shard.ts'
import { putUnlogged } from '../coordinator/timeline.ts'
import { tell } from '../observe/tell.ts'
import { rulesOf } from '../profile/registry.ts'
import type { DeleteGroupsResponse } from '../protocol/delete-groups.ts'
import type { DescribeGroupsResponse } from '../protocol/describe-groups.ts'
import type { ListGroupsResponse } from '../protocol/list-groups.ts'
import type { GroupRequest, GroupResponse } from '../protocol/messages.ts'
import { errorResponse } from './error-response.ts'
import { decodeGroupRecord, encodeGroupRecord, type GroupRecord, type GroupResult, together } from './group-records.ts'
import { handleDeleteGroups, handleDescribeGroups, handleListGroups } from './group-requests.ts'
import { type ClassicGroup, createGroupShard, type GroupShard, isUnstable } from './group-shard-state.ts'
import { cancelGroupTimers, extendSession, type GroupTimer, scheduleOffsetsExpiration } from './group-timers.ts'
import { handleHeartbeat, handleLeaveGroup, onSessionTimeout } from './heartbeat.ts'
import {
  handleJoinGroup,
  type NewGroupStored,
  onNewGroupStored,
  onStaticJoinStored,
  type StaticJoinStored,
} from './join-group.ts'
import {
  deleteOffsetsOf,
  expireOffsets,
  type GroupsRemoved,
  handleOffsetCommit,
  handleOffsetDelete,
  handleOffsetFetch,
  isBuried,
} from './offset-requests.ts'
import { endPending, handleTxnOffsetCommit, replayPending } from './pending-offsets.ts'
import { answerJoin, answerSync, joinError, onJoinTimeout, onSyncTimeout, prepareRebalance } from './rebalance.ts'
import { replay } from './replay.ts'
import { type AssignmentStored, handleSyncGroup, onAssignmentStored } from './sync-group.ts'

export const groupCoordinator: CoordinatorKind<GroupShard, GroupRecord> = {
  name: 'group',
  topic: GROUP_METADATA_TOPIC,
  // Any key: offsets may be kept under an empty group id.
  keys: { type: 'group', partitionOf: coordinatorPartition },
  requests: [
    'HeartbeatRequest',
    'OffsetCommitRequest',
    'OffsetFetchRequest',
    'JoinGroupRequest',
    'SyncGroupRequest',
    'LeaveGroupRequest',
    'DescribeGroupsRequest',
    'ListGroupsRequest',
    'DeleteGroupsRequest',
    'OffsetDeleteRequest',
    'TxnOffsetCommitRequest',
  ],
  internalTopic,
  writeTimeoutMs: (config) => config.offsetsCommitTimeoutMs,
  baseSequence: (config) => rulesOf(config).group.groupRecordSequence,
  refuse: (request) => refuse(request as GroupRequest),
  route: (request, config) => route(request as GroupRequest, config),
  partitionOf: ({ groupId }, config) => partitionOfGroup(groupId, config),
  merge: (request, responses) => merge(request as GroupRequest, responses as readonly GroupResponse[]),
  errorResponse: (request, errorCode) => errorResponse(request as GroupRequest, errorCode),
  isRead: (request) => isRead(request as GroupRequest),
  createState: createGroupShard,
  timelines: ({ groups, offsets, pendingOffsets }) =>
    pendingOffsets === undefined ? [groups, offsets] : [groups, offsets, pendingOffsets],
  handle: (shard, request, from, host) => handle(shard, request as GroupRequest, from, host),
  onTimer,
  // Nobody is asked by a coordinator of classic groups.
  onAnswer: () => null,
  onWritten,
  replay,
  replayTransactional: replayPending,
  onTransactionEnd: endPending,
  onLoaded,
  onUnloaded,
  onNewMetadata: (shard, { deletedTopics }, host) =>
    deletedTopics.size > 0 ? deleteOffsetsOf(shard, deletedTopics, host) : null,
  encode: encodeGroupRecord,
  decode: decodeGroupRecord,
}

function internalTopic(config: BrokerConfig): InternalTopic {
  return {
    numPartitions: config.offsetsTopicNumPartitions,
    replicationFactor: config.offsetsTopicReplicationFactor,
    configs: [
      ['cleanup.policy', 'compact'],
      ['segment.bytes', String(config.offsetsTopicSegmentBytes)],
      ['compression.type', 'producer'],
    ],
  }
}

/** Partition of `__consumer_offsets` that a group's records are in; its leader coordinates the group. */
export function partitionOfGroup(groupId: string, config: BrokerConfig): number {
  return coordinatorPartition(groupId, config.offsetsTopicNumPartitions)
}

const OFFSETS: ReadonlySet<string> = new Set(['OffsetCommitRequest', 'OffsetFetchRequest'])

/** Offsets may be kept under an empty group id, as very old clients did; nothing can be joined there. */
function refuse(request: GroupRequest): GroupResponse | null {
  if (!('groupId' in request) || request.groupId !== '') return null
  const forOffsets = OFFSETS.has(request.type)
  return forOffsets ? null : errorResponse(request, 'INVALID_GROUP_ID')
}

function route(request: GroupRequest, config: BrokerConfig): readonly ShardRequest[] | 'everyShard' {
  switch (request.type) {
    case 'ListGroupsRequest':
      return 'everyShard'
    case 'DescribeGroupsRequest':
    case 'DeleteGroupsRequest': {
      const groupIds = new Map<number, string[]>()
      for (const groupId of request.groups) {
        const partition = partitionOfGroup(groupId, config)
        groupIds.set(partition, [...(groupIds.get(partition) ?? []), groupId])
      }
      return [...groupIds].map(([partition, groups]) => ({ partition, request: { ...request, groups } }))
    }
    default:
      return [{ partition: partitionOfGroup(request.groupId, config), request }]
  }
}

/** A consumer asks for what is stable (`requireStable`): it wants the latest offsets, and waits until they are committed. */
function isRead(request: GroupRequest): boolean {
  if (request.type === 'OffsetFetchRequest') return !request.requireStable
  return request.type === 'DescribeGroupsRequest' || request.type === 'ListGroupsRequest'
}

const LOADING = 'COORDINATOR_LOAD_IN_PROGRESS'

function merge(request: GroupRequest, responses: readonly GroupResponse[]): GroupResponse {
  const { correlationId } = request
  switch (request.type) {
    case 'DescribeGroupsRequest': {
      const groups = responses.flatMap((response) => (response as DescribeGroupsResponse).groups)
      return { type: 'DescribeGroupsResponse', correlationId, groups: inOrder(request.groups, groups) }
    }
    case 'DeleteGroupsRequest': {
      const groups = responses.flatMap((response) => (response as DeleteGroupsResponse).groups)
      return { type: 'DeleteGroupsResponse', correlationId, groups: inOrder(request.groups, groups) }
    }
    default: {
      const groups = responses.flatMap((response) => (response as ListGroupsResponse).groups)
      const loading = responses.some((response) => (response as ListGroupsResponse).errorCode === LOADING)
      return loading
        ? errorResponse(request, LOADING)
        : { type: 'ListGroupsResponse', correlationId, errorCode: 'NONE', groups }
    }
  }
}

/** As they were asked for. */
function inOrder<Group extends { readonly groupId: string }>(groupIds: readonly string[], groups: Group[]): Group[] {
  return groupIds.flatMap((groupId) => groups.find((group) => group.groupId === groupId) ?? [])
}

function handle(shard: GroupShard, request: GroupRequest, from: NodeId, host: ShardHost): GroupResult | null {
  switch (request.type) {
    case 'HeartbeatRequest':
      return handleHeartbeat(shard, request, host)
    case 'OffsetCommitRequest':
      return handleOffsetCommit(shard, request, host)
    case 'OffsetFetchRequest':
      return handleOffsetFetch(shard, request)
    case 'JoinGroupRequest':
      return handleJoinGroup(shard, request, from, host)
    case 'SyncGroupRequest':
      return handleSyncGroup(shard, request, from, host)
    case 'LeaveGroupRequest':
      return handleLeaveGroup(shard, request, host)
    case 'DescribeGroupsRequest':
      return handleDescribeGroups(shard, request)
    case 'ListGroupsRequest':
      return handleListGroups(shard, request)
    case 'DeleteGroupsRequest':
      return handleDeleteGroups(shard, request, host)
    case 'OffsetDeleteRequest':
      return handleOffsetDelete(shard, request, host)
    case 'TxnOffsetCommitRequest':
      return handleTxnOffsetCommit(shard, request, host)
  }
}

/** One that outlived its group does nothing. */
function onTimer(shard: GroupShard, timer: Note, host: ShardHost): GroupResult | null {
  const due = timer as GroupTimer
  if (due.type === 'GroupOffsetsExpiration') {
    scheduleOffsetsExpiration(host)
    return expireOffsets(shard, host)
  }
  const group = shard.groups.latest.get(due.groupId)
  if (group === undefined) return null
  switch (due.type) {
    case 'GroupSessionTimeout':
      return onSessionTimeout(group, host)
    case 'GroupJoinTimeout':
      return onJoinTimeout(group, due.initial, host)
    case 'GroupSyncTimeout':
      return onSyncTimeout(group, due.generationId, host)
  }
}

type GroupCompletion = NewGroupStored | StaticJoinStored | AssignmentStored | GroupsRemoved

function onWritten(shard: GroupShard, completion: Note, errorCode: ErrorCode, host: ShardHost): GroupResult | null {
  const written = completion as GroupCompletion
  if (written.type === 'GroupsRemoved') {
    if (errorCode === 'NONE') reportRemoved(shard, written, host)
    return null
  }
  const group = shard.groups.latest.get(written.groupId)
  if (written.type === 'NewGroupStored') {
    onNewGroupStored(group, written, errorCode, host)
    return null
  }
  if (group === undefined) return null
  switch (written.type) {
    case 'StaticJoinStored':
      onStaticJoinStored(group, written, errorCode, host)
      return null
    case 'AssignmentStored':
      return onAssignmentStored(group, written, errorCode, host)
  }
}

function reportRemoved(shard: GroupShard, { groups }: GroupsRemoved, host: ShardHost): void {
  for (const { groupId, generation } of groups) {
    const group = shard.groups.latest.get(groupId)
    if (group !== undefined && isForgotten(shard, group, host)) putUnlogged(shard.groups, groupId, null)
    // Somebody may have made it anew while its tombstone was being stored.
    if (!shard.groups.latest.has(groupId)) cancelGroupTimers(groupId, host)
    tell(host.node, { type: 'GroupStateChanged', groupId, from: 'Empty', to: 'Dead', generation })
  }
}

/** Nothing is left of it, and no record says so. */
function isForgotten(shard: GroupShard, group: ClassicGroup, host: ShardHost): boolean {
  const isEmpty = group.state === 'Empty' && !shard.offsets.rows.has(group.groupId)
  return isEmpty && !isBuried(group, host) && !isUnstable(shard, group.groupId)
}

/** The groups are back with their members, generation, assignment and offsets; every member gets a new session. */
function onLoaded(shard: GroupShard, previousLeader: number, host: ShardHost): GroupResult | null {
  const results: (GroupResult | null)[] = []
  for (const group of [...shard.groups.latest.values()]) {
    if (isForgotten(shard, group, host)) {
      putUnlogged(shard.groups, group.groupId, null)
      continue
    }
    if (previousLeader !== -1 && previousLeader !== host.brokerId) {
      tell(host.node, { type: 'CoordinatorMoved', groupId: group.groupId, from: previousLeader, to: host.brokerId })
    }
    for (const member of group.members.values()) extendSession(group, member, host)
    // group.max.size may be smaller here, or have been lowered since.
    if (group.members.size > host.config.groupMaxSize) results.push(prepareRebalance(group, host))
  }
  scheduleOffsetsExpiration(host)
  return together(results)
}

/** Those who wait are sent away; what was not committed is not ours to judge. */
function onUnloaded(shard: GroupShard, host: ShardHost): void {
  for (const group of shard.groups.latest.values()) {
    group.previousState = group.state
    group.state = 'Dead'
    for (const member of group.members.values()) {
      answerJoin(member, joinError(member.memberId, 'NOT_COORDINATOR'), host)
      answerSync(group, member, 'NOT_COORDINATOR', host)
    }
  }
}
