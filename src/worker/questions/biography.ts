import { type Biography, biographyOf, type RecordRef } from '../chronicle/biography.ts'
import { RecordChronicle } from '../chronicle/record-chronicle.ts'
import type { QuickQuestion } from './question.ts'

export type { Biography, BiographyStep, RecordRef } from '../chronicle/biography.ts'

/** What became of this record? */
interface TellBiography {
  readonly type: 'tellBiography'
  readonly record: RecordRef
}

interface BiographyTold {
  readonly type: 'biography'
  /** Null: nothing is known of such a record, or no longer. */
  readonly biography: Biography | null
}

export const tellBiography: QuickQuestion<TellBiography, BiographyTold> = {
  answer: ({ timeline }, { record }) => {
    const { chronicle, happenings } = timeline
    const biography =
      chronicle instanceof RecordChronicle
        ? biographyOf(chronicle.notes, happenings.range(1, happenings.lastId), record, timeline.world.executedEvents)
        : null
    return { type: 'biography', biography }
  },
}
