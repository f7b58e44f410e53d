import { useEffect, useRef, useState } from 'react'
import { useImageStore } from '../../store/image-store.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import type { TimedHappening } from '../../worker/port.ts'

export type Election = TimedHappening & {
  readonly body: Extract<TimedHappening['body'], { type: 'LeaderElected' }>
}

/** Long enough to be read; while paused it stays. */
const SHOWN_MS = 6_000

/** Elections of the last seconds of wall time that took leadership from a broker; none after a seek. */
export function useRecentElections(): readonly Election[] {
  const happenings = useImageStore((state) => state.happenings)
  const playing = usePlaybackStore((state) => state.playback.state === 'playing')
  const seen = useRef({ newestId: -1, atUs: 0 })
  const [recent, setRecent] = useState<readonly Election[]>([])

  useEffect(() => {
    const newest = happenings[happenings.length - 1]
    const before = seen.current
    seen.current = { newestId: newest?.id ?? -1, atUs: newest?.atUs ?? 0 }
    if (newest === undefined || newest.atUs < before.atUs || before.newestId === -1) {
      setRecent([])
      return
    }
    const fresh: Election[] = []
    for (let i = happenings.length - 1; i >= 0 && happenings[i]!.id > before.newestId; i--) {
      const happening = happenings[i]!
      if (happening.body.type === 'LeaderElected' && happening.body.from !== -1) fresh.unshift(happening as Election)
    }
    // One failure elects many leaders; what belongs together is shown together.
    if (fresh.length > 0)
      setRecent((known) => [...known.filter((old) => fresh[0]!.atUs - old.atUs < 1_000_000), ...fresh])
  }, [happenings])

  useEffect(() => {
    if (recent.length === 0 || !playing) return
    const timer = setTimeout(() => setRecent([]), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [recent, playing])
  return recent
}
