/**
 * What the broker offers the group coordinator it hosts, and how it calls it. Counterpart in Kafka:
 * GroupCoordinatorService with its CoordinatorRuntime and PartitionWriter.
 */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { BrokerConfig } from '../broker/broker-config.ts'
import type { ErrorCode } from '../common/errors.ts'
import type { ByteString } from '../common/payload.ts'
import type { MetadataImage } from '../metadata/metadata-image.ts'
import type { Response } from '../protocol/apis.ts'

export const GROUP_METADATA_TOPIC = '__consumer_offsets'

export interface CoordinatorRecord {
  readonly key: ByteString
  /** Null is a tombstone. */
  readonly value: ByteString | null
}

export interface CoordinatorAppendResult {
  /**
   * One past the last offset appended; what was written is committed once the partition's high watermark is at least
   * this. -1 with an error.
   */
  readonly offset: number
  /** NOT_LEADER_OR_FOLLOWER, NOT_ENOUGH_REPLICAS, MESSAGE_TOO_LARGE or NONE. */
  readonly errorCode: ErrorCode
}

/**
 * Made anew for each call and never kept: it holds functions. Timers that the coordinator sets through `node` need
 * types that begin with `Group`; the broker hands those back through `onGroupTimer`.
 */
export interface CoordinatorHost {
  readonly node: NodeContext
  readonly metadata: MetadataImage
  readonly config: BrokerConfig
  readonly brokerId: number
  /** The host works out the size on the wire. */
  respond(to: NodeId, response: Response): void
  /** Appends one batch to the local leader log of a partition of `__consumer_offsets`, as acks=all would. */
  append(partition: number, records: readonly CoordinatorRecord[]): CoordinatorAppendResult
}
