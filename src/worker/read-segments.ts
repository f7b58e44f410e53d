/** A replica's log directory as files, from the broker's process or, where none runs, from its disk. */
import type { World } from '../engine/world.ts'
import { brokerNode } from '../kafka/common/addresses.ts'
import { kindOf } from '../kafka/common/node-kind.ts'
import type { ReplicaLog } from '../kafka/log/replica-log.ts'
import { encodeSegmentFiles } from '../kafka/log/segment-bytes.ts'
import type { SegmentFile } from './port.ts'

/** Byte for byte what Kafka would have written, without the zeros it preallocates; empty without such a replica. */
export function readSegments(world: World, broker: number, topicPartition: string): readonly SegmentFile[] {
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
