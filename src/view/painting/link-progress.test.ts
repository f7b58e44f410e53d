import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linkProgress } from './link-progress.ts'

test('a message leaves when it was sent and is there when it arrives', () => {
  const message = { sentAtUs: 1_000, arrivesAtUs: 3_000 }
  expect(linkProgress(message, 1_000)).toBe(0)
  expect(linkProgress(message, 2_000)).toBe(0.5)
  expect(linkProgress(message, 3_000)).toBe(1)
})

test('its place is a function of the playhead alone: never off the wire, never backwards as time passes', () => {
  const instants = fc.integer({ min: 0, max: 10_000_000 })
  fc.assert(
    fc.property(instants, instants, instants, instants, (sentAtUs, duration, early, later) => {
      const message = { sentAtUs, arrivesAtUs: sentAtUs + duration }
      const before = linkProgress(message, Math.min(early, later))
      const after = linkProgress(message, Math.max(early, later))
      expect(before).toBeGreaterThanOrEqual(0)
      expect(after).toBeLessThanOrEqual(1)
      expect(after).toBeGreaterThanOrEqual(before)
    }),
  )
})
