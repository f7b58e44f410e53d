/** Counterpart: org.apache.kafka.coordinator.group.OffsetMetadataManager. */

import type { ErrorCode } from '../common/errors.ts'
import { inTimelineMapOrder } from '../common/timeline-map-order.ts'
import { splitTopicPartition, type TopicPartition } from '../common/topic-partition.ts'
import type { ShardHost } from '../coordinator/coordinator-shard.ts'
import { committedRow, committedValue } from '../coordinator/timeline.ts'
import { rulesOf } from '../profile/registry.ts'
import type { OffsetCommitRequest, OffsetCommitResponse } from '../protocol/offset-commit.ts'
import type { OffsetDeleteRequest, OffsetDeleteResponse } from '../protocol/offset-delete.ts'
import type { OffsetFetchRequest, OffsetFetchResponse } from '../protocol/offset-fetch.ts'
import { inScala212PartitionMapOrder, inScala212PartitionOrder } from '../znodes/scala-map-order.ts'
import { CONSUMER_PROTOCOL_TYPE, isSubscribedToTopic, validateMember } from './classic-group.ts'
import type { OffsetCommitValue } from './coordinator-records.ts'
import { type GroupRecord, type GroupResult, groupTombstone, offsetTombstone, refusal, reply } from './group-records.ts'
import { type ClassicGroup, createClassicGroup, type GroupShard, isUnstable } from './group-shard-state.ts'
import { extendSession } from './group-timers.ts'
import { commitRows, type Sifted } from './unknown-partitions.ts'

type CommittedPartition = OffsetCommitRequest['partitions'][number]

/** OffsetCommit. Answered once the offsets are committed in `__consumer_offsets`; they are not compared with any log. */
export function handleOffsetCommit(shard: GroupShard, request: OffsetCommitRequest, host: ShardHost): GroupResult {
  const refuse = (errorCode: ErrorCode): GroupResult => refusal(commitResponse(request, () => errorCode))
  const { groupId, memberId, generationId } = request
  const known = shard.groups.latest.get(groupId)
  // A tool, or a consumer that assigns its partitions by itself: the group then holds offsets and nothing else.
  if (known === undefined && generationId >= 0) return refuse('GROUP_ID_NOT_FOUND')
  const group = known ?? createClassicGroup(groupId, host.node.wallClockMs)
  const errorCode = validateOffsetCommit(group, request)
  if (errorCode !== 'NONE') return refuse(errorCode)
  const member = group.members.get(memberId)
  if (member !== undefined && (group.state === 'Stable' || group.state === 'PreparingRebalance'))
    extendSession(group, member, host)

  const records: GroupRecord[] = []
  for (const partition of request.partitions)
    if (whyNotCommitted(partition, host) === 'NONE') records.push(offsetRecord(groupId, partition, host))
  const response = commitResponse(request, (partition) => whyNotCommitted(partition, host))
  return { records, response, completion: null, alreadyApplied: false, baseSequence: 0 }
}

