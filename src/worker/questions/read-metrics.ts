/** The metrics of the branch on show, over a stretch of simulated time, as far as they are known. */
import type { World } from '../../engine/world.ts'
import type { MetricFacts } from '../metrics/metric.ts'
import { type MetricsHistory, metricsHistoryOf } from '../metrics/metrics-history.ts'
import { METRICS, type MetricId } from '../metrics/registry.ts'
import { activeBranchId } from '../run-timeline.ts'
import type { LongQuestion } from './question.ts'

export type { MetricFacts, MetricGroup, MetricUnit } from '../metrics/metric.ts'
export type { MetricId } from '../metrics/registry.ts'

interface ReadMetrics {
  readonly type: 'readMetrics'
  readonly fromUs: number
  readonly toUs: number
  /** How many values of each series can be drawn, at most. */
  readonly points: number
}

export interface MetricsRead {
  readonly type: 'metricsRead'
  readonly branchId: string
  /** Instant of the first value, simulated microseconds; the next are `pitchUs` apart. */
  readonly fromUs: number
  readonly pitchUs: number
  /** So far it is known; there is more to ask for while this is below `untilUs`. */
  readonly knownUs: number
  /** How far it can be known by now. */
  readonly untilUs: number
  readonly metrics: readonly MetricRead[]
}

export interface MetricRead extends MetricFacts {
  readonly id: MetricId
  /** All series together. NaN: there is no value. */
  readonly values: readonly number[]
  /** Each by itself; empty for what the cluster has once. */
  readonly series: readonly { readonly label: string; readonly values: readonly number[] }[]
}

/** Events after which an answer is given in any case: the page draws what there is, and asks again. */
const EVENTS_AN_ANSWER = 25_000

export const readMetrics: LongQuestion<ReadMetrics, MetricsRead> = {
  begin: ({ timeline }, ask) => {
    const history = metricsHistoryOf(timeline)
    const branchId = activeBranchId(timeline)
    const { beginsAtUs } = timeline
    const untilUs = timeline.latest.atUs
    let ran = 0
    return {
      step: (budget) => {
        const more = history.step(untilUs, budget)
        ran += more
        if (more > 0 && ran < EVENTS_AN_ANSWER) return null
        const { stretchUs } = history.sampler
        const lastUs = more > 0 ? untilUs : history.knownUs
        return {
          type: 'metricsRead',
          branchId,
          knownUs: history.knownUs,
          untilUs: Math.max(history.knownUs, lastUs),
          ...read(history, { ...ask, beginsAtUs, stretchUs, world: timeline.world }),
        }
      },
    }
  },
}

interface Window extends ReadMetrics {
  readonly beginsAtUs: number
  readonly stretchUs: number
  readonly world: World
}

function read(
  history: MetricsHistory,
  { fromUs, toUs, points, beginsAtUs, stretchUs, world }: Window,
): Pick<MetricsRead, 'fromUs' | 'pitchUs' | 'metrics'> {
  const every = powerOfTwo((toUs - fromUs) / stretchUs / Math.max(1, points))
  const pitchUs = every * stretchUs
  // Values lie on a grid that begins with the run, so that they are the same whatever part of it is looked at.
  const first = Math.max(1, Math.floor((fromUs - beginsAtUs) / pitchUs))
  const last = Math.ceil((toUs - beginsAtUs) / pitchUs)
  const valuesOf = (id: MetricId, label: string | null) => history.values(id, label, every).slice(first - 1, last)
  const there = (Object.keys(METRICS) as MetricId[]).filter((id) => METRICS[id].isThere?.(world) !== false)
  const metrics = there.map((id): MetricRead => {
    const labels = history.sampler.columnsOf(id).map(({ label }) => label)
    const series = labels.filter((label) => label !== '').map((label) => ({ label, values: valuesOf(id, label) }))
    return { id, ...factsOf(id), values: valuesOf(id, null), series }
  })
  return { fromUs: beginsAtUs + first * pitchUs, pitchUs, metrics }
}

/** At least as much, and not less than one: with a run that grows the grid seldom changes. */
function powerOfTwo(least: number): number {
  let power = 1
  while (power < least) power *= 2
  return power
}

/** What can cross to the page: not how it is found out. */
function factsOf(id: MetricId): MetricFacts {
  const { group, name, bean, attribute, unit, kind, together, healthy } = METRICS[id]
  return { group, name, bean, attribute, unit, kind, together, healthy }
}
