import { useEffect, useState } from 'react'
import { t, useT } from '../../i18n/index.ts'
import { type Beat, isDecisive } from '../../kafka/observe/stories/beat.ts'
import { useStories } from '../../store/told-stories.ts'
import { captionText } from './caption-text.ts'

/** A screen reader is told of beats at most this often, and of at most this many at once. */
const TOLD_EVERY_MS = 4_000
const TOLD_AT_ONCE = 3

/** Captions as live text for those who do not see them; what is only counted on is not said again. */
export function SpokenCaptions() {
  const translate = useT()
  const [told, setTold] = useState('')
  useEffect(() => {
    let lastId = Math.max(0, ...allBeats().map(({ happeningId }) => happeningId))
    const timer = setInterval(() => {
      const fresh = allBeats().filter(({ happeningId }) => happeningId > lastId)
      if (fresh.length === 0) return
      lastId = Math.max(...fresh.map(({ happeningId }) => happeningId))
      setTold(
        chosen(fresh)
          .map((beat) => captionText(beat, t))
          .join(' '),
      )
    }, TOLD_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-label={translate('app.news')}>
      {told}
    </div>
  )
}

function allBeats(): readonly Beat[] {
  return useStories.getState().stories.flatMap(({ beats }) => beats)
}

/** What decides something before what does not, and of equals the newest; in the order in which they began. */
function chosen(beats: readonly Beat[]): readonly Beat[] {
  return [...beats]
    .sort((a, b) => Number(isDecisive(b.kind)) - Number(isDecisive(a.kind)) || b.happeningId - a.happeningId)
    .slice(0, TOLD_AT_ONCE)
    .sort((a, b) => a.happeningId - b.happeningId)
}
