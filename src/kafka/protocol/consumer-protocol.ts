/**
 * What consumers put into JoinGroup and SyncGroup, as bytes. Counterpart:
 * org.apache.kafka.clients.consumer.internals.ConsumerProtocol, version 3.
 */

import {
  type ByteReader,
  int16,
  int32,
  readArray,
  readerOf,
  readInt16,
  readInt32,
  readShortString,
  readSizedBytes,
  shortString,
  sizedBytes,
} from '../common/bytes.ts'
import type { ByteString } from '../common/payload.ts'
import { splitTopicPartition, type TopicPartition, topicPartition } from '../common/topic-partition.ts'
import type { Subscription } from './join-group.ts'

const VERSION = 3
const NO_GENERATION = -1

/** `protocol` is the assignor's name: the sticky ones carry what they know in user data. */
export function encodeSubscription(subscription: Subscription, protocol: string): ByteString {
  const { topics, ownedPartitions, generationId, rackId, version } = subscription
  // The eager sticky assignor owns nothing any more when it joins; what it had travels in its user data.
  const owned = protocol === 'sticky' ? [] : ownedPartitions
  const fields =
    int32(topics.length) +
    topics.map(shortString).join('') +
    sizedBytes(userDataOf(subscription, protocol)) +
    encodePartitions(owned)
  if (version === 1) return int16(version) + fields
  return int16(VERSION) + fields + int32(generationId) + shortString(rackId)
}

export function decodeSubscription(bytes: ByteString, protocol: string): Subscription {
  const reader = readerOf(bytes)
  const version = readInt16(reader)
  const topics = readArray(reader, (from) => readShortString(from) ?? '')
  const userData = readSizedBytes(reader)
  let ownedPartitions = version >= 1 ? readPartitions(reader) : []
  const generationId = version >= 2 ? readInt32(reader) : NO_GENERATION
  const rackId = version >= 3 ? readShortString(reader) : null
  if (protocol === 'sticky' && userData !== null) ownedPartitions = readPartitions(readerOf(userData))
  return Object.freeze({
    topics: Object.freeze(topics),
    ownedPartitions: Object.freeze(ownedPartitions),
    generationId,
    rackId,
    ...(version === 1 ? { version } : {}),
  })
}

function userDataOf(subscription: Subscription, protocol: string): ByteString | null {
  const { ownedPartitions, generationId } = subscription
  if (protocol === 'cooperative-sticky') return int32(generationId)
  if (protocol !== 'sticky' || ownedPartitions.length === 0) return null
  return encodePartitions(ownedPartitions) + int32(generationId)
}

export function encodeAssignment(partitions: readonly TopicPartition[]): ByteString {
  return int16(VERSION) + encodePartitions(partitions) + sizedBytes(null)
}

/** No bytes at all are the assignment of a member that was given none. */
export function decodeAssignment(bytes: ByteString): readonly TopicPartition[] {
  if (bytes.length === 0) return Object.freeze([])
  const reader = readerOf(bytes)
  readInt16(reader)
  return Object.freeze(readPartitions(reader))
}

/** Grouped by topic, topics in the order they first appear. */
function encodePartitions(partitions: readonly TopicPartition[]): ByteString {
  const byTopic = new Map<string, number[]>()
  for (const name of partitions) {
    const { topic, partition } = splitTopicPartition(name)
    const numbers = byTopic.get(topic)
    if (numbers === undefined) byTopic.set(topic, [partition])
    else numbers.push(partition)
  }
  let bytes = int32(byTopic.size)
  for (const [topic, numbers] of byTopic)
    bytes += shortString(topic) + int32(numbers.length) + numbers.map(int32).join('')
  return bytes
}

function readPartitions(reader: ByteReader): TopicPartition[] {
  return readArray(reader, (from) => {
    const topic = readShortString(from) ?? ''
    return readArray(from, readInt32).map((partition) => topicPartition(topic, partition))
  }).flat()
}
