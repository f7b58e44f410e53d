/**
 * Counterparts in Kafka: org.apache.kafka.tools.consumer.OffsetsMessageFormatter and GroupMetadataMessageFormatter. One
 * JSON object a record, without anything between them.
 */
import {
  type ByteReader,
  readArray,
  readerOf,
  readInt16,
  readInt32,
  readShortString,
  readSizedBytes,
} from '../../../kafka/common/bytes.ts'
import type { ByteString } from '../../../kafka/common/payload.ts'
import {
  decodeGroupMetadataValue,
  decodeKey,
  decodeOffsetCommitValue,
  type GroupMetadataValue,
  type OffsetCommitValue,
} from '../../../kafka/group/coordinator-records.ts'
import type { LogRecord } from '../../../kafka/log/record-batch.ts'

const OFFSET_COMMIT_KEY = 1
const GROUP_METADATA_KEY = 2

/** Records of other kinds, and damaged ones, print nothing. */
export function formatOffsets({ key: keyBytes, value: bytes }: LogRecord): string {
  const key = keyBytes === null ? null : decodeKey(keyBytes)
  if (key?.type !== 'OffsetCommit') return ''
  const { group, topic, partition } = key
  const value = bytes === null ? null : decodeOffsetCommitValue(bytes)
  if (bytes !== null && value === null) return ''
  return jsonOf(OFFSET_COMMIT_KEY, { group, topic, partition }, value === null ? null : offsetValue(value))
}

export function formatGroupMetadata({ key: keyBytes, value: bytes }: LogRecord): string {
  const key = keyBytes === null ? null : decodeKey(keyBytes)
  if (key?.type !== 'GroupMetadata') return ''
  const value = bytes === null ? null : decodeGroupMetadataValue(bytes)
  if (bytes !== null && value === null) return ''
  return jsonOf(GROUP_METADATA_KEY, { group: key.group }, value === null ? null : groupValue(value))
}

/** What kafka-dump-log.sh --offsets-decoder shows: there types and versions are texts. */
export function decodeForDump(record: LogRecord): { readonly key: string; readonly payload: string } {
  const text = formatOffsets(record) || formatGroupMetadata(record)
  if (text === '') return { key: '<UNKNOWN>', payload: '<UNKNOWN>' }
  const { key, value } = JSON.parse(text) as { key: { type: number; data: object }; value: Versioned | null }
  const data = key.type === GROUP_METADATA_KEY ? groupShown(record.value) : value?.data
  const payload = value === null ? '<DELETE>' : JSON.stringify({ version: String(value.version), data })
  return { key: JSON.stringify({ type: String(key.type), data: key.data }), payload }
}

/** OffsetsMessageParser.prepareGroupMetadataValue: what consumers say of themselves is read as well. */
function groupShown(bytes: ByteString | null): object | null {
  const value = bytes === null ? null : decodeGroupMetadataValue(bytes)
  if (value === null) return null
  const { data } = groupValue(value)
  if (value.protocolType !== 'consumer') return data
  const members = value.members.map((member) => ({
    ...member,
    subscription: subscriptionShown(member.subscription),
    assignment: assignmentShown(member.assignment),
  }))
  return { ...data, members }
}

function subscriptionShown(bytes: ByteString): object | string {
  const reader = readerOf(bytes)
  const version = readInt16(reader)
  const topics = readArray(reader, (from) => readShortString(from) ?? '')
  const userData = readSizedBytes(reader)
  const shown = {
    topics,
    userData: userData === null ? null : base64(userData),
    ...(version >= 1 ? { ownedPartitions: readArray(reader, partitionsOf) } : {}),
    ...(version >= 2 ? { generationId: readInt32(reader) } : {}),
    ...(version >= 3 ? { rackId: readShortString(reader) } : {}),
  }
  return reader.malformed ? base64(bytes) : shown
}

function assignmentShown(bytes: ByteString): object | string {
  const reader = readerOf(bytes)
  readInt16(reader)
  const assignedPartitions = readArray(reader, partitionsOf)
  const userData = readSizedBytes(reader)
  if (reader.malformed) return base64(bytes)
  return { assignedPartitions, userData: userData === null ? null : base64(userData) }
}

function partitionsOf(reader: ByteReader): { readonly topic: string; readonly partitions: readonly number[] } {
  return { topic: readShortString(reader) ?? '', partitions: readArray(reader, readInt32) }
}

type Versioned = { readonly version: number; readonly data: object }

function jsonOf(type: number, data: object, value: Versioned | null): string {
  return JSON.stringify({ key: { type, data }, value })
}

function offsetValue({
  version,
  offset,
  leaderEpoch,
  metadata,
  commitTimestamp,
  topicId,
}: OffsetCommitValue): Versioned {
  const data = { offset, leaderEpoch, metadata, commitTimestamp, ...(topicId === null ? {} : { topicId }) }
  return { version, data }
}

function groupValue({ version, members, ...fields }: GroupMetadataValue): Versioned {
  const shown = members.map((member) => ({
    ...member,
    subscription: base64(member.subscription),
    assignment: base64(member.assignment),
  }))
  return { version, data: { ...fields, members: shown } }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function base64(bytes: ByteString): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const [a, b, c] = [bytes.charCodeAt(index), bytes.charCodeAt(index + 1), bytes.charCodeAt(index + 2)]
    const bits = (a << 16) | ((b || 0) << 8) | (c || 0)
    const letters = [18, 12, 6, 0].map((shift) => ALPHABET.charAt((bits >> shift) & 63))
    text += letters
      .slice(0, Number.isNaN(b) ? 2 : Number.isNaN(c) ? 3 : 4)
      .join('')
      .padEnd(4, '=')
  }
  return text
}
