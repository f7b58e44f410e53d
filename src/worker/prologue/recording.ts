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

/** What comes after a recording's last frame, as a file of its own. */
export type PackedRest = readonly PackedFrame[]

/** A recording in two files: what the picture begins with, and what nobody sees before it moves. */
export interface RecordingInParts {
  readonly beginning: PackedRecording
  readonly rest: PackedRest
}

/** So many frames are time enough for the rest to come. */
const BEGINNING_FRAMES = 75

/** Fields as in the frame that stands still, unless they are given. Where the run is, is told by how far it went. */
type PackedFrame = Partial<Omit<Frame, 'playback' | 'atUs' | 'eventsExecuted'>> & {
  readonly playback?: Partial<Playback>
  readonly wentUs?: number
  readonly wentEvents?: number
}

/** `unpack` is the way back. There is at least one frame, and each is numbered one above the one before. */
export function pack([first, ...later]: readonly Frame[]): PackedRecording {
  if (first === undefined) throw new Error('a recording without a frame')
  let before = first
  const packed = later.map((frame) => {
    const { playback, ...still } = standingStillAfter(before)
    const { atUs, eventsExecuted, ...changed } = differing(still, frame) as Partial<Frame>
    const changedPlayback = differing({ ...playback, latestUs: frame.atUs }, frame.playback)
    const went = {
      ...(atUs === undefined ? {} : { wentUs: atUs - before.atUs }),
      ...(eventsExecuted === undefined ? {} : { wentEvents: eventsExecuted - before.eventsExecuted }),
    }
    before = frame
    const of = Object.keys(changedPlayback).length === 0 ? {} : { playback: changedPlayback }
    return { ...changed, ...went, ...of } as PackedFrame
  })
  return { first, later: packed }
}

export function inParts({ first, later }: PackedRecording): RecordingInParts {
  return { beginning: { first, later: later.slice(0, BEGINNING_FRAMES) }, rest: later.slice(BEGINNING_FRAMES) }
}

export function unpack({ first, later }: PackedRecording): readonly Frame[] {
  return unpackAfter([first], later)
}

/** The frames of `before`, of which there is one at least, and those of `later` after them. */
export function unpackAfter(before: readonly Frame[], later: PackedRest): readonly Frame[] {
  const frames = [...before]
  for (const { playback, wentUs = 0, wentEvents = 0, ...changed } of later) {
    const still = standingStillAfter(frames[frames.length - 1]!)
    const atUs = still.atUs + wentUs
    frames.push({
      ...still,
      ...changed,
      atUs,
      eventsExecuted: still.eventsExecuted + wentEvents,
      // The newest instant of a run that plays for the first time is where it is.
      playback: { ...still.playback, latestUs: atUs, ...playback },
    })
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
