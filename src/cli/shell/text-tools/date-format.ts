/** Formats of date, in UTC and the C locale. */
import { civilDate } from '../../../kafka/common/civil-date.ts'
import { DAYS, type DateParts, daysOf, type Instant, MONTHS, partsOf } from '../../calendar.ts'

/** How a field is filled up, how wide it is at least, and which letters it has. */
interface Style {
  readonly fill: string | null
  readonly width: number | null
  readonly upper: boolean
  readonly swaps: boolean
}

export function formatInstant(instant: Instant, format: string): string {
  const parts = partsOf(instant)
  return format.replace(
    /%([-_0^#+]*)(\d*)[EO]?(:*[a-zA-Z%])/g,
    (whole, flags: string, digits: string, name: string) => {
      const fill = [...flags].findLast((flag) => '-_0'.includes(flag)) ?? null
      const style: Style = {
        fill,
        width: digits === '' ? null : Number(digits),
        upper: flags.includes('^'),
        swaps: flags.includes('#'),
      }
      return fieldOf(parts, name, style) ?? whole
    },
  )
}

/** Null for what is no field. */
function fieldOf(parts: DateParts, name: string, style: Style): string | null {
  const composed = COMPOSED[name]
  if (composed !== undefined) return styled(formatInstant(parts, composed), style)
  const number = NUMBERS[name]
  if (number !== undefined) return padded(number.of(parts), number.width, number.blanks === true ? '_' : '0', style)
  if (name === 'N') {
    const digits = String(parts.nanoseconds).padStart(9, '0')
    return style.width === null ? digits : digits.slice(0, style.width).padEnd(style.width, '0')
  }
  const text = TEXTS[name]
  return text === undefined ? null : styled(text(parts), style, 'pZ'.includes(name))
}

function padded(value: number, width: number, own: '0' | '_', { fill, width: wanted }: Style): string {
  const how = fill ?? own
  if (how === '-') return String(value)
  return String(value).padStart(wanted ?? width, how === '_' ? ' ' : '0')
}

function styled(text: string, { upper, swaps, width, fill }: Style, isUpper = false): string {
  const cased = swaps && isUpper ? text.toLowerCase() : upper || swaps ? text.toUpperCase() : text
  return width === null ? cased : cased.padStart(width, fill === '0' ? '0' : ' ')
}

const COMPOSED: Readonly<Record<string, string>> = {
  c: '%a %b %e %H:%M:%S %Y',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  r: '%I:%M:%S %p',
  R: '%H:%M',
  T: '%H:%M:%S',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
}

const TEXTS: Readonly<Record<string, (parts: DateParts) => string>> = {
  a: ({ weekday }) => (DAYS[weekday] ?? '').slice(0, 3),
  A: ({ weekday }) => DAYS[weekday] ?? '',
  b: ({ month }) => (MONTHS[month - 1] ?? '').slice(0, 3),
  B: ({ month }) => MONTHS[month - 1] ?? '',
  h: ({ month }) => (MONTHS[month - 1] ?? '').slice(0, 3),
  n: () => '\n',
  p: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  P: ({ hour }) => (hour < 12 ? 'am' : 'pm'),
  t: () => '\t',
  z: () => '+0000',
  ':z': () => '+00:00',
  '::z': () => '+00:00:00',
  Z: () => 'UTC',
  '%': () => '%',
}

interface NumberField {
  readonly of: (parts: DateParts) => number
  readonly width: number
  readonly blanks?: true
}

const NUMBERS: Readonly<Record<string, NumberField>> = {
  C: { of: ({ year }) => Math.floor(year / 100), width: 2 },
  d: { of: ({ day }) => day, width: 2 },
  e: { of: ({ day }) => day, width: 2, blanks: true },
  g: { of: (parts) => isoWeek(parts).year % 100, width: 2 },
  G: { of: (parts) => isoWeek(parts).year, width: 4 },
  H: { of: ({ hour }) => hour, width: 2 },
  I: { of: ({ hour }) => ((hour + 11) % 12) + 1, width: 2 },
  j: { of: ({ dayOfYear }) => dayOfYear + 1, width: 3 },
  k: { of: ({ hour }) => hour, width: 2, blanks: true },
  l: { of: ({ hour }) => ((hour + 11) % 12) + 1, width: 2, blanks: true },
  m: { of: ({ month }) => month, width: 2 },
  M: { of: ({ minute }) => minute, width: 2 },
  q: { of: ({ month }) => Math.ceil(month / 3), width: 1 },
  s: { of: ({ seconds }) => seconds, width: 1 },
  S: { of: ({ second }) => second, width: 2 },
  u: { of: ({ weekday }) => (weekday === 0 ? 7 : weekday), width: 1 },
  U: { of: ({ dayOfYear, weekday }) => Math.floor((dayOfYear + 7 - weekday) / 7), width: 2 },
  V: { of: (parts) => isoWeek(parts).week, width: 2 },
  w: { of: ({ weekday }) => weekday, width: 1 },
  W: { of: ({ dayOfYear, weekday }) => Math.floor((dayOfYear + 7 - ((weekday + 6) % 7)) / 7), width: 2 },
  y: { of: ({ year }) => year % 100, width: 2 },
  Y: { of: ({ year }) => year, width: 4 },
}

/** A week is of the year in which its Thursday lies. */
function isoWeek({ year, month, day, weekday }: DateParts): { readonly year: number; readonly week: number } {
  const thursday = daysOf(year, month, day) + 4 - (weekday === 0 ? 7 : weekday)
  const { year: own } = civilDate(thursday)
  return { year: own, week: Math.floor((thursday - daysOf(own, 1, 1)) / 7) + 1 }
}
