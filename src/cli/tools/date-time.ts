/** Instants and durations as Kafka's tools read them, without Date. */
import { JavaException } from '../java-errors.ts'

/** `2021-04-27T09:25:52.000`, with an optional zone; without one it is UTC. Epoch milliseconds. */
export function parseDateTime(text: string): number {
  if (!text.includes('T')) {
    throw new JavaException(
      'java.text.ParseException',
      `java.text.ParseException: Error parsing timestamp. It does not contain a 'T' according to ISO8601 format`,
    )
  }
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(text)
  if (match === null)
    throw new JavaException('java.text.ParseException', `java.text.ParseException: Unparseable date: "${text}"`)
  const field = (index: number) => Number(match[index] ?? '0')
  const days = daysFromCivil(field(1), field(2), field(3))
  const ms = Number((match[7] ?? '0').padEnd(3, '0'))
  return days * 86_400_000 + field(4) * 3_600_000 + field(5) * 60_000 + field(6) * 1000 + ms - zoneOffsetMs(match[8])
}

function zoneOffsetMs(zone: string | undefined): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '')
  if (match === null) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3])
  return (match[1] === '-' ? -minutes : minutes) * 60_000
}

/** Howard Hinnant's `days_from_civil`: days since 1970-01-01. */
function daysFromCivil(year: number, month: number, day: number): number {
  const shiftedYear = month <= 2 ? year - 1 : year
  const era = Math.floor(shiftedYear / 400)
  const yearOfEra = shiftedYear - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** `P1DT2H3M4.5S` in milliseconds (java.time.Duration.parse). */
export function parseDuration(text: string): number {
  const match = /^([-+]?)P(?:([-+]?\d+)D)?(?:T(?:([-+]?\d+)H)?(?:([-+]?\d+)M)?(?:([-+]?\d+(?:\.\d+)?)S)?)?$/i.exec(text)
  if (match === null || /P$|T$/i.test(text))
    throw new JavaException('java.time.format.DateTimeParseException', 'Text cannot be parsed to a Duration')
  const part = (index: number) => Number(match[index] ?? '0')
  const ms = part(2) * 86_400_000 + part(3) * 3_600_000 + part(4) * 60_000 + Math.round(part(5) * 1000)
  return match[1] === '-' ? -ms : ms
}
