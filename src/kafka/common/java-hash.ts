/**
 * Where the order of a Java HashMap shows in what Kafka does, it is part of Kafka: the list of a topic's partitions that
 * a client's partitioner picks from, and the coordinator of a group.
 */

import { splitTopicPartition, type TopicPartition } from './topic-partition.ts'

/** String.hashCode: over UTF-16 code units, a signed 32-bit number. */
export function javaHashOfString(text: string): number {
  let hash = 0
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0
  return hash
}

/** org.apache.kafka.common.utils.Utils.abs: Java's own abs leaves the smallest int negative, Kafka makes it 0. */
export function javaAbs(hash: number): number {
  return hash === -2147483648 ? 0 : Math.abs(hash)
}

/** Partition of `__consumer_offsets` (or `__transaction_state`) that looks after this group (or transactional id). */
export function coordinatorPartition(id: string, partitions: number): number {
  return javaAbs(javaHashOfString(id)) % partitions
}

/** org.apache.kafka.common.TopicPartition.hashCode. */
export function javaHashOfTopicPartition(topic: string, partition: number): number {
  return (Math.imul(31 + partition, 31) + javaHashOfString(topic)) | 0
}

/** The same by its name, `orders-0`. */
export function hashOfTopicPartition(name: TopicPartition): number {
  const { topic, partition } = splitTopicPartition(name)
  return javaHashOfTopicPartition(topic, partition)
}

/** Table size of a HashMap made with room for `size` entries and then filled with them, at load factor 0.75. */
export function hashTableSize(size: number): number {
  let table = 1
  while (size > table * 0.75) table *= 2
  return table
}

/** Bucket of a hash in a table of `tableSize` (a power of two). */
function hashBucket(hash: number, tableSize: number): number {
  return (hash ^ (hash >>> 16)) & (tableSize - 1)
}

/** Keys in the order of a table of `tableSize` buckets; those of one bucket keep the order they came in. */
export function inBucketOrder<Key>(keys: readonly Key[], hashOf: (key: Key) => number, tableSize: number): Key[] {
  return keys
    .map((key) => ({ key, bucket: hashBucket(hashOf(key), tableSize) }))
    .sort((a, b) => a.bucket - b.bucket)
    .map(({ key }) => key)
}

/**
 * `partitions` of one topic in the order in which a client lists them: that of a HashMap which holds `knownPartitions`
 * partitions of all topics this client knows. Partitions of one bucket keep the order they came in.
 */
export function inClientOrder(topic: string, partitions: readonly number[], knownPartitions: number): number[] {
  const hashOf = (partition: number) => javaHashOfTopicPartition(topic, partition)
  return inBucketOrder(partitions, hashOf, hashTableSize(knownPartitions))
}

/** Strings in the order in which a HashMap lists them that was filled with `size` entries, these among them. */
export function inHashMapOrder(keys: readonly string[], size: number): string[] {
  return inBucketOrder(keys, javaHashOfString, hashTableSize(size))
}

/** In the order of a HashMap that grew as they were put into it. */
export function inGrownMapOrder(keys: readonly string[]): string[] {
  return inHashMapOrder(keys, Math.max(12, keys.length))
}

/** In the order of a HashMap that was made as the copy of another with these keys, and so with more room than it needs. */
export function inCopiedMapOrder(keys: readonly string[]): string[] {
  let tableSize = 1
  while (tableSize < Math.floor(keys.length / 0.75 + 1)) tableSize *= 2
  return inBucketOrder(inHashMapOrder(keys, keys.length), javaHashOfString, tableSize)
}

/** `orders-0` and so on in the order of a HashMap over TopicPartition that grew as they were put into it. */
export function inTopicPartitionMapOrder(topicPartitions: readonly string[]): string[] {
  return inBucketOrder(topicPartitions, hashOfTopicPartition, Math.max(16, hashTableSize(topicPartitions.length)))
}

/** As above, in a HashMap that was made with room for all of them. */
export function inSizedTopicPartitionMapOrder(topicPartitions: readonly string[]): string[] {
  return inBucketOrder(topicPartitions, hashOfTopicPartition, hashTableSize(topicPartitions.length))
}

/** org.apache.kafka.common.Uuid.hashCode: the two halves folded into each other, and again. `id` is Kafka's base64. */
export function javaHashOfUuid(id: string): number {
  const bits = bitsOfUuid(id)
  const folded = (bits >> 64n) ^ (bits & LOW_64)
  return Number(BigInt.asIntN(32, (folded >> 32n) ^ folded))
}

/** The 128 bits of an id in Kafka's base64. */
export function bitsOfUuid(id: string): bigint {
  return [...id].reduce((known, character) => (known << 6n) | BigInt(BASE64_URL.indexOf(character)), 0n) >> 4n
}

const BASE64_URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const LOW_64 = (1n << 64n) - 1n

/** Nodes in the order of a HashMap over ReplicaKey (an id and its directory) that grew as they were put into it. */
export function inReplicaKeyMapOrder(ids: readonly number[], directoryIdOf: (id: number) => string): number[] {
  const tableSize = Math.max(16, hashTableSize(ids.length))
  const hashOf = (id: number) => (Math.imul(31 + id, 31) + javaHashOfUuid(directoryIdOf(id))) | 0
  return inBucketOrder(ids, hashOf, tableSize)
}
