/**
 * Counterparts in Kafka: org.apache.kafka.clients.consumer.internals.FetchCollector and CompletedFetch: hands out what
 * fetches have brought, so many records at a time.
 */

import { objectionOf } from '../../common/serialization.ts'
import { removeAt } from '../../common/short-list.ts'
import {
  CONTROL_FLAG,
  type LogRecord,
  type RecordBatch,
  TIMESTAMP_TYPE_MASK,
  TRANSACTIONAL_FLAG,
} from '../../log/record-batch.ts'
import { rulesOf } from '../../profile/registry.ts'
import { type ClientError, clientError } from '../core/client-error.ts'
import type { Serdes } from '../core/serdes.ts'
import type { CompletedFetch, ConsumerClient, ConsumerRecord, PartitionState } from './consumer-state.ts'
import { isFetchable } from './subscription.ts'

const NO_RECORDS: readonly ConsumerRecord[] = Object.freeze([])

/** At most `max` records, partition after partition in the order their answers came; positions move behind them. */
export function collectRecords(consumer: ConsumerClient, max: number): readonly ConsumerRecord[] {
  const { completed } = consumer.fetcher
  if (completed.length === 0) return NO_RECORDS
  let records = NO_RECORDS
  let index = 0
  while (index < completed.length && records.length < max) {
    const fetch = completed[index] as CompletedFetch
    const partition = consumer.partitions.get(fetch.topicPartition)
    if (partition?.paused === true) {
      index++
      continue
    }
    const usable = partition !== undefined && isFetchable(partition) && partition.position === fetch.nextOffset
    if (usable) records = takeRecords(consumer, partition, fetch, max, records)
    // It stopped before a record that cannot be read. What comes before that is handed out, and the next poll throws.
    if (usable && records.length < max && fetch.batchIndex < fetch.batches.length) break
    if (!usable || fetch.batchIndex >= fetch.batches.length) removeAt(completed, index)
  }
  consumer.consumed += records.length
  return records
}

/** What was `taken` already, and behind it as many of this fetch's records as make `max`. */
function takeRecords(
  consumer: ConsumerClient,
  partition: PartitionState,
  fetch: CompletedFetch,
  max: number,
  taken: readonly ConsumerRecord[],
): readonly ConsumerRecord[] {
  let records = taken as ConsumerRecord[]
  while (fetch.batchIndex < fetch.batches.length) {
    const batch = fetch.batches[fetch.batchIndex] as RecordBatch
    if (fetch.recordIndex > 0 || !isHidden(fetch, batch)) {
      while (fetch.recordIndex < batch.records.length) {
        if (records.length >= max) return records
        const record = batch.records[fetch.recordIndex++] as LogRecord
        const offset = batch.baseOffset + record.offsetDelta
        // The leader gives whole batches; the first may begin before the position.
        if (offset < partition.position) continue
        if (consumer.deserializers !== undefined) {
          const thrown = whyUnreadable(consumer, consumer.deserializers, partition.topicPartition, offset, record)
          if (thrown !== null) {
            fetch.recordIndex--
            if (records.length === 0) consumer.fetcher.failure = thrown
            return records
          }
        }
        const { topicPartition, topic, partition: number } = partition
        const read: ConsumerRecord = {
          topicPartition,
          topic,
          partition: number,
          offset,
          leaderEpoch: batch.partitionLeaderEpoch,
          appendTime: (batch.attributes & TIMESTAMP_TYPE_MASK) === 0 ? null : batch.maxTimestamp,
          record,
        }
        // Nearly always the only one: in a literal there is room for just that, and a push makes room for seventeen.
        if (records.length === 0) records = [read]
        else records.push(read)
        moveTo(partition, fetch, offset + 1, batch.partitionLeaderEpoch)
      }
    }
    // Compaction may have taken the last records of the batch, and markers are never handed out.
    moveTo(partition, fetch, batch.lastOffset + 1, batch.partitionLeaderEpoch)
    fetch.batchIndex++
    fetch.recordIndex = 0
  }
  return records
}

/** What poll() throws for a record that a deserializer refuses; its position stays before it. */
function whyUnreadable(
  { config }: ConsumerClient,
  deserializers: Serdes,
  topicPartition: string,
  offset: number,
  { key, value }: LogRecord,
): ClientError | null {
  const ofKey = key === null ? null : objectionOf(deserializers.key, key)
  const objection = ofKey ?? (value === null ? null : objectionOf(deserializers.value, value))
  if (objection === null) return null
  const part = ofKey === null ? 'VALUE' : 'KEY'
  const { class: name, message } = rulesOf(config).client.unreadableRecord(part, topicPartition, offset)
  return clientError(name, message, clientError('SerializationException', objection))
}

function moveTo(partition: PartitionState, fetch: CompletedFetch, offset: number, epoch: number): void {
  if (offset < partition.position) return
  partition.position = offset
  partition.positionEpoch = epoch
  fetch.nextOffset = offset
}

/** Control batches always; with read_committed also what an aborted transaction wrote. */
function isHidden(fetch: CompletedFetch, batch: RecordBatch): boolean {
  const isControl = (batch.attributes & CONTROL_FLAG) !== 0
  if (fetch.aborted === null) return isControl
  const { begun, producers } = fetch.aborted
  while (begun.length > 0 && (begun[0]?.firstOffset ?? 0) <= batch.lastOffset) {
    const next = begun.shift()
    if (next !== undefined) producers.add(next.producerId)
  }
  if (isControl) {
    // The marker's key: version, then type; 0 is ABORT.
    if (batch.records[0]?.key?.charCodeAt(3) === 0) producers.delete(batch.producerId)
    return true
  }
  return (batch.attributes & TRANSACTIONAL_FLAG) !== 0 && producers.has(batch.producerId)
}
