import { expect, test } from 'vitest'
import type { CellImage } from '../../../kafka/observe/cluster-image.ts'
import { holesIn } from './compaction-painter.ts'

const cellsAt = (...offsets: number[]) => ({ cells: offsets.map((offset) => ({ offset }) as CellImage) })

test('a hole is between records that are there; what lies before the oldest of the picture nobody knows', () => {
  expect(holesIn(cellsAt(5, 6, 9, 10, 12))).toEqual([
    { from: 7, to: 9 },
    { from: 11, to: 12 },
  ])
  expect([holesIn(cellsAt(3, 4)), holesIn(cellsAt())]).toEqual([[], []])
})
