/** What the engine last showed: the cluster at one instant, and what led there. */
import { create } from 'zustand'
import {
  applyDelta,
  applyInFlightDelta,
  type ClusterImage,
  emptyImage,
  type InFlightMessage,
} from '../kafka/observe/cluster-image.ts'
import type { Frame, TimedHappening } from '../worker/port.ts'

/** Happenings kept for the event list; older ones are still reachable by seeking. */
export const HAPPENINGS_KEPT = 2_000

export interface ImageState {
  readonly image: ClusterImage
  readonly inFlight: readonly InFlightMessage[]
  /** Simulated instant of `image`, microseconds. */
  readonly atUs: number
  /** Oldest first, at most `HAPPENINGS_KEPT`. */
  readonly happenings: readonly TimedHappening[]
  /** False until the first frame of a run arrived. */
  readonly ready: boolean
  /** How much of the way to that frame's instant lies behind, 0 to 1. */
  readonly opening: number
}

const nothingYet: ImageState = { image: emptyImage(), inFlight: [], atUs: 0, happenings: [], ready: false, opening: 0 }

export const useImageStore = create<ImageState>()(() => nothingYet)

/** Forgets the run on show; the next frame carries a whole image. */
export function clearImage(): void {
  useImageStore.setState(nothingYet)
}

/** Takes over a frame. Tables without changes keep their identity, so no panel that reads them wakes. */
export function showFrame(frame: Frame): void {
  const before = frame.whole ? nothingYet : useImageStore.getState()
  useImageStore.setState({
    image: isEmptyDelta(frame) ? before.image : applyDelta(before.image, frame.delta),
    inFlight: applyInFlightDelta(before.inFlight, frame.inFlight),
    atUs: frame.atUs,
    happenings: nextHappenings(before.happenings, frame),
    ready: true,
  })
}

function isEmptyDelta(frame: Frame): boolean {
  return Object.values(frame.delta).every((changes) => changes === undefined)
}

function nextHappenings(known: readonly TimedHappening[], frame: Frame): readonly TimedHappening[] {
  if (frame.happeningsReset) return frame.happenings.slice(-HAPPENINGS_KEPT)
  if (frame.happenings.length === 0) return known
  return [...known, ...frame.happenings].slice(-HAPPENINGS_KEPT)
}
