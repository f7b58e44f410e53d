/** When the picture moves, for everything that the first frames should not have to share the line and the processor with. */
import { useImageStore } from './image-store.ts'
import { usePlaybackStore } from './playback-store.ts'

/** With so many paints of a playing run the picture moves, however slow the machine. */
const PAINTS = 8
/** The way out for a run that stands still, a hidden tab, a browser without graphics. */
const STANDING_STILL_MS = 1_500

let paints = 0
let timer: ReturnType<typeof setTimeout> | undefined
const waiting = new Set<() => void>()

/** True from then on until the page is left. */
export function hasPictureMoved(): boolean {
  return paints >= PAINTS
}

/** The stage tells of every time it was painted. */
export function notePaint(): void {
  if (hasPictureMoved() || usePlaybackStore.getState().playback.state !== 'playing') return
  if (++paints >= PAINTS) tell()
}

/** The reader acts already, or nothing moves: nobody waits any longer. */
export function waitNoLonger(): void {
  if (hasPictureMoved()) return
  paints = PAINTS
  tell()
}

/** Calls back once the picture moves, never at once; returns what forgets it. */
export function whenPictureMoves(callback: () => void): () => void {
  waiting.add(callback)
  if (hasPictureMoved()) queueMicrotask(tell)
  else waitForTheImage()
  return () => waiting.delete(callback)
}

function waitForTheImage(): void {
  if (timer !== undefined) return
  if (useImageStore.getState().ready) timer = setTimeout(waitNoLonger, STANDING_STILL_MS)
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
