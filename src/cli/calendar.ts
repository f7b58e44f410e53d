/** Instants as the civil calendar has them, for whoever writes dates. */
import { civilDate } from '../kafka/common/civil-date.ts'

/** Whole seconds since 1970, and what is over. */
export interface Instant {
  readonly seconds: number
  readonly nanoseconds: number
}

export const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
export const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]

export interface DateParts extends Instant {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** 0 is Sunday. */
  readonly weekday: number
  /** 0 is the first of January. */
  readonly dayOfYear: number
}

/** Days since 1970 of a date, which may have more days than its month. */
export function daysOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** In UTC. */
export function partsOf({ seconds, nanoseconds }: Instant): DateParts {
  const days = Math.floor(seconds / 86_400)
  const { year, month, day } = civilDate(days)
  const inDay = seconds - days * 86_400
  return {
    seconds,
    nanoseconds,
    year,
    month,
    day,
    hour: Math.floor(inDay / 3_600),
    minute: Math.floor(inDay / 60) % 60,
    second: inDay % 60,
    weekday: (((days + 4) % 7) + 7) % 7,
    dayOfYear: days - daysOf(year, 1, 1),
  }
}
