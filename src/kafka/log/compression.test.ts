// What producers and brokers of Apache Kafka 4.3.1 made of these records, from the recording `compressed-batches`.
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { batchOf } from '../../testing/batches.ts'
import { BROKER_THAT_SETS_NOTHING } from '../../testing/default-layers.ts'
import { CODECS, codecOf, compress, compressionOf, defaultCompression } from './compression.ts'
import { createLogConfig } from './log-config.ts'
import { convertBatch, refuseBatch, refuseConverted } from './log-validator.ts'
import { CONTROL_FLAG, type RecordBatch } from './record-batch.ts'
import { encodeBatch, encodeRecords } from './record-bytes.ts'
import { appendAsLeader, createLog, type ReplicaLog } from './replica-log.ts'

const T = 1_500_000_000_000
const DELTAS = batchOf([
  { key: 'k4', value: 'delta delta delta delta', timestamp: T + 30 },
  { key: 'k5', value: '', timestamp: T + 31 },
])
const REPETITIVE = batchOf([{ key: 'k', value: 'to be or not to be '.repeat(100), timestamp: T }])

const LATER = { snappyHash: 'lower' } as const

function logOf(config: Record<string, string>): ReplicaLog {
  return createLog('codec-0', 'lmhq-Yb2RHmS00nSiZWwLw', createLogConfig(config, BROKER_THAT_SETS_NOTHING), T)
}

/** The batch as a producer with this `compression.type` sends it. */
function sentBy(codec: string, batch: RecordBatch = DELTAS): RecordBatch {
  return compress(batch, compressionOf(codec, -1, LATER))
}

function hexOfRecords(batch: RecordBatch): string {
  return Buffer.from(encodeBatch(batch).subarray(61)).toString('hex')
}

test.each([
  ['gzip', '1f8b08000000000000ffb363606060c936d14b49cd294954c020190418989858b24d191800c978923d29000000'],
  ['snappy', '82534e415050590000000001000000010000001e29343e000000046b342e64656c746120420600240010000202046b350000'],
  ['lz4', '04224d186040821c000000ed3e000000046b342e64656c7461200600a00010000202046b35000000000000'],
])('%s makes of two records the bytes that Kafka makes', (codec, bytes) => {
  const batch = sentBy(codec)
  expect(hexOfRecords(batch)).toBe(bytes)
  expect(batch.sizeInBytes).toBe(61 + bytes.length / 2)
  expect(encodeBatch(batch)).toHaveLength(batch.sizeInBytes)
  expect(batch.records).toBe(DELTAS.records)
})

// Of a recorded log of 2.5.0.
test('an earlier snappy looks elsewhere for what it has seen before', () => {
  const value = 'snappy snappy snappy'
  const records = [
    { key: 's1', value, timestamp: T },
    { key: 's2', value, timestamp: T + 1 },
  ]
  const batch = compress(batchOf(records), compressionOf('snappy', Number.NaN, { snappyHash: 'upper' }))
  expect(hexOfRecords(batch)).toBe(
    '82534e41505059000000000100000001000000203a383800000004733128736e61707079203207001c0038000202047332561d00',
  )
})

test('zstd keeps what it could not shorten anyway as Kafka keeps it, and is never read as anything else', () => {
  const tiny = batchOf([{ key: null, value: 'a', timestamp: T }])
  expect(hexOfRecords(sentBy('zstd', tiny))).toBe('28b52ffd00584000000e00000001026100010000')
})

test('what repeats gets shorter, by every codec', () => {
  const smaller = CODECS.filter((codec) => sentBy(codec, REPETITIVE).sizeInBytes < REPETITIVE.sizeInBytes / 5)
  expect(smaller).toEqual(['gzip', 'snappy', 'lz4', 'zstd'])
})

test('compression.gzip.level is heeded, and what it makes is gzip', () => {
  const [fastest, best] = [1, 9].map((level) => compress(REPETITIVE, compressionOf('gzip', level, LATER)))
  expect(fastest?.sizeInBytes).toBeGreaterThan(best?.sizeInBytes ?? 0)
  for (const batch of [fastest, best]) {
    const bytes = encodeBatch(batch as RecordBatch).subarray(61)
    expect(new Uint8Array(gunzipSync(bytes))).toEqual(encodeRecords(REPETITIVE))
  }
})

test.each([
  ['producer', 'lz4', 'lz4'],
  ['gzip', 'gzip', 'gzip'],
  ['gzip', 'none', 'gzip'],
  ['snappy', 'gzip', 'snappy'],
  ['uncompressed', 'zstd', 'none'],
])('a topic of compression.type=%s keeps what a producer wrote with %s as %s', (type, sent, kept) => {
  const log = logOf({ 'compression.type': type })
  const batch = convertBatch(log, sentBy(sent), T)
  const appended = appendAsLeader(log, batch, 0)
  expect(CODECS[codecOf(appended)]).toBe(kept)
  expect(hexOfRecords(appended)).toBe(hexOfRecords(sentBy(kept)))
  if (kept === 'none') expect(appended).not.toHaveProperty('compressedRecords')
})

test("a topic's own gzip level does not touch what came in gzip already", () => {
  const log = logOf({ 'compression.type': 'gzip', 'compression.gzip.level': '1' })
  const came = sentBy('gzip', REPETITIVE)
  expect(convertBatch(log, came, T)).toBe(came)
  expect(convertBatch(log, REPETITIVE, T).sizeInBytes).toBeGreaterThan(came.sizeInBytes)
})

test('control records stay as they came', () => {
  const control = { ...DELTAS, attributes: CONTROL_FLAG }
  expect(convertBatch(logOf({ 'compression.type': 'gzip' }), control, T)).toBe(control)
})

test('a batch that was small enough until the topic unpacked it is refused', () => {
  const log = logOf({ 'compression.type': 'uncompressed', 'max.message.bytes': '1000' })
  const batch = sentBy('gzip', REPETITIVE)
  expect(refuseBatch(log, batch, T)).toBeNull()
  expect(refuseConverted(log, convertBatch(log, batch, T))?.errorCode).toBe('MESSAGE_TOO_LARGE')
})

test('a batch that an earlier engine only marked with its codec is still as long as it says', () => {
  const marked = { ...DELTAS, attributes: codecOf(sentBy('gzip')) }
  expect(encodeBatch(marked)).toHaveLength(DELTAS.sizeInBytes)
})

test('a codec has one default, whoever asks for it', () => {
  expect(compressionOf('gzip', -1, LATER)).toBe(defaultCompression(1, LATER))
  expect(compressionOf('gzip', Number.NaN, LATER)).toBe(defaultCompression(1, LATER))
})
