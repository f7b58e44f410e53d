import { useEffect, useRef, useState } from 'react'
import { askAbout } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { useStories } from '../../store/told-stories.ts'
import type { AnswerTo } from '../../worker/questions/registry.ts'

export type Diagram = AnswerTo<'readSpaceTime'>

/** While the run plays a new stretch is asked for this often, in wall time. */
const FOLLOW_MS = 600
/** Of a stretch around an instant this much lies before it. */
const BEFORE = 0.6

export interface Stretch {
  readonly fromUs: number
  readonly toUs: number
}

interface Shown {
  readonly diagram: Diagram | null
  /** The moment it is about, in place of the playhead; null: it is about the playhead. */
  readonly momentUs: number | null
  toPlayhead(): void
}

/**
 * What is drawn: playing, the stretch that ends at the playhead; standing still, the one around it, as far as the run has
 * been lived. Whoever opens the diagram while nothing is going on sees what was told last instead.
 */
export function useDiagram(spanMs: number, control: boolean): Shown {
  const [diagram, setDiagram] = useState<Diagram | null>(null)
  const playing = usePlaybackStore(({ playback }) => playback.state === 'playing')
  const standsAtUs = useImageStore((state) => (playing ? -1 : state.atUs))
  const [opened, setOpened] = useState(() => ({ standsAtUs, momentUs: lastMomentUs(standsAtUs) }))
  const momentUs = standsAtUs === opened.standsAtUs && !playing ? opened.momentUs : null
  const known = useRef<{ readonly spanMs: number; readonly stretch: Stretch } | null>(null)
  useEffect(() => {
    let wanted = true
    let timer = 0
    const ask = async () => {
      const nowUs = playing ? useImageStore.getState().atUs : standsAtUs
      const stretch = stretchToShow({ nowUs, playing, momentUs, spanMs, known: known.current })
      // A question that gave way to a newer one is no trouble.
      const answer = await askAbout({ type: 'readSpaceTime', ...stretch, control }).catch(() => null)
      if (!wanted) return
      if (answer !== null) {
        known.current = { spanMs, stretch }
        setDiagram(answer)
      }
      if (playing) timer = window.setTimeout(() => void ask(), FOLLOW_MS)
    }
    void ask()
    return () => {
      wanted = false
      window.clearTimeout(timer)
    }
  }, [spanMs, control, playing, standsAtUs, momentUs])
  const toPlayhead = () => {
    known.current = null
    setOpened({ standsAtUs, momentUs: null })
  }
  return { diagram, momentUs, toPlayhead }
}

interface Asked {
  readonly nowUs: number
  readonly playing: boolean
  readonly momentUs: number | null
  readonly spanMs: number
  readonly known: { readonly spanMs: number; readonly stretch: Stretch } | null
}

/** The stretch to ask for. */
function stretchToShow({ nowUs, playing, momentUs, spanMs, known }: Asked): Stretch {
  const { beginsAtUs, playback } = usePlaybackStore.getState()
  const spanUs = spanMs * 1_000
  if (!playing && momentUs === null && known !== null && known.spanMs === spanMs) {
    const { stretch } = known
    // Who goes to something in the picture looks at it there.
    if (nowUs >= stretch.fromUs && nowUs <= stretch.toUs) return stretch
  }
  const aboutUs = momentUs ?? nowUs
  const latestUs = Math.max(playback.latestUs, nowUs)
  const toUs = playing ? nowUs : Math.min(latestUs, Math.round(aboutUs + spanUs * (1 - BEFORE)))
  return { fromUs: Math.max(beginsAtUs, toUs - spanUs), toUs }
}

/** When something was told last before that. */
function lastMomentUs(standsAtUs: number): number | null {
  const beats = useStories.getState().stories.flatMap((story) => story.beats)
  const past = beats.map(({ atUs }) => atUs).filter((atUs) => atUs <= standsAtUs)
  return past.length === 0 ? null : Math.max(...past)
}
