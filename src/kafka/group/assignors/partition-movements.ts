/**
 * Which partition went from whom to whom in this assignment, so that a move can undo an earlier one of the same topic
 * instead of adding to it. Counterpart: AbstractStickyAssignor.PartitionMovements.
 */

import { hashOfTopicPartition, inJavaHashOrder } from '../../common/java-hash-order.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import { nameOf, type PartitionNames } from './sticky-input.ts'

interface Move {
  readonly from: string
  readonly to: string
}

export interface PartitionMovements {
  readonly byPartition: Map<TopicPartition, Move>
  readonly byTopic: Map<string, Map<string, Set<TopicPartition>>>
}

export function createPartitionMovements(): PartitionMovements {
  return { byPartition: new Map(), byTopic: new Map() }
}

/** Two moves of one partition are recorded as one, and a move back as none. */
export function movePartition(
  movements: PartitionMovements,
  names: PartitionNames,
  partition: TopicPartition,
  move: Move,
): void {
  const earlier = movements.byPartition.get(partition)
  if (earlier === undefined) return record(movements, names, partition, move)
  forget(movements, names, partition, earlier)
  if (earlier.from !== move.to) record(movements, names, partition, { from: earlier.from, to: move.to })
}

/** The partition of the same topic that went the other way before, if there is one; else `partition` itself. */
export function actualPartitionToMove(
  movements: PartitionMovements,
  names: PartitionNames,
  partition: TopicPartition,
  move: Move,
): TopicPartition {
  const moves = movements.byTopic.get(nameOf(names, partition).topic)
  if (moves === undefined) return partition
  const from = movements.byPartition.get(partition)?.from ?? move.from
  const opposite = moves.get(pairKey({ from: move.to, to: from }))
  if (opposite === undefined) return partition
  return inJavaHashOrder(opposite, hashOfTopicPartition)[0] ?? partition
}

function record(movements: PartitionMovements, names: PartitionNames, partition: TopicPartition, move: Move): void {
  movements.byPartition.set(partition, move)
  const { topic } = nameOf(names, partition)
  const moves = movements.byTopic.get(topic) ?? new Map<string, Set<TopicPartition>>()
  movements.byTopic.set(topic, moves)
  const key = pairKey(move)
  moves.set(key, (moves.get(key) ?? new Set()).add(partition))
}

function forget(movements: PartitionMovements, names: PartitionNames, partition: TopicPartition, move: Move): void {
  movements.byPartition.delete(partition)
  const { topic } = nameOf(names, partition)
  const moves = movements.byTopic.get(topic)
  const partitions = moves?.get(pairKey(move))
  partitions?.delete(partition)
  if (partitions?.size === 0) moves?.delete(pairKey(move))
  if (moves?.size === 0) movements.byTopic.delete(topic)
}

function pairKey(move: Move): string {
  return JSON.stringify([move.from, move.to])
}
