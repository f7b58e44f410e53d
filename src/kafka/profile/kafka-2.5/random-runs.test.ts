// Random clusters with random faults that decide as 2.5.0 does: what must never happen does not happen.

import { expect, test } from 'vitest'
import { LIKE_2_5 } from '../../../testing/ahead/kafka-2.5.ts'
import { randomRun } from '../../../testing/simulation/random-run.ts'

test.each([1, 4, 6])('seed %i', (seed) => {
  const { events, invariantsChecked, violations } = randomRun({
    seed,
    profile: LIKE_2_5,
    events: 8_000,
    untilUs: 60_000_000,
  })
  expect(violations).toEqual([])
  expect(events).toBeGreaterThanOrEqual(8_000)
  // What an event may have changed is asked of the node it happened to, and everything every 64 events.
  expect(invariantsChecked).toBeGreaterThan(5 * events)
})
