/** What is measured, what is asked of it, and what came out. */

export interface Target {
  readonly name: string
  readonly unit: string
  /** The bound asked for; null where a figure is only to be known. */
  readonly atLeast?: number
  readonly atMost?: number
  /** Under what conditions, in a few words. */
  readonly how: string
}

/** `value` is null where it could not be measured; `error` then says why. */
export interface Figure {
  readonly name: string
  readonly value: number | null
  readonly unit: string
  readonly error?: string
}

/** One measurement that yields several figures: their names, and how to get the values. */
export interface Measurement {
  readonly targets: readonly Target[]
  /** Values in the order of `targets`. */
  measure(): Promise<readonly number[]> | readonly number[]
}

/** Measures; whatever goes wrong becomes an honest entry for each figure it should have given. */
export async function measured({ targets, measure }: Measurement): Promise<readonly Figure[]> {
  try {
    const values = await measure()
    return targets.map(({ name, unit }, index) => {
      const value = values[index]
      if (value === undefined || !Number.isFinite(value)) return { name, value: null, unit, error: 'no value came out' }
      return { name, value: rounded(value), unit }
    })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return targets.map(({ name, unit }) => ({ name, value: null, unit, error: message }))
  }
}

/** Null where nothing is asked of the figure. */
export function isMet(target: Target, value: number | null): boolean | null {
  if (target.atLeast === undefined && target.atMost === undefined) return null
  if (value === null) return false
  return value >= (target.atLeast ?? -Infinity) && value <= (target.atMost ?? Infinity)
}

/** Three digits are more than any of these repeats to. */
function rounded(value: number): number {
  if (Math.abs(value) >= 1000) return Math.round(value)
  return Number(value.toPrecision(3))
}

/** `share` in [0, 1]: 0.5 is the median, 0.95 what one in twenty exceeds. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
