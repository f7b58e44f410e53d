import { useEffect, useState } from 'react'
import { type ImageState, useImageStore } from '../../store/image-store.ts'

/** Words and numbers change at most this often; the canvas shows every frame. */
const INTERVAL_MS = 100

/**
 * The image for the stage's HTML: the first change shows at once, further ones at most ten times a second. Nobody
 * reads faster, and React stays out of the way of the animation.
 */
export function useStageImage(): ImageState {
  const [shown, setShown] = useState(useImageStore.getState)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let lastMs = Number.NEGATIVE_INFINITY
    const show = () => {
      timer = undefined
      lastMs = performance.now()
      setShown(useImageStore.getState())
    }
    const onChange = () => {
      if (timer !== undefined) return
      const waitMs = lastMs + INTERVAL_MS - performance.now()
      if (waitMs <= 0) show()
      else timer = setTimeout(show, waitMs)
    }
    show()
    const forget = useImageStore.subscribe(onChange)
    return () => {
      forget()
      clearTimeout(timer)
    }
  }, [])
  return shown
}
