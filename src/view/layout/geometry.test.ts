import { expect, test } from 'vitest'
import { levelCurve, pointAt, roundedLine } from './geometry.ts'

test('what travels along a line begins at its start, ends at its end, and never turns back', () => {
  const line = levelCurve({ x: 10, y: 5 }, { x: 110, y: 205 })
  const place = { x: 0, y: 0 }
  pointAt(line, 0, place)
  expect([place.x, place.y]).toEqual([10, 5])
  let before = 10
  for (let t = 0.05; t <= 1.0001; t += 0.05) {
    pointAt(line, t, place)
    expect(place.x).toBeGreaterThanOrEqual(before - 0.001)
    before = place.x
  }
  expect([Math.round(place.x), Math.round(place.y)]).toEqual([110, 205])
})

test('the same share of the way is the same length, straight on or around a corner', () => {
  const line = roundedLine(
    [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 100 },
    ],
    10,
  )
  const [a, b] = [
    { x: 0, y: 0 },
    { x: 0, y: 0 },
  ]
  pointAt(line, 0.1, a)
  pointAt(line, 0.9, b)
  expect(a.x).toBeCloseTo(100 - b.y, 0)
  expect(b.x).toBe(100)
})

test('a line without length stays where it is', () => {
  const place = { x: 0, y: 0 }
  pointAt(
    roundedLine(
      [
        { x: 3, y: 4 },
        { x: 3, y: 4 },
      ],
      5,
    ),
    0.5,
    place,
  )
  expect(place).toEqual({ x: 3, y: 4 })
})
