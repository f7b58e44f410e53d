/**
 * The coordinator of consumer groups as its broker sees it. Counterpart in Kafka:
 * org.apache.kafka.coordinator.group.GroupCoordinatorService with CoordinatorRuntime.
 *
 * Loading takes no simulated time: the replay is done when `onPartitionElected` returns, so nobody is ever told
 * COORDINATOR_LOAD_IN_PROGRESS.
 */
import type { NodeId, Timer } from '../../engine/node-context.ts'
import type { BrokerConfig } from '../broker/broker-config.ts'
import { tell } from '../broker/tell.ts'
import type { ErrorCode } from '../common/errors.ts'
import { coordinatorPartition } from '../common/java-hash.ts'
import { splitTopicPartition } from '../common/topic-partition.ts'
import type { RecordBatch } from '../log/record-batch.ts'
import type { DeleteGroupsRequest } from '../protocol/delete-groups.ts'
import type { GroupRequest } from '../protocol/messages.ts'
import type { CoordinatorHost } from './coordinator-host.ts'
import {
  type ClassicGroup,
  type CoordinatorShard,
  createGroupCoordinatorState,
  createShard,
  type GroupCoordinatorState,
  type OffsetChange,
} from './coordinator-state.ts'
import { cancelGroupTimers, extendSession, type GroupTimer, setGroupTimer } from './coordinator-timers.ts'
import { abandonWrites, completeWrites, expireWrites } from './deferred-writes.ts'
import { errorResponse } from './error-response.ts'
import { latestOffsets } from './group-offsets.ts'
import { deleteGroups, describeGroup, listGroups } from './group-requests.ts'
import { handleHeartbeat, handleLeaveGroup, onSessionTimeout } from './heartbeat.ts'
import { handleJoinGroup } from './join-group.ts'
import { expireOffsets, handleOffsetCommit, handleOffsetDelete, handleOffsetFetch } from './offset-requests.ts'
import { answerJoin, answerSync, joinError, onJoinTimeout, onSyncTimeout, prepareRebalance } from './rebalance.ts'
import { replayBatches } from './replay.ts'
import { offsetRecord, watchWrites, write } from './shard-writer.ts'
import { handleSyncGroup } from './sync-group.ts'

export type { GroupCoordinatorState } from './coordinator-state.ts'

/** An empty coordinator; partitions of `__consumer_offsets` are loaded by `onPartitionElected`. */
export function createGroupCoordinator(_config: BrokerConfig): GroupCoordinatorState {
  return createGroupCoordinatorState()
}

/** Partition of `__consumer_offsets` that a group's records are in; its leader coordinates the group. */
export function partitionOfGroup(groupId: string, config: BrokerConfig): number {
  return coordinatorPartition(groupId, config.offsetsTopicNumPartitions)
}

/** Answers now, or parks the request and answers when it is time; one response in the end. */
export function handleGroupRequest(
  state: GroupCoordinatorState,
  request: GroupRequest,
  from: NodeId,
  host: CoordinatorHost,
): void {
  switch (request.type) {
    case 'ListGroupsRequest':
      return host.respond(from, listGroups(state, request))
    case 'DescribeGroupsRequest': {
      const groups = request.groups.map((groupId) => describeGroup(shardOf(state, groupId, host), groupId))
      return host.respond(from, { type: 'DescribeGroupsResponse', correlationId: request.correlationId, groups })
    }
    case 'DeleteGroupsRequest':
      return handleDeleteGroups(state, request, from, host)
    default:
      return handleOneGroup(state, request, from, host)
  }
}

type OneGroupRequest = Exclude<
  GroupRequest,
  { readonly type: 'ListGroupsRequest' | 'DescribeGroupsRequest' | 'DeleteGroupsRequest' }
>

