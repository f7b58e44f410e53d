/** Keys and values of a batch as a person may read them: text, and what Kafka writes for itself by its own field names. */
import { COORDINATOR_TOPICS } from '../../kafka/common/internal-topics.ts'
import type { ByteString } from '../../kafka/common/payload.ts'
import { decodeGroupMetadataValue, decodeKey, decodeOffsetCommitValue } from '../../kafka/group/coordinator-records.ts'
import { markerOf } from '../../kafka/log/log-transactions.ts'
import type { LogRecord, RecordBatch } from '../../kafka/log/record-batch.ts'
import { decodeTransactionRecord } from '../../kafka/transaction/transaction-records.ts'
import { shownBytes } from './shown-bytes.ts'

export interface ReadableRecord {
  readonly key: string | null
  readonly value: string | null
}

/** Of a record of `topic`; what cannot be read there is shown as bytes. */
export function readRecord(topic: string, batch: RecordBatch, record: LogRecord): ReadableRecord {
  const marker = markerOf(batch)
  if (marker !== null)
    return { key: marker.committed ? 'COMMIT' : 'ABORT', value: `coordinatorEpoch ${marker.coordinatorEpoch}` }
  const { group, transaction } = COORDINATOR_TOPICS
  const own = topic === group ? ofGroup(record) : topic === transaction ? ofTransaction(record) : null
  return own ?? { key: shown(record.key), value: shown(record.value) }
}

function shown(bytes: ByteString | null): string | null {
  return bytes === null ? null : shownBytes(bytes)
}

function ofGroup({ key: keyBytes, value: bytes }: LogRecord): ReadableRecord | null {
  const key = keyBytes === null ? null : decodeKey(keyBytes)
  if (key === null) return null
  if (key.type === 'OffsetCommit') {
    const value = bytes === null ? null : decodeOffsetCommitValue(bytes)
    const name = `${key.group} ${key.topic}-${key.partition}`
    return { key: name, value: value === null ? shown(bytes) : `offset ${value.offset}` }
  }
  const value = bytes === null ? null : decodeGroupMetadataValue(bytes)
  if (value === null) return { key: key.group, value: shown(bytes) }
  const members = value.members.map(({ clientId }) => clientId).join(', ')
  return { key: key.group, value: `generation ${value.generation}, protocol ${value.protocol}, members [${members}]` }
}

function ofTransaction({ key, value }: LogRecord): ReadableRecord | null {
  const read = key === null ? 'unknown' : decodeTransactionRecord(key, value)
  if (typeof read === 'string') return null
  if (read.value === null) return { key: read.transactionalId, value: null }
  const { state, producerId, producerEpoch } = read.value
  return { key: read.transactionalId, value: `${state}, producerId ${producerId}, producerEpoch ${producerEpoch}` }
}
