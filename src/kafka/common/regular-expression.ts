/** Counterpart: com.google.re2j.Pattern, by which brokers match names. */
import { refuseRegex } from './re2-syntax.ts'

/** Matches whole texts; null where the pattern is none, to RE2 or to the language this runs in. */
export function wholeMatchOf(pattern: string): RegExp | null {
  if (refuseRegex(pattern) !== null) return null
  try {
    return new RegExp(`^(?:${pattern})$`)
  } catch {
    return null
  }
}
