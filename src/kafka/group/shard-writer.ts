/**
 * Appends what was decided and remembers what to do when it is committed. Counterpart: CoordinatorRuntime's
 * CoordinatorWriteEvent and DeferredEventQueue. Kafka gathers writes for some milliseconds before it appends them; here
 * each is appended at once.
 */
import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { splitTopicPartition } from '../common/topic-partition.ts'
import { membersInOrder, subscriptionOf } from './classic-group.ts'
import { encodeAssignment, encodeSubscription } from './consumer-protocol.ts'
import type { CoordinatorHost, CoordinatorRecord } from './coordinator-host.ts'
import { encodeGroupMetadataValue, encodeKey, encodeOffsetCommitValue } from './coordinator-records.ts'
import type { AfterWrite, ClassicGroup, CoordinatorShard, OffsetChange } from './coordinator-state.ts'
import { setGroupTimer } from './coordinator-timers.ts'
import { appendChange } from './group-offsets.ts'

/**
 * Returns the error to tell the client, NONE if the write is under way. `then` runs once the high watermark has passed
 * it, in the order of appending, or with an error when the partition moves away or the commit takes too long.
 */
export function write(
  shard: CoordinatorShard,
  records: readonly CoordinatorRecord[],
  changes: readonly OffsetChange[],
  completion: AfterWrite | null,
  host: CoordinatorHost,
): ErrorCode {
  shard.appending = true
  const { offset, errorCode } = host.append(shard.partition, records)
  shard.appending = false
  if (errorCode !== 'NONE') return toResponseError(errorCode)
  for (const change of changes) appendChange(shard, change, offset)
  const timeoutMs = host.config.offsetsCommitTimeoutMs
  shard.deferred.push({ offset, expiresAtUs: host.node.nowUs + timeoutMs * 1_000, changes, completion })
  return 'NONE'
}

/** Only what really waits needs a timer; with one replica nothing ever does. */
export function watchWrites(shard: CoordinatorShard, host: CoordinatorHost): void {
  const next = shard.deferred.find(({ completion }) => completion !== null)
  if (next === undefined || shard.writeTimer !== null) return
  const delayMs = Math.max(0, next.expiresAtUs - host.node.nowUs) / 1_000
  shard.writeTimer = setGroupTimer(host, delayMs, { type: 'GroupWriteTimeout', partition: shard.partition })
}

/** What a client is told when the log would not take a write. */
export function toResponseError(errorCode: ErrorCode): ErrorCode {
  switch (errorCode) {
    case 'UNKNOWN_TOPIC_OR_PARTITION':
    case 'NOT_ENOUGH_REPLICAS':
    case 'NOT_ENOUGH_REPLICAS_AFTER_APPEND':
    case 'REQUEST_TIMED_OUT':
      return 'COORDINATOR_NOT_AVAILABLE'
    case 'NOT_LEADER_OR_FOLLOWER':
    case 'KAFKA_STORAGE_ERROR':
      return 'NOT_COORDINATOR'
    case 'MESSAGE_TOO_LARGE':
      return 'UNKNOWN_SERVER_ERROR'
    default:
      return errorCode
  }
}

/** The group as it is, with these assignments; without members its protocol and leader are null. */
export function groupMetadataRecord(
  group: ClassicGroup,
  assignments: (memberId: string) => readonly TopicPartition[],
): CoordinatorRecord {
  const members = membersInOrder(group).map((member) => ({
    memberId: member.memberId,
    groupInstanceId: member.groupInstanceId,
    clientId: member.clientId,
    clientHost: member.clientHost,
    rebalanceTimeout: member.rebalanceTimeoutMs,
    sessionTimeout: member.sessionTimeoutMs,
    subscription: encodeSubscription(subscriptionOf(member, group.protocolName), group.protocolName ?? ''),
    assignment: encodeAssignment(assignments(member.memberId)),
  }))
  const value = encodeGroupMetadataValue({
    protocolType: group.protocolType ?? '',
    generation: group.generationId,
    protocol: group.protocolName,
    leader: group.leaderId,
    currentStateTimestamp: group.currentStateTimestampMs,
    members,
  })
  return { key: encodeKey({ type: 'GroupMetadata', group: group.groupId }), value }
}

/** A group that was just made: generation 0, nobody in it. */
export function emptyGroupMetadataRecord(group: ClassicGroup): CoordinatorRecord {
  const value = encodeGroupMetadataValue({
    protocolType: '',
    generation: 0,
    protocol: null,
    leader: null,
    currentStateTimestamp: group.currentStateTimestampMs,
    members: [],
  })
  return { key: encodeKey({ type: 'GroupMetadata', group: group.groupId }), value }
}

export function groupTombstone(groupId: string): CoordinatorRecord {
  return { key: encodeKey({ type: 'GroupMetadata', group: groupId }), value: null }
}

export function offsetRecord(change: OffsetChange): CoordinatorRecord {
  const { topic, partition } = splitTopicPartition(change.topicPartition)
  const key = encodeKey({ type: 'OffsetCommit', group: change.groupId, topic, partition })
  return { key, value: change.value === null ? null : encodeOffsetCommitValue(change.value) }
}
