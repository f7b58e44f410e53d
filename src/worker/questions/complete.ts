import type { QuickQuestion } from './question.ts'

/** Tab completion of a terminal's line. */
interface Complete {
  readonly type: 'complete'
  readonly line: string
  readonly cursor: number
}

/** The candidates replace the line from `from` to the cursor. */
interface Completions {
  readonly type: 'completions'
  readonly from: number
  readonly candidates: readonly string[]
}

export const complete: QuickQuestion<Complete, Completions> = {
  answer: ({ parts, timeline }, { line, cursor }) => ({
    type: 'completions',
    ...parts.complete(line, cursor, timeline.world),
  }),
}
