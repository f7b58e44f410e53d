import { expect, test } from 'vitest'
import { compress, defaultCompression } from '../../kafka/log/compression.ts'
import { DELETE_HORIZON_FLAG } from '../../kafka/log/record-batch.ts'
import { encodeBatch } from '../../kafka/log/record-bytes.ts'
import { batchOf, NEW_YEAR, type RecordOptions } from '../../testing/batches.ts'
import { fieldsOf } from './batch-fields.ts'

const records: readonly RecordOptions[] = [
  { key: 'anna', value: '안녕', timestamp: NEW_YEAR },
  { key: null, value: 'x'.repeat(300), timestamp: NEW_YEAR - 70 },
  { key: 'anna', value: null, timestamp: NEW_YEAR + 5_000, headers: [['trace', '42']] },
  { key: '', value: '\u0001\u0002', timestamp: NEW_YEAR },
]

test('fields follow one another through the whole batch and say what was written', () => {
  const batch = batchOf(records, { producerId: 7, producerEpoch: 1, baseSequence: 3 })
  const bytes = encodeBatch(batch)
  const fields = fieldsOf(batch, bytes)
  for (const [index, { from }] of fields.entries()) expect(from).toBe(fields[index - 1]?.to ?? 0)
  expect(fields.at(-1)!.to).toBe(bytes.length)

  const header = Object.fromEntries(
    fields.filter(({ record }) => record === null).map((each) => [each.name, each.value]),
  )
  expect(header).toMatchObject({
    batchLength: String(bytes.length - 12),
    magic: '2',
    attributes: '0x00',
    lastOffsetDelta: '3',
    baseTimestamp: String(NEW_YEAR),
    maxTimestamp: String(NEW_YEAR + 5_000),
    producerId: '7',
    producerEpoch: '1',
    baseSequence: '3',
    recordsCount: '4',
  })
  const said = (record: number) =>
    Object.fromEntries(fields.filter((each) => each.record === record).map((each) => [each.name, each.value]))
  expect(said(0)).toMatchObject({ timestampDelta: '0', offsetDelta: '0', keyLength: '4', key: 'anna', value: '안녕' })
  expect(said(1)).toMatchObject({ timestampDelta: '-70', keyLength: '-1', valueLength: '300' })
  expect(said(1)).not.toHaveProperty('key')
  expect(said(1).value).toHaveLength(201)
  expect(said(2)).toMatchObject({ timestampDelta: '5000', valueLength: '-1', headersCount: '1', headers: '' })
  expect(said(2)).not.toHaveProperty('value')
  expect(said(3)).toMatchObject({ keyLength: '0', value: '0x0102' })
})

test('what a codec made of the records is one field', () => {
  const batch = compress(batchOf(records), defaultCompression(1, { snappyHash: 'lower' }))
  const bytes = encodeBatch(batch)
  expect(fieldsOf(batch, bytes).slice(-2)).toMatchObject([
    { name: 'recordsCount', value: '4' },
    { name: 'records', from: 61, to: bytes.length, record: null },
  ])
})

test('where the cleaner has noted when tombstones may go, the base timestamp’s bytes say that', () => {
  const batch = batchOf(records, { attributes: DELETE_HORIZON_FLAG })
  const fields = fieldsOf(batch, encodeBatch(batch))
  expect(fields.map(({ name }) => name)).not.toContain('baseTimestamp')
  expect(fields.find(({ name }) => name === 'deleteHorizonMs')).toMatchObject({
    from: 27,
    to: 35,
    value: `${NEW_YEAR}`,
  })
  expect(fields.find(({ name }) => name === 'attributes')?.value).toBe('0x40')
})
