/** Plays the first seconds of the default run for the build, which writes them down (`scripts/prologue.mjs`). */
import { defaultRun } from '../../worker/default-run.ts'
import { EngineHost } from '../../worker/engine-host.ts'
import type { Frame } from '../../worker/port.ts'
import {
  inParts,
  pack,
  RECORDED_FRAME_MS,
  type RecordingInParts,
  unpack,
  unpackAfter,
} from '../../worker/prologue/recording.ts'
import { simulatorParts } from '../../worker/simulator-parts.ts'
import { manualClock } from '../manual-clock.ts'

/** Time enough for the engine to come over a slow line. */
const RECORDED_MS = 10_000

/** The frames of the default run as a page gets them that shows one each 33 ms. Throws if they do not survive JSON. */
export function recordPrologue(recordedMs = RECORDED_MS): RecordingInParts {
  const frames: Frame[] = []
  const clock = manualClock()
  const host = new EngineHost(simulatorParts, clock, (message) => {
    if (message.type === 'crashed') throw new Error(message.message)
    if (message.type === 'frame') frames.push(message.frame)
  })
  host.receive({ type: 'open', run: defaultRun(), branches: null, playing: true })
  clock.settle()
  for (let atMs = 0; atMs < recordedMs; atMs += RECORDED_FRAME_MS) {
    clock.advance(RECORDED_FRAME_MS)
    host.receive({ type: 'frameShown', sequence: frames.at(-1)?.sequence ?? 0, wallMs: atMs })
    clock.settle()
  }
  const recording = inParts(pack(frames))
  const { beginning, rest }: RecordingInParts = JSON.parse(JSON.stringify(recording))
  if (JSON.stringify(unpackAfter(unpack(beginning), rest)) !== JSON.stringify(frames))
    throw new Error('the recording lost something')
  return recording
}