/** KafkaApis looks whether the topic and partition exist before the coordinator is asked. */
export function whyNotCommitted(
  partition: Pick<CommittedPartition, 'topicPartition' | 'metadata'>,
  host: ShardHost,
): ErrorCode {
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

function offsetRecord(groupId: string, partition: CommittedPartition, host: ShardHost): GroupRecord {
  const { topicPartition, offset, leaderEpoch, metadata } = partition
  const { topic } = splitTopicPartition(topicPartition)
  const version = rulesOf(host.config).group.offsetCommitValueVersion
  const value: OffsetCommitValue = Object.freeze({
    version,
    offset,
    leaderEpoch,
    metadata,
    commitTimestamp: host.node.wallClockMs,
    expireTimestamp: -1,
    topicId: version < 4 ? null : (host.metadata.topics.get(topic)?.topicId ?? null),
  })
  return { type: 'OffsetCommit', groupId, topicPartition, value }
}

export function commitResponse(
  request: Pick<OffsetCommitRequest, 'correlationId' | 'partitions'> & Sifted,
  errorOf: (partition: CommittedPartition) => ErrorCode,
): OffsetCommitResponse {
  const { correlationId } = request
  return { type: 'OffsetCommitResponse', correlationId, partitions: commitRows(request, errorOf) }
}

/** OffsetFetch. A group that does not exist has committed nothing, which is no error. */
export function handleOffsetFetch(shard: GroupShard, request: OffsetFetchRequest): GroupResult {
  const { groups, offsets: table } = shard
  const { groupId, requireStable } = request
  const group = requireStable ? groups.latest.get(groupId) : committedValue(groups, groupId)
  const known = group !== undefined && group.state !== 'Dead'
  const committed = requireStable ? table.rows.get(groupId) : committedRow(table, groupId)
  const offsets = known ? committed : undefined
  const wanted = request.topicPartitions ?? [...(offsets?.keys() ?? [])]
  const response: OffsetFetchResponse = {
    type: 'OffsetFetchResponse',
    correlationId: request.correlationId,
    groupId: request.groupId,
    errorCode: 'NONE',
    partitions: wanted.map((topicPartition) =>
      requireStable && isUnstable(shard, groupId, topicPartition)
        ? { ...fetched(topicPartition, undefined), errorCode: 'UNSTABLE_OFFSET_COMMIT' }
        : fetched(topicPartition, offsets?.get(topicPartition)),
    ),
  }
  return reply(response)
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
export function handleOffsetDelete(shard: GroupShard, request: OffsetDeleteRequest, host: ShardHost): GroupResult {
  const { correlationId, groupId } = request
  const refuse = (errorCode: ErrorCode): GroupResult =>
    refusal({ type: 'OffsetDeleteResponse', correlationId, errorCode, partitions: [] })
  const group = shard.groups.latest.get(groupId)
  if (group === undefined || group.state === 'Dead') return refuse('GROUP_ID_NOT_FOUND')
  if (group.state !== 'Empty' && group.protocolType !== CONSUMER_PROTOCOL_TYPE) return refuse('NON_EMPTY_GROUP')

  const subscribed = (topicPartition: TopicPartition): boolean =>
    isSubscribedToTopic(group, splitTopicPartition(topicPartition).topic)
  const offsets = shard.offsets.rows.get(groupId)
  const deleted = request.topicPartitions.filter(
    (topicPartition) => !subscribed(topicPartition) && offsets?.has(topicPartition) === true,
  )
  const partitions = request.topicPartitions.map((topicPartition) => {
    const errorCode: ErrorCode = subscribed(topicPartition) ? 'GROUP_SUBSCRIBED_TO_TOPIC' : 'NONE'
    return { topicPartition, errorCode }
  })
  const response: OffsetDeleteResponse = { type: 'OffsetDeleteResponse', correlationId, errorCode: 'NONE', partitions }
  return { ...offsetsRemoved(shard, new Map([[group, deleted]]), endsAtOnce(host), host), response }
}

/** With its last offset an empty group ends, in earlier versions; later only when expired ones are looked for. */
function endsAtOnce({ config }: ShardHost): boolean {
  return rulesOf(config).group.lastOffsetEndsGroup
}

/** Offsets of groups go, and, if `ends`, those of the groups that are empty and have none left. */
function offsetsRemoved(
  shard: GroupShard,
  removed: ReadonlyMap<ClassicGroup, readonly TopicPartition[]>,
  ends: boolean,
  host: ShardHost,
): GroupResult {
  const records: GroupRecord[] = []
  const ended: string[] = []
  for (const [group, topicPartitions] of removed) {
    const { groupId } = group
    for (const topicPartition of inMapOrder(topicPartitions, host))
      records.push(offsetTombstone(groupId, topicPartition))
    const left = (shard.offsets.rows.get(groupId)?.size ?? 0) - topicPartitions.length
    if (!ends || left > 0 || group.state !== 'Empty' || isUnstable(shard, groupId)) continue
    if (isBuried(group, host)) records.push(groupTombstone(groupId))
    ended.push(groupId)
  }
  return { records, response: null, completion: groupsRemoved(shard, ended), alreadyApplied: false }
}

/** Of a group that has never had members there may be no record, and so none that takes it back. */
export function isBuried({ generationId }: ClassicGroup, { config }: ShardHost): boolean {
  return generationId > 0 || rulesOf(config).group.buriesGroupsWithoutGeneration
}

/** Tombstones for every offset of a group. */
export function deletionsOf(shard: GroupShard, groupId: string, host: ShardHost): GroupRecord[] {
  return inMapOrder([...(shard.offsets.rows.get(groupId)?.keys() ?? [])], host).map((topicPartition) =>
    offsetTombstone(groupId, topicPartition),
  )
}

/** What a group has committed, as the maps of its coordinator list it; given in the order in which it was. */
function inMapOrder(topicPartitions: readonly TopicPartition[], { config }: ShardHost): TopicPartition[] {
  return rulesOf(config).group.offsetsMap === 'timeline'
    ? inTimelineMapOrder(topicPartitions)
    : inScala212PartitionOrder(inScala212PartitionMapOrder(topicPartitions))
}

/** Topics were deleted: what groups committed for them goes too. OffsetMetadataManager.onPartitionsDeleted. */
export function deleteOffsetsOf(shard: GroupShard, topics: ReadonlyMap<string, unknown>, host: ShardHost): GroupResult {
  const isGone = (topicPartition: TopicPartition) => topics.has(splitTopicPartition(topicPartition).topic)
  const removed = new Map<ClassicGroup, TopicPartition[]>()
  for (const group of shard.groups.latest.values())
    removed.set(group, [...(shard.offsets.rows.get(group.groupId)?.keys() ?? [])].filter(isGone))
  return offsetsRemoved(shard, removed, endsAtOnce(host), host)
}

/**
 * Every offsets.retention.check.interval.ms: offsets past offsets.retention.minutes go, and with the last of them an
 * empty group. The clock of a group starts when it becomes empty (KIP-211); while it lives, only topics it no longer
 * reads can expire.
 */
export function expireOffsets(shard: GroupShard, host: ShardHost): GroupResult {
  const removed = new Map<ClassicGroup, TopicPartition[]>()
  for (const group of shard.groups.latest.values()) {
    const { groupId } = group
    const expired: TopicPartition[] = []
    for (const [topicPartition, value] of shard.offsets.rows.get(groupId) ?? []) {
      if (!isUnstable(shard, groupId, topicPartition) && isExpired(group, topicPartition, value, host))
        expired.push(topicPartition)
    }
    removed.set(group, expired)
  }
  return offsetsRemoved(shard, removed, true, host)
}

/** Empty groups whose tombstones are about to be written, with the generation they end in. */
export interface GroupsRemoved {
  readonly type: 'GroupsRemoved'
  readonly groups: readonly { readonly groupId: string; readonly generation: number }[]
}

/** Null if there are none. */
export function groupsRemoved(shard: GroupShard, groupIds: readonly string[]): GroupsRemoved | null {
  if (groupIds.length === 0) return null
  const groups = groupIds.map((groupId) => ({
    groupId,
    generation: shard.groups.latest.get(groupId)?.generationId ?? 0,
  }))
  return { type: 'GroupsRemoved', groups }
}

function isExpired(
  group: ClassicGroup,
  topicPartition: TopicPartition,
  value: OffsetCommitValue,
  host: ShardHost,
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
