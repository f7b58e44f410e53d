import { type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type Translate, useT } from '../../i18n/index.ts'
import { momentOf, showChanges, useChanges } from '../../store/changes-store.ts'
import { frameUs, type PlaybackStoreState, playheadUs, usePlaybackStore } from '../../store/playback-store.ts'
import type { MetricGroup, MetricRead, MetricsRead } from '../../worker/questions/read-metrics.ts'
import { formatClock } from '../parts/format-time.ts'
import { PartLoading } from '../parts/PartLoading.tsx'
import { useAtLeisure } from '../parts/use-at-leisure.ts'
import { placeMarks } from '../timeline/marks.ts'
import { usePlayhead } from '../timeline/use-playhead.ts'
import { Changes } from './Changes.tsx'
import { MetricAxis, seekWithin } from './MetricAxis.tsx'
import { MetricChart } from './MetricChart.tsx'
import { MetricTable } from './MetricTable.tsx'
import { SPANS, type Span, shareOf, type TimeWindow, timeWindow } from './time-window.ts'
import { useMetrics } from './use-metrics.ts'
import './metrics.css'

const GROUPS: readonly MetricGroup[] = ['health', 'load', 'times', 'producers', 'consumers']
/** The clock of the panel, wall time: numbers that change oftener cannot be read. */
const EVERY_MS = 250
/** While the picture moves, what changed is asked for no oftener than this, simulated. */
const CHANGES_EVERY_US = 1_000_000
/** More marks on one axis run into one another. */
const MARK_SLOTS = 60

/** Metrics of the run over simulated time, small multiples with one axis, and beside them what changed. */
export function MetricsPanel() {
  const t = useT()
  const root = useRef<HTMLDivElement>(null)
  const playback = useAtLeisure(usePlaybackStore, EVERY_MS)
  const [shown, setShown] = useState<Shown>({ group: 'health', of: null, span: 'whole', table: false })
  const changes = useChanges()
  const nowUs = Math.max(frameUs(), playback.beginsAtUs)
  const window = useWindow(shown.span, playback, nowUs)
  const read = useMetrics(window)
  const marks = useMarks(playback, window)
  const pointer = usePointer(root, window)
  // Each line is moved by itself, once a frame: a variable that all of the panel inherits would have all of it styled anew.
  const drawNow = (atUs: number) => moveLines(root.current, 'metric-playhead', shareOf(atUs, window))
  usePlayhead(drawNow)
  // And for another window, run or set of charts, though the playhead stands.
  useEffect(() => drawNow(playheadUs()))

  const metrics = (read?.metrics ?? []).filter((metric) => isShown(metric, shown))
  const atUs = pointer.hoverUs ?? nowUs
  // Between two values nothing is told otherwise, so that charts need not be drawn again.
  const valueUs = read === null ? atUs : gridUs(atUs, read)
  const held = changes.open ? momentOf(changes, nowUs).atUs : null
  const still = playback.playback.state !== 'playing'
  const shownUs = still ? nowUs : Math.floor(nowUs / CHANGES_EVERY_US) * CHANGES_EVERY_US
  return (
    <div className="metrics" ref={root}>
      <Tools {...{ t, shown, setShown, read, atUs, changesOpen: changes.open }} />
      <div className="metrics-body">
        <div className="metrics-charts" onPointerLeave={pointer.leave}>
          <MetricAxis window={window} marks={marks.placed} sinceUs={held} onPointer={pointer.onPointer} />
          {read === null ? (
            <PartLoading />
          ) : read.metrics[0]?.values.length === 0 ? (
            <p className="empty">{t('metrics.none')}</p>
          ) : shown.table ? (
            <MetricTable read={read} metrics={metrics} of={shown.of} atUs={valueUs} />
          ) : (
            <div className="metric-grid">
              {metrics.map((metric) => (
                <MetricChart
                  key={metric.id}
                  metric={metric}
                  read={read}
                  window={window}
                  of={shown.of}
                  atUs={valueUs}
                  marks={marks.lines}
                  onPointer={pointer.onPointer}
                />
              ))}
            </div>
          )}
          <p className="metrics-note muted">{t('metrics.simplified')}</p>
        </div>
        {changes.open && <Changes nowUs={shownUs} history={historyOf(playback)} />}
      </div>
    </div>
  )
}

const gridUs = (atUs: number, { fromUs, pitchUs }: MetricsRead) =>
  fromUs + Math.floor((atUs - fromUs) / pitchUs) * pitchUs

interface Shown {
  readonly group: MetricGroup | 'all'
  readonly of: string | null
  readonly span: Span
  readonly table: boolean
}

function isShown(metric: MetricRead, { group, of }: Shown): boolean {
  if (group !== 'all' && metric.group !== group) return false
  return of === null || metric.series.some(({ label }) => label === of)
}

interface ToolsProps {
  readonly t: Translate
  readonly shown: Shown
  readonly setShown: (shown: Shown) => void
  readonly read: MetricsRead | null
  readonly atUs: number
  readonly changesOpen: boolean
}

