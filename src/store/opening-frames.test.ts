// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { firstMinute } from '../scenarios/index.ts'
import { fakeEngine, wholeImage } from '../testing/fake-engine.ts'
import { sampleImage } from '../testing/sample-image.ts'
import { ENGINE_VERSION } from '../worker/engine-version.ts'
import { connectEngine, openRun } from './engine.ts'
import { useImageStore } from './image-store.ts'

let waiting: FrameRequestCallback[] = []
const drawFrame = () => {
  for (const callback of waiting.splice(0)) callback(0)
}

beforeEach(() => {
  waiting = []
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => waiting.push(callback))
})
afterEach(() => vi.unstubAllGlobals())

const run = { engineVersion: ENGINE_VERSION, spec: firstMinute(), seed: 1, journal: [], positionUs: 0 }
const shown = () => useImageStore.getState()

test('frames of the run before mean nothing once another was opened, not even those that were waiting to be shown', () => {
  const engine = fakeEngine()
  connectEngine(engine)
  engine.frame({ atUs: 1, delta: wholeImage(sampleImage()) })
  drawFrame()
  // What differs in a row says nothing to a page that has forgotten the row.
  const change = { fields: {}, lists: { cells: { dropped: 0, kept: 1, added: [] } }, texts: {} }
  const delta = { replicas: { set: [], removed: [], changed: [['orders-0@1', change]] as const } }
  engine.frame({ atUs: 2, delta })
  openRun(run, null, undefined, { playing: true })
  // The engine has not met `open` yet.
  engine.say({ type: 'frame', frame: { ...engine.frame({}), whole: false, atUs: 3, delta } })
  drawFrame()
  expect(shown()).toMatchObject({ ready: false, atUs: 0 })
})

test('a whole frame takes the place of everything that was shown', () => {
  const engine = fakeEngine()
  connectEngine(engine)
  engine.frame({ delta: wholeImage(sampleImage()) })
  drawFrame()
  expect(shown().image.brokers.size).toBe(3)
  engine.frame({ whole: true, delta: {} })
  drawFrame()
  expect(shown().image.brokers.size).toBe(0)
})
