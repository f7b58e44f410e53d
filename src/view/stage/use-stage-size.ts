import type { RefObject } from 'react'
import { useMeasured } from '../parts/use-measured.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** Used until the element has been measured, and where nothing can measure it. */
const UNKNOWN: Size = { width: 1_280, height: 640 }

/** The element's inner size in whole CSS pixels, kept true as it changes. */
export function useStageSize(element: RefObject<HTMLElement | null>): Size {
  return useMeasured(element, UNKNOWN, innerSize)
}

/** The same object while nothing changed, or where the element is not shown. */
function innerSize({ clientWidth: width, clientHeight: height }: HTMLElement, known: Size): Size {
  if (width <= 0 || height <= 0) return known
  return known.width === width && known.height === height ? known : { width, height }
}
