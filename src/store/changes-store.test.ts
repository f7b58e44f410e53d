// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fakeEngine, pausedPlayback } from '../testing/fake-engine.ts'
import { keepPauses, markMoment, momentOf, momentsBefore, useChanges } from './changes-store.ts'
import { connectEngine } from './engine.ts'
import { forgetRun } from './run-left.ts'

const SECOND = 1_000_000
const sinceUs = (...given: Parameters<typeof momentOf>) => momentOf(...given).atUs
const playing = { ...pausedPlayback, state: 'playing' } as const

let engine = fakeEngine()
let ends: (() => void)[] = []

async function frame(change: Parameters<typeof engine.frame>[0]): Promise<void> {
  engine.frame(change)
  await new Promise((shown) => requestAnimationFrame(shown))
}

beforeEach(() => {
  engine = fakeEngine()
  ends = [connectEngine(engine), keepPauses()]
  useChanges.setState({ open: false, since: 'act', momentUs: null })
})
afterEach(() => {
  for (const end of ends) end()
})

test('since the last act means from straight before it; before any there is only the beginning', async () => {
  const marks = [3, 8].map((second) => ({ atUs: second * SECOND, kind: 'command', happeningId: 0 }) as const)
  await frame({ atUs: 9 * SECOND, beginsAtUs: SECOND, playback: pausedPlayback, marks })
  expect(sinceUs({ since: 'act', momentUs: null }, 9 * SECOND)).toBe(8 * SECOND - 1)
  expect(sinceUs({ since: 'act', momentUs: null }, 5 * SECOND)).toBe(3 * SECOND - 1)
  expect(sinceUs({ since: 'act', momentUs: null }, 2 * SECOND)).toBe(SECOND)
  expect(sinceUs({ since: 'beginning', momentUs: null }, 9 * SECOND)).toBe(SECOND)
  // Nor is an act offered, or named, where there was none.
  expect(momentOf({ since: 'act', momentUs: null }, 2 * SECOND).since).toBe('beginning')
  expect(momentsBefore(2 * SECOND, null).map(({ since }) => since)).toEqual(['beginning'])
  expect(momentsBefore(5 * SECOND, null).map(({ since }) => since)).toEqual(['act', 'beginning'])
})

test('since the last pause means where the picture stood still before this moment', async () => {
  await frame({ atUs: 2 * SECOND, playback: playing })
  await frame({ atUs: 4 * SECOND, playback: pausedPlayback })
  await frame({ atUs: 4 * SECOND, playback: playing })
  await frame({ atUs: 7 * SECOND, playback: pausedPlayback })
  // Who stands still at seven seconds asks what changed since four, not since now.
  expect(sinceUs({ since: 'pause', momentUs: null }, 7 * SECOND)).toBe(4 * SECOND)
  expect(sinceUs({ since: 'pause', momentUs: null }, 9 * SECOND)).toBe(7 * SECOND)
})

test('a moment that was marked is held against later ones, and forgotten with its run', async () => {
  await frame({ atUs: 5 * SECOND, playback: pausedPlayback })
  markMoment()
  expect(useChanges.getState()).toEqual({ open: true, since: 'moment', momentUs: 5 * SECOND })
  expect(sinceUs(useChanges.getState(), 9 * SECOND)).toBe(5 * SECOND)

  forgetRun()
  expect(useChanges.getState()).toMatchObject({ since: 'act', momentUs: null })
})
