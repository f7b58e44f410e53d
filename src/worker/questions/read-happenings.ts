import { timed } from '../frame-maker.ts'
import type { TimedHappening } from '../port.ts'
import type { QuickQuestion } from './question.ts'

/** What happened between two others, on the branch on show. A frame brings the newest only. */
interface ReadHappenings {
  readonly type: 'readHappenings'
  readonly fromId: number
  readonly toId: number
}

interface HappeningsRead {
  readonly type: 'happeningsRead'
  /** Oldest first, `fromId` and `toId` included; the newest of them where they are more than an answer holds. */
  readonly happenings: readonly TimedHappening[]
}

const MOST = 2_000

export const readHappenings: QuickQuestion<ReadHappenings, HappeningsRead> = {
  answer: ({ timeline }, { fromId, toId }) => {
    const found = timeline.happenings.range(Math.max(1, fromId, toId - MOST + 1), toId)
    return { type: 'happeningsRead', happenings: found.map(timed) }
  },
}
