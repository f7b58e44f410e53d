/** Counterpart in Java: java.text.SimpleDateFormat, for the patterns of tools, in UTC and English. */
import { DAYS, MONTHS, partsOf } from './calendar.ts'
import { illegalArgument } from './java-errors.ts'

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
  const seconds = Math.floor(epochMs / 1_000)
  const { year, month, day, hour, minute, second, weekday, dayOfYear } = partsOf({ seconds, nanoseconds: 0 })
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
      return number(dayOfYear + 1)
    case 'E':
      return name(DAYS, weekday)
    case 'u':
      return number(weekday === 0 ? 7 : weekday)
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
      return number(minute)
    case 's':
      return number(second)
    case 'S':
      return number(epochMs - seconds * 1_000)
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
