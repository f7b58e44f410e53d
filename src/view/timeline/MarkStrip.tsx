import { useEffect, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { fetchPart } from '../../store/fetch-part.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import type { TimelineMark } from '../../worker/port.ts'
import { formatClock } from '../parts/format-time.ts'
import { markKey, placeMarks } from './marks.ts'

const SLOTS = 120
/** The newest instant moves with every frame; the strip is drawn again this often, or when a mark is added. */
const REDRAW_MS = 250

/** Marks above the scrubber's line, for the eye; `MarkList` has the same ones for keys and screen readers. */
export function MarkStrip() {
  const t = useT()
  const marks = usePlaybackStore((state) => state.marks)
  const beginsAtUs = usePlaybackStore((state) => state.beginsAtUs)
  const latestUs = useLatestNow()
  const [sentences, setSentences] = useState<ReadonlyMap<string, string>>(new Map())
  // Words come with the pointer: what a mark stands for is a question to the engine.
  const read = () =>
    void fetchPart(() => import('./mark-sentences.ts')).then(async ({ markSentences }) =>
      setSentences(await markSentences(marks)),
    )
  return (
    <div className="mark-strip" aria-hidden="true" onPointerEnter={read}>
      {placeMarks(marks, { beginsAtUs, latestUs }, SLOTS).map(({ mark, share }) => (
        <span
          key={markKey(mark)}
          className="mark-place"
          style={{ left: `${share * 100}%` }}
          title={t('timeline.markAt', {
            kind: sentences.get(markKey(mark)) ?? t(`timeline.mark.${mark.kind}`),
            at: formatClock(mark.atUs),
          })}
        >
          <MarkShape kind={mark.kind} />
        </span>
      ))}
    </div>
  )
}

const SHAPES: Readonly<Record<TimelineMark['kind'], string>> = {
  election: 'M5 0.5 9.5 5 5 9.5 0.5 5z',
  rebalance: 'M1 5a4 4 0 1 0 8 0 4 4 0 1 0-8 0',
  isr: 'M1 1.5h3v7H1zM6 1.5h3v7H6z',
  move: 'M1 3h4V1l4 4-4 4V7H1z',
  command: 'M1.5 0.5 9 5 1.5 9.5z',
  fault: 'M5 0.5 9.5 9H0.5z',
  loss: 'M2 0.5 5 3.5 8 0.5 9.5 2 6.5 5 9.5 8 8 9.5 5 6.5 2 9.5 0.5 8 3.5 5 0.5 2z',
}

/** One shape and one colour for each kind, so that neither has to carry the meaning alone. */
export function MarkShape({ kind }: { readonly kind: TimelineMark['kind'] }) {
  return (
    <svg
      className={`mark-shape mark-${kind}`}
      viewBox="0 0 10 10"
      width="0.625rem"
      height="0.625rem"
      aria-hidden="true"
    >
      <path d={SHAPES[kind]} />
    </svg>
  )
}

/** The right end of the scrubber, a few times a second. */
export function useLatestNow(): number {
  const [latestUs, setLatestUs] = useState(() => usePlaybackStore.getState().playback.latestUs)
  useEffect(() => {
    const read = () => setLatestUs(usePlaybackStore.getState().playback.latestUs)
    const timer = setInterval(read, REDRAW_MS)
    const forget = usePlaybackStore.subscribe((state, before) => {
      if (state.marks !== before.marks) read()
    })
    return () => {
      clearInterval(timer)
      forget()
    }
  }, [])
  return latestUs
}
