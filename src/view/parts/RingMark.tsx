import type { Ref } from 'react'
import './countdown.css'

export interface RingMarkProps {
  /** What is left of it, 0 to 1. */
  readonly left?: number
  /** The part that drains, for whoever moves it. */
  readonly ring?: Ref<SVGCircleElement>
}

/** A ring that drains clockwise from the top. */
export function RingMark({ left = 0.66, ring }: RingMarkProps) {
  return (
    <svg className="countdown-ring" viewBox="0 0 16 16" aria-hidden="true">
      <circle className="countdown-track" cx="8" cy="8" r="6" />
      <circle
        ref={ring}
        className="countdown-left"
        cx="8"
        cy="8"
        r="6"
        pathLength="100"
        strokeDasharray={`${(left * 100).toFixed(1)} 100`}
      />
    </svg>
  )
}
