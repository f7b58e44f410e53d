import { expect, test } from 'vitest'
import { sampleImage } from '../../../testing/sample-image.ts'
import { bottom, rect } from '../../layout/geometry.ts'
import type { Brush } from '../../painting/brush.ts'
import { MARKS_BELOW } from './cell-sizes.ts'
import type { LaneView } from './lane-view.ts'
import { paintUnreadable } from './unreadable-painter.ts'

const cells = rect(100, 10, 320, 17)
const laneOf = (height: number) =>
  ({ density: 'full', rect: rect(100, 0, 320, height), cells }) as unknown as LaneView['lane']
const cell = { width: 30, height: 17, pitch: 32, capacity: 10, hasOffset: true }

/** Where the words stand: their left and right ends, and their middle's height; null where there are none. */
function wordsFor(highWatermark: number, logEndOffset: number, start: number, height = 38, more: object = {}) {
  const image = sampleImage()
  const leader = [...image.replicas.values()].find((replica) => replica.role === 'leader')!
  const minInsyncReplicas = 'heldBack' in more ? 1 : 2
  const partition = { ...image.partitions.get(leader.topicPartition)!, isr: [leader.broker], minInsyncReplicas }
  let words: { readonly left: number; readonly right: number; readonly y: number } | null = null
  const widthOf = (text: string) => text.length * 6
  const context = new Proxy({} as Record<string, unknown>, {
    get: (_, name: string) => {
      if (name === 'measureText') return (text: string) => ({ width: widthOf(text) })
      if (name === 'fillText')
        return (text: string, x: number, y: number) => {
          words = { left: x, right: x + widthOf(text), y }
        }
      return () => undefined
    },
    set: () => true,
  })
  const brush = {
    context,
    palette: { leastType: 9 },
    image: { ...image, partitions: new Map([[partition.id, partition]]) },
  }
  const view: LaneView = { lane: laneOf(height), cell, start, end: start + cell.capacity }
  paintUnreadable(brush as unknown as Brush, view, { ...leader, highWatermark, logEndOffset, ...more })
  return words as { readonly left: number; readonly right: number; readonly y: number } | null
}

test('below min.insync.replicas the words cover none of the records they speak of', () => {
  // Behind the log's end, where there is room for them.
  const behind = wordsFor(1, 2, 0)!
  expect(behind.left).toBeGreaterThan(cells.x + 2 * cell.pitch)
  // Else below the cells, and above the next lane's.
  for (const [highWatermark, logEndOffset, start] of [
    [3, 20, 11],
    [18, 20, 11],
    [19, 20, 11],
  ] as const) {
    const below = wordsFor(highWatermark, logEndOffset, start)!
    expect(below.y).toBeGreaterThan(bottom(cells))
    expect(below.y).toBeLessThan(bottom(cells) + MARKS_BELOW)
    expect(below.left).toBeGreaterThanOrEqual(cells.x)
    expect(below.right).toBeLessThanOrEqual(cells.x + cells.width)
  }
})

test('in a low lane the words leave the flags of the lane below alone', () => {
  expect(wordsFor(3, 20, 11, 26)).toBeNull()
  expect(wordsFor(1, 2, 0, 26)).not.toBeNull()
})

test('while the high watermark keeps up with the log there is nothing to say', () => {
  expect(wordsFor(20, 20, 11)).toBeNull()
})

test('a high watermark that waits for a replica outside the ISR is told in the same words', () => {
  expect(wordsFor(1, 2, 0, 38, { heldBack: undefined }), 'nobody is waited for').toBeNull()
  expect(wordsFor(1, 2, 0, 38, { heldBack: { broker: 2, wait: { sinceUs: 0, untilUs: 30_000_000 } } })).not.toBeNull()
})
