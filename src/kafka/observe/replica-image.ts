/** Replicas in the image of a cluster: each broker's own log, record by record, and what it has lost. */
import type { TopicPartition } from '../common/topic-partition.ts'
import type { Wait } from './wait.ts'

export const IMAGE_CELLS = 40

/** One record as a cell of a lane. */
export interface CellImage {
  readonly offset: number
  /** Text of the key (null: no key), at most 24 characters. */
  readonly key: string | null
  /** Text of the value, at most 48 characters. */
  readonly value: string | null
  readonly sizeBytes: number
  readonly timestamp: number
  readonly leaderEpoch: number
  readonly baseOffset: number
  readonly producerId: number
  readonly sequence: number
  readonly control: boolean
  /** Of a batch of a transaction; a control record tells how one ended. Absent for any other record. */
  readonly transaction?: 'data' | 'commit' | 'abort'
  /** Written again by a retry: the same record of the same producer stands at an earlier offset too. */
  readonly duplicate: boolean
  /** Stands behind a record that its producer made later. */
  readonly outOfOrder: boolean
}

/** One replica's own log on one broker, as that broker has it. */
export interface ReplicaImage {
  /** `orders-0@1` */
  readonly id: string
  readonly topicPartition: TopicPartition
  readonly topic: string
  readonly partition: number
  readonly broker: number
  /** What this broker believes it is; `offline` when its process is not running. */
  readonly role: 'leader' | 'follower' | 'offline'
  readonly leaderEpoch: number
  readonly inSync: boolean
  readonly logStartOffset: number
  readonly highWatermark: number
  readonly lastStableOffset: number
  /** What it knows of transactions: those that are open, and the aborted ones among its cells. Absent where there are none. */
  readonly transactions?: {
    readonly open: readonly { readonly producerId: number; readonly firstOffset: number }[]
    readonly aborted: readonly {
      readonly producerId: number
      readonly firstOffset: number
      readonly lastOffset: number
    }[]
  }
  readonly logEndOffset: number
  readonly sizeBytes: number
  readonly segments: readonly { readonly baseOffset: number; readonly sizeBytes: number; readonly active: boolean }[]
  readonly epochs: readonly { readonly epoch: number; readonly startOffset: number }[]
  /** While its leader finds it behind and it is in the ISR still: replica.lag.time.max.ms since it was level. */
  readonly lagging: Wait | null
  /**
   * Of a leader whose high watermark stands still for a replica that has left the ISR: as long as that was level less than
   * replica.lag.time.max.ms ago, it counts. Of several the last one. Absent where none does.
   */
  readonly heldBack?: { readonly broker: number; readonly wait: Wait }
  /** The newest records, oldest first; at most `IMAGE_CELLS`. */
  readonly cells: readonly CellImage[]
  /** While its machine is without power: where its log ended before, and the newest of what went with its memory. */
  readonly lostPages?: { readonly logEndOffset: number; readonly cells: readonly CellImage[] }
}

/** Acknowledged records that a replica had, or has but will lose, since whoever leads now does not hold them. */
export interface LossImage {
  /** The replica's: `orders-0@1` */
  readonly id: string
  readonly topicPartition: TopicPartition
  readonly broker: number
  readonly ranges: readonly {
    readonly fromOffset: number
    /** Exclusive. */
    readonly toOffset: number
    /** Of the records; with their offsets, it tells them from whatever stands there now. */
    readonly leaderEpoch: number
    /** Below a high watermark once; otherwise acks=1 promised them. */
    readonly committed: boolean
    /** Cut off, or gone with the power; otherwise they still stand there, until their broker hears of it. */
    readonly gone: boolean
  }[]
  /** What is gone as it stood there, as far as that is known: at most `IMAGE_CELLS`, by offset. */
  readonly cells: readonly CellImage[]
}
