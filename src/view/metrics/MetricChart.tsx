import { scaleLinear } from 'd3-scale'
import { area, curveLinear, curveStepBefore, line } from 'd3-shape'
import { Fragment, memo, type PointerEvent, useId, useState } from 'react'
import { type Translate, useT } from '../../i18n/index.ts'
import type { MetricRead, MetricsRead } from '../../worker/questions/read-metrics.ts'
import { formatClock } from '../parts/format-time.ts'
import { Icon } from '../parts/Icon.tsx'
import { extentOf, kafkaName, valueText } from './metric-text.ts'
import { shareOf, type TimeWindow } from './time-window.ts'

/** In units of the drawing, which is stretched to the width there is. */
const WIDTH = 240
const HEIGHT = 56
const TOP = 4
/** More lines than these nobody can tell apart. */
const MOST_LINES = 6

export interface MetricChartProps {
  readonly metric: MetricRead
  readonly read: Pick<MetricsRead, 'fromUs' | 'pitchUs'>
  readonly window: TimeWindow
  /** A node's id or a client id; null: all together. */
  readonly of: string | null
  /** The moment whose value is told. */
  readonly atUs: number
  /** Where something happened, as shares of the window. */
  readonly marks: readonly { readonly share: number; readonly kind: string }[]
  readonly onPointer: (event: PointerEvent<HTMLElement>) => void
}

/** One metric over the window: its name, its value at the moment, the line, and on demand what it teaches. */
export const MetricChart = memo(function MetricChart(props: MetricChartProps) {
  const { metric, read, window, of, atUs, marks, onPointer } = props
  const t = useT()
  const [told, setTold] = useState(false)
  const aboutId = useId()
  const values = valuesOf(metric, of)
  const now = values[placeOf(atUs, read, values.length)] ?? Number.NaN
  const name = t(`metrics.${metric.id}`)
  const off = metric.healthy !== null && !Number.isNaN(now) && now !== metric.healthy
  return (
    <figure className={off ? 'metric is-off' : 'metric'}>
      <figcaption>
        <span className="metric-name">
          <strong>{name}</strong>
          <button
            type="button"
            className="metric-more"
            aria-expanded={told}
            aria-controls={aboutId}
            aria-label={t('metrics.moreAbout', { name })}
            onClick={() => setTold(!told)}
          >
            <Icon name="info" size={14} />
          </button>
        </span>
        <span className="metric-now">{valueText(now, metric.unit, t)}</span>
        <span className="metric-kafka mono">
          {metric.bean === null ? t('metrics.own') : <Breakable name={metric.name} />}
        </span>
        {metric.healthy !== null && (
          <span className="metric-healthy">
            {t(off ? 'metrics.notHealthy' : 'metrics.healthyAt', { value: metric.healthy })}
          </span>
        )}
      </figcaption>
      <div
        className="metric-plot"
        role="img"
        aria-label={labelOf(name, values, now, props, t)}
        onPointerDown={onPointer}
        onPointerMove={onPointer}
      >
        <Plot metric={metric} read={read} window={window} of={of} marks={marks} />
        <div className="metric-playhead" />
        <div className="metric-hover" />
      </div>
      <div id={aboutId} className="metric-about" hidden={!told}>
        <p>{t(`metrics.${metric.id}.about`)}</p>
        {of === null && metric.series.length > 1 && (
          <ul className="metric-each">
            {metric.series.map((each) => (
              <li key={each.label}>
                {each.label} <strong>{wordsAt(each.values, props, t)}</strong>
              </li>
            ))}
          </ul>
        )}
        <p className="mono">{kafkaName(metric) ?? t('metrics.kafkaHasNone')}</p>
      </div>
    </figure>
  )
})

/** Kafka's name of a metric, which may take another line after any of its words. */
function Breakable({ name }: { readonly name: string }) {
  return name.split(/(?<=[a-z])(?=[A-Z])/).map((word) => (
    <Fragment key={word}>
      {word}
      <wbr />
    </Fragment>
  ))
}

/** Of all together, or of one; empty where that one has none. */
export function valuesOf(metric: MetricRead, of: string | null): readonly number[] {
  if (of === null) return metric.values
  return metric.series.find(({ label }) => label === of)?.values ?? []
}

/** Where in a list of values an instant is. */
export function placeOf(atUs: number, { fromUs, pitchUs }: Pick<MetricsRead, 'fromUs' | 'pitchUs'>, count: number) {
  return Math.min(count - 1, Math.floor((atUs - fromUs) / pitchUs))
}

function wordsAt(values: readonly number[], { metric, read, atUs }: MetricChartProps, t: Translate): string {
  return valueText(values[placeOf(atUs, read, values.length)] ?? Number.NaN, metric.unit, t)
}

