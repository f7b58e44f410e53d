import type { RunData, SavedBranch } from '../port.ts'
import { exportTimeline } from '../run-codec.ts'
import type { QuickQuestion } from './question.ts'

/** For saving, links and files. */
interface ExportRun {
  readonly type: 'exportRun'
}

/** The run and every branch of it. */
interface RunExported {
  readonly type: 'runExported'
  readonly run: RunData
  readonly branches: readonly SavedBranch[]
  /** Which of `branches` is `run`. */
  readonly branchId?: string
}

export const exportRun: QuickQuestion<ExportRun, RunExported> = {
  answer: ({ timeline }) => ({ type: 'runExported', ...exportTimeline(timeline.toSaved()) }),
}
