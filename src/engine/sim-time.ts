/**
 * Simulated time is a whole number of microseconds since the run began: integers add up without rounding, so the same
 * run reads the same instants everywhere. 2^53 microseconds are 285 years.
 */

export const US_PER_MS = 1_000
export const US_PER_SECOND = 1_000_000

export function msToUs(ms: number): number {
  return Math.round(ms * US_PER_MS)
}

/** Whole milliseconds, rounded down. */
export function usToMs(us: number): number {
  return Math.floor(us / US_PER_MS)
}

/** `12.480 s`: rounded down to milliseconds, so that the instant shown has begun. */
export function formatTime(us: number): string {
  return `${secondsOf(usToMs(us))} s`
}

/** `12.481s`: rounded up to milliseconds, so that running until then includes the instant. Read back by `parseTime`. */
export function formatTimeLimit(us: number): string {
  return `${secondsOf(Math.ceil(us / US_PER_MS))}s`
}

function secondsOf(ms: number): string {
  const magnitude = Math.abs(ms)
  const whole = Math.floor(magnitude / 1_000)
  const rest = String(magnitude % 1_000).padStart(3, '0')
  return `${ms < 0 ? '-' : ''}${whole}.${rest}`
}

const TIME = /^(\d{1,12})(?:\.(\d{1,6})\d*)?\s*(us|µs|ms|s|m|min|h)?$/
const US_PER_UNIT: Readonly<Record<string, number>> = {
  us: 1,
  µs: 1,
  ms: US_PER_MS,
  s: US_PER_SECOND,
  m: 60 * US_PER_SECOND,
  min: 60 * US_PER_SECOND,
  h: 3_600 * US_PER_SECOND,
}

/**
 * Microseconds meant by `12.481s`, `250ms`, `90us`, `2m` or a bare number of seconds; `null` if it says none. Digits
 * are read as integers rather than through `parseFloat`: 12.481 seconds are exactly 12,481,000 microseconds.
 */
export function parseTime(text: string): number | null {
  const match = TIME.exec(text.trim())
  if (match === null) return null
  const unitUs = US_PER_UNIT[match[3] ?? 's']
  if (unitUs === undefined) return null
  const wholeUs = Number(match[1]) * unitUs
  const fractionUs = Math.floor((Number((match[2] ?? '').padEnd(6, '0')) * unitUs) / 1_000_000)
  const us = wholeUs + fractionUs
  return Number.isSafeInteger(us) ? us : null
}
