import { expect, test } from 'vitest'
import type { TimelineMark } from '../../worker/port.ts'
import { isDone } from './standing-lines.ts'

const kill = { branchId: '1', atUs: 9_000_000, afterEvents: 40 }

function commandMarks(...places: number[]): TimelineMark[] {
  return places.map((afterEvents) => ({ atUs: 9_000_000, kind: 'command', happeningId: 0, afterEvents }))
}

test('what was done is not done yet to who goes back to before it', () => {
  expect(isDone(kill, { atUs: 9_500_000, branchId: '1', marks: commandMarks(40) })).toBe(true)
  expect(isDone(kill, { atUs: 8_000_000, branchId: '1', marks: commandMarks(40) })).toBe(false)
})

test('what was taken back was never done, though the branch begins at the very instant of it', () => {
  expect(isDone(kill, { atUs: 9_000_000, branchId: '2', marks: [] })).toBe(false)
  expect(isDone(kill, { atUs: 9_000_000, branchId: '2', marks: commandMarks(39) })).toBe(false)
})

test('a branch inherits what was done before it left', () => {
  expect(isDone(kill, { atUs: 9_000_000, branchId: '3', marks: commandMarks(40, 90) })).toBe(true)
})
