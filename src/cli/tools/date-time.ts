/** Instants and durations as Kafka's tools read them, without Date. */
import { daysOf } from '../calendar.ts'
import { JavaException } from '../java-errors.ts'

/**
 * Counterpart in Kafka: Utils.getDateTime, `yyyy-MM-dd'T'HH:mm:ss.SSSXXX`, as SimpleDateFormat reads it when it is strict:
 * blanks may stand before numbers, the fraction is a count of milliseconds, and what follows the zone is not looked at.
 * Without a zone it is UTC. Read leniently, what a field has too much goes to the next. Epoch milliseconds; throws
 * Java's ParseException.
 */
export function parseDateTime(text: string, reading: 'strict' | 'lenient' = 'strict'): number {
  const [, second] = text.split('T')
  if (second === undefined || second === '') {
    const message = "Error parsing timestamp. It does not contain a 'T' according to ISO8601 format"
    throw new JavaException('java.text.ParseException', message)
  }
  const zoned = /[+\-Z]/.test(second) ? text : `${text}Z`
  const match =
    /^[ \t]*(\d+)-[ \t]*(\d+)-[ \t]*(\d+)T[ \t]*(\d+):[ \t]*(\d+):[ \t]*(\d+)\.[ \t]*(\d+)[ \t]*(Z|[+-]\d{2}(?::\d{2})?)/.exec(
      zoned,
    )
  const at = match === null ? null : instantOf(match, reading)
  if (at === null) throw new JavaException('java.text.ParseException', `Unparseable date: "${zoned}"`)
  return at
}

/** Null where a field is beyond what it may be. */
function instantOf(match: RegExpExecArray, reading: 'strict' | 'lenient'): number | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ms = 0] = match.slice(1, 8).map(Number)
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  const isLenient = reading === 'lenient'
  if (!isLenient && (!isDay || year < 1 || hour > 23 || minute > 59 || second > 59 || ms > 999)) return null
  const offsetMs = zoneOffsetMs(match[8] ?? 'Z')
  if (offsetMs === null) return null
  return (
    daysOf(year + Math.floor((month - 1) / 12), ((month + 11) % 12) + 1, day) * 86_400_000 +
    hour * 3_600_000 +
    minute * 60_000 +
    second * 1000 +
    ms -
    offsetMs
  )
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
}

/** Minutes that are none are passed over, as is what else follows the hour. */
function zoneOffsetMs(zone: string): number | null {
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d{2})(?::(\d{2}))?$/.exec(zone) ?? []
  if (Number(hours) > 22) return null
  const total = Number(hours) * 60 + (Number(minutes) > 59 ? 0 : Number(minutes))
  return (sign === '-' ? -total : total) * 60_000
}

const LONG_MAX = 9_223_372_036_854_775_807n

/** `P1DT2H3M4.5S` in milliseconds (java.time.Duration.parse). Throws Java's DateTimeParseException. */
export function parseDuration(text: string): number {
  const match =
    /^([-+]?)P(?:([-+]?\d+)D)?(T(?=[-+\d])(?:([-+]?\d+)H)?(?:([-+]?\d+)M)?(?:([-+]?\d+)(?:[.,](\d{0,9}))?S)?)?$/i.exec(
      text,
    )
  if (match === null || /P$/i.test(text)) throw unparseable('')
  const [, sign, days, , hours, minutes, seconds, fraction = ''] = match
  const total =
    part(days, 86_400n, 'days') +
    part(hours, 3_600n, 'hours') +
    part(minutes, 60n, 'minutes') +
    part(seconds, 1n, 'seconds')
  if (total > LONG_MAX || total < -LONG_MAX - 1n) throw unparseable(': overflow', OVERFLOW)
  const nanos = Number(fraction.padEnd(9, '0')) * (seconds?.startsWith('-') ? -1 : 1)
  const ms = Number(total) * 1000 + Math.floor(nanos / 1_000_000)
  return sign === '-' ? -ms : ms
}

const OVERFLOW = { className: 'java.lang.ArithmeticException', message: 'long overflow' }

/** Seconds of a part; each must have room for itself. */
function part(text: string | undefined, unit: bigint, name: string): bigint {
  if (text === undefined) return 0n
  const value = BigInt(text.replace('+', ''))
  if (value > LONG_MAX || value < -LONG_MAX - 1n) {
    const message = `Error at index 18 in: "${text.replace(/^[-+]/, '')}"`
    throw unparseable(`: ${name}`, { className: 'java.lang.NumberFormatException', message })
  }
  if (value * unit > LONG_MAX || value * unit < -LONG_MAX - 1n) throw unparseable(`: ${name}`, OVERFLOW)
  return value * unit
}

function unparseable(what: string, causedBy: { readonly className: string; readonly message: string } | null = null) {
  const message = `Text cannot be parsed to a Duration${what}`
  return new JavaException('java.time.format.DateTimeParseException', message, { causedBy })
}
