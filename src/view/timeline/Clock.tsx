import { useRef } from 'react'
import { useT } from '../../i18n/index.ts'
import { frameUs } from '../../store/playback-store.ts'
import { formatClock } from '../parts/format-time.ts'
import { usePlayhead } from './use-playhead.ts'

/** The simulated time on show. A timer role that is not live: a screen reader reads it when asked. */
export function Clock() {
  const t = useT()
  const text = useRef<HTMLSpanElement>(null)
  usePlayhead(() => {
    if (text.current !== null) text.current.textContent = formatClock(frameUs())
  })
  return (
    <span className="clock" role="timer" aria-live="off" aria-label={t('timeline.clock')} ref={text}>
      {formatClock(0)}
    </span>
  )
}
