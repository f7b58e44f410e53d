/** The order in which a map of Kafka's own lists what is in it: org.apache.kafka.timeline.BaseHashTable. */
import { javaHashOfString } from './java-hash.ts'
import { splitTopicPartition, type TopicPartition, topicPartition } from './topic-partition.ts'

/** Knuth's, as a Java long. */
const FIBONACCI = 0x9e3779b97f4a7c15n
const FIRST_TABLE = 2

/** Partitions in a map by topic, and in one by partition inside it; given in the order in which they were put there. */
export function inTimelineMapOrder(topicPartitions: readonly TopicPartition[]): TopicPartition[] {
  const byTopic = new Map<string, number[]>()
  for (const name of topicPartitions) {
    const { topic, partition } = splitTopicPartition(name)
    const partitions = byTopic.get(topic)
    if (partitions === undefined) byTopic.set(topic, [partition])
    else partitions.push(partition)
  }
  return listed([...byTopic.keys()], javaHashOfString).flatMap((topic) =>
    listed(byTopic.get(topic) ?? [], (partition) => partition).map((partition) => topicPartition(topic, partition)),
  )
}

/** Those that share a slot come last in, first out. What is put there once more makes the table as large as one more does. */
function listed<Key>(keys: readonly Key[], hashOf: (key: Key) => number): Key[] {
  let tableSize = FIRST_TABLE
  while ((keys.length + 1) * 0.75 > tableSize) tableSize *= 2
  return keys
    .map((key, at) => ({ key, at, slot: slotOf(hashOf(key), tableSize) }))
    .sort((a, b) => a.slot - b.slot || b.at - a.at)
    .map(({ key }) => key)
}

/** The highest bits count. */
function slotOf(hash: number, tableSize: number): number {
  const bits = BigInt(31 - Math.clz32(tableSize))
  return Number(BigInt.asUintN(64, BigInt(hash) * FIBONACCI) >> (64n - bits))
}
