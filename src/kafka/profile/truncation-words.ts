/**
 * What a consumer says that has read what the log of a new leader has not got, where nobody says what then
 * (SubscriptionState.maybeCompleteValidation and LogTruncationException), which each version words by itself.
 */
export interface TruncationWords {
  /** The warning in its log, and what poll() throws. */
  truncated(facts: TruncationFacts): { readonly warning: string; readonly thrown: string }
}

export interface TruncationFacts {
  readonly topicPartition: string
  /** As FetchPosition.toString has where it reads. */
  readonly position: string
  /** Last epoch that both have, and where it ends in the log of the leader. */
  readonly epoch: number
  readonly endOffset: number
}
