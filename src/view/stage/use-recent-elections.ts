import { useEffect, useState } from 'react'
import { useImageStore } from '../../store/image-store.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import type { TimedHappening } from '../../worker/port.ts'
import { isInternal } from '../painting/key-palette.ts'
import { useStageView } from './stage-view-store.ts'

export type Election = TimedHappening & {
  readonly body: Extract<TimedHappening['body'], { type: 'LeaderElected' }>
}

/** Long enough to be read; while paused it stays. */
const SHOWN_MS = 6_000
/** One failure elects many leaders; what belongs together is shown together. */
const TOGETHER_US = 1_000_000

const none: readonly Election[] = []

/** Elections of the last seconds of wall time that took leadership from a broker; none after a seek. */
export function useRecentElections(): readonly Election[] {
  const playing = usePlaybackStore((state) => state.playback.state === 'playing')
  const [recent, setRecent] = useState(none)

  // Not a selector: happenings come with most frames, and the stage should wake for elections only.
  useEffect(() => {
    let seen = newestOf(useImageStore.getState().happenings)
    return useImageStore.subscribe(({ happenings }, before) => {
      if (happenings === before.happenings) return
      const newest = newestOf(happenings)
      const rewound = newest.atUs < seen.atUs || seen.id === 0
      const fresh = rewound ? none : electionsSince(happenings, seen.id)
      seen = newest
      if (rewound) setRecent(none)
      else if (fresh.length > 0) setRecent((known) => [...known.filter((old) => isTogether(old, fresh)), ...fresh])
    })
  }, [])

  useEffect(() => {
    if (recent.length === 0 || !playing) return
    const timer = setTimeout(() => setRecent(none), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [recent, playing])
  return recent
}

function newestOf(happenings: readonly TimedHappening[]): { readonly id: number; readonly atUs: number } {
  return happenings[happenings.length - 1] ?? { id: 0, atUs: 0 }
}

function electionsSince(happenings: readonly TimedHappening[], id: number): readonly Election[] {
  const fresh: Election[] = []
  const { showInternal } = useStageView.getState()
  for (let i = happenings.length - 1; i >= 0 && happenings[i]!.id > id; i--) {
    const happening = happenings[i]!
    const { body } = happening
    if (body.type !== 'LeaderElected' || !isChangeOfLeader(body)) continue
    // Kafka's fifty partitions for offsets would drown out the three that somebody is watching.
    if (showInternal || !isInternal(body.topicPartition)) fresh.unshift(happening as Election)
  }
  return fresh
}

/** The first leader of a new partition comes with its topic, and one that is yet to be elected is nobody. */
function isChangeOfLeader({ from, leaderEpoch, election }: Election['body']): boolean {
  return election !== 'pending' && (from !== -1 || leaderEpoch > 0)
}

function isTogether(old: Election, fresh: readonly Election[]): boolean {
  return fresh[0]!.atUs - old.atUs < TOGETHER_US
}
