/**
 * KafkaConsumer.subscribe(Pattern). Counterparts in Kafka: org.apache.kafka.clients.consumer.internals.ConsumerMetadata,
 * which then asks for every topic, and ConsumerCoordinator.updatePatternSubscription.
 */
import type { NodeContext } from '../../../engine/node-context.ts'
import type { MetadataResponse } from '../../protocol/metadata.ts'
import { requestMetadataUpdate } from '../core/client-metadata.ts'
import type { ConsumerClient } from './consumer-state.ts'

/** Takes over which topics match. True when these are others than before. */
export function followPattern(consumer: ConsumerClient, response: MetadataResponse): boolean {
  const { pattern } = consumer
  if (pattern === null) return false
  const expression = new RegExp(pattern.source)
  const topics = response.topics
    .filter(({ errorCode, isInternal }) => errorCode === 'NONE' && (pattern.takesInternal || !isInternal))
    .map(({ name }) => name)
    .filter((name) => expression.test(name))
    .sort((a, b) => (a < b ? -1 : 1))
  if (topics.join() === consumer.topics.join()) return false
  consumer.topics = Object.freeze(topics)
  return true
}

/** Before it joins, such a consumer looks at the topics once more, unless it has just done so. */
export function knowsTopicsOfPattern({ pattern, core: { metadata } }: ConsumerClient, node: NodeContext): boolean {
  if (pattern === null) return true
  if (metadata.notBeforeUs <= node.nowUs) requestMetadataUpdate(metadata)
  return !(metadata.fullUpdateNeeded || metadata.partialUpdateNeeded || metadata.asking)
}
