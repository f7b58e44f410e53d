/**
 * Counterpart in Kafka: org.apache.kafka.common.record.CompressionRatioEstimator: how full a batch may be made depends on
 * how well the topic's earlier ones compressed. Kafka keeps one table for a whole JVM, here each producer has its own.
 */
import { RECORD_BATCH_OVERHEAD, type RecordBatch, TRANSACTIONAL_FLAG } from '../../log/record-batch.ts'
import { encodeRecords } from '../../log/record-bytes.ts'
import { wireBatch } from './producer-batch.ts'
import type { ProducerBatch, ProducerClient } from './producer-state.ts'

const IMPROVING_STEP = Math.fround(0.005)
const DETERIORATING_STEP = Math.fround(0.05)

/** For a new batch of `topic`; 0 without compression. */
export function estimatedRatio({ accumulator, config }: ProducerClient, topic: string): number {
  return config.compression.codec === 0 ? 0 : (accumulator.compressionRatios.get(topic) ?? 1)
}

/** Nothing more goes in: the batch is compressed and its topic's ratio follows. Returns it as it travels. */
export function closeBatch(producer: ProducerClient, batch: ProducerBatch): RecordBatch {
  const { compression } = producer.config
  const first = batch.wire === null && batch.attempts === 0
  const uncompressed = batch.sizeBytes - RECORD_BATCH_OVERHEAD
  const attributes = producer.transactions === null ? 0 : TRANSACTIONAL_FLAG
  const wire = wireBatch(batch, compression, producer.sender, attributes)
  if (first && compression.codec !== 0) {
    const observed = Math.fround((wire.sizeInBytes - RECORD_BATCH_OVERHEAD) / uncompressed)
    noteRatio(producer, batch.topic, observed)
  }
  return wire
}

function noteRatio({ accumulator: { compressionRatios } }: ProducerClient, topic: string, observed: number): void {
  const current = compressionRatios.get(topic) ?? 1
  if (observed === current) return
  const next = Math.fround(observed > current ? current + DETERIORATING_STEP : current - IMPROVING_STEP)
  compressionRatios.set(topic, Math.max(next, observed))
}

/** A broker found the batch too large, so the topic's next ones had better not count on getting smaller. */
export function expectNoCompression(producer: ProducerClient, batch: ProducerBatch): void {
  const { accumulator, config } = producer
  if (config.compression.codec === 0) return
  const uncompressed = batch.wire === null ? Infinity : encodeRecords(batch.wire).length
  const ratio = Math.fround((batch.sizeBytes - RECORD_BATCH_OVERHEAD) / uncompressed)
  accumulator.compressionRatios.set(batch.topic, Math.max(1, ratio))
}
