/**
 * The order in which Java walks a HashMap or HashSet. Kafka 2.5's sticky assignors let it show in their results, so it
 * is part of what a learner of that version sees.
 */
import { splitTopicPartition, type TopicPartition } from '../../common/topic-partition.ts'

/** String.hashCode over UTF-16 code units. */
export function hashOfString(text: string): number {
  let hash = 0
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0
  return hash
}

/** org.apache.kafka.common.TopicPartition.hashCode. */
export function hashOfTopicPartition(name: TopicPartition): number {
  const { topic, partition } = splitTopicPartition(name)
  return (Math.imul(31 + partition, 31) + hashOfString(topic)) | 0
}

/**
 * `keys`, given in the order they were put in, as a java.util.HashMap that grew to hold `capacityFor` of them returns
 * them. Buckets that have become trees (more than eight keys in one) keep their list order here too.
 */
export function inJavaHashOrder<K>(keys: Iterable<K>, hashOf: (key: K) => number, capacityFor = 0): K[] {
  const list = [...keys]
  let tableSize = 16
  while (tableSize * 0.75 < Math.max(list.length, capacityFor)) tableSize *= 2
  const bucketOf = (key: K): number => {
    const hash = hashOf(key)
    return (hash ^ (hash >>> 16)) & (tableSize - 1)
  }
  return list
    .map((key) => ({ key, bucket: bucketOf(key) }))
    .sort((a, b) => a.bucket - b.bucket)
    .map(({ key }) => key)
}
