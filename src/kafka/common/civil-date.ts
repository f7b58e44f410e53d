/** Dates by arithmetic on the civil calendar, since engine code may not ask Date. */

const WEEKDAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** java.util.Date.toString in UTC: `Mon Mar 02 00:00:00 UTC 2026`. */
export function javaDate(epochMs: number): string {
  const days = Math.floor(epochMs / 86_400_000)
  const seconds = Math.floor((epochMs - days * 86_400_000) / 1_000)
  const { year, month, day } = civilDate(days)
  const two = (value: number) => String(value).padStart(2, '0')
  const time = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':')
  return `${WEEKDAYS[((days % 7) + 7) % 7]} ${MONTHS[month - 1]} ${two(day)} ${time} UTC ${year}`
}

/** `2026-03-02 00:00:01,000` in UTC. */
export function formatWallClock(epochMs: number): string {
  const days = Math.floor(epochMs / 86_400_000)
  const msOfDay = epochMs - days * 86_400_000
  const { year, month, day } = civilDate(days)
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(msOfDay / 3_600_000)
  const minutes = Math.floor(msOfDay / 60_000) % 60
  const seconds = Math.floor(msOfDay / 1000) % 60
  return `${year}-${two(month)}-${two(day)} ${two(hours)}:${two(minutes)}:${two(seconds)},${String(msOfDay % 1000).padStart(3, '0')}`
}

/** Days since 1970-01-01 to a date; the era arithmetic is Howard Hinnant's `civil_from_days`. */
export function civilDate(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day }
}
