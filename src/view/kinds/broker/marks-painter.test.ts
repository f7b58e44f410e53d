import { expect, test } from 'vitest'
import type { ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import { rect } from '../../layout/geometry.ts'
import type { Brush } from '../../painting/brush.ts'
import type { LaneView } from './lane-view.ts'
import { paintFlag, paintHighWatermark } from './marks-painter.ts'
import { paintSegments } from './segments-painter.ts'

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

test('in low lanes the flag of a high watermark covers none of the groups’ flags on the lane above', () => {
  const boxes: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }[] = []
  const context = new Proxy({} as Record<string, unknown>, {
    get: (_, name: string) =>
      name === 'roundRect'
        ? (x: number, y: number, width: number, height: number) =>
            boxes.push({ left: x, right: x + width, top: y, bottom: y + height })
        : () => undefined,
    set: () => true,
  })
  // As in a lecture hall: lanes of 29 pixels, type of 12.
  const laneAt = (y: number) =>
    ({
      ...{ lane: { density: 'full', rect: rect(0, y, 500, 29), cells: rect(100, y + 3, 320, 15) }, start: 0, end: 10 },
      cell: { pitch: 32, width: 30, height: 15, capacity: 10, hasOffset: true },
    }) as unknown as LaneView
  const overlaps = (groupsAt: number, highWatermark: number, letters: number) => {
    boxes.length = 0
    const brush = {
      context,
      palette: { leastType: 12, groups: [], thickness: 1 },
      state: { glides: { at: (_: string, value: number) => value } },
    } as unknown as Brush
    for (let colour = 1; colour <= letters; colour++)
      paintFlag(brush, 100 + groupsAt * 32, laneAt(0), 'red', { colour, letter: 'A' } as never)
    paintHighWatermark(brush, laneAt(29), {
      id: 'orders-1@1',
      role: 'leader',
      highWatermark,
    } as unknown as ReplicaImage)
    const [flag, ...others] = boxes.reverse()
    return others.some(
      (each) =>
        each.left < flag!.right - 1.5 &&
        each.right > flag!.left + 1.5 &&
        each.top < flag!.bottom &&
        each.bottom > flag!.top,
    )
  }
  for (const [groupsAt, letters] of [
    [4, 1],
    [4.5, 1],
    [3.5, 1],
    [3.4, 2],
    [4.6, 2],
  ] as const)
    expect(overlaps(groupsAt, 4, letters), `${letters} at ${groupsAt}`).toBe(false)
})
