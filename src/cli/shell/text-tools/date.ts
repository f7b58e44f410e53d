/** Counterpart in coreutils: date, whose clock is the simulated one. Everybody here lives in UTC. */
import { civilDate } from '../../../kafka/common/civil-date.ts'
import { daysOf, type Instant } from '../../calendar.ts'
import { type Given, hasOption, lastValue, optionSet } from '../../options/getopt.ts'
import { ok, type TextHost } from '../text-program.ts'
import { formatInstant } from './date-format.ts'
import { argumentOf, invalidArgument, type Plan, type TextTool, wrongCall, wrongValue } from './text-tool.ts'

export const date: TextTool = {
  options: optionSet(
    'date',
    `d|date= !debug !f|file= I|iso-8601[.] R|rfc-email rfc-3339= !r|reference= !s|set= u|utc u|universal u|uct`,
  ),
  files: () => ['/dev/null'],
  plan: planDate,
}

const ISO: Readonly<Record<string, string>> = {
  hours: '%Y-%m-%dT%H%:z',
  minutes: '%Y-%m-%dT%H:%M%:z',
  date: '%Y-%m-%d',
  seconds: '%Y-%m-%dT%H:%M:%S%:z',
  ns: '%Y-%m-%dT%H:%M:%S,%N%:z',
}
const RFC_3339: Readonly<Record<string, string>> = {
  date: '%Y-%m-%d',
  seconds: '%Y-%m-%d %H:%M:%S%:z',
  ns: '%Y-%m-%d %H:%M:%S.%N%:z',
}

function planDate(given: Given): Plan {
  const [operand, extra] = given.operands
  if (extra !== undefined) return wrongCall(date.options, `extra operand ‘${extra}’`)
  if (operand !== undefined && !operand.startsWith('+'))
    return wrongValue(date.options, `${operand}: this simulator does not set its clock`)
  let format = operand?.slice(1) ?? (hasOption(given, 'R') ? '%a, %d %b %Y %H:%M:%S %z' : '%a %b %e %H:%M:%S %Z %Y')
  for (const [key, name, formats] of [
    ['I', 'iso-8601', ISO],
    ['rfc-3339', 'rfc-3339', RFC_3339],
  ] as const) {
    const value = lastValue(given, key)
    if (value === undefined) continue
    const chosen = value === '' ? 'date' : argumentOf(value, Object.keys(formats))
    if (chosen === undefined) return invalidArgument(date.options, `--${name}`, value, Object.keys(formats))
    format = formats[chosen] ?? format
  }
  const text = lastValue(given, 'd')
  return (host) => {
    const instant = text === undefined ? nowOf(host) : readInstant(text, nowOf(host))
    if (instant === 'invalid') return wrongValue(date.options, `invalid date ‘${text}’`)
    if (instant === null) return wrongValue(date.options, `‘${text}’: this simulator does not read such dates`)
    return ok(`${formatInstant(instant, format)}\n`)
  }
}

function nowOf({ wallClockMs }: TextHost): Instant {
  const seconds = Math.floor(wallClockMs / 1_000)
  return { seconds, nanoseconds: (wallClockMs - seconds * 1_000) * 1_000_000 }
}

/** What is read bit by bit; days are days since 1970. */
interface Reading {
  days: number
  secondsOfDay: number
  nanoseconds: number
  months: number
  isTimed: boolean
}

/** Null for what nobody here reads, though the real one may. */
function readInstant(text: string, now: Instant): Instant | 'invalid' | null {
  const [, seconds, fraction = ''] = /^\s*@(-?\d+)(?:[.,](\d+))?\s*$/.exec(text) ?? []
  if (seconds !== undefined)
    return { seconds: Number(seconds), nanoseconds: Number(fraction.slice(0, 9).padEnd(9, '0')) }
  const today = Math.floor(now.seconds / 86_400)
  const reading: Reading = { days: today, secondsOfDay: 0, nanoseconds: 0, months: 0, isTimed: false }
  let rest = text.trim()
  const keepsTime = rest !== '' && !/^\d{4}-/.test(rest)
  if (keepsTime) reading.secondsOfDay = now.seconds - today * 86_400
  if (keepsTime) reading.nanoseconds = now.nanoseconds
  while (rest !== '') {
    const read = READERS.find(({ pattern }) => pattern.test(rest))
    const match = read?.pattern.exec(rest)
    if (read === undefined || match == null) return null
    if (!read.take(reading, match)) return 'invalid'
    rest = rest.slice(match[0].length).trimStart()
  }
  return laterBy(reading)
}

/** Months first: a day that its month has not is one of the next. */
function laterBy({ days, secondsOfDay, nanoseconds, months }: Reading): Instant {
  const { year, month, day } = civilDate(days)
  const index = year * 12 + month - 1 + months
  const moved = months === 0 ? days : daysOf(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, day)
  return { seconds: moved * 86_400 + secondsOfDay, nanoseconds }
}

interface Reader {
  readonly pattern: RegExp
  /** False: there is no such date. */
  take(reading: Reading, match: RegExpExecArray): boolean
}

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  sec: 1,
  second: 1,
  min: 60,
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
  fortnight: 1_209_600,
}

const READERS: readonly Reader[] = [
  {
    pattern: /^(\d{4})-(\d{1,2})-(\d{1,2})(?=$|[\sT])T?/,
    take(reading, [, year, month, day]) {
      const before = reading.days
      reading.days = daysOf(Number(year), Number(month), Number(day))
      const made = civilDate(reading.days)
      return before !== undefined && made.month === Number(month) && made.day === Number(day)
    },
  },
  {
    // What follows a time with a sign is its zone: `10:00 - 3 hours` is an hour later than ten in UTC-3.
    pattern:
      /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:\s*(Z|UTC|GMT)\b|\s*([-+])\s*(\d{1,2}?)(?::?(\d\d))?(?!\d))?(?=$|\s)/,
    take(reading, [, hour, minute, second = '0', fraction = '', , sign, zoneHour = '0', zoneMinute = '0']) {
      const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === '-' ? -60 : 60)
      reading.secondsOfDay = Number(hour) * 3_600 + Number(minute) * 60 + Number(second) - offset
      reading.nanoseconds = Number(fraction.slice(0, 9).padEnd(9, '0'))
      return Number(hour) < 24 && Number(minute) < 60 && Number(second) <= 60
    },
  },
  { pattern: /^(?:now|today)\b/i, take: () => true },
  {
    pattern: /^(yesterday|tomorrow)\b/i,
    take(reading, [word = '']) {
      reading.days += word.toLowerCase() === 'tomorrow' ? 1 : -1
      return true
    },
  },
  {
    pattern:
      /^(?:([-+]?)\s*(\d+)|(next|last))?\s*(sec|second|min|minute|hour|day|week|fortnight|month|year)s?\b(\s+ago\b)?/i,
    take(reading, [, sign, digits, word, unit = '', ago]) {
      const count = digits === undefined ? (word?.toLowerCase() === 'last' ? -1 : 1) : Number(digits)
      const signed = (sign === '-' ? -count : count) * (ago === undefined ? 1 : -1)
      const seconds = UNIT_SECONDS[unit.toLowerCase()]
      if (seconds === undefined) reading.months += signed * (unit.toLowerCase() === 'year' ? 12 : 1)
      else reading.secondsOfDay += signed * seconds
      return true
    },
  },
]
