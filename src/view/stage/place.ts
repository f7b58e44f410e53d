import type { CSSProperties } from 'react'
import type { Rect } from '../layout/geometry.ts'

/** Puts an element where the layout says, relative to `origin` (its parent's own place). */
export function place(box: Rect, origin: { readonly x: number; readonly y: number } = { x: 0, y: 0 }): CSSProperties {
  return { left: box.x - origin.x, top: box.y - origin.y, width: box.width, height: box.height }
}
