/** State of a producer client: plain data that lives inside the process that uses it. */
import type { ByteString } from '../../common/payload.ts'
import type { SlotMap } from '../../common/slot-map.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import type { LogRecord, RecordBatch, RecordHeader, Sender } from '../../log/record-batch.ts'
import type { ClientCore } from '../core/client-core.ts'
import type { ClientError, ClientLogLine } from '../core/client-error.ts'
import type { LedPartition } from '../core/client-metadata.ts'
import type { WakeUp } from '../core/wake-up.ts'
import type { ProducerConfig } from './producer-config.ts'
import type { TransactionManager } from './transaction-manager.ts'

/** As the application hands it over, serialised. */
export interface ProducerRecord {
  readonly topic: string
  readonly partition: number | null
  /** Epoch milliseconds; null: now. */
  readonly timestamp: number | null
  readonly key: ByteString | null
  readonly value: ByteString | null
  readonly headers: readonly RecordHeader[]
}

/** Events of a batch name its sends in order: record `i` of `sendIds` has the offset `baseOffset + i`. */
export type ProducerEvent =
  | {
      readonly type: 'acknowledged'
      readonly sendIds: readonly number[]
      readonly topicPartition: TopicPartition
      readonly topic: string
      readonly partition: number
      /** -1 for every record with acks=0. */
      readonly baseOffset: number
      /** The records themselves, with their timestamps. */
      readonly records: readonly LogRecord[]
    }
  | {
      readonly type: 'failed'
      readonly sendIds: readonly number[]
      /** Null where no partition was chosen: the send itself threw. */
      readonly topicPartition: TopicPartition | null
      readonly error: ClientError
      /** The call threw (or would have), rather than the future of a record that was accepted. */
      readonly thrown: boolean
    }
  | { readonly type: 'flushed'; readonly flushId: number }
  /** Whoever waits for these records gets a StackOverflowError, though nothing has become of them yet. */
  | { readonly type: 'chainedTooOften'; readonly sendIds: readonly number[] }
  | { readonly type: 'closed' }
  /** A call of a transactional producer returns, or throws. */
  | { readonly type: 'returned'; readonly callId: number; readonly error: ClientError | null }
  | ({ readonly type: 'logged' } & ClientLogLine)

/** Counterpart: org.apache.kafka.clients.producer.internals.ProducerBatch. */
export interface ProducerBatch {
  readonly id: number
  readonly topicPartition: TopicPartition
  readonly topic: string
  readonly partition: number
  /** Of its queue. */
  readonly queueSlot: number
  readonly createdAtUs: number
  /** What the buffer pool gave for it; it goes back when the batch is done. */
  readonly limitBytes: number
  /** How often its records have been put into new batches since the broker found them too large; 0: never. */
  splits: number
  /** Open for more records while it is in the queue and was never drained. */
  closed: boolean
  /** Uncompressed until it is on its way, then what its codec made of it. */
  sizeBytes: number
  /** What its records are thought to shrink to, as a share of their size; 0 where no codec works on them. */
  readonly estimatedRatio: number
  records: LogRecord[]
  sendIds: number[]
  baseTimestamp: number
  maxTimestamp: number
  /** Given at drain, kept through retries. -1: not idempotent, or not drained yet. */
  producerId: number
  producerEpoch: number
  baseSequence: number
  /** Its sequence was moved by an epoch bump. */
  sequenceReset: boolean
  attempts: number
  inRetry: boolean
  retryAtUs: number
  /** Leader epoch the last attempt went to; a newer one makes the retry immediate. */
  attemptLeaderEpoch: number
  inFlight: boolean
  /** What was last sent; made anew when the sequence moved. */
  wire: RecordBatch | null
}

/** Batches of one partition: those in the queue, oldest first, and what the idempotent producer knows of it. */
export interface PartitionQueue extends LedPartition {
  readonly slot: number
  readonly topic: string
  readonly partition: number
  /** Ids of queued batches, oldest first; the last may be open. A retry goes back to the front. */
  readonly queued: number[]
  /** max.in.flight.requests.per.connection=1: nothing is drained while a batch is in flight. */
  muted: boolean
  /** Ids of unanswered batches that have a sequence, in order of it; queued for retry or in flight. */
  readonly sequenced: number[]
  producerEpoch: number
  nextSequence: number
  /** -1: none. */
  lastAckedSequence: number
  lastAckedOffset: number
  /** Sequence behind a batch whose fate is unknown; -1 none. */
  unresolvedSequence: number
}

export interface StickyPartition {
  partition: number
  producedBytes: number
}

export interface Accumulator {
  /** Every batch that is not done, queued or in flight, oldest first. */
  readonly batches: ProducerBatch[]
  readonly queues: SlotMap<PartitionQueue>
  nextBatchId: number
  /** Bytes of batches that are not done. */
  usedBytes: number
  /** Number of batches in queues. */
  queuedBatches: number
  /**
   * By broker: where to begin, so that no partition starves, an index into its partitions; and when it last took a batch,
   * -1 never.
   */
  readonly drains: Map<number, { index: number; drainedAtUs: number }>
  readonly sticky: Map<string, StickyPartition>
  readonly roundRobin: Map<string, number>
  /** By topic, what batches have shrunk to so far, as a share of their size. Empty without compression. */
  readonly compressionRatios: Map<string, number>
}

/** A send that waits for metadata or memory; the application's thread would stand in `send()`. */
export interface WaitingSend {
  readonly sendId: number
  readonly record: ProducerRecord
}

export interface PendingFlush {
  readonly flushId: number
  /** Batches that were there when flush was called. */
  readonly batchIds: Set<number>
  /** The last send accepted before it. */
  readonly upToSendId: number
}

export interface ProducerIdState {
  /** -1: none yet. */
  producerId: number
  producerEpoch: number
  requested: boolean
  retryAtUs: number
  failures: number
  epochBumpRequired: boolean
  readonly partitionsToRewrite: Set<TopicPartition>
  readonly unresolved: Set<TopicPartition>
  /** An error after which nothing can be sent any more. */
  fatalError: ClientError | null
}

export interface ProducerClient {
  readonly clientId: string
  readonly scope: string
  /** How observers name it. */
  readonly sender: Sender
  readonly config: ProducerConfig
  readonly core: ClientCore
  readonly accumulator: Accumulator
  readonly producerIds: ProducerIdState
  /** Null without transactional.id. */
  readonly transactions: TransactionManager | null
  /** Topics it sends to, and when they are forgotten unless used again. */
  readonly topics: Map<string, { expiresAtUs: number }>
  readonly newTopics: Set<string>
  readonly wakeUp: WakeUp
  /** First in, first out: one thread stands in `send()`. */
  readonly waiting: WaitingSend[]
  /** When the first of `waiting` gives up. */
  waitingUntilUs: number
  /** The first of `waiting` waits for buffer.memory, so everything is sent without lingering. */
  waitingForMemory: boolean
  readonly flushes: PendingFlush[]
  nextSendId: number
  nextFlushId: number
  /** -1 open; otherwise when what is left is thrown away. */
  closingUntilUs: number
  closed: boolean
  /** The sender's thread has died of an error that nobody catches: nothing is sent and nothing answered any more. */
  senderDied: boolean
  events: ProducerEvent[]
  sent: number
  acknowledged: number
  failed: number
  retries: number
  lastError: string | null
}
