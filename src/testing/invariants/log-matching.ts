/** L5 and L6: two replicas that hold a batch of the same offset and leader epoch agree on everything before it. */
import type { World, WorldNode } from '../../engine/world.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import { heldLogs } from '../../kafka/common/node-kind.ts'
import { splitTopicPartition, type TopicPartition } from '../../kafka/common/topic-partition.ts'
import type { Violation } from '../../kafka/invariants/invariant-checker.ts'
import { batchesOf } from '../../kafka/log/log-segment.ts'
import type { LogRecord, RecordBatch } from '../../kafka/log/record-batch.ts'
import type { ReplicaLog } from '../../kafka/log/replica-log.ts'
import { type MetadataImage, partitionOf } from '../../kafka/metadata/metadata-image.ts'
import { newestMetadata } from '../../kafka/observe/image/newest-metadata.ts'

interface PlacedReplica {
  readonly node: string
  readonly log: ReplicaLog
}

/** Of `excused` partitions one epoch may name two logs. */
export function checkLogsMatch(
  world: World,
  excused: (topicPartition: TopicPartition) => boolean = () => false,
): Violation | null {
  const metadata = newestMetadata(world)
  const byPartition = new Map<TopicPartition, PlacedReplica[]>()
  for (const { node, held } of heldLogs(world)) {
    if (node.state === null || isLeftBehind(metadata, node, held.log)) continue
    const placed = byPartition.get(held.log.topicPartition) ?? []
    placed.push({ node: node.id, log: held.log })
    byPartition.set(held.log.topicPartition, placed)
  }
  for (const [topicPartition, replicas] of byPartition) {
    if (excused(topicPartition)) continue
    for (let second = 1; second < replicas.length; second++) {
      const violation = compare(replicas[second - 1] as PlacedReplica, replicas[second] as PlacedReplica)
      if (violation !== null) return violation
    }
  }
  return null
}

/**
 * Where topics have no ids a broker that was away may keep a log of one that has been deleted, and made again without it:
 * nothing but its name says of which it is.
 */
function isLeftBehind(metadata: MetadataImage, node: WorldNode, { topicId, topicPartition }: ReplicaLog): boolean {
  if (topicId !== '') return false
  const { topic, partition } = splitTopicPartition(topicPartition)
  const replicas = partitionOf(metadata, topic, partition)?.replicas ?? []
  return !replicas.some((id) => brokerNode(id) === node.id)
}

function compare(a: PlacedReplica, b: PlacedReplica): Violation | null {
  if (a.log.topicId !== b.log.topicId) return null
  const start = Math.max(a.log.logStartOffset, b.log.logStartOffset)
  if (a.log.config.compact || b.log.config.compact) return compareCompacted(a, b, start)
  const left = batchesFrom(a.log, start)
  const right = new Map(batchesFrom(b.log, start).map((batch) => [batch.baseOffset, batch]))
  // Backwards: below the last batch that both have, everything must be equal.
  let agreed = false
  for (let index = left.length - 1; index >= 0; index--) {
    const batch = left[index] as RecordBatch
    const other = right.get(batch.baseOffset)
    const same = other !== undefined && other.partitionLeaderEpoch === batch.partitionLeaderEpoch
    if (same && other.records !== batch.records) return broken('one offset and epoch, two batches', a, b, batch)
    if (agreed && !same) return broken('they agree later but not here', a, b, batch)
    agreed ||= same
  }
  return null
}

/**
 * Each replica is compacted by itself and at its own time, so that batches differ and records are missing. What both
 * still hold must be the same: below a record that both have of one epoch, wherever both have a record.
 */
function compareCompacted(a: PlacedReplica, b: PlacedReplica, start: number): Violation | null {
  const right = new Map<number, { readonly batch: RecordBatch; readonly record: LogRecord }>()
  for (const batch of batchesFrom(b.log, start))
    for (const record of batch.records) right.set(batch.baseOffset + record.offsetDelta, { batch, record })
  let agreed = false
  for (const batch of batchesFrom(a.log, start).reverse()) {
    for (const record of [...batch.records].reverse()) {
      const other = right.get(batch.baseOffset + record.offsetDelta)
      if (other === undefined) continue
      const same = other.batch.partitionLeaderEpoch === batch.partitionLeaderEpoch
      if (same && (other.record.key !== record.key || other.record.value !== record.value))
        return broken('one offset and epoch, two records', a, b, batch)
      if (agreed && !same) return broken('they agree later but not here', a, b, batch)
      agreed ||= same
    }
  }
  return null
}

function batchesFrom(log: ReplicaLog, start: number): RecordBatch[] {
  return log.segments.flatMap((segment) => batchesOf(segment).filter((batch) => batch.baseOffset >= start))
}

function broken(what: string, a: PlacedReplica, b: PlacedReplica, batch: RecordBatch): Violation {
  return {
    rule: 'L5',
    message: `the logs of ${a.node} and ${b.node} for ${a.log.topicPartition} do not match: ${what}, at offset ${batch.baseOffset}, epoch ${batch.partitionLeaderEpoch}`,
  }
}
