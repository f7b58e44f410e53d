// Bytes that Apache Kafka 4.3.1 wrote, from the recordings `record-batch-bytes-and-batch-size` and
// `segments-roll-by-record-time`.
import { expect, test } from 'vitest'
import { batchOf } from '../../testing/batches.ts'
import { BROKER_THAT_SETS_NOTHING } from '../../testing/default-layers.ts'
import { assignEpoch } from './leader-epoch-cache.ts'
import { createLogConfig } from './log-config.ts'
import { encodeBatch } from './record-bytes.ts'
import { appendAsLeader, createLog, maybeRoll, type ReplicaLog } from './replica-log.ts'
import { encodeSegmentFiles } from './segment-bytes.ts'

const T = 1_500_000_000_000

function logOf(config: Record<string, string>): ReplicaLog {
  const log = createLog('clock-0', 'lmhq-Yb2RHmS00nSiZWwLw', createLogConfig(config, BROKER_THAT_SETS_NOTHING), T)
  log.leaderEpochs = assignEpoch(log.leaderEpochs, 0, 0)
  return log
}

function appendAt(log: ReplicaLog, timestamp: number, key: string): void {
  const batch = batchOf([{ key, value: 'x'.repeat(60), timestamp }])
  maybeRoll(log, batch, T)
  appendAsLeader(log, batch, 0)
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

test('null keys and values, Korean text, headers and times out of order lie on disk as the real broker writes them', () => {
  const log = logOf({})
  const first = batchOf([
    { key: 'k1', value: 'hello', timestamp: T },
    { key: 'k2', value: null, timestamp: T + 1 },
    { key: null, value: 'no key', timestamp: T - 500 },
    { key: '주문-1', value: '안녕하세요', timestamp: T + 70_000 },
    { key: '', value: '', timestamp: T + 2 },
    {
      key: 'h',
      value: 'with headers',
      timestamp: T + 3,
      headers: [
        ['trace', 'abc'],
        ['언어', '한국어'],
        ['trace', ''],
      ],
    },
  ])
  appendAsLeader(log, first, 0)
  appendAsLeader(log, batchOf([{ key: 'k1', value: 'second batch', timestamp: T + 100 }]), 0)
  const [, file] = encodeSegmentFiles(log)
  expect(file?.name).toBe('00000000000000000000.log')
  expect(hex(file?.bytes as Uint8Array)).toBe(
    '0000000000000000000000b30000000002a695c7960000000000050000015d3ef798000000015d3ef8a970ffffffffffffffffffffffffffff' +
      '000000061a000000046b310a68656c6c6f0010000202046b3201001a00e70704010c6e6f206b6579003e00e0c5080610eca3bcebacb82d311e' +
      'ec9588eb8595ed9598ec84b8ec9a94000c0004080000006a00060a026818776974682068656164657273060a7472616365066162630cec96b8' +
      'ec96b412ed959ceab5adec96b40a747261636500000000000000000600000046000000000258a3837c0000000000000000015d3ef798640000' +
      '015d3ef79864ffffffffffffffffffffffffffff0000000128000000046b31187365636f6e6420626174636800',
  )
})

test('segments roll by record time, and their sparse indexes, snapshots and checkpoints are those of the recording', () => {
  const log = logOf({ 'segment.ms': '60000', 'index.interval.bytes': '150' })
  const times = [0, 10_000, 5_000, 60_000, 61_000, 62_000, 30_000, 122_000, 121_000, 400_000]
  for (const [index, time] of times.entries()) appendAt(log, T + time, `k${index}`)

  const files = encodeSegmentFiles(log).map(({ name, bytes, sizeInBytes }) => [
    name,
    sizeInBytes,
    name.endsWith('.log') ? '' : hex(bytes),
  ])
  expect(files).toEqual([
    ['00000000000000000000.index', 8, '0000000200000106'],
    ['00000000000000000000.log', 524, ''],
    ['00000000000000000000.timeindex', 24, '0000015d3ef7bf10000000010000015d3ef8826000000003'],
    ['00000000000000000004.index', 8, '0000000200000106'],
    ['00000000000000000004.log', 393, ''],
    ['00000000000000000004.snapshot', 10, '000148674bc700000000'],
    ['00000000000000000004.timeindex', 12, '0000015d3ef88a3000000001'],
    ['00000000000000000007.index', 0, ''],
    ['00000000000000000007.log', 262, ''],
    ['00000000000000000007.snapshot', 10, '000148674bc700000000'],
    ['00000000000000000007.timeindex', 12, '0000015d3ef9749000000000'],
    ['00000000000000000009.index', 10_485_760, ''],
    ['00000000000000000009.log', 131, ''],
    ['00000000000000000009.snapshot', 10, '000148674bc700000000'],
    ['00000000000000000009.timeindex', 10_485_756, ''],
    ['leader-epoch-checkpoint', 8, '300a310a3020300a'],
    [
      'partition.metadata',
      43,
      '76657273696f6e3a20300a746f7069635f69643a206c6d68712d59623252486d5330306e53695a57774c77',
    ],
  ])
})

test('with an interval of one byte every batch but the first has an index entry', () => {
  const log = logOf({ 'index.interval.bytes': '1' })
  for (const [index, time] of [0, 10_000, 5_000, 10_000, 20_000].entries()) appendAt(log, T + time, `k${index}`)
  const files = new Map(encodeSegmentFiles(log).map((file) => [file.name, hex(file.bytes)]))
  expect(files.get('00000000000000000000.index')).toBe(
    '000000010000008300000002000001060000000300000189000000040000020c',
  )
  expect(files.get('00000000000000000000.timeindex')).toBe('0000015d3ef7bf10000000010000015d3ef7e62000000004')
})

test('an idempotent batch carries producer id, epoch and sequence, and is as long as it says', () => {
  const batch = batchOf(['a', 'b'], { producerId: 4_711, producerEpoch: 3, baseSequence: 17 })
  const bytes = encodeBatch(batch)
  const view = new DataView(bytes.buffer)
  expect(bytes).toHaveLength(batch.sizeInBytes)
  expect(view.getInt32(8)).toBe(batch.sizeInBytes - 12)
  expect(view.getBigInt64(43)).toBe(4_711n)
  expect(view.getInt16(51)).toBe(3)
  expect(view.getInt32(53)).toBe(17)
  expect(view.getInt32(57)).toBe(2)
})

test('a producer snapshot holds the last batch of each producer in 46 bytes', () => {
  const log = logOf({ 'segment.ms': '60000' })
  appendAsLeader(
    log,
    batchOf(
      [
        { value: 'a', timestamp: T },
        { value: 'b', timestamp: T },
      ],
      { producerId: 1_000, producerEpoch: 0, baseSequence: 0 },
    ),
    0,
  )
  appendAt(log, T + 90_000, 'next segment')
  const snapshot = encodeSegmentFiles(log).find((file) => file.name === '00000000000000000002.snapshot')
  const view = new DataView(snapshot?.bytes.buffer as ArrayBuffer)
  expect(snapshot?.bytes).toHaveLength(56)
  expect(view.getInt32(6)).toBe(1)
  expect(view.getBigInt64(10)).toBe(1_000n)
  expect(view.getInt32(20)).toBe(1) // last sequence
  expect(view.getBigInt64(24)).toBe(1n) // last offset
  expect(view.getInt32(32)).toBe(1) // offset delta
  expect(view.getBigInt64(36)).toBe(BigInt(T))
  expect(view.getInt32(44)).toBe(-1) // coordinator epoch
  expect(view.getBigInt64(48)).toBe(-1n) // no open transaction
})
