/** Wall time that passes only when a test says so. */
import type { HostClock } from '../worker/engine-parts.ts'

export interface ManualClock extends HostClock {
  /** Runs everything deferred, and what that defers. */
  settle(): void
  /** Runs so many deferred tasks and leaves the rest waiting. */
  turns(count: number): void
  advance(ms: number): void
  /** Every look at the clock takes this long from now on: work costs time. */
  costPerLookMs: number
}

/** A loop that never comes to rest is a bug, not a reason to hang. */
const MAX_TURNS = 200_000

export function manualClock(): ManualClock {
  let nowMs = 0
  const tasks: (() => void)[] = []
  const clock: ManualClock = {
    costPerLookMs: 0,
    nowMs: () => {
      nowMs += clock.costPerLookMs
      return nowMs
    },
    defer: (task) => void tasks.push(task),
    settle: () => {
      for (let turn = 0; tasks.length > 0; turn++) {
        if (turn === MAX_TURNS) throw new Error('the engine never comes to rest')
        tasks.shift()!()
      }
    },
    turns: (count) => {
      for (let turn = 0; turn < count; turn++) tasks.shift()?.()
    },
    advance: (ms) => {
      nowMs += ms
    },
  }
  return clock
}
