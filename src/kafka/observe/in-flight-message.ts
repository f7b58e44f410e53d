/** What travels, as a person may see it. */
import type { TopicPartition } from '../common/topic-partition.ts'
import type { Traffic } from '../protocol/api.ts'

/** A message on a wire; its place is a function of this and the playhead. */
export interface InFlightMessage {
  readonly id: number
  readonly from: string
  readonly to: string
  /** `ProduceRequest`, `FetchResponse`, … */
  readonly type: string
  readonly traffic: Traffic
  readonly sentAtUs: number
  readonly arrivesAtUs: number
  readonly held: boolean
  readonly sizeBytes: number
  /** Records carried; 0 for control traffic. */
  readonly records: number
  /** Keys of the first few records carried, for colour and letter. */
  readonly keys: readonly (string | null)[]
  readonly topicPartitions: readonly TopicPartition[]
  /** What is carried, batch by batch, so that one record can be followed on its way. */
  readonly batches?: readonly CarriedBatch[]
}

export interface CarriedBatch {
  readonly topicPartition: TopicPartition
  /** -1 on the way to the leader: it has no offsets yet. */
  readonly baseOffset: number
  readonly records: number
  /** -1 without idempotence. */
  readonly producerId: number
  readonly baseSequence: number
}
