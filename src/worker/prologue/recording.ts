/**
 * The prologue: the first seconds of the default run as the engine played them when the site was built. Frames are kept
 * as they are, each by what differs from a picture that stands still.
 */
import { sameValue } from '../image-delta.ts'
import type { Frame, Playback } from '../port.ts'
import { standstill } from '../standstill.ts'

/** Wall time of a recorded frame in milliseconds; in between, the page moves everything along by itself. */
export const RECORDED_FRAME_MS = 33

/** Frames as a file of the site: plain JSON. */
export interface PackedRecording {
  readonly first: Frame
  readonly later: readonly PackedFrame[]
}

/** Fields as in the frame that stands still, unless they are given. */
type PackedFrame = Partial<Omit<Frame, 'playback'>> & { readonly playback?: Partial<Playback> }

/** `unpack` is the way back. There is at least one frame, and each is numbered one above the one before. */
export function pack([first, ...later]: readonly Frame[]): PackedRecording {
  if (first === undefined) throw new Error('a recording without a frame')
  let before = first
  const packed = later.map((frame) => {
    const { playback, ...still } = standingStillAfter(before)
    const changed = differing(still, frame) as PackedFrame
    const changedPlayback = differing(playback, frame.playback)
    before = frame
    return Object.keys(changedPlayback).length === 0 ? changed : { ...changed, playback: changedPlayback }
  })
  return { first, later: packed }
}

export function unpack({ first, later }: PackedRecording): readonly Frame[] {
  const frames = [first]
  for (const { playback, ...changed } of later) {
    const still = standingStillAfter(frames[frames.length - 1]!)
    frames.push({ ...still, ...changed, playback: { ...still.playback, ...playback } })
  }
  return frames
}

function standingStillAfter(frame: Frame): Frame {
  return standstill(frame, frame.sequence + 1, frame.playback)
}

/** The fields of `before` that are otherwise in `after`, as they are there. */
function differing<Row extends object>(before: Row, after: Row): Partial<Row> {
  const changes: Partial<Row> = {}
  for (const field of Object.keys(before) as (keyof Row)[]) {
    if (!sameValue(before[field], after[field])) changes[field] = after[field]
  }
  return changes
}
