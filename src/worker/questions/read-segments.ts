/** A replica's log directory as files, from the broker's process or, where none runs, from its disk. */
import type { World } from '../../engine/world.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import { kindOf } from '../../kafka/common/node-kind.ts'
import type { ReplicaLog } from '../../kafka/log/replica-log.ts'
import { encodeSegmentFiles } from '../../kafka/log/segment-bytes.ts'
import type { QuickQuestion } from './question.ts'

interface ReadSegments {
  readonly type: 'readSegments'
  readonly broker: number
  readonly topicPartition: string
}

export interface SegmentFile {
  readonly name: string
  readonly bytes: Uint8Array
}

interface SegmentBytes {
  readonly type: 'segmentBytes'
  /** Empty when the broker has no such replica. */
  readonly files: readonly SegmentFile[]
}

export const readSegments: QuickQuestion<ReadSegments, SegmentBytes> = {
  answer: ({ parts, timeline }, { broker, topicPartition }) => ({
    type: 'segmentBytes',
    files: parts.readSegments(timeline.world, broker, topicPartition),
  }),
}

/** Byte for byte what Kafka would have written, without the zeros it preallocates; empty without such a replica. */
export function segmentFilesOf(world: World, broker: number, topicPartition: string): readonly SegmentFile[] {
  const log = logOf(world, broker, topicPartition)
  return log === undefined ? [] : encodeSegmentFiles(log).map(({ name, bytes }) => ({ name, bytes }))
}

function logOf(world: World, broker: number, topicPartition: string): ReplicaLog | undefined {
  const node = world.nodes.get(brokerNode(broker))
  if (node === undefined) return undefined
  return kindOf(world, node)
    .heldLogs?.(node)
    .find(({ log }) => log.topicPartition === topicPartition)?.log
}
