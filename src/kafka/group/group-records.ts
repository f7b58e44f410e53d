/**
 * The records of `__consumer_offsets`, as decisions make them and replay takes them. Counterpart in Kafka:
 * GroupCoordinatorRecordHelpers.
 */
import { unreachable } from '../../engine/assert.ts'
import type { ByteString } from '../common/payload.ts'
import { splitTopicPartition, type TopicPartition, topicPartition } from '../common/topic-partition.ts'
import type { CoordinatorResponse, CoordinatorResult, StoredRecord } from '../coordinator/coordinator-shard.ts'
import { encodeAssignment, encodeSubscription } from '../protocol/consumer-protocol.ts'
import { membersInOrder, subscriptionOf } from './classic-group.ts'
import {
  decodeGroupMetadataValue,
  decodeKey,
  decodeOffsetCommitValue,
  encodeGroupMetadataValue,
  encodeKey,
  encodeOffsetCommitValue,
  GROUP_METADATA_VALUE_VERSION,
  type GroupMetadataValue,
  type OffsetCommitValue,
} from './coordinator-records.ts'
import type { ClassicGroup } from './group-shard-state.ts'

/** A null value takes back what earlier records of the same key said. */
export type GroupRecord =
  | {
      readonly type: 'OffsetCommit'
      readonly groupId: string
      readonly topicPartition: TopicPartition
      readonly value: OffsetCommitValue | null
    }
  | { readonly type: 'GroupMetadata'; readonly groupId: string; readonly value: GroupMetadataValue | null }

export type GroupResult = CoordinatorResult<GroupRecord>

/** Nothing was decided, and nothing is waited for. */
export function refusal(response: CoordinatorResponse): GroupResult {
  return { ...reply(response), refusal: true }
}

/** Answered without a record. */
export function reply(response: CoordinatorResponse): GroupResult {
  return { records: NO_RECORDS, response, completion: null, alreadyApplied: false }
}

const NO_RECORDS: readonly GroupRecord[] = Object.freeze([])

/** What several groups, or several members of one, have come to, as one batch. */
export function together(results: readonly (GroupResult | null)[]): GroupResult | null {
  const some = results.filter((result) => result !== null)
  const first = some[0]
  return first === undefined ? null : { ...first, records: some.flatMap(({ records }) => records) }
}

/** The group as it is, with these assignments; without members its protocol and leader are null. */
export function groupMetadataRecord(
  group: ClassicGroup,
  assignments: (memberId: string) => readonly TopicPartition[],
): GroupRecord {
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
  const value: GroupMetadataValue = {
    version: GROUP_METADATA_VALUE_VERSION,
    protocolType: group.protocolType ?? '',
    generation: group.generationId,
    protocol: group.protocolName,
    leader: group.leaderId,
    currentStateTimestamp: group.currentStateTimestampMs,
    members,
  }
  return { type: 'GroupMetadata', groupId: group.groupId, value }
}

/** A group that was just made: generation 0, nobody in it. */
export function emptyGroupMetadataRecord(group: ClassicGroup): GroupRecord {
  const value: GroupMetadataValue = {
    version: GROUP_METADATA_VALUE_VERSION,
    protocolType: '',
    generation: 0,
    protocol: null,
    leader: null,
    currentStateTimestamp: group.currentStateTimestampMs,
    members: [],
  }
  return { type: 'GroupMetadata', groupId: group.groupId, value }
}

export function groupTombstone(groupId: string): GroupRecord {
  return { type: 'GroupMetadata', groupId, value: null }
}

export function offsetTombstone(groupId: string, of: TopicPartition): GroupRecord {
  return { type: 'OffsetCommit', groupId, topicPartition: of, value: null }
}

export function encodeGroupRecord(record: GroupRecord): StoredRecord {
  const { groupId } = record
  switch (record.type) {
    case 'GroupMetadata':
      return {
        key: encodeKey({ type: 'GroupMetadata', group: groupId }),
        value: record.value === null ? null : encodeGroupMetadataValue(record.value),
      }
    case 'OffsetCommit': {
      const { topic, partition } = splitTopicPartition(record.topicPartition)
      return {
        key: encodeKey({ type: 'OffsetCommit', group: groupId, topic, partition }),
        value: record.value === null ? null : encodeOffsetCommitValue(record.value, record.value.version),
      }
    }
    default:
      return unreachable(record)
  }
}

/** Bytes that somebody wrote to the topic by hand are passed over. */
export function decodeGroupRecord(keyBytes: ByteString, value: ByteString | null): GroupRecord | 'unknown' {
  const key = decodeKey(keyBytes)
  if (key === null) return 'unknown'
  if (key.type === 'GroupMetadata') {
    const metadata = value === null ? null : decodeGroupMetadataValue(value)
    if (value !== null && metadata === null) return 'unknown'
    return { type: 'GroupMetadata', groupId: key.group, value: metadata }
  }
  const committed = value === null ? null : decodeOffsetCommitValue(value)
  if (value !== null && committed === null) return 'unknown'
  const of = topicPartition(key.topic, key.partition)
  return { type: 'OffsetCommit', groupId: key.group, topicPartition: of, value: committed }
}
