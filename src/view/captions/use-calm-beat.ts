import { useEffect, useState } from 'react'
import type { Beat } from '../../kafka/observe/stories/beat.ts'

/** A number in a sentence changes no oftener: whoever reads it has to come to its end. */
const STAYS_MS = 1_000

/** A beat that counts on, in steps slow enough to be read; another beat is there at once. */
export function useCalmBeat(beat: Beat): Beat {
  const [shown, setShown] = useState(() => ({ beat, sinceMs: performance.now() }))
  const same = shown.beat.happeningId === beat.happeningId && shown.beat.atUs === beat.atUs
  useEffect(() => {
    if (beat === shown.beat) return
    const leftMs = same ? shown.sinceMs + STAYS_MS - performance.now() : 0
    if (leftMs <= 0) return setShown({ beat, sinceMs: performance.now() })
    const timer = setTimeout(() => setShown({ beat, sinceMs: performance.now() }), leftMs)
    return () => clearTimeout(timer)
  }, [beat, shown, same])
  return same ? shown.beat : beat
}
