/**
 * What consumers are handed: with read_committed nothing behind the last stable offset, and never a control record or,
 * with read_committed, one of an aborted transaction. How a transaction ended is read from its marker in the log, not
 * from the index that the consumer was told from.
 */
import type { World, WorldNode } from '../../engine/world.ts'
import type { ConsumerClient, PartitionState } from '../clients/consumer/consumer-state.ts'
import { type HeldClient, type HeldPartition, kindOf } from '../common/node-kind.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { batchesOf } from '../log/log-segment.ts'
import { isTransactional, markerOf } from '../log/log-transactions.ts'
import { CONTROL_FLAG, type RecordBatch } from '../log/record-batch.ts'
import { lastStableOffset, type ReplicaLog, segmentIndexFor } from '../log/replica-log.ts'
import { broken, type InvariantChecker, memoryOf, type Violation } from './invariant-checker.ts'

interface SeenPartition {
  /** Which topic of this name; another one has other records at the same offsets. */
  readonly incarnation: string
  /** The largest that any replica ever had. */
  lastStableOffset: number
  remade: boolean
}

interface SeenConsumer {
  readonly scope: string
  consumed: number
  readonly positions: Map<TopicPartition, number>
}

interface Reads {
  readonly partitions: Map<TopicPartition, SeenPartition>
  readonly consumers: Map<string, SeenConsumer>
}

const createReads = (): Reads => ({ partitions: new Map(), consumers: new Map() })

/** A replica of the partition as it is now; `incarnation` tells topics of one name apart. */
export function noteStable(checker: InvariantChecker, log: ReplicaLog, incarnation: string): void {
  const { partitions } = memoryOf(checker, 'reads', createReads)
  const stable = lastStableOffset(log)
  const seen = partitions.get(log.topicPartition)
  if (seen === undefined) partitions.set(log.topicPartition, { incarnation, lastStableOffset: stable, remade: false })
  else {
    if (stable > seen.lastStableOffset) seen.lastStableOffset = stable
    if (seen.incarnation !== incarnation) seen.remade = true
  }
}

/** Of the consumers that run on a node. */
export function checkReads(checker: InvariantChecker, world: World, node: WorldNode): Violation | null {
  for (const held of kindOf(world, node).heldClients?.(node) ?? []) {
    const violation = isConsumer(held.client) ? checkConsumer(checker, world, held.name, held.client) : null
    if (violation !== null) return violation
  }
  return null
}

function isConsumer(client: HeldClient['client']): client is ConsumerClient {
  return 'fetcher' in client
}

function checkConsumer(
  checker: InvariantChecker,
  world: World,
  name: string,
  client: ConsumerClient,
): Violation | null {
  const { consumers } = memoryOf(checker, 'reads', createReads)
  let seen = consumers.get(name)
  if (seen?.scope !== client.scope || seen.consumed > client.consumed) {
    seen = { scope: client.scope, consumed: client.consumed, positions: new Map() }
    consumers.set(name, seen)
  }
  checker.checked++
  const violation =
    checkPositions(checker, name, client, seen) ??
    (client.consumed > seen.consumed ? checkHandedOut(checker, world, name, client, seen) : null)
  seen.consumed = client.consumed
  for (const known of seen.positions.keys()) if (!client.partitions.has(known)) seen.positions.delete(known)
  for (const { topicPartition, position } of client.partitions.values()) seen.positions.set(topicPartition, position)
  return violation
}

/** A member of its group may read uncommitted records, and commit offsets behind them: whoever begins there waits. */
function checkPositions(
  checker: InvariantChecker,
  name: string,
  { config, partitions }: ConsumerClient,
  seen: SeenConsumer,
): Violation | null {
  if (config.isolationLevel !== 'read_committed') return null
  const reads = memoryOf(checker, 'reads', createReads)
  for (const { topicPartition, position, committed } of partitions.values()) {
    if (position <= (seen.positions.get(topicPartition) ?? -1) || position === committed) continue
    const stable = reads.partitions.get(topicPartition)?.lastStableOffset ?? Infinity
    if (position > stable)
      return broken(
        'T4',
        `${name} is at ${position} of ${topicPartition}, whose last stable offset never passed ${stable}`,
      )
  }
  return null
}

