/**
 * Counterpart: com.google.re2j.Pattern, by which brokers match names. It knows no look-around and no references to groups.
 */
const UNKNOWN_TO_RE2 = /^(?:[^\\]|\\.)*?(?:\(\?(?:=|!|<[=!])|\\[1-9])/

/** Matches whole texts; null where the pattern is none. */
export function wholeMatchOf(pattern: string): RegExp | null {
  if (UNKNOWN_TO_RE2.test(pattern)) return null
  try {
    // By itself first: what closes a group that it never opened would close the one around it.
    new RegExp(pattern)
    return new RegExp(`^(?:${pattern})$`)
  } catch {
    return null
  }
}
