import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { useT } from '../../i18n/index.ts'
import { seek } from '../../store/engine.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { formatClock } from '../parts/format-time.ts'
import { useDeferredParts } from '../parts/use-deferred-parts.ts'
import { MarkStrip } from './MarkStrip.tsx'
import { placeOnScrubber } from './marks.ts'
import { usePlayhead } from './use-playhead.ts'

/** A moving clock may not talk without end: the slider's value is told anew this often. */
const SPOKEN_EVERY_MS = 1_000

/** The whole branch as a line; drag or use the keys to be at any instant of it. */
export function Scrubber() {
  const t = useT()
  const track = useRef<HTMLDivElement>(null)
  const slider = useRef<HTMLDivElement>(null)
  const drag = useRef<number | null>(null)
  const spokenAt = useRef(Number.NEGATIVE_INFINITY)
  const second = useDeferredParts()

  const show = (atUs: number, latestUs: number) => {
    const { beginsAtUs } = usePlaybackStore.getState()
    track.current?.style.setProperty('--played', `${placeOnScrubber(atUs, beginsAtUs, latestUs) * 100}%`)
    const now = performance.now()
    if (now - spokenAt.current < SPOKEN_EVERY_MS) return
    spokenAt.current = now
    slider.current?.setAttribute('aria-valuemin', String(Math.round(beginsAtUs / 1_000)))
    slider.current?.setAttribute('aria-valuemax', String(Math.round(latestUs / 1_000)))
    slider.current?.setAttribute('aria-valuenow', String(Math.round(Math.min(atUs, latestUs) / 1_000)))
    slider.current?.setAttribute(
      'aria-valuetext',
      t('timeline.valueText', { at: formatClock(atUs), latest: formatClock(latestUs) }),
    )
  }
  usePlayhead((atUs, latestUs) => show(drag.current ?? atUs, latestUs))

  const moveTo = (atUs: number) => {
    const { playback, beginsAtUs } = usePlaybackStore.getState()
    const wanted = Math.min(playback.latestUs, Math.max(beginsAtUs, Math.round(atUs)))
    seek(wanted)
    spokenAt.current = Number.NEGATIVE_INFINITY
    show(wanted, playback.latestUs)
    return wanted
  }
  const follow = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect()
    if (box === undefined || box.width === 0) return
    const { playback, beginsAtUs } = usePlaybackStore.getState()
    const share = (event.clientX - box.left) / box.width
    drag.current = moveTo(beginsAtUs + share * (playback.latestUs - beginsAtUs))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const target = second?.keyTarget(event) ?? null
    if (target === null) return
    event.preventDefault()
    moveTo(target)
  }

  return (
    <div
      className="scrubber"
      ref={track}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture?.(event.pointerId)
        slider.current?.focus()
        follow(event)
      }}
      onPointerMove={(event) => {
        if (drag.current !== null) follow(event)
      }}
      onPointerUp={() => (drag.current = null)}
      onPointerCancel={() => (drag.current = null)}
    >
      <MarkStrip />
      {second !== null && <second.ForkMarks />}
      <div className="scrubber-line">
        <div className="scrubber-played" />
      </div>
      <div
        ref={slider}
        className="scrubber-thumb"
        role="slider"
        tabIndex={0}
        aria-label={t('timeline.scrubber')}
        aria-valuemin={0}
        aria-valuemax={0}
        aria-valuenow={0}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}
