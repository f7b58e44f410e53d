import { scaleLinear } from 'd3-scale'
import { area, curveStepAfter, line } from 'd3-shape'
import { useT } from '../../../i18n/index.ts'
import { LAG_WINDOW_US, type LagSample, useLagHistory } from '../../../store/lag-history.ts'
import type { DetailProps } from '../kind-view.ts'
import './lag-chart.css'

const WIDTH = 340
const HEIGHT = 104
const MARGIN = { left: 34, right: 8, top: 8, bottom: 18 }
/** A lag of one or two must not fill the whole height. */
const LEAST_TOP = 5
/** Less would show the ripple of single records and hide what it is a part of. */
const LEAST_SPAN_US = 10_000_000
const NONE: readonly LagSample[] = []

/** A group's lag over at most the last simulated minute, with a band where it was rebalancing or empty. */
export function LagChart({ id }: Pick<DetailProps, 'id'>) {
  const t = useT()
  const samples = useLagHistory((history) => history.samples.get(id) ?? NONE)
  const newest = samples[samples.length - 1]
  if (newest === undefined || samples.length < 2) return null
  const most = samples.reduce((top, { lag }) => Math.max(top, lag), 0)
  const spanUs = Math.min(LAG_WINDOW_US, Math.max(LEAST_SPAN_US, newest.atUs - (samples[0]?.atUs ?? newest.atUs)))
  const x = scaleLinear([newest.atUs - spanUs, newest.atUs], [MARGIN.left, WIDTH - MARGIN.right])
  const y = scaleLinear([0, Math.max(LEAST_TOP, most)], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(3)
  const seconds = Math.round(spanUs / 1_000_000)
  const watched = stretches(samples)
  const shape = area<LagSample>(
    (sample) => x(sample.atUs),
    y(0),
    (sample) => y(sample.lag),
  ).curve(curveStepAfter)
  const edge = line<LagSample>(
    (sample) => x(sample.atUs),
    (sample) => y(sample.lag),
  ).curve(curveStepAfter)
  return (
    <figure className="lag-chart">
      <figcaption>{t('inspector.lag.title')}</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('inspector.lag.label', { seconds, now: newest.lag, most })}
      >
        {unstable(samples).map(([from, to]) => (
          <rect
            key={from}
            className="lag-unstable"
            x={x(from)}
            y={MARGIN.top}
            width={Math.max(1.5, x(to) - x(from))}
            height={HEIGHT - MARGIN.top - MARGIN.bottom}
          />
        ))}
        {y.ticks(3).map((lag) => (
          <g key={lag} transform={`translate(0 ${y(lag)})`}>
            <line className="lag-grid" x1={MARGIN.left} x2={WIDTH - MARGIN.right} />
            <text x={MARGIN.left - 5} dy="0.32em" textAnchor="end">
              {lag}
            </text>
          </g>
        ))}
        {watched.map((stretch) => (
          <g key={stretch[0]?.atUs}>
            <path className="lag-area" d={shape(stretch) ?? ''} />
            <path className="lag-line" d={edge(stretch) ?? ''} />
          </g>
        ))}
        <text x={MARGIN.left} y={HEIGHT - 4}>
          {t('inspector.lag.ago', { seconds })}
        </text>
        <text x={WIDTH - MARGIN.right} y={HEIGHT - 4} textAnchor="end">
          {t('inspector.lag.now')}
        </text>
      </svg>
      <p className="muted small">
        <span className="lag-key" aria-hidden="true" /> {t('inspector.lag.unstable')}
      </p>
    </figure>
  )
}

/** Between them nothing was watched, so no line may lead from one to the next. */
function stretches(samples: readonly LagSample[]): readonly (readonly LagSample[])[] {
  const found: LagSample[][] = []
  for (const sample of samples) {
    const open = found[found.length - 1]
    if (open === undefined || sample.afterGap) found.push([sample])
    else open.push(sample)
  }
  return found
}

/** From and to, simulated microseconds, where the group was not stable. */
function unstable(samples: readonly LagSample[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = []
  samples.forEach(({ atUs, stable, afterGap }, index) => {
    const previous = samples[index - 1]
    const open = found[found.length - 1]
    // What was not stable when last looked at was so until now.
    if (previous?.stable === false && !afterGap && open !== undefined) open[1] = atUs
    if (!stable && (previous === undefined || previous.stable || afterGap)) found.push([atUs, atUs])
  })
  return found
}
