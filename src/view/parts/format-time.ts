/** Simulated time as people read it. Digits are the same in both languages. */

/** `00:12.480`; with hours from the first hour on: `1:00:12.480`. */
export function formatClock(us: number): string {
  const totalMs = Math.floor(Math.max(0, us) / 1_000)
  const hours = Math.floor(totalMs / 3_600_000)
  const minutes = Math.floor(totalMs / 60_000) % 60
  const seconds = Math.floor(totalMs / 1_000) % 60
  const clock = `${two(minutes)}:${two(seconds)}.${String(totalMs % 1_000).padStart(3, '0')}`
  return hours === 0 ? clock : `${hours}:${clock}`
}

/** `1/200×`, `1×`, `10×`. */
export function formatPace(pace: number): string {
  if (pace >= 1) return `${round(pace)}×`
  return `1/${round(1 / pace)}×`
}

/** `480 µs`, `12.5 ms`, `3 s`. */
export function formatDuration(us: number): string {
  if (Math.abs(us) < 1_000) return `${us} µs`
  if (Math.abs(us) < 1_000_000) return `${round(us / 1_000)} ms`
  return `${round(us / 1_000_000)} s`
}

/** `+0.25 ms`, `+71.3 ms`, `+9.02 s`: how much later than the first of a row of instants. */
export function formatSince(us: number): string {
  return us < 1_000_000 ? `+${(us / 1_000).toFixed(us < 10_000 ? 2 : 1)} ms` : `+${(us / 1_000_000).toFixed(2)} s`
}

/** `938 B`, `16.4 kB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

function round(value: number): string {
  return String(value >= 10 ? Math.round(value) : Math.round(value * 10) / 10)
}
