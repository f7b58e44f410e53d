/**
 * The order in which Java walks a HashMap or HashSet that was made empty and filled. Kafka's coordinator and its sticky
 * assignors let it show in their results.
 */
import { hashBucket, javaHashOfString, javaHashOfTopicPartition } from './java-hash.ts'
import { splitTopicPartition, type TopicPartition } from './topic-partition.ts'

export const hashOfString = javaHashOfString

export function hashOfTopicPartition(name: TopicPartition): number {
  const { topic, partition } = splitTopicPartition(name)
  return javaHashOfTopicPartition(topic, partition)
}

/**
 * `keys`, given in the order they were put in, in the order a java.util.HashMap returns them that was made with
 * `firstTableSize` buckets, by default Java's own. Buckets that have become trees (more than eight keys in one) keep their
 * list order here too.
 */
export function inJavaHashOrder<K>(keys: Iterable<K>, hashOf: (key: K) => number, firstTableSize = 16): K[] {
  const list = [...keys]
  let tableSize = firstTableSize
  while (tableSize * 0.75 < list.length) tableSize *= 2
  return list
    .map((key) => ({ key, bucket: hashBucket(hashOf(key), tableSize) }))
    .sort((a, b) => a.bucket - b.bucket)
    .map(({ key }) => key)
}
