import { expect, test } from 'vitest'
import { type CellImage, IMAGE_CELLS } from '../../../kafka/observe/cluster-image.ts'
import { holesIn } from './compaction-painter.ts'

const cellsAt = (...offsets: number[]) => ({
  logStartOffset: 0,
  cells: offsets.map((offset) => ({ offset }) as CellImage),
})

test('a hole is between records that are there, or before the oldest of them', () => {
  expect(holesIn(cellsAt(5, 6, 9, 10, 12))).toEqual([
    { from: 0, to: 5 },
    { from: 7, to: 9 },
    { from: 11, to: 12 },
  ])
  expect([holesIn(cellsAt(0, 1)), holesIn(cellsAt())]).toEqual([[], []])
  expect(holesIn({ ...cellsAt(3, 4), logStartOffset: 3 })).toEqual([])
})

test('of a log that has more records than the picture, nobody knows what lies before the oldest of these', () => {
  const newest = Array.from({ length: IMAGE_CELLS }, (_, index) => 100 + index)
  expect(holesIn(cellsAt(...newest))).toEqual([])
})
