import type { ReactNode } from 'react'
import { Timeline } from './Timeline.tsx'
import './timeline-foot.css'

/** The last line of a page that is little more than its stage: the transport, and beside it what else that page offers. */
export function TimelineFoot({ children }: { readonly children: ReactNode }) {
  return (
    <div className="timeline-foot">
      <Timeline compact />
      {children}
    </div>
  )
}
