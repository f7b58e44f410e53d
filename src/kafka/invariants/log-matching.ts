/** L5 and L6: two replicas that hold a batch of the same offset and leader epoch agree on everything before it. */
import type { World } from '../../engine/world.ts'
import type { Partition } from '../broker/broker-state.ts'
import { brokerStates } from '../cluster/world-queries.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { batchesOf } from '../log/log-segment.ts'
import type { RecordBatch } from '../log/record-batch.ts'
import type { Violation } from './check-invariants.ts'

interface PlacedReplica {
  readonly broker: number
  readonly partition: Partition
}

export function checkLogsMatch(world: World): Violation | null {
  const byPartition = new Map<TopicPartition, PlacedReplica[]>()
  for (const broker of brokerStates(world)) {
    for (const partition of broker.partitions.values()) {
      const placed = byPartition.get(partition.topicPartition) ?? []
      placed.push({ broker: broker.brokerId, partition })
      byPartition.set(partition.topicPartition, placed)
    }
  }
  for (const replicas of byPartition.values()) {
    for (let second = 1; second < replicas.length; second++) {
      const violation = compare(replicas[second - 1] as PlacedReplica, replicas[second] as PlacedReplica)
      if (violation !== null) return violation
    }
  }
  return null
}

function compare(a: PlacedReplica, b: PlacedReplica): Violation | null {
  if (a.partition.topicId !== b.partition.topicId) return null
  const start = Math.max(a.partition.log.logStartOffset, b.partition.log.logStartOffset)
  const left = batchesFrom(a.partition, start)
  const right = new Map(batchesFrom(b.partition, start).map((batch) => [batch.baseOffset, batch]))
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

function batchesFrom(partition: Partition, start: number): RecordBatch[] {
  return partition.log.segments.flatMap((segment) => batchesOf(segment).filter((batch) => batch.baseOffset >= start))
}

function broken(what: string, a: PlacedReplica, b: PlacedReplica, batch: RecordBatch): Violation {
  return {
    rule: 'L5',
    message: `the logs of broker ${a.broker} and broker ${b.broker} for ${a.partition.topicPartition} do not match: ${what}, at offset ${batch.baseOffset}, epoch ${batch.partitionLeaderEpoch}`,
  }
}