function handleOneGroup(
  state: GroupCoordinatorState,
  request: OneGroupRequest,
  from: NodeId,
  host: CoordinatorHost,
): void {
  const errorCode = cannotServe(state, request, host)
  if (errorCode !== null) return host.respond(from, errorResponse(request, errorCode))
  const shard = shardOf(state, request.groupId, host) as CoordinatorShard
  switch (request.type) {
    case 'JoinGroupRequest':
      handleJoinGroup(shard, request, from, host)
      break
    case 'SyncGroupRequest':
      handleSyncGroup(shard, request, from, host)
      break
    case 'HeartbeatRequest':
      return handleHeartbeat(shard, request, from, host)
    case 'LeaveGroupRequest':
      handleLeaveGroup(shard, request, from, host)
      break
    case 'OffsetCommitRequest':
      handleOffsetCommit(shard, request, from, host)
      break
    case 'OffsetFetchRequest':
      return handleOffsetFetch(shard, request, from, host)
    case 'OffsetDeleteRequest':
      handleOffsetDelete(shard, request, from, host)
      break
  }
  settle(shard, host)
}

/** Offsets may be kept under an empty group id, as very old clients did; nothing can be joined there. */
function cannotServe(state: GroupCoordinatorState, request: OneGroupRequest, host: CoordinatorHost): ErrorCode | null {
  const forOffsets = request.type === 'OffsetCommitRequest' || request.type === 'OffsetFetchRequest'
  if (request.groupId === '' && !forOffsets) return 'INVALID_GROUP_ID'
  return shardOf(state, request.groupId, host) === undefined ? 'NOT_COORDINATOR' : null
}

function handleDeleteGroups(
  state: GroupCoordinatorState,
  request: DeleteGroupsRequest,
  from: NodeId,
  host: CoordinatorHost,
): void {
  const results = new Map<string, ErrorCode>()
  const byShard = new Map<CoordinatorShard, string[]>()
  for (const groupId of request.groups) {
    const shard = shardOf(state, groupId, host)
    results.set(groupId, groupId === '' ? 'INVALID_GROUP_ID' : 'NOT_COORDINATOR')
    if (shard !== undefined && groupId !== '') byShard.set(shard, [...(byShard.get(shard) ?? []), groupId])
  }
  for (const [shard, groupIds] of byShard) {
    const deleted = deleteGroups(shard, groupIds, host, (group) => forget(shard, group, host))
    for (const [groupId, errorCode] of deleted) results.set(groupId, errorCode)
  }
  const groups = request.groups.map((groupId) => ({ groupId, errorCode: results.get(groupId) ?? 'NOT_COORDINATOR' }))
  host.respond(from, { type: 'DeleteGroupsResponse', correlationId: request.correlationId, groups })
  for (const shard of byShard.keys()) settle(shard, host)
}

/**
 * This broker leads a partition of `__consumer_offsets` now. `batches` is its whole log; the groups in it come back with
 * their members, generation, assignment and offsets, and every member gets a new session.
 *
 * `previousLeader`, where the caller knows it, is told to people as the broker these groups have moved from.
 */
export function onPartitionElected(
  state: GroupCoordinatorState,
  partition: number,
  leaderEpoch: number,
  batches: Iterable<RecordBatch>,
  host: CoordinatorHost,
  previousLeader = -1,
): void {
  const active = state.shards.get(partition)
  if (active !== undefined) {
    // The same leader under a new epoch has lost nothing; its members need not notice.
    active.leaderEpoch = leaderEpoch
    return
  }
  const shard = createShard(partition, leaderEpoch)
  replayBatches(shard, batches)
  state.shards.set(partition, shard)
  for (const group of shard.groups.values()) {
    if (previousLeader !== -1 && previousLeader !== host.brokerId) {
      tell(host.node, { type: 'CoordinatorMoved', groupId: group.groupId, from: previousLeader, to: host.brokerId })
    }
    for (const member of group.members.values()) extendSession(shard, group, member, host)
    // group.max.size may be smaller here, or have been lowered since.
    if (group.members.size > host.config.groupMaxSize) prepareRebalance(shard, group, host)
  }
  watchRetention(shard, host)
  settle(shard, host)
}

