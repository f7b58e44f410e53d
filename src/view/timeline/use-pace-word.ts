import { useEffect, useState } from 'react'
import { usePlaybackStore } from '../../store/playback-store.ts'

export type PaceWord = 'slowly' | 'realTime' | 'waiting'

/** Paces nearer to real time than these are called that. */
const SLOW_BELOW = 0.5
const FAST_ABOVE = 2
/** A word that changed stays at least as long: auto pace may change its mind several times a second. */
const STAYS_MS = 900

export function paceWord(pace: number): PaceWord {
  return pace < SLOW_BELOW ? 'slowly' : pace > FAST_ABOVE ? 'waiting' : 'realTime'
}

/** The pace in force in a word that stands still long enough to be read. */
export function usePaceWord(): PaceWord {
  const [word, setWord] = useState(() => paceWord(usePlaybackStore.getState().playback.pace))
  useEffect(() => {
    let shown: PaceWord | null = null
    let timer: ReturnType<typeof setTimeout> | null = null
    const look = () => {
      timer = null
      const now = paceWord(usePlaybackStore.getState().playback.pace)
      if (now === shown) return
      shown = now
      setWord(now)
      timer = setTimeout(look, STAYS_MS)
    }
    const forget = usePlaybackStore.subscribe(({ playback }, before) => {
      if (timer === null && playback.pace !== before.playback.pace) look()
    })
    return () => {
      forget()
      if (timer !== null) clearTimeout(timer)
    }
  }, [])
  return word
}
