import type { TopicPartition } from '../common/topic-partition.ts'

/** A partition that a consumer has, in its row. */
export interface AssignedPartition {
  readonly topicPartition: TopicPartition
  /** Next offset to hand to the application: memory; -1 unknown. */
  readonly position: number
  /** The group's committed offset, durable; -1 none. */
  readonly committed: number
  readonly highWatermark: number
  /**
   * highWatermark - committed (position when nothing is committed); null while nobody can say: no leader, or no
   * coordinator that would know what is committed.
   */
  readonly lag: number | null
  /**
   * Where it waits although more is there: with read_committed nobody reads past the last stable offset. Absent while it
   * does not.
   */
  readonly heldAt?: number
  /** The follower it reads from, if that is not the leader (KIP-392). */
  readonly readsFrom?: number
}
