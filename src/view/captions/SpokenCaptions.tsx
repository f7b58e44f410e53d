import { useEffect, useState } from 'react'
import { t, useT } from '../../i18n/index.ts'
import { type Beat, isDecisive } from '../../kafka/observe/stories/beat.ts'
import { useImageStore } from '../../store/image-store.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { toldIn, useStories } from '../../store/told-stories.ts'
import { captionText } from './caption-text.ts'

/** Wall time that a voice needs for a letter, and in any case before it is given something else to say. */
const VOICE_MS_PER_LETTER = 70
const VOICE_MS = 4_000
/** Of more that was told meanwhile, only so much is said. */
const SAID_AT_ONCE = 2

/**
 * Captions as live text for those who do not see them: what the caption bar tells, each beat once, and never more than a
 * voice has had the time to say. Who goes back hears again what comes after that instant.
 */
export function SpokenCaptions() {
  const translate = useT()
  const [said, setSaid] = useState('')
  useEffect(() => speakAlong(setSaid), [])
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-label={translate('app.news')}>
      {said}
    </div>
  )
}

/** Says what is told from now on, until the returned function is called. */
function speakAlong(say: (text: string) => void): () => void {
  const known = new Map<number, Beat>()
  let waiting: readonly Beat[] = []
  let timer: ReturnType<typeof setTimeout> | null = null

  const speak = () => {
    timer = null
    const beats = chosen(waiting)
    waiting = []
    // The same sentence said again later is news only to a log that does not hold it any more.
    if (beats.length === 0) return say('')
    const text = beats.map((beat) => captionText(latest(beat), t)).join(' ')
    say(text)
    timer = setTimeout(speak, Math.max(VOICE_MS, text.length * VOICE_MS_PER_LETTER))
  }
  const hear = () => {
    const told = useStories.getState()
    const beat = toldIn(told)?.beat
    if (beat === undefined || known.get(beat.happeningId)?.atUs === beat.atUs) return
    known.set(beat.happeningId, beat)
    // A step says itself where it has led.
    if (!told.news || usePlaybackStore.getState().stepped !== null) return
    waiting = [...waiting, beat]
    if (timer === null) speak()
  }
  const goBack = (nowUs: number) => {
    for (const [id, { atUs }] of known) if (atUs > nowUs) known.delete(id)
    waiting = waiting.filter(({ atUs }) => atUs <= nowUs)
  }

  hear()
  const forgetStories = useStories.subscribe((state, before) => {
    if (state.toldId !== before.toldId) hear()
  })
  const forgetImage = useImageStore.subscribe(({ atUs }, before) => {
    if (atUs < before.atUs) goBack(atUs)
  })
  return () => {
    forgetStories()
    forgetImage()
    if (timer !== null) clearTimeout(timer)
  }
}

/** As far as it has been counted by now. */
function latest(beat: Beat): Beat {
  const beats = useStories.getState().stories.flatMap((story) => story.beats)
  return beats.find(({ happeningId }) => happeningId === beat.happeningId) ?? beat
}

/** What decides something before what does not, and of equals the newest; in the order in which they began. */
function chosen(beats: readonly Beat[]): readonly Beat[] {
  return [...beats]
    .sort((a, b) => Number(isDecisive(b.kind)) - Number(isDecisive(a.kind)) || b.happeningId - a.happeningId)
    .slice(0, SAID_AT_ONCE)
    .sort((a, b) => a.happeningId - b.happeningId)
}
