import { expect, test } from 'vitest'
import { laneStart, offsetAt, windowStart } from './lane-window.ts'

test('a short log is shown from offset 0', () => {
  expect(windowStart([{ logEndOffset: 4 }], 12)).toBe(0)
  expect(windowStart([], 12)).toBe(0)
})

test('a long log is shown up to its end, with a place free for the next record', () => {
  for (let logEndOffset = 0; logEndOffset < 200; logEndOffset++) {
    const start = windowStart([{ logEndOffset }], 12)
    expect(start).toBeLessThanOrEqual(logEndOffset)
    expect(start + 12).toBeGreaterThan(logEndOffset)
  }
})

test('records stay where they are while a few more come, and then move on together', () => {
  const starts = Array.from({ length: 60 }, (_, i) => windowStart([{ logEndOffset: 100 + i }], 12))
  const moves = starts.filter((start, i) => i > 0 && start !== starts[i - 1])
  expect(moves).toHaveLength(20)
})

test('a follower that lags has the same window as its leader', () => {
  expect(windowStart([{ logEndOffset: 100 }, { logEndOffset: 60 }], 12)).toBe(windowStart([{ logEndOffset: 100 }], 12))
})

test('a point over a cell is that record, a point beside the cells is none', () => {
  expect(offsetAt(65, 89, 30, 12)).toBe(91)
  expect(offsetAt(-1, 89, 30, 12)).toBeNull()
  expect(offsetAt(30 * 12 + 1, 89, 30, 12)).toBeNull()
})

test('a broker without power keeps showing what it last held, and holds nobody else back', () => {
  const leader = { role: 'leader', logEndOffset: 500 } as const
  const dead = { role: 'offline', logEndOffset: 60 } as const
  expect(laneStart(dead, [leader, dead], 12)).toBe(windowStart([dead], 12))
  expect(laneStart(leader, [leader, dead], 12)).toBe(windowStart([leader], 12))
})
