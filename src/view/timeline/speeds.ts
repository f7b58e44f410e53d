/** The speeds offered: simulated time per wall time, slowest first. */
export const speeds: readonly number[] = [
  1 / 1000,
  1 / 500,
  1 / 200,
  1 / 100,
  1 / 50,
  1 / 20,
  1 / 10,
  1 / 5,
  1 / 2,
  1,
  2,
  5,
  10,
  20,
  50,
  100,
]

/** Index of the offered speed nearest to `speed`, by ratio. */
export function nearestSpeedIndex(speed: number): number {
  let best = 0
  for (let i = 1; i < speeds.length; i++) {
    if (ratio(speeds[i]!, speed) < ratio(speeds[best]!, speed)) best = i
  }
  return best
}

/** The offered speed `steps` further on, at most the fastest and at least the slowest. */
export function neighbourSpeed(speed: number, steps: number): number {
  const index = nearestSpeedIndex(speed) + steps
  return speeds[Math.min(speeds.length - 1, Math.max(0, index))]!
}

function ratio(a: number, b: number): number {
  return a > b ? a / b : b / a
}
