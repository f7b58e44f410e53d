import { useEffect, useRef } from 'react'

/** A press counts at once; held for longer, it counts again at this rhythm. */
const HELD_AFTER_MS = 450
const AGAIN_EVERY_MS = 220

/** Handlers for a button that acts when pressed and, held down, again and again. */
export function useHeldDown(act: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const held = useRef(false)
  const stop = () => {
    if (timer.current !== null) clearTimeout(timer.current)
    timer.current = null
  }
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current)
    },
    [],
  )
  const again = () => {
    held.current = true
    act()
    timer.current = setTimeout(again, AGAIN_EVERY_MS)
  }
  return {
    onPointerDown: () => {
      stop()
      held.current = false
      timer.current = setTimeout(again, HELD_AFTER_MS)
    },
    onPointerUp: stop,
    onPointerLeave: stop,
    onPointerCancel: stop,
    // The click that ends a long press is no further step; Enter held down clicks again by itself.
    onClick: () => {
      if (!held.current) act()
      held.current = false
    },
  }
}
