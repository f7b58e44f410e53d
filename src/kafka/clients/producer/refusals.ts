/** What a record is refused for before it is on its way, in the words of KafkaProducer. */
import { isRetriable } from '../../common/errors.ts'
import { classThrownByClient } from '../../common/java-classes.ts'
import { rulesOf } from '../../profile/registry.ts'
import { type ClientError, clientError, errorOf } from '../core/client-error.ts'
import { estimateOf } from './producer-batch.ts'
import type { ProducerConfig } from './producer-config.ts'
import type { ProducerClient, ProducerRecord } from './producer-state.ts'

/** What a send meets of this kind it does not throw: its future fails, and its callback hears of it. */
export function isApiException(error: ClientError): boolean {
  return classThrownByClient(error.class).startsWith('org.apache.kafka.common.errors.')
}

/** KafkaProducer.ensureValidRecordSize, then BufferPool.allocate; `thrown`: out of the call, not through its future. */
export function refuseSize(
  { maxRequestSize, bufferMemory, batchSize }: ProducerConfig,
  size: number,
): { readonly error: ClientError; readonly thrown: boolean } | null {
  if (size > maxRequestSize)
    return tooLarge(size, `${maxRequestSize}, which is the value of the max.request.size configuration.`)
  if (size > bufferMemory)
    return tooLarge(size, 'the total memory buffer you have configured with the buffer.memory configuration.')
  if (batchSize <= bufferMemory) return null
  // No batch will ever fit, whatever is freed, so nobody waits.
  const message = `Attempt to allocate ${batchSize} bytes, but there is a hard limit of ${bufferMemory} on memory allocations.`
  return { error: clientError('IllegalArgumentException', message), thrown: true }
}

function tooLarge(size: number, limit: string): { readonly error: ClientError; readonly thrown: false } {
  const message = `The message is ${size} bytes when serialized which is larger than ${limit}`
  return { error: clientError('RecordTooLargeException', message), thrown: false }
}

/** max.block.ms is over. */
export function gaveUp(producer: ProducerClient, record: ProducerRecord): ClientError {
  const { maxBlockMs, bufferMemory, batchSize } = producer.config
  const rules = rulesOf(producer.config).client
  const topic = producer.core.metadata.topics.get(record.topic)
  const lastError = producer.core.metadata.errors.get(record.topic)
  const cause =
    lastError === undefined || !rules.namesWhyMetadataNeverCame ? undefined : errorOf(producer.config, lastError)
  if (topic === undefined) {
    const text = `Topic ${record.topic} not present in metadata after ${maxBlockMs} ms.`
    return clientError('TimeoutException', text, cause)
  }
  if (record.partition !== null && record.partition >= topic.partitions.length) {
    const text = rules.missingPartition(record.topic, record.partition, topic.partitions.length, maxBlockMs)
    return clientError('TimeoutException', text, lastError !== undefined && isRetriable(lastError) ? cause : undefined)
  }
  const size = Math.max(batchSize, estimateOf(record))
  const free = bufferMemory - producer.accumulator.usedBytes
  return clientError(
    rules.exhaustedMemoryError,
    `Failed to allocate ${size} bytes within the configured max blocking time ${maxBlockMs} ms. Total memory: ${bufferMemory} bytes. Available memory: ${free} bytes. Poolable size: ${batchSize} bytes`,
  )
}

/** What the constructor of ProducerRecord throws; null where the record can be made. */
export function refuseRecord(record: Pick<ProducerRecord, 'timestamp' | 'partition'>): ClientError | null {
  const { timestamp, partition } = record
  if (timestamp !== null && timestamp < 0)
    return clientError(
      'IllegalArgumentException',
      `Invalid timestamp: ${timestamp}. Timestamp should always be non-negative or null.`,
    )
  if (partition !== null && partition < 0)
    return clientError(
      'IllegalArgumentException',
      `Invalid partition: ${partition}. Partition number should always be non-negative or null.`,
    )
  return null
}
