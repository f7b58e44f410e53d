import { beforeAll, describe, expect, test } from 'vitest'
import { crc32c } from '../../kafka/log/byte-writer.ts'
import { type EnginePage, enginePage } from '../../testing/engine-page.ts'
import { defaultRun } from '../default-run.ts'
import { simulatorParts } from '../simulator-parts.ts'
import type { DiskBatch } from './read-disk-batch.ts'

const FOLDER = '/tmp/kafka-logs-1/orders-0'
const SEGMENT = `${FOLDER}/00000000000000000000.log`

let page: EnginePage

beforeAll(() => {
  page = enginePage(simulatorParts)
  page.open(defaultRun(), { playing: false })
  page.post({ type: 'seek', atUs: 12_000_000 })
  page.watch(50)
})

const disk = (node: string, open: readonly string[] = []) => page.ask('disk', { type: 'readDisk', node, open })
const opened = (path: string, from = 0, count = 1_000) =>
  page.ask('diskFile', { type: 'readDiskFile', node: 'broker-1', path, from, count }).contents
const bytesAt = (path: string, node = 'broker-1') => page.ask('diskBytes', { type: 'readDiskBytes', node, path })

function batchOf(offset: number): DiskBatch {
  const { batch } = page.ask('diskBatch', { type: 'readDiskBatch', node: 'broker-1', path: SEGMENT, offset })
  if (batch === null) throw new Error(`no batch of ${offset}`)
  return batch
}

describe('the disk of a broker, file by file', () => {
  test('has folders of the partitions it holds a replica of, and only those that are open list their files', () => {
    const { node, nodes, directories } = disk('broker-1', [FOLDER])
    expect(node).toMatchObject({ id: 'broker-1', status: 'running', holdsReplicas: true })
    expect(nodes.map(({ id }) => id).slice(0, 4)).toEqual(['broker-1', 'broker-2', 'broker-3', 'controller-101'])
    const folders = directories[0]!.folders.filter(({ name }) => name.startsWith('orders'))
    expect(folders.map(({ name, files }) => [name, files === null])).toEqual([
      ['orders-0', false],
      ['orders-1', true],
      ['orders-2', true],
    ])
    expect(folders[0]!.files!.map(({ name }) => name)).toEqual([
      '00000000000000000000.index',
      '00000000000000000000.log',
      '00000000000000000000.timeindex',
      'leader-epoch-checkpoint',
      'partition.metadata',
    ])
    const log = folders[0]!.files![1]!
    const replica = page.image.replicas.get('orders-0@1')!
    expect([log.sizeInBytes, folders[0]!.recordBytes]).toEqual([replica.sizeBytes, replica.sizeBytes])
  })

  test('a node that is not there leads to the first that has a disk', () => {
    expect(disk('broker-9').node!.id).toBe('broker-1')
  })

  test('checkpoints are read as the text they are', () => {
    expect(opened(`${FOLDER}/leader-epoch-checkpoint`)).toEqual({ kind: 'text', text: '0\n1\n0 0\n' })
    expect(opened('/tmp/kafka-logs-1/replication-offset-checkpoint')).toMatchObject({
      kind: 'text',
      text: expect.stringMatching(/^0\n\d+\n(?:\S+ \d+ \d+\n)+$/),
    })
    expect(opened('/tmp/kafka-logs-1/__cluster_metadata-0/00000000000000000000.log')).toEqual({ kind: 'unwritten' })
    expect(opened(`${FOLDER}/no-such-file`)).toBeNull()
  })

  test('a segment opens batch by batch, in windows, and the batches fill it without a gap', () => {
    const all = opened(SEGMENT)
    if (all?.kind !== 'batches') throw new Error('no batches')
    let position = 0
    for (const row of all.rows) {
      expect(row.position).toBe(position)
      position += row.sizeInBytes
    }
    expect(position).toBe(page.image.replicas.get('orders-0@1')!.sizeBytes)
    const { cells } = page.image.replicas.get('orders-0@1')!
    const read = page.ask('diskFile', { type: 'readDiskFile', node: 'broker-1', path: SEGMENT, from: 0, count: 1 })
    expect(read.newestMs).toBe(Math.max(...cells.map(({ timestamp }) => timestamp)))
    expect(opened(SEGMENT, 3, 2)).toEqual({ ...all, from: 3, rows: all.rows.slice(3, 5) })
  })

  test('an index of the active segment is as large as Kafka makes it, and only its entries are read', () => {
    expect(opened(`${FOLDER}/00000000000000000000.timeindex`)).toMatchObject({ kind: 'entries', of: 'timeindex' })
    const index = opened(`${FOLDER}/00000000000000000000.index`)
    if (index?.kind !== 'entries') throw new Error('no entries')
    expect(index.preallocated + index.total * 8).toBe(10_485_760)
  })
})

