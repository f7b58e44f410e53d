/** What producers of a version answer to calls about transactions. Counterpart: TransactionManager. */
import type { Thrown } from './rules.ts'

/** What a producer's methods about transactions say. */
export interface TransactionCallRules {
  /** Of a producer without a transactional.id; an IllegalStateException. */
  readonly notTransactional: string
  /** What a change of state that cannot be throws. */
  readonly invalidTransition: 'IllegalStateException' | 'KafkaException'
  /** The same on the sender's own thread ends the producer; elsewhere it is no more than logged there. */
  readonly invalidTransitionIsFatal: boolean
  /** Where initTransactions may start; `whatever`: nothing but the state counts after an error. */
  readonly initializes: { readonly from: readonly string[]; readonly whatever: boolean }
  /** Why a record is not appended; null: it is, and whether it may be in a transaction is looked at then. */
  refuseSend(facts: TransactionFacts): Thrown | null
  /** A send that fails before it is in a batch ends what can become of its transaction, as a batch that fails does. */
  readonly failsWithSend: boolean
  /** What a call throws that has waited for max.block.ms; null: it waits on. */
  timedOut(call: string, operation: string, ms: number): string | null
  /** Until a call that threw so is made again, nothing else may be done, and only then it says what became of it. */
  readonly timedOutCallsAreMadeAgain: boolean
  /** Sending no offsets does nothing, whatever the producer's state. */
  readonly doesWithoutOffsets: boolean
  /** Offsets without a transaction. */
  offsetsOutside(state: string): Thrown
  /** After an error `of` this class; `who` is the producer with its id and epoch. */
  afterError(of: string, who: string): Thrown & { readonly wraps: boolean }
}

export interface TransactionFacts {
  readonly state: string
  readonly failed: boolean
  readonly hasProducerId: boolean
}
