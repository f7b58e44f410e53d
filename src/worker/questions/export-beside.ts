import type { RunData } from '../port.ts'
import type { QuickQuestion } from './question.ts'
import { mirroredIn } from './read-beside.ts'

/** The run beside, in another version, as one that can be opened. */
interface ExportBeside {
  readonly type: 'exportBeside'
  readonly era: string
  readonly atUs: number
}

interface BesideExported {
  readonly type: 'besideExported'
  /** Null: nothing is beside in that version. */
  readonly run: RunData | null
}

export const exportBeside: QuickQuestion<ExportBeside, BesideExported> = {
  answer: ({ timeline }, { era, atUs }) => ({
    type: 'besideExported',
    run: mirroredIn(timeline, era)?.export(atUs) ?? null,
  }),
}