describe('a batch', () => {
  test('is its bytes, each of which belongs to one field, and its records are those on the stage', () => {
    const { cells } = page.image.replicas.get('orders-0@1')!
    for (const cell of cells.slice(-5)) {
      const batch = batchOf(cell.offset)
      expect([batch.baseOffset, batch.bytes.length]).toEqual([cell.baseOffset, batch.sizeInBytes])
      let at = 0
      for (const field of batch.fields) {
        expect(field.from, field.name).toBe(at)
        at = field.to
      }
      expect(at).toBe(batch.bytes.length)
      const record = batch.rows.find(({ offset }) => offset === cell.offset)!
      expect(record.timestamp).toBe(cell.timestamp)
      const index = batch.rows.indexOf(record)
      const saidBy = (name: string) => batch.fields.find((each) => each.record === index && each.name === name)?.value
      expect([saidBy('key') ?? null, saidBy('value') ?? null]).toEqual([record.key, record.value])
    }
  })

  test('says what its header says, and its CRC is right', () => {
    const batch = batchOf(0)
    const saidBy = (name: string) => batch.fields.find((each) => each.name === name)!.value
    expect(['baseOffset', 'magic', 'recordsCount', 'partitionLeaderEpoch'].map(saidBy)).toEqual([
      '0',
      '2',
      String(batch.records),
      '0',
    ])
    expect(saidBy('crc')).toBe(`0x${(crc32c(batch.bytes, 21) >>> 0).toString(16).padStart(8, '0')}`)
  })

  test('of Kafka’s own topics its keys and values are read as what they are', () => {
    const group = page.image.groups.get('hello-group')!
    const replicas = [...page.image.replicas.values()].filter(
      ({ topic, broker, role }) => topic === '__consumer_offsets' && role === 'leader' && broker === group.coordinator,
    )
    const { topicPartition } = replicas.find(({ logEndOffset }) => logEndOffset > 0)!
    const { coordinator } = group
    const path = `/tmp/kafka-logs-${coordinator}/${topicPartition}/00000000000000000000.log`
    const ask = { type: 'readDiskBatch', node: `broker-${coordinator}`, path, offset: 0 } as const
    const { rows } = page.ask('diskBatch', ask).batch!
    expect(rows[0]).toMatchObject({ key: 'hello-group', value: expect.stringMatching(/^generation \d+, protocol /) })
  })

  test('of a place that nothing has been written to there is none', () => {
    const ask = { type: 'readDiskBatch', node: 'broker-1', path: SEGMENT, offset: 1_000_000 } as const
    expect(page.ask('diskBatch', ask).batch).toBeNull()
  })

  test('is found by partition and offset', () => {
    const find = (node: string, offset: number | null) =>
      page.ask('foundOnDisk', { type: 'findOnDisk', node, topicPartition: 'orders-0', offset }).path
    expect([find('broker-1', 3), find('broker-1', null)]).toEqual([SEGMENT, SEGMENT])
    expect([find('broker-9', 3), find('controller-101', 3)]).toEqual([null, null])
  })
})

describe('downloads', () => {
  test('are the same bytes that are saved with the run, zeros that Kafka preallocates included', () => {
    const saved = page.ask('segmentBytes', { type: 'readSegments', broker: 1, topicPartition: 'orders-0' }).files
    const { files, unwritten } = bytesAt(FOLDER)
    expect(unwritten).toEqual([])
    expect(files.map(({ path }) => path)).toEqual(saved.map(({ name }) => `${FOLDER}/${name}`))
    for (const [index, { bytes }] of files.entries()) {
      const written = saved[index]!.bytes
      expect(bytes.subarray(0, written.length)).toEqual(written)
      expect(bytes.subarray(written.length).every((byte) => byte === 0)).toBe(true)
    }
    expect(files.map(({ bytes }) => bytes.length)).toEqual([10_485_760, saved[1]!.bytes.length, 10_485_756, 8, 43])
    expect(bytesAt(SEGMENT).files).toEqual([files[1]])
  })

  test('name what is there and whose bytes are not made', () => {
    expect(bytesAt('/tmp/kafka-logs-1/bootstrap.checkpoint')).toMatchObject({
      files: [],
      unwritten: ['bootstrap.checkpoint'],
    })
    expect(bytesAt('/tmp/elsewhere')).toMatchObject({ files: [], unwritten: [] })
  })
})

test('of a broker that lost power its disk is read, without what was only in the page cache', () => {
  const before = page.image.replicas.get('orders-0@2')!.logEndOffset
  page.command({ type: 'PowerCutNode', node: 'broker-2' })
  page.watch(50)
  const folder = '/tmp/kafka-logs-2/orders-0'
  const { node, directories } = disk('broker-2', [folder])
  expect(node!.status).toBe('poweredOff')
  const files = directories[0]!.folders.find(({ name }) => name === 'orders-0')!.files!
  expect(files.find(({ name }) => name.endsWith('.log'))!.sizeInBytes).toBe(
    bytesAt(`${folder}/00000000000000000000.log`, 'broker-2').files[0]!.bytes.length,
  )
  const log = page.ask('diskFile', {
    type: 'readDiskFile',
    node: 'broker-2',
    path: `${folder}/00000000000000000000.log`,
    from: 0,
    count: 1_000,
  })
  const rows = log.contents?.kind === 'batches' ? log.contents.rows : []
  expect(rows.at(-1)?.lastOffset ?? -1).toBeLessThan(before - 1)
})
