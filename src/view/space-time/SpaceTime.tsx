import { useEffect, useMemo, useRef, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { explain } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import { formatClock } from '../parts/format-time.ts'
import { useStageView } from '../stage/stage-view-store.ts'
import { useStageSize } from '../stage/use-stage-size.ts'
import { Drawing, type Item, itemsOf, itemText } from './Drawing.tsx'
import { useDiagram } from './use-diagram.ts'
import './space-time.css'

const SPANS_MS = [10, 50, 200, 1_000, 5_000] as const
/** A message's way is seen as a way, and a moment with what came before and after it. */
const FIRST_SPAN_MS = 50
/** With less in it, the first look is wider, until there is something to see. */
const ENOUGH = 12
const WIDEST_FIRST_MS = 1_000

/** The run as a space-time diagram: a line for each node, time to the right, an arrow for each message. */
export function SpaceTime() {
  const t = useT()
  const frame = useRef<HTMLDivElement>(null)
  const size = useStageSize(frame)
  const [spanMs, setSpan] = useState<number>(FIRST_SPAN_MS)
  const chosen = useRef(false)
  const [at, point] = useState<Item | null>(null)
  const control = useStageView((view) => view.showControl)
  const { diagram, momentUs, toPlayhead } = useDiagram(spanMs, control)
  const items = useMemo(() => (diagram === null ? [] : itemsOf(diagram)), [diagram])
  useEffect(() => {
    if (diagram === null || chosen.current) return
    const wider = SPANS_MS.find((ms) => ms > spanMs)
    if (items.length >= ENOUGH || wider === undefined || wider > WIDEST_FIRST_MS) chosen.current = true
    else setSpan(wider)
  }, [diagram, items, spanMs])
  const image = useImageStore((state) => state.image)
  const lit = useCauses()
  const choose = (ms: number) => {
    chosen.current = true
    setSpan(ms)
  }
  return (
    <section className="space-time" aria-label={t('spaceTime.name')}>
      <div className="space-time-tools">
        <h2>{t('spaceTime.name')}</h2>
        <label>
          {t('spaceTime.span')}{' '}
          <select value={spanMs} onChange={(event) => choose(Number(event.target.value))}>
            {SPANS_MS.map((ms) => (
              <option key={ms} value={ms}>
                {ms < 1_000 ? `${ms} ms` : t('spaceTime.seconds', { seconds: ms / 1_000 })}
              </option>
            ))}
          </select>
        </label>
        <button type="button" aria-pressed={control} onClick={() => useStageView.setState({ showControl: !control })}>
          {t('stage.controlTraffic')}
        </button>
        {momentUs !== null && (
          <span className="space-time-moment">
            {t('spaceTime.moment', { at: formatClock(momentUs) })}
            <button type="button" onClick={toPlayhead}>
              {t('spaceTime.toPlayhead')}
            </button>
          </span>
        )}
        {diagram?.truncated === true && <span>{t('spaceTime.truncated')}</span>}
        <span className="spacer" />
        <button type="button" onClick={() => useStageView.setState({ picture: 'stage' })}>
          {t('spaceTime.back')}
        </button>
      </div>
      <div ref={frame} className="space-time-frame">
        {diagram !== null && <Drawing {...{ diagram, image, lit, items, at, point }} {...size} />}
      </div>
      <div className="space-time-foot">
        <p role="status">
          {at !== null
            ? itemText(at, t)
            : diagram !== null && t(items.length === 0 ? 'spaceTime.none' : 'spaceTime.how')}
        </p>
        <Marks />
      </div>
    </section>
  )
}

/** Ids of the happening in hand and of everything that led to it; empty while none is. */
function useCauses(): ReadonlySet<number> {
  const id = useSelectionStore(({ selection }) => (selection?.kind === 'happening' ? Number(selection.id) : 0))
  const [causes, setCauses] = useState<ReadonlySet<number>>(new Set())
  useEffect(() => {
    let wanted = true
    if (id === 0) setCauses(new Set())
    else
      void explain(id)
        .then(({ chain }) => wanted && setCauses(new Set([id, ...chain.map((happening) => happening.id)])))
        .catch(() => undefined)
    return () => {
      wanted = false
    }
  }, [id])
  return causes
}

/** What the marks mean. */
function Marks() {
  const t = useT()
  return (
    <ul className="space-time-marks" aria-label={t('stage.legend')}>
      {(['records', 'acks', 'others', 'gone', 'happening', 'down'] as const).map((mark) => (
        <li key={mark}>
          <svg width="26" height="14" aria-hidden="true" className={`is-${mark}`}>
            {mark === 'happening' ? (
              <path d="M13 0L20 7L13 14L6 7Z" />
            ) : mark === 'down' ? (
              <line x1="0" y1="7" x2="26" y2="7" />
            ) : (
              <>
                <line x1="0" y1="7" x2={mark === 'gone' ? 17 : 20} y2="7" />
                <path d={mark === 'gone' ? 'M13 3L21 11M21 3L13 11' : 'M26 7L17 3V11Z'} />
              </>
            )}
          </svg>
          {t(`spaceTime.mark.${mark}`)}
        </li>
      ))}
    </ul>
  )
}
