/**
 * What a member of a classic group says in its log of joining, of heartbeats and of commits that nobody waits for
 * (AbstractCoordinator and ConsumerCoordinator of the Java client), which each version words by itself.
 */
export interface MembershipWords {
  /** Whose lines those are about joining, heartbeats and leaving: before 2.7 the class above the consumer's own. */
  readonly membershipLogger: string
  /** A join that will not be tried again; `foreseen` is a refusal that the client knows. */
  joinRefused(facts: { readonly foreseen: boolean; readonly message: string | null }): string
  /** A group that does not let a member go, which has sent this generation. */
  leaveRefused(facts: { readonly generation: string; readonly message: string | null }): string
  /** Another process has the member's group.instance.id, as the answer to `api` says; null: not a word. */
  fenced(facts: FencedMember): string | null
  /** Of topics that the group subscribed to and nobody got, as a Java set prints them; null: not a word. */
  readonly unassignedTopics: ((topics: string) => string) | null
  /** Of a member that did not poll for max.poll.interval.ms; null: it leaves without a word that is seen. */
  readonly pollTimeoutExpired: string | null
}

export interface FencedMember {
  readonly api: 'JoinGroup' | 'SyncGroup' | 'Heartbeat' | 'OffsetCommit'
  readonly groupInstanceId: string
  /** As Java prints the generation that was sent. */
  readonly generation: string
}
