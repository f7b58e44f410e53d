/** Record batches as producers make them, for tests of logs and brokers. */
import { encodeUtf8 } from '../kafka/common/utf8.ts'
import {
  type LogRecord,
  NO_HEADERS,
  NO_SENDS,
  RECORD_BATCH_OVERHEAD,
  type RecordBatch,
  type RecordHeader,
  sizeOfRecord,
} from '../kafka/log/record-batch.ts'

export interface RecordOptions {
  readonly key?: string | null
  readonly value: string | null
  readonly timestamp?: number
  readonly headers?: readonly (readonly [string, string | null])[]
}

export interface BatchOptions {
  readonly producerId?: number
  readonly producerEpoch?: number
  readonly baseSequence?: number
  readonly attributes?: number
}

/** Midnight of 2025-01-01 in UTC, where simulated wall clocks begin by default. */
export const NEW_YEAR = 1_735_689_600_000

/** A batch as it leaves a producer. A value alone has the key `k` and the time `NEW_YEAR`; text becomes UTF-8. */
export function batchOf(values: readonly (string | null | RecordOptions)[], options: BatchOptions = {}): RecordBatch {
  const given = values.map((value) => (typeof value === 'object' && value !== null ? value : { value }))
  const baseTimestamp = given[0]?.timestamp ?? NEW_YEAR
  const records = given.map((record, offsetDelta): LogRecord => {
    const { key = 'k', value, timestamp = NEW_YEAR } = record
    return Object.freeze({ offsetDelta, timestamp, key: bytes(key), value: bytes(value), headers: headersOf(record) })
  })
  const sizes = records.map((r) => sizeOfRecord(r.offsetDelta, r.timestamp - baseTimestamp, r.key, r.value, r.headers))
  return Object.freeze({
    baseOffset: 0,
    lastOffset: records.length - 1,
    partitionLeaderEpoch: -1,
    attributes: options.attributes ?? 0,
    baseTimestamp,
    maxTimestamp: records.reduce((max, record) => Math.max(max, record.timestamp), -1),
    producerId: options.producerId ?? -1,
    producerEpoch: options.producerEpoch ?? -1,
    baseSequence: options.baseSequence ?? -1,
    sizeInBytes: sizes.reduce((sum, size) => sum + size, RECORD_BATCH_OVERHEAD),
    records: Object.freeze(records),
    sender: null,
    sendIds: NO_SENDS,
  })
}

function bytes(text: string | null): string | null {
  return text === null ? null : encodeUtf8(text)
}

function headersOf(record: RecordOptions): readonly RecordHeader[] {
  if (record.headers === undefined) return NO_HEADERS
  return record.headers.map(([key, value]) => [encodeUtf8(key), bytes(value)])
}
