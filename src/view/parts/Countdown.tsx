import { useEffect, useRef } from 'react'
import { type MessageKey, useT } from '../../i18n/index.ts'
import type { Wait } from '../../kafka/observe/cluster-image.ts'
import { playheadUs } from '../../store/playback-store.ts'
import { usePreferences } from '../../store/preferences-store.ts'
import { usePlayhead } from '../timeline/use-playhead.ts'
import { RingMark } from './RingMark.tsx'
import { shareLeft, waitNumbers } from './wait-text.ts'

export interface CountdownProps {
  readonly wait: Wait
  /** What runs out, with `{elapsed}` and `{total}` seconds. */
  readonly text: MessageKey
  /** What happens when it has run out; shown under the pointer. */
  readonly outcome: MessageKey
  /** The ring alone, where there is no room for words; they are read out all the same. */
  readonly ringOnly?: boolean
}

/** A timer where it decides: a ring that drains with the playhead and, beside it, how much of how long has passed. */
export function Countdown({ wait, text, outcome, ringOnly = false }: CountdownProps) {
  const t = useT()
  const still = usePreferences((preferences) => preferences.reducedMotion)
  const words = useRef<HTMLSpanElement>(null)
  const ring = useRef<SVGCircleElement>(null)
  // It writes to the page itself: a ring that turns must not make React work in every frame.
  const draw = (atUs: number) => {
    const shownUs = still ? wait.sinceUs + Math.floor((atUs - wait.sinceUs) / 1_000_000) * 1_000_000 : atUs
    const told = t(text, { ...waitNumbers(wait, atUs, still) })
    if (words.current !== null && words.current.textContent !== told) words.current.textContent = told
    ring.current?.setAttribute('stroke-dasharray', `${(shareLeft(wait, shownUs) * 100).toFixed(1)} 100`)
  }
  usePlayhead(draw)
  // And once for each other wait or language, though the playhead stands.
  useEffect(() => draw(playheadUs()))
  const { total } = waitNumbers(wait, wait.untilUs, true)
  return (
    <span className="countdown" title={t(outcome, { total })}>
      <RingMark left={1} ring={ring} />
      <span ref={words} className={ringOnly ? 'visually-hidden' : 'countdown-words'} />
    </span>
  )
}
