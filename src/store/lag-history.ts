/** How far consumer groups were behind over the last simulated minute, as far as it was watched. */
import { create } from 'zustand'
import type { GroupImage } from '../kafka/observe/cluster-image.ts'
import { useImageStore } from './image-store.ts'
import { usePlaybackStore } from './playback-store.ts'

export interface LagSample {
  /** Simulated microseconds. */
  readonly atUs: number
  /** Records between what is committed and the logs' ends, all partitions together. */
  readonly lag: number
  /** False while the group rebalances or has no members. */
  readonly stable: boolean
  /** Nothing was watched for a while before it: the reader went to another instant. */
  readonly afterGap: boolean
}

/** Simulated microseconds that are kept. */
export const LAG_WINDOW_US = 60_000_000
const SAMPLE_EVERY_US = 100_000
/** At the fastest pace two frames are less than two simulated seconds apart. */
const GAP_US = 4_000_000

type History = ReadonlyMap<string, readonly LagSample[]>

/** Oldest first, by group. */
export const useLagHistory = create<{ readonly samples: History }>()(() => ({ samples: new Map() }))

/** Watches the run on show until the returned function is called. */
export function keepLagHistory(): () => void {
  let lastUs = -1
  let branchId = ''
  const look = () => {
    const { image, atUs, ready } = useImageStore.getState()
    const shownBranch = usePlaybackStore.getState().playback.branchId
    const back = !ready || atUs < lastUs || shownBranch !== branchId
    if (!back && atUs - lastUs < SAMPLE_EVERY_US) return
    const { samples } = useLagHistory.getState()
    const known = back ? before(samples, ready ? Math.min(atUs, sharedUntilUs(branchId, shownBranch)) : -1) : samples
    branchId = shownBranch
    lastUs = ready ? atUs : -1
    useLagHistory.setState({ samples: ready ? withSamples(known, image.groups, atUs) : known })
  }
  look()
  return useImageStore.subscribe(look)
}

/** A fork has its past in common with the branch it came from; of any other branch nothing is known here. */
function sharedUntilUs(from: string, to: string): number {
  if (from === to) return Number.POSITIVE_INFINITY
  const branch = usePlaybackStore.getState().branches.find(({ id }) => id === to)
  return branch?.parentId === from ? branch.forkedAtUs : -1
}

function before(history: History, untilUs: number): History {
  const kept = new Map<string, readonly LagSample[]>()
  for (const [groupId, samples] of history) {
    const earlier = samples.filter(({ atUs }) => atUs < untilUs)
    if (earlier.length > 0) kept.set(groupId, earlier)
  }
  return kept
}

function withSamples(history: History, groups: ReadonlyMap<string, GroupImage>, atUs: number): History {
  const next = new Map<string, readonly LagSample[]>()
  for (const [groupId, { lag, state }] of groups) {
    const samples = history.get(groupId) ?? []
    const first = samples.findIndex((sample) => sample.atUs >= atUs - LAG_WINDOW_US)
    const newest = samples[samples.length - 1]
    const afterGap = newest !== undefined && atUs - newest.atUs > GAP_US
    next.set(groupId, [
      ...(first < 0 ? [] : samples.slice(first)),
      { atUs, lag: Math.max(0, lag), stable: state === 'Stable', afterGap },
    ])
  }
  return next
}
