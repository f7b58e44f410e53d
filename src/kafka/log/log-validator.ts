/** Counterpart in Kafka: UnifiedLog.analyzeAndValidateRecords and LogValidator. What a leader looks at before it appends. */
import type { ErrorCode } from '../common/errors.ts'
import { CONTROL_FLAG, type RecordBatch, TIMESTAMP_TYPE_MASK } from './record-batch.ts'
import type { ReplicaLog } from './replica-log.ts'

export interface Refusal {
  readonly errorCode: ErrorCode
  /** Kafka sends a text of its own only with errors of single records. */
  readonly message: string | null
}

const TOO_LARGE: Refusal = Object.freeze({ errorCode: 'MESSAGE_TOO_LARGE', message: null })

/** Why the batch may not be appended; null when it may. */
export function refuseBatch(log: ReplicaLog, batch: RecordBatch, wallClockMs: number): Refusal | null {
  const { config } = log
  // A batch larger than a segment is RECORD_LIST_TOO_LARGE in Kafka; clients treat the two alike.
  if (batch.sizeInBytes > config.maxMessageBytes || batch.sizeInBytes > config.segmentBytes) return TOO_LARGE
  if (config.compact) {
    const unkeyed = refuseUnkeyed(log, batch)
    if (unkeyed !== null) return unkeyed
  }
  if (config.logAppendTime) return null
  if (
    batch.maxTimestamp - wallClockMs <= config.timestampAfterMaxMs &&
    wallClockMs - batch.baseTimestamp <= config.timestampBeforeMaxMs
  ) {
    // `before` is looked at again record by record only where the first one cannot vouch for all.
    if (config.timestampBeforeMaxMs >= wallClockMs) return null
  }
  return refuseTimestamps(log, batch, wallClockMs)
}

function refuseUnkeyed(log: ReplicaLog, batch: RecordBatch): Refusal | null {
  if ((batch.attributes & CONTROL_FLAG) !== 0) return null
  for (const record of batch.records) {
    if (record.key !== null) continue
    return {
      errorCode: 'INVALID_RECORD',
      message: `Compacted topic cannot accept message without key in topic partition ${log.topicPartition}`,
    }
  }
  return null
}

function refuseTimestamps(log: ReplicaLog, batch: RecordBatch, wallClockMs: number): Refusal | null {
  const earliest = wallClockMs - log.config.timestampBeforeMaxMs
  const latest = wallClockMs + log.config.timestampAfterMaxMs
  for (const record of batch.records) {
    if (record.timestamp >= earliest && record.timestamp <= latest) continue
    return {
      errorCode: 'INVALID_TIMESTAMP',
      message:
        `Timestamp ${record.timestamp} of message with offset ${record.offsetDelta} is out of range. ` +
        `The timestamp should be within [${earliest}, ${latest}]`,
    }
  }
  return null
}

/** `message.timestamp.type=LogAppendTime`: the leader's clock counts; on disk the records keep their own deltas. */
export function stampAppendTime(batch: RecordBatch, wallClockMs: number): RecordBatch {
  return Object.freeze({ ...batch, attributes: batch.attributes | TIMESTAMP_TYPE_MASK, maxTimestamp: wallClockMs })
}
