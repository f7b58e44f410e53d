/**
 * Committed offsets of the groups of a shard. Counterpart: OffsetMetadataManager.Offsets, a timeline: decisions look at
 * what was appended, readers at what is committed.
 */
import type { TopicPartition } from '../common/topic-partition.ts'
import type { OffsetCommitValue } from './coordinator-records.ts'
import type { CoordinatorShard, GroupOffsets, OffsetChange } from './coordinator-state.ts'

export function offsetsOf(shard: CoordinatorShard, groupId: string): GroupOffsets {
  let offsets = shard.offsets.get(groupId)
  if (offsets === undefined) {
    offsets = { committed: new Map(), pending: new Map() }
    shard.offsets.set(groupId, offsets)
  }
  return offsets
}

/** What was appended last, committed or not. */
export function latestOffset(
  offsets: GroupOffsets | undefined,
  partition: TopicPartition,
): OffsetCommitValue | undefined {
  if (offsets === undefined) return undefined
  const pending = offsets.pending.get(partition)
  return pending === undefined ? offsets.committed.get(partition) : (pending.value ?? undefined)
}

/** Everything appended, sorted by nothing in particular. */
export function latestOffsets(offsets: GroupOffsets | undefined): Map<TopicPartition, OffsetCommitValue> {
  const latest = new Map(offsets?.committed)
  for (const [partition, { value }] of offsets?.pending ?? []) {
    if (value === null) latest.delete(partition)
    else latest.set(partition, value)
  }
  return latest
}

/** `offset` is what the high watermark must reach until readers see the change. */
export function appendChange(shard: CoordinatorShard, change: OffsetChange, offset: number): void {
  offsetsOf(shard, change.groupId).pending.set(change.topicPartition, { value: change.value, offset })
}

/** The write up to `offset` is committed. */
export function commitChange(shard: CoordinatorShard, change: OffsetChange, offset: number): void {
  const offsets = offsetsOf(shard, change.groupId)
  if (change.value === null) offsets.committed.delete(change.topicPartition)
  else offsets.committed.set(change.topicPartition, change.value)
  // A later write to the same partition stays pending.
  if (offsets.pending.get(change.topicPartition)?.offset === offset) offsets.pending.delete(change.topicPartition)
  if (offsets.committed.size === 0 && offsets.pending.size === 0) shard.offsets.delete(change.groupId)
}
