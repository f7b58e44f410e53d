/** Counterpart: org.apache.kafka.coordinator.group.OffsetMetadataManager. */
import type { NodeId } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import { splitTopicPartition, type TopicPartition } from '../common/topic-partition.ts'
import type { OffsetCommitRequest, OffsetCommitResponse } from '../protocol/offset-commit.ts'
import type { OffsetDeleteRequest } from '../protocol/offset-delete.ts'
import type { OffsetFetchRequest, OffsetFetchResponse } from '../protocol/offset-fetch.ts'
import { CONSUMER_PROTOCOL_TYPE, isSubscribedToTopic, validateMember } from './classic-group.ts'
import type { CoordinatorHost } from './coordinator-host.ts'
import type { OffsetCommitValue } from './coordinator-records.ts'
import { type ClassicGroup, type CoordinatorShard, createClassicGroup, type OffsetChange } from './coordinator-state.ts'
import { extendSession } from './coordinator-timers.ts'
import { latestOffset, latestOffsets } from './group-offsets.ts'
import { groupTombstone, offsetRecord, write } from './shard-writer.ts'

type CommittedPartition = OffsetCommitRequest['partitions'][number]

const COMMIT_VALUE_VERSION = 4

/** OffsetCommit. Answered once the offsets are committed in `__consumer_offsets`; they are not compared with any log. */
export function handleOffsetCommit(
  shard: CoordinatorShard,
  request: OffsetCommitRequest,
  from: NodeId,
  host: CoordinatorHost,
): void {
  const refuse = (errorCode: ErrorCode): void =>
    host.respond(
      from,
      commitResponse(request, () => errorCode),
    )
  let group = shard.groups.get(request.groupId)
  if (group === undefined) {
    // A tool, or a consumer that assigns its partitions by itself: the group then holds offsets and nothing else.
    if (request.generationId >= 0) return refuse('GROUP_ID_NOT_FOUND')
    group = createClassicGroup(request.groupId, host.node.wallClockMs)
  }
  const errorCode = validateOffsetCommit(group, request)
  if (errorCode !== 'NONE') return refuse(errorCode)
  const member = group.members.get(request.memberId)
  if (member !== undefined && (group.state === 'Stable' || group.state === 'PreparingRebalance'))
    extendSession(shard, group, member, host)

  const changes = request.partitions
    .filter((partition) => whyNotCommitted(partition, host) === 'NONE')
    .map((partition) => changeOf(request.groupId, partition, host))
  const response = commitResponse(request, (partition) => whyNotCommitted(partition, host))
  if (changes.length === 0) {
    host.respond(from, response)
    return
  }
  const writeError = write(shard, changes.map(offsetRecord), changes, { type: 'Respond', to: from, response }, host)
  if (writeError !== 'NONE') return refuse(writeError)
  if (!shard.groups.has(request.groupId)) shard.groups.set(request.groupId, group)
}

/** KafkaApis looks whether the topic and partition exist before the coordinator is asked. */
function whyNotCommitted(partition: CommittedPartition, host: CoordinatorHost): ErrorCode {
  const { topic, partition: number } = splitTopicPartition(partition.topicPartition)
  if (host.metadata.topics.get(topic)?.partitions[number] === undefined) return 'UNKNOWN_TOPIC_OR_PARTITION'
  return partition.metadata.length > host.config.offsetMetadataMaxBytes ? 'OFFSET_METADATA_TOO_LARGE' : 'NONE'
}

function validateOffsetCommit(group: ClassicGroup, request: OffsetCommitRequest): ErrorCode {
  const { memberId, groupInstanceId, generationId } = request
  if (group.state === 'Dead') return 'COORDINATOR_NOT_AVAILABLE'
  if (generationId < 0 && group.state === 'Empty') return 'NONE'
  if (generationId < 0 && memberId === '' && groupInstanceId === null) return 'UNKNOWN_MEMBER_ID'
  const errorCode = validateMember(group, memberId, groupInstanceId)
  if (errorCode !== 'NONE') return errorCode
  if (generationId !== group.generationId) return 'ILLEGAL_GENERATION'
  // While members only prepare to rejoin their last offsets are welcome: it is what a rebalance is delayed for.
  return group.state === 'CompletingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE'
}

function changeOf(groupId: string, partition: CommittedPartition, host: CoordinatorHost): OffsetChange {
  const { topic } = splitTopicPartition(partition.topicPartition)
  const value: OffsetCommitValue = Object.freeze({
    version: COMMIT_VALUE_VERSION,
    offset: partition.offset,
    leaderEpoch: partition.leaderEpoch,
    metadata: partition.metadata,
    commitTimestamp: host.node.wallClockMs,
    expireTimestamp: -1,
    topicId: host.metadata.topics.get(topic)?.topicId ?? null,
  })
  return { groupId, topicPartition: partition.topicPartition, value }
}

export function commitResponse(
  request: Pick<OffsetCommitRequest, 'correlationId' | 'partitions'>,
  errorOf: (partition: CommittedPartition) => ErrorCode,
): OffsetCommitResponse {
  const partitions = request.partitions.map((partition) => ({
    topicPartition: partition.topicPartition,
    errorCode: errorOf(partition),
  }))
  return { type: 'OffsetCommitResponse', correlationId: request.correlationId, partitions }
}

