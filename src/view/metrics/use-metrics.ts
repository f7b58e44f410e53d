import { startTransition, useEffect, useState } from 'react'
import { askAbout, QuestionDropped } from '../../store/engine.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { whenRunIsLeft } from '../../store/run-left.ts'
import type { MetricsRead } from '../../worker/questions/read-metrics.ts'
import type { TimeWindow } from './time-window.ts'

/** As many as a small chart has pixels for. */
const POINTS = 160
/** Wall time between two looks whether the run has gone on. */
const LOOK_MS = 500
/** Less is not drawn. */
const NEW_US = 250_000

/** What is known of the metrics in a window: again while more is being read, and as the run goes on. */
export function useMetrics({ fromUs, toUs }: TimeWindow): MetricsRead | null {
  const [read, setRead] = useState<MetricsRead | null>(null)
  useEffect(() => {
    let gone = false
    let known: MetricsRead | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      if (!gone && isStale(known)) {
        try {
          const answer = await askAbout({ type: 'readMetrics', fromUs, toUs, points: POINTS })
          if (gone) return
          known = answer
          // Drawing thirty charts may be put off for a frame of the picture.
          startTransition(() => setRead(answer))
        } catch (error) {
          // Another run was opened: the next look asks for its metrics.
          if (!(error instanceof QuestionDropped)) throw error
        }
      }
      if (!gone) timer = setTimeout(() => void look(), known !== null && known.knownUs < known.untilUs ? 0 : LOOK_MS)
    }
    // What is known is of a run that is no more.
    const stay = whenRunIsLeft(() => {
      known = null
    })
    void look()
    return () => {
      gone = true
      stay()
      clearTimeout(timer)
    }
  }, [fromUs, toUs])
  return read
}

function isStale(known: MetricsRead | null): boolean {
  if (known === null || known.knownUs < known.untilUs) return true
  const { latestUs, branchId } = usePlaybackStore.getState().playback
  return known.branchId !== branchId || latestUs - known.knownUs > NEW_US || latestUs < known.knownUs
}
