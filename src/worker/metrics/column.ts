/** The values of one series, a stretch of simulated time each. */
import type { MetricFacts } from './metric.ts'

type Facts = Pick<MetricFacts, 'kind' | 'together'>

export class Column {
  readonly label: string
  readonly #facts: Facts
  /** By stretch: of a gauge its value, NaN where there was none; else what was noted, added up. */
  #values: number[]
  /** Of a mean: how many were added up. */
  #counts: number[]

  constructor(label: string, facts: Facts, values: readonly number[] = [], counts: readonly number[] = []) {
    this.label = label
    this.#facts = facts
    this.#values = values.slice()
    this.#counts = counts.slice()
  }

  note(stretch: number, value: number): void {
    const { kind } = this.#facts
    while (this.#values.length <= stretch) this.#values.push(kind === 'gauge' ? Number.NaN : 0)
    if (kind === 'gauge') {
      this.#values[stretch] = value
      return
    }
    this.#values[stretch] = (this.#values[stretch] ?? 0) + value
    if (kind !== 'mean') return
    while (this.#counts.length <= stretch) this.#counts.push(0)
    this.#counts[stretch] = (this.#counts[stretch] ?? 0) + 1
  }

  value(stretch: number): number {
    return this.#values[stretch] ?? (this.#facts.kind === 'gauge' ? Number.NaN : 0)
  }

  count(stretch: number): number {
    return this.#counts[stretch] ?? 0
  }

  /** The first stretches, on their own. */
  upTo(stretches: number): Column {
    return new Column(this.label, this.#facts, this.#values.slice(0, stretches), this.#counts.slice(0, stretches))
  }

  /** Of each two stretches one is made. */
  halve(): void {
    const { kind, together } = this.#facts
    const pick = (a: number, b: number) => (kind === 'gauge' ? foldGauge([a, b], together) : a + b)
    this.#values = pairs(this.#values, kind === 'gauge' ? Number.NaN : 0).map(([a, b]) => pick(a, b))
    this.#counts = pairs(this.#counts, 0).map(([a, b]) => a + b)
  }
}

/** What stands for several instants of a gauge; NaN where it had no value at any of them. */
export function foldGauge(values: readonly number[], together: MetricFacts['together']): number {
  let folded = Number.NaN
  for (const value of values) {
    if (Number.isNaN(value)) continue
    if (Number.isNaN(folded) || (together === 'least' ? value < folded : value > folded)) folded = value
  }
  return folded
}

function pairs(values: readonly number[], missing: number): (readonly [number, number])[] {
  return Array.from({ length: Math.ceil(values.length / 2) }, (_, i) => [
    values[2 * i] ?? missing,
    values[2 * i + 1] ?? missing,
  ])
}

/** What is read of a metric: one of its series, or all together. */
export interface Reading extends Facts {
  readonly columns: readonly Column[]
  readonly stretchUs: number
}

/** A rate and a mean look back at least this far, so that single records do not make it flicker. */
const LOOKS_BACK_US = 1_000_000

/** The value at the end of `stretch`, which stands for the last `every` of them; NaN: there is none. */
export function readAt({ columns, kind, together, stretchUs }: Reading, stretch: number, every: number): number {
  if (kind === 'gauge') {
    const instants: number[] = []
    for (let at = Math.max(0, stretch - every + 1); at <= stretch; at++) instants.push(gaugeAt(columns, together, at))
    return foldGauge(instants, together)
  }
  const from = Math.max(0, stretch + 1 - Math.max(every, Math.ceil(LOOKS_BACK_US / stretchUs)))
  let sum = 0
  let count = 0
  for (const column of columns)
    for (let at = from; at <= stretch; at++) {
      sum += column.value(at)
      count += column.count(at)
    }
  if (kind === 'rate') return sum / (((stretch - from + 1) * stretchUs) / 1_000_000)
  return count === 0 ? Number.NaN : sum / count
}

function gaugeAt(columns: readonly Column[], together: MetricFacts['together'], stretch: number): number {
  if (together !== 'sum')
    return foldGauge(
      columns.map((column) => column.value(stretch)),
      together,
    )
  let sum = Number.NaN
  for (const column of columns) {
    const value = column.value(stretch)
    if (!Number.isNaN(value)) sum = (Number.isNaN(sum) ? 0 : sum) + value
  }
  return sum
}
