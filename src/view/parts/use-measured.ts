import { type RefObject, useLayoutEffect, useState } from 'react'

/** What `measure` makes of an element, kept true as its size changes; `unknown` until, and where, nothing can measure it. */
export function useMeasured<Size>(
  element: RefObject<HTMLElement | null>,
  unknown: Size,
  measure: (element: HTMLElement, known: Size) => Size,
): Size {
  const [size, setSize] = useState(unknown)
  useLayoutEffect(() => {
    const target = element.current
    if (target === null || typeof ResizeObserver === 'undefined') return
    const look = () => setSize((known) => measure(target, known))
    look()
    const observer = new ResizeObserver(look)
    observer.observe(target)
    return () => observer.disconnect()
  }, [element, measure])
  return size
}
