/**
 * Keys and values of `__consumer_offsets`, byte for byte as 4.3.1 writes them. Counterpart:
 * org.apache.kafka.coordinator.group.GroupCoordinatorRecordHelpers and GroupCoordinatorRecordSerde.
 */

import {
  type ByteReader,
  compactString,
  int16,
  int32,
  int64,
  readArray,
  readBytes,
  readCompactString,
  readerOf,
  readInt16,
  readInt32,
  readInt64,
  readShortString,
  readSizedBytes,
  readUnsignedVarint,
  shortString,
  sizedBytes,
  unsignedVarint,
} from '../common/bytes.ts'
import type { ByteString } from '../common/payload.ts'
import { bytesToUuid, uuidToBytes } from './uuid-bytes.ts'

/** A key begins with its type (older releases call it a version: 0 and 1 are offsets, 2 is a group). */
const OFFSET_COMMIT_KEY = 1
const GROUP_METADATA_KEY = 2
const OFFSET_COMMIT_VALUE_VERSION = 4
export const GROUP_METADATA_VALUE_VERSION = 3
const TOPIC_ID_TAG = 0

export interface OffsetCommitKey {
  readonly type: 'OffsetCommit'
  readonly group: string
  readonly topic: string
  readonly partition: number
}

export interface GroupMetadataKey {
  readonly type: 'GroupMetadata'
  readonly group: string
}

export type CoordinatorKey = OffsetCommitKey | GroupMetadataKey

export interface OffsetCommitValue {
  readonly version: number
  readonly offset: number
  /** -1: unknown. */
  readonly leaderEpoch: number
  readonly metadata: string
  /** Epoch milliseconds. */
  readonly commitTimestamp: number
  /** Only in version 1; -1 otherwise. */
  readonly expireTimestamp: number
  /** As in `TopicMetadata.topicId`; null when the record has none. */
  readonly topicId: string | null
}

export interface MemberMetadata {
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly clientId: string
  readonly clientHost: string
  readonly rebalanceTimeout: number
  readonly sessionTimeout: number
  /** ConsumerProtocolSubscription and ConsumerProtocolAssignment, see `consumer-protocol.ts`. */
  readonly subscription: ByteString
  readonly assignment: ByteString
}

export interface GroupMetadataValue {
  readonly version: number
  readonly protocolType: string
  readonly generation: number
  readonly protocol: string | null
  readonly leader: string | null
  /** Epoch milliseconds; -1 unknown. */
  readonly currentStateTimestamp: number
  readonly members: readonly MemberMetadata[]
}

export function encodeKey(key: CoordinatorKey): ByteString {
  if (key.type === 'GroupMetadata') return int16(GROUP_METADATA_KEY) + shortString(key.group)
  return int16(OFFSET_COMMIT_KEY) + shortString(key.group) + shortString(key.topic) + int32(key.partition)
}

/** Null for a record of a kind we do not have (new group protocol, share groups) and for bytes that are no key. */
export function decodeKey(bytes: ByteString): CoordinatorKey | null {
  const reader = readerOf(bytes)
  const type = readInt16(reader)
  if (type !== GROUP_METADATA_KEY && type !== OFFSET_COMMIT_KEY && type !== 0) return null
  const group = readShortString(reader) ?? ''
  if (type === GROUP_METADATA_KEY) return reader.malformed ? null : { type: 'GroupMetadata', group }
  const topic = readShortString(reader) ?? ''
  const partition = readInt32(reader)
  return reader.malformed ? null : { type: 'OffsetCommit', group, topic, partition }
}

/** In the form of `version`, 3 or 4; only the latter has a place for the topic's id. */
export function encodeOffsetCommitValue(
  value: Omit<OffsetCommitValue, 'version' | 'expireTimestamp'>,
  version: number = OFFSET_COMMIT_VALUE_VERSION,
): ByteString {
  const position = int16(version) + int64(value.offset) + int32(value.leaderEpoch)
  if (version < 4) return position + shortString(value.metadata) + int64(value.commitTimestamp)
  const topicId = value.topicId === null ? null : uuidToBytes(value.topicId)
  const tagged =
    topicId === null
      ? unsignedVarint(0)
      : unsignedVarint(1) + unsignedVarint(TOPIC_ID_TAG) + unsignedVarint(16) + topicId
  return position + compactString(value.metadata) + int64(value.commitTimestamp) + tagged
}

/** Versions 0 to 4; null for anything else. */
export function decodeOffsetCommitValue(bytes: ByteString): OffsetCommitValue | null {
  const reader = readerOf(bytes)
  const version = readInt16(reader)
  if (version < 0 || version > OFFSET_COMMIT_VALUE_VERSION) return null
  const offset = readInt64(reader)
  const leaderEpoch = version >= 3 ? readInt32(reader) : -1
  const metadata = version >= 4 ? readCompactString(reader) : (readShortString(reader) ?? '')
  const commitTimestamp = readInt64(reader)
  const expireTimestamp = version === 1 ? readInt64(reader) : -1
  const topicId = version >= 4 ? readTopicId(reader) : null
  if (reader.malformed) return null
  return Object.freeze({ version, offset, leaderEpoch, metadata, commitTimestamp, expireTimestamp, topicId })
}

function readTopicId(reader: ByteReader): string | null {
  let topicId: string | null = null
  const tags = readUnsignedVarint(reader)
  for (let i = 0; i < tags; i++) {
    const tag = readUnsignedVarint(reader)
    const field = readBytes(reader, readUnsignedVarint(reader))
    if (tag === TOPIC_ID_TAG) topicId = bytesToUuid(field)
  }
  return topicId
}

export function encodeGroupMetadataValue(value: Omit<GroupMetadataValue, 'version'>): ByteString {
  let bytes =
    int16(GROUP_METADATA_VALUE_VERSION) +
    shortString(value.protocolType) +
    int32(value.generation) +
    shortString(value.protocol) +
    shortString(value.leader) +
    int64(value.currentStateTimestamp) +
    int32(value.members.length)
  for (const member of value.members) {
    bytes +=
      shortString(member.memberId) +
      shortString(member.groupInstanceId) +
      shortString(member.clientId) +
      shortString(member.clientHost) +
      int32(member.rebalanceTimeout) +
      int32(member.sessionTimeout) +
      sizedBytes(member.subscription) +
      sizedBytes(member.assignment)
  }
  return bytes
}

/** Versions 0 to 3; null for anything else. */
export function decodeGroupMetadataValue(bytes: ByteString): GroupMetadataValue | null {
  const reader = readerOf(bytes)
  const version = readInt16(reader)
  if (version < 0 || version > GROUP_METADATA_VALUE_VERSION) return null
  const value = Object.freeze({
    version,
    protocolType: readShortString(reader) ?? '',
    generation: readInt32(reader),
    protocol: readShortString(reader),
    leader: readShortString(reader),
    currentStateTimestamp: version >= 2 ? readInt64(reader) : -1,
    members: Object.freeze(readArray(reader, (from) => readMember(from, version))),
  })
  return reader.malformed ? null : value
}

function readMember(reader: ByteReader, version: number): MemberMetadata {
  return Object.freeze({
    memberId: readShortString(reader) ?? '',
    groupInstanceId: version >= 3 ? readShortString(reader) : null,
    clientId: readShortString(reader) ?? '',
    clientHost: readShortString(reader) ?? '',
    rebalanceTimeout: version >= 1 ? readInt32(reader) : -1,
    sessionTimeout: readInt32(reader),
    subscription: readSizedBytes(reader) ?? '',
    assignment: readSizedBytes(reader) ?? '',
  })
}
