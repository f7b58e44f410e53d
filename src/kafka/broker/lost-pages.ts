/** What a power cut took of a log: an observer's, for the picture. */
import type { RecordBatch } from '../log/record-batch.ts'

/** Records that stood only in the memory of a machine when it lost power. */
export interface LostPages {
  /** The log ended here before. */
  readonly logEndOffset: number
  /** The newest of them, oldest first. */
  readonly batches: readonly RecordBatch[]
}
