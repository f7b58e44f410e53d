/** Counterpart in Kafka: UnifiedLog.analyzeAndValidateRecords and LogValidator. What a leader looks at before it appends. */
import type { ErrorCode } from '../common/errors.ts'
import { codecOf, compress } from './compression.ts'
import { CONTROL_FLAG, type LogRecord, type RecordBatch, TIMESTAMP_TYPE_MASK } from './record-batch.ts'
import type { ReplicaLog } from './replica-log.ts'

export interface Refusal {
  readonly errorCode: ErrorCode
  /** Of the batch as a whole. Kafka sends a text of its own only with errors of single records. */
  readonly message: string | null
  /** KIP-467: which records are to blame, in their order; none where it is the batch. */
  readonly recordErrors: readonly RecordError[]
}

export interface RecordError {
  /** Place of the record in its batch, from 0. */
  readonly batchIndex: number
  readonly message: string
}

interface InvalidRecord extends RecordError {
  readonly isTimestamp: boolean
}

const LONG_MAX = 9_223_372_036_854_775_807n
export const NO_RECORD_ERRORS: readonly RecordError[] = Object.freeze([])
const TOO_LARGE: Refusal = Object.freeze({
  errorCode: 'MESSAGE_TOO_LARGE',
  message: null,
  recordErrors: NO_RECORD_ERRORS,
})
const LARGER_THAN_SEGMENT: Refusal = Object.freeze({ ...TOO_LARGE, errorCode: 'RECORD_LIST_TOO_LARGE' })
/** So many record errors are spelt out in the text about the whole batch. */
const SHOWN_ERRORS = 3

/** Why the batch may not be appended; null when it may. */
export function refuseBatch(log: ReplicaLog, batch: RecordBatch, wallClockMs: number): Refusal | null {
  const { config } = log
  if (batch.sizeInBytes > config.maxMessageBytes) return TOO_LARGE
  const keyless = config.compact && (batch.attributes & CONTROL_FLAG) === 0
  const timely = config.logAppendTime || areTimely(log, batch, wallClockMs)
  if (timely && !keyless) return null
  return refuseRecords(batch, (record) => {
    if (keyless && record.key === null) {
      const message = `Compacted topic cannot accept message without key in topic partition ${log.topicPartition}`
      return { message, isTimestamp: false }
    }
    return timely ? null : refuseTimestamp(log, record, wallClockMs)
  })
}

/**
 * The batch as this log keeps it: in the codec of the topic's `compression.type`, which may be another than the
 * producer's, and with the leader's time where that is what counts.
 */
export function convertBatch({ config }: ReplicaLog, batch: RecordBatch, wallClockMs: number): RecordBatch {
  const { compression } = config
  // Control records are compressed only if they came so.
  const kept = compression === null || codecOf(batch) === compression.codec || isPlainControl(batch)
  const converted = kept ? batch : compress(batch, compression)
  return config.logAppendTime ? stampAppendTime(converted, wallClockMs) : converted
}

function isPlainControl(batch: RecordBatch): boolean {
  return (batch.attributes & CONTROL_FLAG) !== 0 && codecOf(batch) === 0
}

/** Why a batch may not be appended after all, now that it is what the log would keep; null when it may. */
export function refuseConverted({ config }: ReplicaLog, batch: RecordBatch): Refusal | null {
  if (batch.sizeInBytes > config.maxMessageBytes) return TOO_LARGE
  // No producer splits it, as it does one that is too large for max.message.bytes.
  return batch.sizeInBytes > config.segmentBytes ? LARGER_THAN_SEGMENT : null
}

/** Whether the batch's own first and last timestamps vouch for all of its records. */
function areTimely({ config }: ReplicaLog, batch: RecordBatch, wallClockMs: number): boolean {
  return (
    batch.maxTimestamp - wallClockMs <= config.timestampAfterMaxMs &&
    wallClockMs - batch.baseTimestamp <= config.timestampBeforeMaxMs &&
    config.timestampBeforeMaxMs >= wallClockMs
  )
}

/** One record that is wrong refuses the whole batch, but the producer is told of each. */
function refuseRecords(
  batch: RecordBatch,
  refuse: (record: LogRecord) => Omit<InvalidRecord, 'batchIndex'> | null,
): Refusal | null {
  const invalid: InvalidRecord[] = []
  for (const [batchIndex, record] of batch.records.entries()) {
    const error = refuse(record)
    if (error !== null) invalid.push({ batchIndex, ...error })
  }
  if (invalid.length === 0) return null
  const recordErrors = Object.freeze(
    invalid.map(({ batchIndex, message }) => Object.freeze({ batchIndex, message }) satisfies RecordError),
  )
  if (invalid.some(({ isTimestamp }) => isTimestamp)) {
    const message = 'One or more records have been rejected due to invalid timestamp'
    return { errorCode: 'INVALID_TIMESTAMP', message, recordErrors }
  }
  const shown = recordErrors
    .slice(0, SHOWN_ERRORS)
    .map(({ batchIndex, message }) => `RecordError(batchIndex=${batchIndex}, message='${message}')`)
  const message =
    `One or more records have been rejected due to ${recordErrors.length} record errors in total, ` +
    `and only showing the first three errors at most: [${shown.join(', ')}]`
  return { errorCode: 'INVALID_RECORD', message, recordErrors }
}

function refuseTimestamp(
  log: ReplicaLog,
  record: LogRecord,
  wallClockMs: number,
): Omit<InvalidRecord, 'batchIndex'> | null {
  const earliest = wallClockMs - log.config.timestampBeforeMaxMs
  const latest = wallClockMs + log.config.timestampAfterMaxMs
  if (record.timestamp >= earliest && record.timestamp <= latest) return null
  const message =
    `Timestamp ${record.timestamp} of message with offset ${record.offsetDelta} is out of range. ` +
    `The timestamp should be within [${javaSum(wallClockMs, -log.config.timestampBeforeMaxMs)}, ${javaSum(wallClockMs, log.config.timestampAfterMaxMs)}]`
  return { message, isTimestamp: true }
}

/** The sum as Java's long prints it: a bound without a limit is Long.MAX_VALUE there, and the sum may wrap around. */
function javaSum(wallClockMs: number, spanMs: number): bigint {
  const span = Math.abs(spanMs) >= Number.MAX_SAFE_INTEGER ? BigInt(Math.sign(spanMs)) * LONG_MAX : BigInt(spanMs)
  return BigInt.asIntN(64, BigInt(wallClockMs) + span)
}

/** `message.timestamp.type=LogAppendTime`: the leader's clock counts; on disk the records keep their own deltas. */
function stampAppendTime(batch: RecordBatch, wallClockMs: number): RecordBatch {
  return Object.freeze({ ...batch, attributes: batch.attributes | TIMESTAMP_TYPE_MASK, maxTimestamp: wallClockMs })
}
