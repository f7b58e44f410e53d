/** Counterpart in Kafka: ProducerMetadata. Which topics a producer asks about, and until when. */
import { requestUpdateForNewTopics } from '../core/client-metadata.ts'
import type { ProducerClient } from './producer-state.ts'

/** metadata.max.idle.ms: a topic nobody sends to any more is no longer asked about. */
export function keepTopic(producer: ProducerClient, topic: string, nowUs: number): void {
  const expiresAtUs = nowUs + producer.config.metadataMaxIdleMs * 1000
  const known = producer.topics.get(topic)
  if (known !== undefined) {
    known.expiresAtUs = expiresAtUs
    return
  }
  producer.topics.set(topic, { expiresAtUs })
  producer.newTopics.add(topic)
  requestUpdateForNewTopics(producer.core.metadata)
}

/** Those whose time is over, and for whose metadata no send waits. */
export function dropIdleTopics(producer: ProducerClient, nowUs: number): void {
  for (const [topic, { expiresAtUs }] of producer.topics) {
    if (expiresAtUs <= nowUs && !producer.waiting.some((each) => each.record.topic === topic))
      producer.topics.delete(topic)
  }
}
