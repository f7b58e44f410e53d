import { expect, test } from 'vitest'
import { sampleImage } from '../../../testing/sample-image.ts'
import { ghostAt, offsetsOn } from './ghost-cell.ts'

const image = sampleImage()
const [replica] = image.replicas.values()
const cell = replica!.cells[0]!

function withLoss(fromOffset: number, gone: boolean): typeof image {
  const { id, topicPartition, broker } = replica!
  const range = { fromOffset, toOffset: fromOffset + 2, leaderEpoch: 0, committed: false, gone }
  const cells = gone ? [{ ...cell, offset: fromOffset }] : []
  return { ...image, losses: new Map([[id, { id, topicPartition, broker, ranges: [range], cells }]]) }
}

test('what was cut off is known as long as its contents are, and is lost even where they are not', () => {
  const lost = withLoss(50, true)
  expect(ghostAt(lost, replica!.id, 50)).toMatchObject({ how: 'gone', cell: { key: cell.key } })
  expect(ghostAt(lost, replica!.id, 51)).toEqual({ how: 'gone', cell: undefined, leaderEpoch: 0 })
  expect(ghostAt(lost, replica!.id, 52)).toBeNull()
})

test('what no leader has is doomed while it still stands here', () => {
  expect(ghostAt(withLoss(cell.offset, false), replica!.id, cell.offset)).toEqual({
    how: 'doomed',
    cell,
    leaderEpoch: 0,
  })
})

test('what stood in memory only went with the power', () => {
  const page = { ...cell, offset: 90 }
  const row = { ...replica!, lostPages: { logEndOffset: 91, cells: [page] } }
  const dark = { ...image, replicas: new Map([...image.replicas, [row.id, row]]) }
  expect(ghostAt(dark, row.id, 90)).toEqual({ how: 'power', cell: page, leaderEpoch: page.leaderEpoch })
  expect(ghostAt(image, row.id, 90)).toBeNull()
})

test('arrows reach what is lost, too', () => {
  const offsets = offsetsOn(withLoss(1_000, true), replica!.id)
  expect(offsets.slice(-2)).toEqual([1_000, 1_001])
  expect(offsets).toContain(cell.offset)
  expect(offsetsOn(withLoss(cell.offset, false), replica!.id)).toEqual(replica!.cells.map(({ offset }) => offset))
})
