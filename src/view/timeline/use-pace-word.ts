import { useEffect, useState } from 'react'
import { type PlaybackStoreState, usePlaybackStore } from '../../store/playback-store.ts'

export type PaceWord = 'slowly' | 'realTime' | 'waiting'

/** The word is about so much wall time: auto pace changes its mind several times a second. */
const AVERAGED_OVER_MS = 2_000
/** A word that is shown stays at least as long, unless the reader does something or something is decided. */
const STAYS_MS = 3_000
/** The first word after that stays less: nine seconds of waiting for a dead broker pass in two, and are to be called so. */
const FIRST_STAYS_MS = 1_500
const LOOKS_EVERY_MS = 250
/** Where the average enters a word, and, so that it does not come and go at the border, where it leaves it. */
const SLOWLY = { below: 0.4, until: 0.8 }
const WAITING = { above: 2, until: 1.2 }

/** The word for a pace on average, given the one that is shown. */
export function paceWord(average: number, shown: PaceWord | null): PaceWord {
  if (average < (shown === 'slowly' ? SLOWLY.until : SLOWLY.below)) return 'slowly'
  return average > (shown === 'waiting' ? WAITING.until : WAITING.above) ? 'waiting' : 'realTime'
}

/** How fast time passes on average, in a word that stands still long enough to be read. */
export function usePaceWord(): PaceWord {
  const [word, setWord] = useState(() => paceWord(usePlaybackStore.getState().playback.pace, null))
  useEffect(() => followPace(setWord), [])
  return word
}

/** Tells each word that comes to be shown, until the returned function is called. */
function followPace(show: (word: PaceWord) => void): () => void {
  const first = usePlaybackStore.getState().playback
  let average = first.pace
  let passing = passes(first) ? first.pace : null
  // The pace may have changed since the first word was drawn.
  let shown = paceWord(average, null)
  show(shown)
  let sinceMs = performance.now()
  let beganMs = sinceMs
  let staysUntilMs = sinceMs + STAYS_MS

  const look = () => {
    const nowMs = performance.now()
    // While time stands still it has no pace, and the word stays.
    const overMs = Math.min(AVERAGED_OVER_MS, Math.max(LOOKS_EVERY_MS, nowMs - beganMs))
    if (passing !== null) average += (passing - average) * (1 - Math.exp((sinceMs - nowMs) / overMs))
    sinceMs = nowMs
    const word = paceWord(average, shown)
    if (word === shown || nowMs < staysUntilMs) return
    shown = word
    staysUntilMs = nowMs + STAYS_MS
    show(word)
  }
  const timer = setInterval(look, LOOKS_EVERY_MS)
  const forget = usePlaybackStore.subscribe((state, before) => {
    const { playback } = state
    if (playback === before.playback && state.marks === before.marks) return
    look()
    passing = passes(playback) ? playback.pace : null
    if (!beginsAnew(state, before)) return
    average = playback.pace
    staysUntilMs = Number.NEGATIVE_INFINITY
    look()
    beganMs = sinceMs
    staysUntilMs = sinceMs + FIRST_STAYS_MS
  })
  return () => {
    clearInterval(timer)
    forget()
  }
}

function passes({ state, awaitsEngine }: PlaybackStoreState['playback']): boolean {
  return state === 'playing' && awaitsEngine !== true
}

/** The reader did something, or something was decided, which leaves a mark: what was before says nothing any more. */
function beginsAnew({ playback, marks }: PlaybackStoreState, before: PlaybackStoreState): boolean {
  const known = before.playback
  return (
    marks.length > before.marks.length ||
    playback.speed !== known.speed ||
    playback.autoPace !== known.autoPace ||
    playback.branchId !== known.branchId ||
    (playback.state === 'playing' && known.state !== 'playing')
  )
}
