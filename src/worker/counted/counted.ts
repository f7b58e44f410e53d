/** What a counter of the page counts, one by one: where each is, when it happened and by which happening. */
import type { TopicPartition } from '../../kafka/common/topic-partition.ts'

export type Counted = 'acknowledged' | 'lost' | 'duplicated' | 'outOfOrder'

export interface CountedEntry {
  readonly topicPartition: TopicPartition
  /** Whose replica has them, or had them; -1 unknown. */
  readonly broker: number
  /** -1 where they stand in no log, as may be with acks=0. */
  readonly fromOffset: number
  /** Exclusive. */
  readonly toOffset: number
  readonly records: number
  /** Client id; null where it is not known. */
  readonly producer: string | null
  /** -1 unknown. */
  readonly atUs: number
  /** 0: there is none that told of it. */
  readonly happeningId: number
  readonly why: CountedReason
}

export type CountedReason =
  /** `answered`: false with acks=0, which takes what has left for delivered. */
  | { readonly type: 'acknowledged'; readonly answered: boolean }
  /** `leader`: who leads without them, -1 nobody; `gone`: cut off, or else still standing where nobody reads them. */
  | { readonly type: 'lost'; readonly committed: boolean; readonly gone: boolean; readonly leader: number }
  | { readonly type: 'duplicated'; readonly firstOffset: number }
  | { readonly type: 'outOfOrder'; readonly behindOffset: number }
