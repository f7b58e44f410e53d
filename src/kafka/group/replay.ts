/**
 * How records become state: those just decided, and after a failover all that the log holds. Counterpart in Kafka:
 * GroupCoordinatorShard.replay, GroupMetadataManager.replay and OffsetMetadataManager.replay.
 */
import { put, putInRow } from '../coordinator/timeline.ts'
import { decodeAssignment, decodeSubscription } from '../protocol/consumer-protocol.ts'
import { addMember, computeSubscribedTopics } from './classic-group.ts'
import type { GroupMetadataValue, MemberMetadata } from './coordinator-records.ts'
import type { GroupRecord } from './group-records.ts'
import { type ClassicGroup, type ClassicGroupMember, createClassicGroup, type GroupShard } from './group-shard-state.ts'
import { overtakePending } from './pending-offsets.ts'

/** `offset` is one past the record. Later records of a key replace earlier ones; a null value takes them back. */
export function replay(shard: GroupShard, record: GroupRecord, offset: number, wallClockMs: number): void {
  const { groupId } = record
  if (record.type === 'OffsetCommit') {
    const { topicPartition, value } = record
    // Offsets alone, of a consumer that assigns its partitions by itself, make a group too.
    if (value !== null && !shard.groups.latest.has(groupId))
      put(shard.groups, groupId, createClassicGroup(groupId, wallClockMs), offset)
    if (value !== null) overtakePending(shard, groupId, topicPartition, offset)
    return putInRow(shard.offsets, groupId, topicPartition, value, offset)
  }
  put(shard.groups, groupId, record.value === null ? null : groupOf(groupId, record.value), offset)
}

/** Only what is Stable or Empty is ever written, so the state follows from the members. */
function groupOf(groupId: string, value: GroupMetadataValue): ClassicGroup {
  const group = createClassicGroup(groupId, value.currentStateTimestamp)
  group.state = value.members.length === 0 ? 'Empty' : 'Stable'
  group.generationId = value.generation
  group.protocolType = value.protocolType === '' ? null : value.protocolType
  group.protocolName = value.protocol
  group.leaderId = value.leader
  for (const metadata of value.members) addMember(group, memberOf(metadata, value))
  group.subscribedTopics = computeSubscribedTopics(group)
  return group
}

function memberOf(metadata: MemberMetadata, value: GroupMetadataValue): ClassicGroupMember {
  const name = value.protocol ?? ''
  const { rebalanceTimeout, sessionTimeout } = metadata
  return {
    memberId: metadata.memberId,
    groupInstanceId: metadata.groupInstanceId,
    clientId: metadata.clientId,
    clientHost: metadata.clientHost,
    protocolType: value.protocolType,
    // What else it supports is not stored; it will say so when it joins again.
    protocols: Object.freeze([Object.freeze({ name, subscription: decodeSubscription(metadata.subscription, name) })]),
    rebalanceTimeoutMs: rebalanceTimeout === -1 ? sessionTimeout : rebalanceTimeout,
    sessionTimeoutMs: sessionTimeout,
    assignment: decodeAssignment(metadata.assignment),
    awaitingJoin: null,
    awaitingSync: null,
    isNew: false,
    sessionDeadlineUs: -1,
  }
}
