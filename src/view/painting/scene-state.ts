/**
 * What the picture remembers from frame to frame that the cluster does not: which cells are new, which messages broke
 * off on their way, which logs were cut. None of it feeds back into the run.
 */
import type { ClusterImage, InFlightMessage, ReplicaImage } from '../../kafka/observe/cluster-image.ts'
import type { TimedHappening } from '../../worker/port.ts'
import { Glides } from './easing.ts'
import { isInternal, keyPalette } from './key-palette.ts'

/** What the stores hold at one instant. */
export interface SceneFrame {
  readonly image: ClusterImage
  readonly inFlight: readonly InFlightMessage[]
  readonly atUs: number
  readonly happenings: readonly TimedHappening[]
  readonly ready: boolean
}

export interface BrokenMessage {
  readonly message: InFlightMessage
  /** How far it had come. */
  readonly progress: number
  readonly untilMs: number
}

/** Wall time in which a new cell fades in. */
export const APPEND_MS = 240
/** More at once in one log nobody watches appear, and a log of cells that are all still pale cannot be read. */
const MOST_FADING = 4
const BROKEN_MS = 1_600
const MAX_BROKEN = 60
/** Where a log was cut stays marked this long, in simulated time: long enough to be found after a failover. */
const CUT_SHOWN_US = 30_000_000

/** A log that ended at `fromOffset` was cut back to `toOffset`. */
export interface Cut {
  readonly fromOffset: number
  readonly toOffset: number
}

interface Arrivals {
  /** Log end offset when last looked at. */
  end: number
  readonly fresh: { offset: number; atMs: number }[]
}

export class SceneState {
  readonly glides = new Glides()
  broken: BrokenMessage[] = []
  /** The last cut of each replica that was cut lately. */
  cuts = new Map<string, Cut>()

  private frame: SceneFrame | null = null
  private readonly arrivals = new Map<string, Arrivals>()
  private freshUntilMs = 0

  /** Takes over a new frame. Going back in time, or a new run, starts the memory afresh. */
  absorb(next: SceneFrame, nowMs: number): void {
    const before = this.frame
    if (before === next) return
    this.frame = next
    const rewound = before === null || next.atUs < before.atUs || !next.ready
    if (!next.ready) keyPalette.clear()
    if (rewound) this.forget()
    if (before?.image.producers !== next.image.producers) keyPalette.learnFromProducers(next.image)
    if (before === null || before.image.replicas !== next.image.replicas) {
      if (rewound) keyPalette.learn(next.image)
      this.noticeAppends(next.image, before?.image ?? null, rewound ? null : nowMs)
    }
    if (!rewound) this.noticeBroken(before, next, nowMs)
    if (rewound || before.happenings !== next.happenings) this.cuts = latestCuts(next)
  }

  /** 0 to 1: how much of a cell has appeared. */
  presence(replicaId: string, offset: number, nowMs: number): number {
    const fresh = this.arrivals.get(replicaId)?.fresh
    if (fresh === undefined || fresh.length === 0) return 1
    for (const arrival of fresh) if (arrival.offset === offset) return Math.min(1, (nowMs - arrival.atMs) / APPEND_MS)
    return 1
  }

  /** True while a cell is still appearing or a broken message is still on show. */
  isMoving(nowMs: number): boolean {
    if (this.broken.length > 0) this.broken = this.broken.filter((broken) => broken.untilMs > nowMs)
    return nowMs < this.freshUntilMs || this.broken.length > 0
  }

  private forget(): void {
    this.arrivals.clear()
    this.broken = []
  }

  private noticeAppends(image: ClusterImage, before: ClusterImage | null, nowMs: number | null): void {
    for (const replica of image.replicas.values()) {
      if (before?.replicas.get(replica.id) === replica) continue
      const arrivals = this.arrivals.get(replica.id)
      if (arrivals === undefined) this.arrivals.set(replica.id, { end: replica.logEndOffset, fresh: [] })
      else this.noticeAppendsTo(replica, arrivals, nowMs)
    }
  }

  private noticeAppendsTo(replica: ReplicaImage, arrivals: Arrivals, nowMs: number | null): void {
    const { logEndOffset } = replica
    if (!isInternal(replica.topic)) learnKeys(replica, arrivals.end)
    if (nowMs !== null && logEndOffset > arrivals.end) {
      while (arrivals.fresh.length > 0 && arrivals.fresh[0]!.atMs + APPEND_MS < nowMs) arrivals.fresh.shift()
      // What comes on top of that is simply there.
      if (arrivals.fresh.length + logEndOffset - arrivals.end <= MOST_FADING) {
        for (let offset = arrivals.end; offset < logEndOffset; offset++) arrivals.fresh.push({ offset, atMs: nowMs })
        this.freshUntilMs = Math.max(this.freshUntilMs, nowMs + APPEND_MS)
      }
    }
    arrivals.end = logEndOffset
  }

  /** A message that is gone before its time broke off where it was: its link was cut, or an end of it died. */
  private noticeBroken(before: SceneFrame, next: SceneFrame, nowMs: number): void {
    if (before.inFlight === next.inFlight || before.inFlight.length === 0) return
    const still = new Set<number>()
    for (const message of next.inFlight) still.add(message.id)
    for (const message of before.inFlight) {
      if (message.arrivesAtUs <= next.atUs || message.held || still.has(message.id)) continue
      if (this.broken.length >= MAX_BROKEN) return
      const duration = Math.max(1, message.arrivesAtUs - message.sentAtUs)
      const progress = Math.min(0.9, Math.max(0.1, (next.atUs - message.sentAtUs) / duration))
      this.broken.push({ message, progress, untilMs: nowMs + BROKEN_MS })
    }
  }
}

/** The keys of records at and after `from`, in the order in which they were appended. */
function learnKeys({ cells }: ReplicaImage, from: number): void {
  let first = cells.length
  while (first > 0 && cells[first - 1]!.offset >= from) first--
  for (let i = first; i < cells.length; i++) keyPalette.markOf(cells[i]!.key)
}

function latestCuts(frame: SceneFrame): Map<string, Cut> {
  const cuts = new Map<string, Cut>()
  for (let i = frame.happenings.length - 1; i >= 0; i--) {
    const { atUs, body } = frame.happenings[i]!
    if (atUs < frame.atUs - CUT_SHOWN_US) break
    if (body.type !== 'LogTruncated' || atUs > frame.atUs) continue
    const replica = `${body.topicPartition}@${body.broker}`
    if (!cuts.has(replica)) cuts.set(replica, body)
  }
  return cuts
}