function labelOf(
  name: string,
  values: readonly number[],
  now: number,
  { metric: { unit }, atUs }: MetricChartProps,
  t: Translate,
): string {
  const extent = extentOf(values)
  if (extent === null) return t('metrics.chartEmpty', { name })
  return t('metrics.chart', {
    name,
    now: valueText(now, unit, t),
    at: formatClock(atUs).slice(0, -4),
    least: valueText(extent.least, unit, t),
    most: valueText(extent.most, unit, t),
  })
}

type PlotProps = Pick<MetricChartProps, 'metric' | 'read' | 'window' | 'of' | 'marks'>

/** Drawn again only for what changes the lines: the moment does not. */
const Plot = memo(function Plot({ metric, read, window, of, marks }: PlotProps) {
  const t = useT()
  const values = valuesOf(metric, of)
  const others = of === null && metric.series.length > 1 ? metric.series.slice(0, MOST_LINES) : []
  const top = topOf(metric, values, others)
  const x = (index: number) => shareOf(read.fromUs + index * read.pitchUs, window) * WIDTH
  const y = scaleLinear([0, top], [HEIGHT - 1, TOP])
  const curve = metric.kind === 'gauge' ? curveStepBefore : curveLinear
  const edge = line<number>(
    (_, index) => x(index),
    (value) => y(value),
  )
    .defined((value) => !Number.isNaN(value))
    .curve(curve)
  const shape = area<number>(
    (_, index) => x(index),
    y(0),
    (value) => y(value),
  )
    .defined((value) => !Number.isNaN(value))
    .curve(curve)
  return (
    <>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <line className="metric-base" x1={0} x2={WIDTH} y1={y(0)} y2={y(0)} />
        {marks.map(({ share, kind }) => (
          <line
            key={`${kind}${share}`}
            className={`metric-mark mark-line-${kind}`}
            x1={share * WIDTH}
            x2={share * WIDTH}
            y1={0}
            y2={HEIGHT}
          />
        ))}
        <path className="metric-area" d={shape(values) ?? ''} />
        {others.map((each) => (
          <path key={each.label} className="metric-one" d={edge(each.values) ?? ''} />
        ))}
        <path className="metric-line" d={edge(values) ?? ''} />
      </svg>
      <span className="metric-top">{valueText(top, metric.unit, t)}</span>
      {lineNames(others, (value) => y(value) / HEIGHT).map(({ names, share }) => (
        <span
          key={names}
          className="metric-name-of"
          aria-hidden="true"
          style={{ top: `clamp(0.45rem, ${share * 100}%, 100% - 0.45rem)` }}
        >
          {names}
        </span>
      ))}
    </>
  )
})

/** Names closer than this, as a share of the height, would lie over one another. */
const NAME_SHARE = 0.24

/** Whose line ends where: lines that end together share their place, and `broker-1, 2` stands for two brokers. */
export function lineNames(
  series: MetricRead['series'],
  shareOfHeight: (value: number) => number,
): readonly { readonly names: string; readonly share: number }[] {
  const ends = series
    .map(({ label, values }) => ({ label, value: values.findLast((value) => !Number.isNaN(value)) }))
    .filter((each): each is { label: string; value: number } => each.value !== undefined)
    .map(({ label, value }) => ({ label, share: shareOfHeight(value) }))
    .sort((a, b) => a.share - b.share)
  const places: { labels: string[]; share: number }[] = []
  for (const { label, share } of ends) {
    const last = places.at(-1)
    if (last !== undefined && share - last.share < NAME_SHARE) last.labels.push(label)
    else places.push({ labels: [label], share })
  }
  return places.map(({ labels, share }) => ({ names: joined(labels), share }))
}

/** Names that differ in their number alone are told by it. */
function joined(labels: readonly string[]): string {
  const sorted = [...labels].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  return sorted
    .map((label, index) => {
      const stem = label.replace(/\d+$/, '')
      return index > 0 && stem !== label && sorted[index - 1]!.replace(/\d+$/, '') === stem
        ? label.slice(stem.length)
        : label
    })
    .join(', ')
}

/** A round number above all that is drawn; a count of one must not fill the whole height. */
function topOf(metric: MetricRead, values: readonly number[], others: MetricRead['series']): number {
  let most = metric.healthy ?? 0
  for (const list of [values, ...others.map((each) => each.values)]) most = Math.max(most, extentOf(list)?.most ?? 0)
  const least = metric.unit === 'count' || metric.unit === 'records' ? 2 : 0.5
  return (
    scaleLinear([0, Math.max(least, most)], [0, 1])
      .nice(3)
      .domain()[1] ?? most
  )
}
