/** Puts a hand-made image on the page's stores through a fake engine, as a frame would. */
import { connectEngine } from '../store/engine.ts'
import { showFrame } from '../store/image-store.ts'
import { followFrame } from '../store/playback-store.ts'
import type { Frame } from '../worker/port.ts'
import { type FakeEngine, type FakeEngineOptions, fakeEngine, pausedPlayback, wholeImage } from './fake-engine.ts'
import { SAMPLE_AT_US, sampleImage } from './sample-image.ts'

/** Connected, with the sample on show; `change` says what differs from it. */
export function showSample(change: Partial<Frame> = {}, options: FakeEngineOptions = {}): FakeEngine {
  const engine = fakeEngine(options)
  // Before the page listens, and shown at once: tests have better things to wait for than an animation frame.
  const frame = engine.frame({
    atUs: SAMPLE_AT_US,
    delta: wholeImage(sampleImage()),
    playback: { ...pausedPlayback, latestUs: 20_000_000 },
    ...change,
  })
  connectEngine(engine)
  followFrame(frame)
  showFrame(frame)
  return engine
}