/** OffsetFetch. A group that does not exist has committed nothing, which is no error. */
export function handleOffsetFetch(
  shard: CoordinatorShard,
  request: OffsetFetchRequest,
  from: NodeId,
  host: CoordinatorHost,
): void {
  const dead = shard.groups.get(request.groupId)?.state === 'Dead'
  const committed = dead ? undefined : shard.offsets.get(request.groupId)?.committed
  const wanted = request.topicPartitions ?? [...(committed?.keys() ?? [])]
  host.respond(from, {
    type: 'OffsetFetchResponse',
    correlationId: request.correlationId,
    groupId: request.groupId,
    errorCode: 'NONE',
    partitions: wanted.map((topicPartition) => fetched(topicPartition, committed?.get(topicPartition))),
  })
}

function fetched(
  topicPartition: TopicPartition,
  value: OffsetCommitValue | undefined,
): OffsetFetchResponse['partitions'][number] {
  if (value === undefined) return { topicPartition, errorCode: 'NONE', offset: -1, leaderEpoch: -1, metadata: '' }
  const { offset, leaderEpoch, metadata } = value
  return { topicPartition, errorCode: 'NONE', offset, leaderEpoch, metadata }
}

/** OffsetDelete (KIP-496): for partitions of topics that the group does not subscribe to at this time. */
export function handleOffsetDelete(
  shard: CoordinatorShard,
  request: OffsetDeleteRequest,
  from: NodeId,
  host: CoordinatorHost,
): void {
  const { correlationId, groupId } = request
  const refuse = (errorCode: ErrorCode): void =>
    host.respond(from, { type: 'OffsetDeleteResponse', correlationId, errorCode, partitions: [] })
  const group = shard.groups.get(groupId)
  if (group === undefined || group.state === 'Dead') return refuse('GROUP_ID_NOT_FOUND')
  if (group.state !== 'Empty' && group.protocolType !== CONSUMER_PROTOCOL_TYPE) return refuse('NON_EMPTY_GROUP')

  const subscribed = (topicPartition: TopicPartition): boolean =>
    isSubscribedToTopic(group, splitTopicPartition(topicPartition).topic)
  const offsets = shard.offsets.get(groupId)
  const changes: OffsetChange[] = request.topicPartitions
    .filter((topicPartition) => !subscribed(topicPartition) && latestOffset(offsets, topicPartition) !== undefined)
    .map((topicPartition) => ({ groupId, topicPartition, value: null }))
  const partitions = request.topicPartitions.map((topicPartition) => {
    const errorCode: ErrorCode = subscribed(topicPartition) ? 'GROUP_SUBSCRIBED_TO_TOPIC' : 'NONE'
    return { topicPartition, errorCode }
  })
  const response = { type: 'OffsetDeleteResponse', correlationId, errorCode: 'NONE', partitions } as const
  if (changes.length === 0) {
    host.respond(from, response)
    return
  }
  const writeError = write(shard, changes.map(offsetRecord), changes, { type: 'Respond', to: from, response }, host)
  if (writeError !== 'NONE') refuse(writeError)
}

/** Tombstones for every offset of a group. */
export function deletionsOf(shard: CoordinatorShard, groupId: string): OffsetChange[] {
  return [...latestOffsets(shard.offsets.get(groupId)).keys()].map((topicPartition) => ({
    groupId,
    topicPartition,
    value: null,
  }))
}

/**
 * Every offsets.retention.check.interval.ms: offsets past offsets.retention.minutes go, and with the last of them an
 * empty group. The clock of a group starts when it becomes empty (KIP-211); while it lives, only topics it no longer
 * reads can expire.
 */
export function expireOffsets(
  shard: CoordinatorShard,
  host: CoordinatorHost,
  forget: (group: ClassicGroup) => void,
): void {
  for (const group of [...shard.groups.values()]) {
    const latest = latestOffsets(shard.offsets.get(group.groupId))
    const changes: OffsetChange[] = []
    for (const [topicPartition, value] of latest) {
      if (isExpired(group, topicPartition, value, host))
        changes.push({ groupId: group.groupId, topicPartition, value: null })
    }
    const gone = changes.length === latest.size && group.state === 'Empty' && group.pendingJoinMembers.size === 0
    if (changes.length === 0 && !gone) continue
    const records = changes.map(offsetRecord)
    if (gone) records.push(groupTombstone(group.groupId))
    const errorCode = write(shard, records, changes, null, host)
    if (gone && errorCode === 'NONE') forget(group)
  }
}

function isExpired(
  group: ClassicGroup,
  topicPartition: TopicPartition,
  value: OffsetCommitValue,
  host: CoordinatorHost,
): boolean {
  if (isSubscribedToTopic(group, splitTopicPartition(topicPartition).topic)) return false
  const sinceMs = retentionStart(group, value)
  if (sinceMs === null) return false
  return host.node.wallClockMs - sinceMs >= host.config.offsetsRetentionMinutes * 60_000
}

function retentionStart(group: ClassicGroup, value: OffsetCommitValue): number | null {
  if (group.protocolType === null) return value.commitTimestamp
  if (group.state === 'Empty')
    return group.currentStateTimestampMs >= 0 ? group.currentStateTimestampMs : value.commitTimestamp
  const knowsTopics = group.protocolType === CONSUMER_PROTOCOL_TYPE && group.subscribedTopics !== null
  return knowsTopics && group.state === 'Stable' ? value.commitTimestamp : null
}
