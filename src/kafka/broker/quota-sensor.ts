/** What is remembered of clients that have quotas. Who counts: `client-quotas.ts`. */

/** Bytes that a client has sent, or would get. */
export interface CountedBytes {
  readonly clientId: string
  readonly bytes: number
}

/** Of one limit. Samples take turns: one more than there are windows, since the oldest overlaps the time that counts. */
export interface QuotaSensor {
  readonly samples: QuotaSample[]
  current: number
  /** Until when it was last told to wait; what goes on without a break is told of once. */
  throttledUntilMs: number
}

export interface QuotaSample {
  startMs: number
  lastMs: number
  bytes: number
}
