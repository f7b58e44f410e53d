import { type RefObject, useLayoutEffect, useState } from 'react'

/** Used until the element has been measured, and where nothing can measure it. */
const UNKNOWN = { width: 1_280, height: 640 }

/** The element's inner size in whole CSS pixels, kept true as it changes. */
export function useStageSize(element: RefObject<HTMLElement | null>): {
  readonly width: number
  readonly height: number
} {
  const [size, setSize] = useState(UNKNOWN)
  useLayoutEffect(() => {
    const target = element.current
    if (target === null || typeof ResizeObserver === 'undefined') return
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = target
      if (width > 0 && height > 0)
        setSize((known) => (known.width === width && known.height === height ? known : { width, height }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(target)
    return () => observer.disconnect()
  }, [element])
  return size
}
