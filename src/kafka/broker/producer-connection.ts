import type { ProduceRequest } from '../protocol/produce.ts'

/**
 * Kept while it is not muted: it will be again in a moment, and `short-list.ts` says what a Map costs that things leave
 * and enter all the time.
 */
export interface ProducerConnection {
  /** A produce request is not answered yet. */
  muted: boolean
  /** What was sent behind that. */
  readonly behind: ProduceRequest[]
  /** Until then nothing is read from a client whose quota is exceeded. */
  throttledUntilUs?: number
}