/** Another broker leads it now. Those who wait are sent there; what was not committed is not ours to judge. */
export function onPartitionResigned(state: GroupCoordinatorState, partition: number, host: CoordinatorHost): void {
  const shard = state.shards.get(partition)
  if (shard === undefined) return
  state.shards.delete(partition)
  if (shard.writeTimer !== null) host.node.cancelTimer(shard.writeTimer)
  if (shard.retentionTimer !== null) host.node.cancelTimer(shard.retentionTimer)
  for (const group of shard.groups.values()) {
    cancelGroupTimers(group, host)
    group.previousState = group.state
    group.state = 'Dead'
    for (const member of group.members.values()) {
      answerJoin(member, joinError(member.memberId, 'NOT_COORDINATOR'), host)
      answerSync(group, member, 'NOT_COORDINATOR', host)
    }
  }
  abandonWrites(shard, host)
}

/** May be called from within `host.append`; what it completes then waits until the request at hand is done. */
export function onHighWatermarkAdvanced(
  state: GroupCoordinatorState,
  partition: number,
  highWatermark: number,
  host: CoordinatorHost,
): void {
  const shard = state.shards.get(partition)
  if (shard === undefined || highWatermark <= shard.highWatermark) return
  shard.highWatermark = highWatermark
  if (shard.appending) return
  settle(shard, host)
}

/** Topics were deleted: what groups committed for them goes too. OffsetMetadataManager.onPartitionsDeleted. */
export function onTopicsDeleted(
  state: GroupCoordinatorState,
  topics: ReadonlySet<string>,
  host: CoordinatorHost,
): void {
  for (const shard of state.shards.values()) {
    const changes: OffsetChange[] = []
    for (const [groupId, offsets] of shard.offsets) {
      for (const topicPartition of latestOffsets(offsets).keys()) {
        if (topics.has(splitTopicPartition(topicPartition).topic))
          changes.push({ groupId, topicPartition, value: null })
      }
    }
    if (changes.length > 0) write(shard, changes.map(offsetRecord), changes, null, host)
    settle(shard, host)
  }
}

/** Takes every timer whose type begins with `Group`; one that outlived its group or its shard does nothing. */
export function onGroupTimer(state: GroupCoordinatorState, timer: Timer, host: CoordinatorHost): void {
  const due = timer as GroupTimer
  const shard = state.shards.get(due.partition)
  if (shard === undefined) return
  if (due.type === 'GroupWriteTimeout') expireWrites(shard, host)
  else if (due.type === 'GroupOffsetsExpiration') onRetentionCheck(shard, host)
  else onTimerOfGroup(shard, due, host)
  settle(shard, host)
}

type TimerOfGroup = Extract<GroupTimer, { readonly groupId: string }>

function onTimerOfGroup(shard: CoordinatorShard, timer: TimerOfGroup, host: CoordinatorHost): void {
  const group = shard.groups.get(timer.groupId)
  if (group === undefined) return
  switch (timer.type) {
    case 'GroupSessionTimeout':
      return onSessionTimeout(shard, group, host)
    case 'GroupJoinTimeout':
      return onJoinTimeout(shard, group, timer.initial, host)
    case 'GroupSyncTimeout':
      return onSyncTimeout(shard, group, timer.generationId, host)
  }
}

function onRetentionCheck(shard: CoordinatorShard, host: CoordinatorHost): void {
  expireOffsets(shard, host, (group) => forget(shard, group, host))
  watchRetention(shard, host)
}

function watchRetention(shard: CoordinatorShard, host: CoordinatorHost): void {
  const { partition } = shard
  const intervalMs = host.config.offsetsRetentionCheckIntervalMs
  shard.retentionTimer = setGroupTimer(host, intervalMs, { type: 'GroupOffsetsExpiration', partition, periodic: true })
}

/** After its tombstone was written. */
function forget(shard: CoordinatorShard, group: ClassicGroup, host: CoordinatorHost): void {
  cancelGroupTimers(group, host)
  shard.groups.delete(group.groupId)
  const { groupId, state, generationId } = group
  tell(host.node, { type: 'GroupStateChanged', groupId, from: state, to: 'Dead', generation: generationId })
}

/** What was just written may be committed already, as on a partition with one replica. */
function settle(shard: CoordinatorShard, host: CoordinatorHost): void {
  completeWrites(shard, host)
  watchWrites(shard, host)
}

function shardOf(state: GroupCoordinatorState, groupId: string, host: CoordinatorHost): CoordinatorShard | undefined {
  return state.shards.get(partitionOfGroup(groupId, host.config))
}
