/**
 * The metrics of each branch as far as they have been read: a copy of the world lives through the history once, beside the
 * timeline on screen, and goes on from where it stood when there is more. What is known is never read again; a branch that
 * leaves another takes over what both share.
 */
import type { Replay } from '../../engine/replay.ts'
import type { ClusterSpec, Command } from '../../kafka/cluster/commands.ts'
import { activeBranchId, type RunTimeline } from '../run-timeline.ts'
import { type Column, readAt } from './column.ts'
import { METRICS, type MetricId } from './registry.ts'
import { Sampler } from './sampler.ts'

/** A quarter of a second of simulated time: an election is seen, and a second of it is a rate. */
export const STRETCH_US = 250_000
/** From so many on, values stand for twice as long: an hour is as good as a minute. Even. */
const MOST_STRETCHES = 8_192

const histories = new WeakMap<RunTimeline, Map<string, MetricsHistory>>()

/** Of the active branch. */
export function metricsHistoryOf(timeline: RunTimeline): MetricsHistory {
  const known = histories.get(timeline) ?? new Map<string, MetricsHistory>()
  histories.set(timeline, known)
  const id = activeBranchId(timeline)
  let history = known.get(id)
  if (history === undefined) {
    history = new MetricsHistory(timeline, id, samplerOfFork(timeline, id, known))
    known.set(id, history)
  }
  return history
}

/** What the branch it leaves knows of the time before; nothing where that was never read. */
function samplerOfFork(timeline: RunTimeline, id: string, known: ReadonlyMap<string, MetricsHistory>): Sampler {
  const branch = timeline.branches().find((each) => String(each.id) === id)
  const parent = known.get(String(branch?.parentId ?? ''))
  if (branch === undefined || parent === undefined) return new Sampler(STRETCH_US)
  return parent.sampler.forkedBefore(stretchesBefore(timeline, branch.forkedAt.atUs, parent.sampler.stretchUs))
}

/** Complete ones. One that ends at that very instant is not, as a command may still be given there. */
function stretchesBefore(timeline: RunTimeline, atUs: number, stretchUs: number): number {
  return Math.max(0, Math.ceil((atUs - timeline.beginsAtUs) / stretchUs) - 1)
}

export class MetricsHistory {
  readonly sampler: Sampler
  readonly #timeline: RunTimeline
  readonly #branchId: number
  #replay: Replay<ClusterSpec, Command> | null = null
  /** Whether the replay has come to where the sampler goes on. */
  #arrived = false
  #commands = -1
  /** What was read of each series, for each so many stretches: what is known does not change. */
  #read: { every: number; stretchUs: number; readonly series: Map<string, number[]> } = {
    every: 0,
    stretchUs: 0,
    series: new Map(),
  }

  constructor(timeline: RunTimeline, branchId: string, sampler: Sampler) {
    this.#timeline = timeline
    this.#branchId = Number(branchId)
    this.sampler = sampler
  }

  /** Simulated microseconds up to which everything is known. */
  get knownUs(): number {
    return this.#timeline.beginsAtUs + this.sampler.stretches * this.sampler.stretchUs
  }

  /** The values of a metric, all series together or one of them, for each `every` stretches from the beginning on. */
  values(id: MetricId, label: string | null, every: number): readonly number[] {
    const { stretchUs, stretches } = this.sampler
    if (this.#read.every !== every || this.#read.stretchUs !== stretchUs)
      this.#read = { every, stretchUs, series: new Map() }
    const { series } = this.#read
    const key = label === null ? id : `${id} ${label}`
    const values = series.get(key) ?? []
    series.set(key, values)
    const last = Math.floor(stretches / every)
    if (values.length >= last) return values
    const { kind, together } = METRICS[id]
    const columns = this.#columns(id, label)
    while (values.length < last)
      values.push(readAt({ columns, kind, together, stretchUs }, (values.length + 1) * every - 1, every))
    return values
  }

  #columns(id: MetricId, label: string | null): readonly Column[] {
    const columns = this.sampler.columnsOf(id)
    return label === null ? columns : columns.filter((column) => column.label === label)
  }

  /** How many events were run towards that instant, about `budget` of them; 0: it is known up to there. */
  step(untilUs: number, budget: number): number {
    const wanted = stretchesBefore(this.#timeline, untilUs, this.sampler.stretchUs)
    if (this.sampler.stretches >= wanted) return 0
    const replay = this.#replayHere()
    const before = replay.position.afterEvents
    if (!this.#arrived && replay.step(budget) === 'budget') return budget
    if (!this.#arrived) this.#arrive(replay)
    while (this.sampler.stretches < wanted && replay.position.afterEvents - before < budget) {
      replay.extendTo({ atUs: this.knownUs + this.sampler.stretchUs })
      // Never left in the middle of a stretch, which would be half told. The longest is a few thousand events.
      replay.step(Number.MAX_SAFE_INTEGER)
      this.sampler.endStretch(replay.world)
      if (this.sampler.stretches >= MOST_STRETCHES) {
        this.sampler.halve()
        break
      }
    }
    return Math.max(1, replay.position.afterEvents - before)
  }

  /** A replay knows the commands that there were when it began. */
  #replayHere(): Replay<ClusterSpec, Command> {
    const { commands = 0 } = this.#timeline.branches().find(({ id }) => id === this.#branchId) ?? {}
    if (this.#replay !== null && commands === this.#commands) return this.#replay
    const here = { atUs: this.knownUs }
    this.#replay = this.#timeline.replay({ from: here, to: here }, this.sampler, this.#branchId)
    this.#commands = commands
    this.#arrived = false
    return this.#replay
  }

  #arrive({ world }: Replay<ClusterSpec, Command>): void {
    this.#arrived = true
    if (this.sampler.stretches === 0) this.sampler.beginAt(world)
  }
}
