import { NO_FLIGHT_CHANGES } from './in-flight-delta.ts'
import type { Frame, Playback } from './port.ts'

/** The frame after `last` where the picture stays as it is and only `playback` changes. */
export function standstill(last: Frame, sequence: number, playback: Playback): Frame {
  const unchanged = { delta: {}, happenings: [], happeningsReset: false, whole: false, branches: null, marks: null }
  const { inexact: _, inVain: __, followed: ___, ...shown } = last
  return { ...shown, ...unchanged, inFlight: NO_FLIGHT_CHANGES, sequence, playback }
}
