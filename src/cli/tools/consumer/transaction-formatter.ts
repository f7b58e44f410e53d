/**
 * Counterparts in Kafka: org.apache.kafka.tools.consumer.TransactionLogMessageFormatter, and TransactionLogMessageParser of
 * kafka-dump-log.sh: records of `__transaction_state` as JSON.
 */
import type { LogRecord } from '../../../kafka/log/record-batch.ts'
import {
  decodeTransactionRecord,
  decodeTransactionValue,
  partitionsByTopic,
} from '../../../kafka/transaction/transaction-records.ts'
import { TRANSACTION_STATES } from '../../../kafka/transaction/transaction-state.ts'

const KEY_TYPE = 0

interface Shown {
  readonly transactionalId: string
  /** Null: a tombstone. */
  readonly value: { readonly version: number; readonly data: object } | null
}

/** Null where key or value cannot be read. */
export function transactionShown({ key, value }: Pick<LogRecord, 'key' | 'value'>): Shown | null {
  const decodedKey = decodeTransactionRecord(key ?? '', null)
  if (typeof decodedKey === 'string') return null
  const { transactionalId } = decodedKey
  if (value === null) return { transactionalId, value: null }
  const decoded = decodeTransactionValue(transactionalId, value)
  if (decoded === null) return null
  const { version, value: known, hasPartitions } = decoded
  const topics = partitionsByTopic(known.topicPartitions)
  const data = {
    producerId: known.producerId,
    ...(known.previousProducerId === -1 ? {} : { previousProducerId: known.previousProducerId }),
    ...(known.nextProducerId === -1 ? {} : { nextProducerId: known.nextProducerId }),
    producerEpoch: known.producerEpoch,
    transactionTimeoutMs: known.timeoutMs,
    transactionStatus: TRANSACTION_STATES.indexOf(known.state),
    transactionPartitions: hasPartitions
      ? topics.map(({ topic, partitions }) => ({ topic, partitionIds: partitions }))
      : null,
    transactionLastUpdateTimestampMs: known.lastUpdateTimestamp,
    transactionStartTimestampMs: known.startTimestamp,
    ...(known.clientTransactionVersion === 0 ? {} : { clientTransactionVersion: known.clientTransactionVersion }),
  }
  return { transactionalId, value: { version, data } }
}

/** What the console consumer prints: one object a record, without anything between them; nothing of other records. */
export function formatTransaction(record: LogRecord): string {
  const shown = record.key === null ? null : transactionShown(record)
  if (shown === null) return ''
  const { transactionalId, value } = shown
  return JSON.stringify({ key: { type: KEY_TYPE, data: { transactionalId } }, value })
}

/** What the dump shows: there types and versions are texts. */
export function dumpTransaction(record: LogRecord): { readonly key: string; readonly payload: string | null } {
  const known = decodeTransactionRecord(record.key ?? '', null)
  if (typeof known === 'string') return { key: 'Error at offset', payload: null }
  const key = JSON.stringify({ type: String(KEY_TYPE), data: { transactionalId: known.transactionalId } })
  if (record.value === null) return { key, payload: '<DELETE>' }
  const value = transactionShown(record)?.value ?? null
  const payload = value === null ? null : JSON.stringify({ version: String(value.version), data: value.data })
  return { key, payload }
}
