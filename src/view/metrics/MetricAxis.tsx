import { scaleLinear } from 'd3-scale'
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { useT } from '../../i18n/index.ts'
import { seek } from '../../store/engine.ts'
import { placeUs, usePlaybackStore } from '../../store/playback-store.ts'
import type { TimelineMark } from '../../worker/port.ts'
import { formatClock } from '../parts/format-time.ts'
import { MarkShape } from '../timeline/MarkStrip.tsx'
import { markKey } from '../timeline/marks.ts'
import { usePlayhead } from '../timeline/use-playhead.ts'
import { shareOf, type TimeWindow } from './time-window.ts'

const STEP_US = 250_000
const PAGE_US = 5_000_000
const TICKS = 6
/** A moving clock may not talk without end. */
const SPOKEN_EVERY_MS = 1_000

interface MetricAxisProps {
  readonly window: TimeWindow
  readonly marks: readonly TimelineMark[]
  /** The moment the present is held against; null: none. */
  readonly sinceUs: number | null
  readonly onPointer: (event: PointerEvent<HTMLElement>) => void
}

/** The time that all charts have in common, with what happened on it; a slider for keys. */
export function MetricAxis({ window, marks, sinceUs, onPointer }: MetricAxisProps) {
  const t = useT()
  const slider = useRef<HTMLDivElement>(null)
  const spokenAtMs = useRef(Number.NEGATIVE_INFINITY)
  usePlayhead((atUs) => {
    const now = performance.now()
    if (now - spokenAtMs.current < SPOKEN_EVERY_MS) return
    spokenAtMs.current = now
    slider.current?.setAttribute('aria-valuenow', String(Math.round(atUs / 1_000)))
    slider.current?.setAttribute('aria-valuetext', formatClock(atUs))
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const target = keyTarget(event, window)
    if (target === null) return
    event.preventDefault()
    event.stopPropagation()
    spokenAtMs.current = Number.NEGATIVE_INFINITY
    seekWithin(target)
  }
  const ticks = scaleLinear([window.fromUs / 1_000_000, window.toUs / 1_000_000], [0, 1]).ticks(TICKS)
  return (
    <div
      ref={slider}
      className="metric-axis"
      role="slider"
      tabIndex={0}
      aria-label={t('metrics.axis')}
      aria-valuemin={Math.round(window.fromUs / 1_000)}
      aria-valuemax={Math.round(window.toUs / 1_000)}
      aria-valuenow={Math.round(window.fromUs / 1_000)}
      title={t('metrics.axisHelp')}
      onKeyDown={onKeyDown}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
    >
      {ticks.map((second) => (
        <span
          key={second}
          className={shareOf(second * 1_000_000, window) > LAST_SHARE ? 'metric-tick is-last' : 'metric-tick'}
          style={{ left: place(second * 1_000_000, window) }}
        >
          {formatClock(second * 1_000_000).slice(0, -4)}
        </span>
      ))}
      {marks.map((mark) => (
        <span key={markKey(mark)} className="metric-mark-place" style={{ left: place(mark.atUs, window) }}>
          <MarkShape kind={mark.kind} />
        </span>
      ))}
      {sinceUs !== null && sinceUs >= window.fromUs && (
        <span className="metric-since" style={{ left: place(sinceUs, window) }}>
          <span>{t('changes.was')}</span>
        </span>
      )}
      <span className="metric-playhead" />
    </div>
  )
}

/** Beyond it a tick's time would not be whole to its right on a phone. */
const LAST_SHARE = 0.88

const place = (atUs: number, window: TimeWindow) => `${shareOf(atUs, window) * 100}%`

/** To an instant that the run has. */
export function seekWithin(atUs: number): void {
  const { playback, beginsAtUs } = usePlaybackStore.getState()
  seek(Math.min(playback.latestUs, Math.max(beginsAtUs, Math.round(atUs))))
}

function keyTarget({ key }: KeyboardEvent, { fromUs, toUs }: TimeWindow): number | null {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return placeUs() - STEP_US
    case 'ArrowRight':
    case 'ArrowUp':
      return placeUs() + STEP_US
    case 'PageDown':
      return placeUs() - PAGE_US
    case 'PageUp':
      return placeUs() + PAGE_US
    case 'Home':
      return fromUs
    case 'End':
      return toUs
    default:
      return null
  }
}
