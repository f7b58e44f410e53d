import { expect, test } from 'vitest'
import type { ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import type { Brush } from '../../painting/brush.ts'
import type { LaneView } from './lane-view.ts'
import { paintSegments } from './marks-painter.ts'

test('the frame of a segment that began further left does not reach over the lane’s name', () => {
  const frames: number[] = []
  const nothing = () => undefined
  const context = {
    ...{ beginPath: nothing, stroke: nothing, fillText: nothing },
    roundRect: (x: number, _y: number, width: number) => frames.push(x, x + width),
  }
  const brush = { context, palette: {} } as unknown as Brush
  const view = {
    ...{ lane: { cells: { x: 100, y: 0 } }, cell: { pitch: 40, height: 20, capacity: 8 } },
    ...{ start: 18, end: 26 },
  } as unknown as LaneView
  const segments = [
    { baseOffset: 0, sizeBytes: 99, active: false },
    { baseOffset: 24, sizeBytes: 71, active: true },
  ]
  paintSegments(brush, view, { segments, logEndOffset: 25 } as unknown as ReplicaImage)
  const [left = 0, right = 0, next = 0] = frames
  expect(left).toBeGreaterThan(100 - 12)
  expect(left).toBeLessThan(100)
  expect([right, next]).toEqual([338, 338.5])
})