/** What lies between its positions before and now, and is to be seen, is what it was handed. */
function checkHandedOut(
  checker: InvariantChecker,
  world: World,
  name: string,
  client: ConsumerClient,
  seen: SeenConsumer,
): Violation | null {
  let expected = 0
  const ranges: string[] = []
  for (const known of seen.positions.keys()) if (!client.partitions.has(known)) return null
  for (const partition of client.partitions.values()) {
    const from = seen.positions.get(partition.topicPartition) ?? -1
    if (from === -1 || partition.position === from) continue
    const visible = visibleBetween(checker, world, client, partition, from)
    if (visible === null) return null
    expected += visible
    ranges.push(`${from} to ${partition.position} of ${partition.topicPartition}`)
  }
  checker.checked++
  const handed = client.consumed - seen.consumed
  if (handed === expected) return null
  return broken('T5', `${name} was handed ${handed} records of the ${expected} it may see from ${ranges.join(', ')}`)
}

/** Null where no log can tell: records were lost, deleted or compacted, or are of another topic of that name. */
function visibleBetween(
  checker: InvariantChecker,
  world: World,
  { config }: ConsumerClient,
  { topicPartition, position }: PartitionState,
  from: number,
): number | null {
  const { partitions } = memoryOf(checker, 'reads', createReads)
  if (checker.options.mayLoseData(topicPartition) || partitions.get(topicPartition)?.remade !== false) return null
  const log = leadersLog(world, topicPartition)
  if (log === undefined || log.config.compact || log.logEndOffset < position) return null
  const batches = batchesBehind(log, from)
  let next = from
  let visible = 0
  for (let i = 0; i < batches.length && next < position; i++) {
    const batch = batches[i] as RecordBatch
    if (batch.baseOffset > next) return null
    next = batch.lastOffset + 1
    if (isHidden(batch, batches, i, config.isolationLevel === 'read_committed')) continue
    for (const { offsetDelta } of batch.records) {
      const offset = batch.baseOffset + offsetDelta
      if (offset >= from && offset < position) visible++
    }
  }
  return next < position ? null : visible
}

/** Of whoever leads under the newest epoch: replicas that are behind may hold what nobody committed. */
function leadersLog(world: World, topicPartition: TopicPartition): ReplicaLog | undefined {
  return newestLeaders(world, topicPartition).get(topicPartition)?.log
}

/** Of every partition that is led. */
export function leadersLogs(world: World): Map<TopicPartition, ReplicaLog> {
  return new Map([...newestLeaders(world, null)].map(([topicPartition, { log }]) => [topicPartition, log]))
}

function newestLeaders(world: World, only: TopicPartition | null): Map<TopicPartition, HeldPartition> {
  const newest = new Map<TopicPartition, HeldPartition>()
  for (const node of world.nodes.values()) {
    for (const held of kindOf(world, node).heldPartitions?.(node) ?? []) {
      const { topicPartition } = held.log
      if (held.role !== 'leader' || (only !== null && topicPartition !== only)) continue
      if (held.leaderEpoch > (newest.get(topicPartition)?.leaderEpoch ?? -1)) newest.set(topicPartition, held)
    }
  }
  return newest
}

function batchesBehind({ segments }: ReplicaLog, offset: number): RecordBatch[] {
  return segments
    .slice(segmentIndexFor(segments, offset))
    .flatMap((segment) => batchesOf(segment).filter((batch) => batch.lastOffset >= offset))
}

function isHidden(batch: RecordBatch, batches: readonly RecordBatch[], index: number, committedOnly: boolean): boolean {
  if ((batch.attributes & CONTROL_FLAG) !== 0) return true
  if (!committedOnly || !isTransactional(batch)) return false
  for (let i = index + 1; i < batches.length; i++) {
    const marker = markerOf(batches[i] as RecordBatch)
    if (marker?.producerId === batch.producerId) return !marker.committed
  }
  return true
}
