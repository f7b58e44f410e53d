/** Counterpart in Java: java.text.SimpleDateFormat, for the patterns of tools, in UTC and English. */
import { civilDate } from '../kafka/common/civil-date.ts'
import { illegalArgument } from './java-errors.ts'

const DAY_MS = 86_400_000
const WEEKDAYS = ['Thursday', 'Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday']
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
  ...['November', 'December'],
]
const LETTERS = 'GyMdkHmsSEDFwWahKzZYuXL'
/** Java knows them, and here nobody counts weeks. */
const OF_WEEKS = 'FwWY'

/** A letter's run, `yyyy`, or a text that stands for itself. */
type Piece = { readonly letter: string; readonly count: number } | { readonly text: string }

export interface DateFormat {
  /** `epochMs`: milliseconds since 1970. */
  format(epochMs: number): string
  /** A letter of the pattern that Java knows and nothing here writes; null: none. */
  readonly notSimulated: string | null
}

/** Throws Java's IllegalArgumentException for a pattern that is none. */
export function simpleDateFormat(pattern: string): DateFormat {
  const pieces = piecesOf(pattern)
  const letters = pieces.flatMap((piece) => ('letter' in piece ? [piece.letter] : []))
  return {
    format: (epochMs) => pieces.map((piece) => ('text' in piece ? piece.text : field(piece, epochMs))).join(''),
    notSimulated: letters.find((letter) => OF_WEEKS.includes(letter)) ?? null,
  }
}

function piecesOf(pattern: string): readonly Piece[] {
  const pieces: Piece[] = []
  for (let at = 0; at < pattern.length; ) {
    const rest = pattern.slice(at)
    const quoted = /^'(?:'|((?:[^']|'')+)')/.exec(rest)
    const run = /^([a-zA-Z])\1*/.exec(rest)
    if (rest.startsWith("'") && quoted === null) throw illegalArgument('Unterminated quote')
    if (run !== null && !LETTERS.includes(run[1] ?? '')) throw illegalArgument(`Illegal pattern character '${run[1]}'`)
    const taken = quoted?.[0] ?? run?.[0] ?? rest.slice(0, 1)
    if (quoted !== null) pieces.push({ text: quoted[1]?.replaceAll("''", "'") ?? "'" })
    else if (run !== null) pieces.push({ letter: run[1] ?? '', count: taken.length })
    else pieces.push({ text: taken })
    at += taken.length
  }
  return pieces
}

function field({ letter, count }: { readonly letter: string; readonly count: number }, epochMs: number): string {
  const days = Math.floor(epochMs / DAY_MS)
  const msOfDay = epochMs - days * DAY_MS
  const { year, month, day } = civilDate(days)
  const hour = Math.floor(msOfDay / 3_600_000)
  const weekday = ((days % 7) + 7) % 7
  const number = (value: number) => String(value).padStart(count, '0')
  const name = (names: readonly string[], index: number) => (names[index] ?? '').slice(0, count > 3 ? undefined : 3)
  const isMonthByName = count > 2
  switch (letter) {
    case 'G':
      return 'AD'
    case 'y':
      return count === 2 ? String(year % 100).padStart(2, '0') : number(year)
    case 'M':
    case 'L':
      return isMonthByName ? name(MONTHS, month - 1) : number(month)
    case 'd':
      return number(day)
    case 'D':
      return number(days - daysBefore(days, year) + 1)
    case 'E':
      return name(WEEKDAYS, weekday)
    case 'u':
      return number(((weekday + 3) % 7) + 1)
    case 'a':
      return hour < 12 ? 'AM' : 'PM'
    case 'H':
      return number(hour)
    case 'k':
      return number(hour === 0 ? 24 : hour)
    case 'K':
      return number(hour % 12)
    case 'h':
      return number(hour % 12 === 0 ? 12 : hour % 12)
    case 'm':
      return number(Math.floor(msOfDay / 60_000) % 60)
    case 's':
      return number(Math.floor(msOfDay / 1_000) % 60)
    case 'S':
      return number(msOfDay % 1_000)
    case 'z':
      return count > 3 ? 'Coordinated Universal Time' : 'UTC'
    case 'Z':
      return '+0000'
    case 'X':
      return 'Z'
    default:
      return ''
  }
}

/** The day, counted since 1970, on which the year of `days` began. */
function daysBefore(days: number, year: number): number {
  let first = days
  while (civilDate(first - 1).year === year) first--
  return first
}
