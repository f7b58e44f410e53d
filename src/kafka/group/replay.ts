/**
 * Rebuilds a shard from its partition of `__consumer_offsets`: how a failover brings back the same groups. Counterpart:
 * GroupCoordinatorShard.replay, GroupMetadataManager.replay and OffsetMetadataManager.replay.
 */
import type { ByteString } from '../common/payload.ts'
import { topicPartition } from '../common/topic-partition.ts'
import { CONTROL_FLAG, type RecordBatch } from '../log/record-batch.ts'
import { addMember, computeSubscribedTopics } from './classic-group.ts'
import { decodeAssignment, decodeSubscription } from './consumer-protocol.ts'
import {
  decodeGroupMetadataValue,
  decodeKey,
  decodeOffsetCommitValue,
  type GroupMetadataValue,
  type MemberMetadata,
} from './coordinator-records.ts'
import {
  type ClassicGroup,
  type ClassicGroupMember,
  type CoordinatorShard,
  createClassicGroup,
} from './coordinator-state.ts'
import { commitChange } from './group-offsets.ts'

/** Applies everything in `batches`, which is taken to be committed. */
export function replayBatches(shard: CoordinatorShard, batches: Iterable<RecordBatch>): void {
  for (const batch of batches) {
    if ((batch.attributes & CONTROL_FLAG) !== 0) continue
    for (const { key, value } of batch.records) if (key !== null) replay(shard, key, value)
  }
}

/** One record. Later records of a key replace earlier ones; a null value takes them back. */
export function replay(shard: CoordinatorShard, keyBytes: ByteString, value: ByteString | null): void {
  const key = decodeKey(keyBytes)
  switch (key?.type) {
    case 'OffsetCommit': {
      const committed = value === null ? null : decodeOffsetCommitValue(value)
      // Not a commit at all: somebody wrote to the topic by hand.
      if (value !== null && committed === null) return
      if (committed !== null && !shard.groups.has(key.group))
        shard.groups.set(key.group, createClassicGroup(key.group, -1))
      return commitChange(
        shard,
        { groupId: key.group, topicPartition: topicPartition(key.topic, key.partition), value: committed },
        -1,
      )
    }
    case 'GroupMetadata': {
      const metadata = value === null ? null : decodeGroupMetadataValue(value)
      if (value === null) shard.groups.delete(key.group)
      else if (metadata !== null) shard.groups.set(key.group, groupOf(key.group, metadata))
      return
    }
    default:
      // A kind of record this coordinator does not have.
      return
  }
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
