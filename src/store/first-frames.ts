/** When the first frames are shown, for everything that should not share the line and the processor with them. */
import { useImageStore } from './image-store.ts'
import { usePlaybackStore } from './playback-store.ts'

/** After so many paints of a playing run its picture moves, however slow the machine. */
const PAINTS = 8
/** The way out for a run that stands still, a hidden tab, a browser without graphics. */
const STANDING_STILL_MS = 1_500

let paints = 0
let timer: ReturnType<typeof setTimeout> | undefined
const waiting = new Set<() => void>()

/** True from then on until the page is left. */
export function areFirstFramesShown(): boolean {
  return paints >= PAINTS
}

/** The stage tells of every time it was painted. */
export function notePaint(): void {
  if (areFirstFramesShown() || usePlaybackStore.getState().playback.state !== 'playing') return
  if (++paints >= PAINTS) tell()
}

/** The reader acts already, or nothing moves: nobody waits any longer. */
export function endFirstFrames(): void {
  if (areFirstFramesShown()) return
  paints = PAINTS
  tell()
}

/** Calls back after the first frames, never at once; returns what forgets it. */
export function afterFirstFrames(callback: () => void): () => void {
  waiting.add(callback)
  if (areFirstFramesShown()) queueMicrotask(tell)
  else waitForTheImage()
  return () => waiting.delete(callback)
}

function waitForTheImage(): void {
  if (timer !== undefined) return
  if (useImageStore.getState().ready) timer = setTimeout(endFirstFrames, STANDING_STILL_MS)
  else {
    const forget = useImageStore.subscribe(({ ready }) => {
      if (!ready) return
      forget()
      waitForTheImage()
    })
  }
}

function tell(): void {
  clearTimeout(timer)
  const callbacks = [...waiting]
  waiting.clear()
  for (const callback of callbacks) callback()
}
