import { use, useEffect, useState } from 'react'
import type { ImageState } from '../../store/image-store.ts'
import { StageSource } from './stage-source.ts'

/** Words and numbers change at most this often; the canvas shows every frame. */
const INTERVAL_MS = 100

/** When any stage showed something: two beside one another take turns, so that no frame has to draw the HTML of both. */
let anyMs = Number.NEGATIVE_INFINITY

/**
 * The image for the stage's HTML: the first change shows at once, further ones at most ten times a second. Nobody
 * reads faster, and React stays out of the way of the animation.
 */
export function useStageImage(): ImageState {
  const source = use(StageSource)
  const [shown, setShown] = useState(source.getState)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let lastMs = Number.NEGATIVE_INFINITY
    const show = () => {
      timer = undefined
      lastMs = anyMs = performance.now()
      setShown(source.getState())
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
