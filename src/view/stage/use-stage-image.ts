import { use, useEffect, useState } from 'react'
import type { ImageState } from '../../store/image-store.ts'
import { StageSource } from './stage-source.ts'

/** Words and numbers change at most this often; the canvas shows every frame. */
const INTERVAL_MS = 100

/** After so long a rest a change is shown whole: there is no motion whose frames it could take. */
const REST_MS = 250

/** When any stage showed something: two beside one another take turns, so that no frame has to draw the HTML of both. */
let anyMs = Number.NEGATIVE_INFINITY

export interface StageImage extends Pick<ImageState, 'image' | 'atUs'> {
  /** False while changes flow: each part of the stage may then wait for its turn (`use-in-turn.ts`). */
  readonly atOnce: boolean
}

/**
 * The image for the stage's HTML: the first change shows at once, further ones at most ten times a second. Nobody
 * reads faster, and React stays out of the way of the animation.
 */
export function useStageImage(): StageImage {
  const source = use(StageSource)
  const [shown, setShown] = useState<StageImage>(() => ({ ...instantOf(source.getState()), atOnce: true }))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let lastMs = Number.NEGATIVE_INFINITY
    const show = () => {
      timer = undefined
      const nowMs = performance.now()
      const atOnce = nowMs - lastMs > REST_MS
      lastMs = anyMs = nowMs
      setShown({ ...instantOf(source.getState()), atOnce })
    }
    const onChange = () => {
      if (timer !== undefined) return
      const waitMs = Math.max(lastMs + INTERVAL_MS, anyMs + INTERVAL_MS / 2) - performance.now()
      if (waitMs <= 0) show()
      else timer = setTimeout(show, waitMs)
    }
    show()
    const forget = source.subscribe(onChange)
    return () => {
      forget()
      clearTimeout(timer)
    }
  }, [source])
  return shown
}

function instantOf({ image, atUs }: ImageState): Pick<ImageState, 'image' | 'atUs'> {
  return { image, atUs }
}
