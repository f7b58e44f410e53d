import type { Command } from '../../kafka/cluster/commands.ts'
import { timed } from '../frame-maker.ts'
import type { TimedHappening } from '../port.ts'
import type { RunTimeline } from '../run-timeline.ts'
import type { QuickQuestion } from './question.ts'

/** Why did this happen? */
interface Explain {
  readonly type: 'explain'
  readonly happeningId: number
}

interface Why {
  readonly type: 'why'
  /** What led to it, nearest first. */
  readonly chain: readonly TimedHappening[]
  /** What the reader did where the chain begins; null where nobody did anything. */
  readonly command: Command | null
  /** Its place in the journal, as in `JournalEntry`. */
  readonly afterEvents?: number
}

const MAX_CAUSES = 100

export const explain: QuickQuestion<Explain, Why> = {
  answer: ({ timeline }, { happeningId }) => ({ type: 'why', ...causesOf(timeline, happeningId) }),
}

function causesOf(timeline: RunTimeline, happeningId: number): Pick<Why, 'chain' | 'command' | 'afterEvents'> {
  const chain: TimedHappening[] = []
  let first = timeline.happenings.byId(happeningId)
  while (first !== undefined && first.causedBy !== 0 && chain.length < MAX_CAUSES) {
    const cause = timeline.happenings.byId(first.causedBy)
    if (cause === undefined) return { chain, command: null }
    chain.push(timed(cause))
    first = cause
  }
  if (first === undefined || first.causedBy !== 0) return { chain, command: null }
  // A command is an event of its own: what happened in it was done, and nothing led to it.
  const { eventSeq } = first
  const entry = timeline.journal.find(({ afterEvents }) => afterEvents !== undefined && afterEvents + 1 === eventSeq)
  if (entry?.afterEvents === undefined) return { chain, command: null }
  return { chain, command: entry.command, afterEvents: entry.afterEvents }
}
