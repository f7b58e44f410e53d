import { weighedCopyOf } from './copy-world.ts'
import type { World } from './world.ts'

/** A world as it was straight after an event, and never changed since: whoever wants to run on from it copies it. */
export interface Checkpoint {
  readonly world: World
  readonly afterEvents: number
  readonly atUs: number
  /** Entries of the journal applied so far. */
  readonly commands: number
  readonly bytes: number
}

/** At a million events a second, a replay of this many takes 2 ms. */
const MIN_INTERVAL_EVENTS = 2_000
/** 10 ms of replay: with a copy of 5 ms, a seek is within 20 ms. */
const MAX_INTERVAL_EVENTS = 10_000
/** Copying takes about a nanosecond a byte, and should cost at most a seventh of the run. */
const BYTES_PER_INTERVAL_EVENT = 150

/** The checkpoints of one branch, oldest first; the first is the beginning and is never dropped. */
export class Checkpoints {
  private items: readonly Checkpoint[]

  constructor(items: readonly Checkpoint[]) {
    this.items = items
  }

  get bytes(): number {
    return this.items.reduce((sum, item) => sum + item.bytes, 0)
  }

  get count(): number {
    return this.items.length
  }

  /** The latest one at or before that many events. */
  latestByEvents(afterEvents: number): Checkpoint {
    return this.items[this.indexByEvents(afterEvents)] as Checkpoint
  }

  /** The latest one at or before that instant. */
  latestByTime(atUs: number): Checkpoint {
    return this.items[lastWhere(this.items, (item) => item.atUs <= atUs)] as Checkpoint
  }

  /** After how many events the next one is wanted by someone who runs on from `afterEvents`; always later than that. */
  nextWantedAt(afterEvents: number): number {
    const index = this.indexByEvents(afterEvents)
    const before = this.items[index] as Checkpoint
    const interval = clamp(Math.round(before.bytes / BYTES_PER_INTERVAL_EVENT))
    const wanted = before.afterEvents + interval
    const after = this.items[index + 1]
    // One just ahead makes another here superfluous.
    if (after !== undefined && after.afterEvents < wanted + interval / 2) return after.afterEvents
    return wanted > afterEvents ? wanted : afterEvents + interval
  }

  /**
   * Takes a checkpoint, unless there is one or one in the middle would only push out its neighbours. When the budget
   * is exceeded, those go that leave the smallest gaps, so that what remains is evenly spread.
   */
  take(world: World, commands: number, budgetBytes: number): void {
    const index = this.indexByEvents(world.executedEvents)
    const before = this.items[index] as Checkpoint
    if (before.afterEvents === world.executedEvents) return
    const atFrontier = index === this.items.length - 1
    if (!atFrontier && this.bytes + before.bytes > budgetBytes) return
    const copy = weighedCopyOf(world)
    const taken = { ...copy, afterEvents: world.executedEvents, atUs: world.nowUs, commands }
    const items = [...this.items.slice(0, index + 1), taken, ...this.items.slice(index + 1)]
    let bytes = items.reduce((sum, item) => sum + item.bytes, 0)
    while (bytes > budgetBytes && items.length > 2) bytes -= removeMostSuperfluous(items)
    this.items = items
  }

  /** Those of a history that goes another way after that many events. */
  upTo(afterEvents: number): Checkpoints {
    return new Checkpoints(this.items.slice(0, this.indexByEvents(afterEvents) + 1))
  }

  /** Keeps the beginning, and the last one if asked. */
  forgetMost(keepLast: boolean): void {
    const last = this.items.length - 1
    this.items = this.items.filter((_, index) => index === 0 || (keepLast && index === last))
  }

  private indexByEvents(afterEvents: number): number {
    return lastWhere(this.items, (item) => item.afterEvents <= afterEvents)
  }
}

function removeMostSuperfluous(items: Checkpoint[]): number {
  let best = 1
  let bestGap = Infinity
  for (let i = 1; i < items.length - 1; i++) {
    const gap = (items[i + 1] as Checkpoint).afterEvents - (items[i - 1] as Checkpoint).afterEvents
    if (gap >= bestGap) continue
    best = i
    bestGap = gap
  }
  return items.splice(best, 1)[0]?.bytes ?? 0
}

function clamp(interval: number): number {
  return Math.min(MAX_INTERVAL_EVENTS, Math.max(MIN_INTERVAL_EVENTS, interval))
}

/** Index of the last item for which it holds, where it holds for a first stretch and then no more; the first at least. */
export function lastWhere<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0
  let high = items.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (holds(items[middle] as T)) low = middle
    else high = middle
  }
  return low
}
