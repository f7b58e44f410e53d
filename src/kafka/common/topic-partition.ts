/** `orders-0`: how Kafka writes a topic and one of its partitions. Split at the last hyphen. */
export type TopicPartition = string

export function topicPartition(topic: string, partition: number): TopicPartition {
  return `${topic}-${partition}`
}

export function splitTopicPartition(name: TopicPartition): { topic: string; partition: number } {
  const hyphen = name.lastIndexOf('-')
  return { topic: name.slice(0, hyphen), partition: Number(name.slice(hyphen + 1)) }
}
