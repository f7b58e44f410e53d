const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Thirty thousand years: longer than any run. */
const LONGEST_MS = 1_000_000_000_000_000

/** `5`, `0.5`, `10s`, `2m` as coreutils read them, in milliseconds; null when it is none. */
export function durationMs(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?|\.\d+)([smhd]?)$/.exec(text)
  return match === null
    ? null
    : Math.min(LONGEST_MS, Math.round(Number(match[1]) * (UNITS[match[2] === '' ? 's' : (match[2] ?? 's')] ?? 1000)))
}
