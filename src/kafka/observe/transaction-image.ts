/** Transactions in the image of a cluster: what a producer knows of its own, and what the coordinator of its id does. */
import type { TopicPartition } from '../common/topic-partition.ts'
import type { Wait } from './wait.ts'

/** Where a producer's TransactionManager is. */
export interface ProducerTransaction {
  readonly transactionalId: string
  /** As Kafka names it: `IN_TRANSACTION`, … */
  readonly state: string
  /** Partitions it has sent to in the transaction that is open. */
  readonly partitions: readonly TopicPartition[]
  /** The call that its application waits for: `commitTransaction`, …; null while it waits for none. */
  readonly call: string | null
  readonly lastError: string | null
}

/** What its coordinator knows of a transactional id, as far as it is committed. */
export interface TransactionImage {
  readonly transactionalId: string
  /** Broker id. */
  readonly coordinator: number
  /** Of `__transaction_state`. */
  readonly statePartition: number
  /** As Kafka names it: `Ongoing`, `PrepareCommit`, … */
  readonly state: string
  readonly producerId: number
  readonly producerEpoch: number
  readonly timeoutMs: number
  readonly topicPartitions: readonly TopicPartition[]
  /** While it ends: partitions whose leaders have not confirmed its marker. */
  readonly unconfirmed: readonly TopicPartition[]
  /** While it is open: until its time is over, after which the next round of looking aborts it. */
  readonly timeout: Wait | null
}