function Tools({ t, shown, setShown, read, atUs, changesOpen }: ToolsProps) {
  const inGroup = (read?.metrics ?? []).filter((metric) => isShown(metric, { ...shown, of: null }))
  const labels = [...new Set(inGroup.flatMap(({ series }) => series.map(({ label }) => label)))].sort()
  return (
    <div className="metrics-tools" role="toolbar" aria-label={t('metrics.tools')}>
      <fieldset className="metric-groups" aria-label={t('metrics.group')}>
        {([...GROUPS, 'all'] as const).map((group) => (
          <button
            key={group}
            type="button"
            aria-pressed={shown.group === group}
            onClick={() => setShown({ ...shown, group, of: null })}
          >
            {t(`metrics.group.${group}`)}
          </button>
        ))}
      </fieldset>
      <select
        aria-label={t('metrics.of')}
        value={shown.of ?? ''}
        onChange={(event) => setShown({ ...shown, of: event.target.value === '' ? null : event.target.value })}
      >
        <option value="">{t('metrics.together')}</option>
        {labels.map((label) => (
          <option key={label}>{label}</option>
        ))}
      </select>
      <select
        aria-label={t('metrics.span')}
        value={shown.span}
        onChange={(event) => setShown({ ...shown, span: event.target.value as Span })}
      >
        {SPANS.map((span) => (
          <option key={span} value={span}>
            {t(`metrics.span.${span}`)}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button"
        aria-pressed={shown.table}
        onClick={() => setShown({ ...shown, table: !shown.table })}
      >
        {t('metrics.table')}
      </button>
      <span className="metrics-moment mono">{formatClock(atUs)}</span>
      <Progress read={read} t={t} />
      <button
        type="button"
        className="button metrics-changes"
        aria-expanded={changesOpen}
        onClick={() => (changesOpen ? useChanges.setState({ open: false }) : showChanges())}
      >
        {t('changes.title')}
      </button>
    </div>
  )
}

/** How much of a long history has been read. */
function Progress({ read, t }: Pick<ToolsProps, 'read' | 't'>) {
  if (read === null || read.knownUs >= read.untilUs) return null
  return (
    <span className="muted" role="status">
      {t('metrics.reading', { percent: Math.floor((100 * read.knownUs) / read.untilUs) })}
    </span>
  )
}

/** Kept while the reader stays within it. */
function useWindow(span: Span, { beginsAtUs, playback }: PlaybackStoreState, atUs: number): TimeWindow {
  const [last, setLast] = useState<TimeWindow | null>(null)
  const { latestUs } = playback
  const next = timeWindow(span, last, { beginsAtUs, latestUs, atUs })
  if (last === null || next.fromUs !== last.fromUs || next.toUs !== last.toUs) setLast(next)
  return last === null || next.fromUs !== last.fromUs || next.toUs !== last.toUs ? next : last
}

function useMarks({ marks }: PlaybackStoreState, window: TimeWindow) {
  return useMemo(() => {
    const inside = marks.filter(({ atUs }) => atUs >= window.fromUs && atUs <= window.toUs)
    const placed = placeMarks(inside, { beginsAtUs: window.fromUs, latestUs: window.toUs }, MARK_SLOTS)
    return {
      placed: placed.map(({ mark }) => mark),
      lines: placed.map(({ mark, share }) => ({ kind: mark.kind, share })),
    }
  }, [marks, window])
}

/** Press or drag: be there. Pass over: read the values there. */
function usePointer(root: { readonly current: HTMLDivElement | null }, window: TimeWindow) {
  const [hoverUs, setHoverUs] = useState<number | null>(null)
  const leave = useCallback(() => {
    setHoverUs(null)
    moveLines(root.current, 'metric-hover', -1)
  }, [root])
  const onPointer = useCallback(
    (event: PointerEvent<HTMLElement>) => {
      const box = event.currentTarget.getBoundingClientRect()
      if (box.width === 0 || event.button > 0) return
      const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))
      const atUs = window.fromUs + share * (window.toUs - window.fromUs)
      if (event.type === 'pointerdown') event.currentTarget.setPointerCapture?.(event.pointerId)
      if ((event.buttons & 1) === 1) {
        leave()
        seekWithin(atUs)
      } else if (event.pointerType === 'mouse') {
        setHoverUs(atUs)
        moveLines(root.current, 'metric-hover', share)
      }
    },
    [root, window, leave],
  )
  return { hoverUs, onPointer, leave }
}

/** To a share of their width; outside of it they are not seen. */
function moveLines(root: HTMLElement | null, name: string, share: number): void {
  for (const line of root?.getElementsByClassName(name) ?? [])
    (line as HTMLElement).style.transform = `translateX(${share * 100}%)`
}

/** What the past of the instant on show depends on. */
function historyOf({ playback, branches }: PlaybackStoreState): string {
  const commands = branches.find(({ id }) => id === playback.branchId)?.commands ?? 0
  return `${playback.branchId} ${commands}`
}
