/**
 * Counterparts in Kafka: org.apache.kafka.clients.producer.internals.BuiltInPartitioner (KIP-794): a key decides by its
 * hash; without a key records stick to one partition until about batch.size bytes have gone there. And the classes for
 * `partitioner.class`: RoundRobinPartitioner, and those of KIP-480, DefaultPartitioner and UniformStickyPartitioner, which
 * stick to a partition until a batch has to be opened for it. And those that an application brings along.
 */
import type { NodeContext } from '../../../engine/node-context.ts'
import { partitionForKey } from '../../common/murmur2.ts'
import { rowNamed } from '../../common/slot-map.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import { canSendTo } from '../../network/network-client.ts'
import { rulesOf } from '../../profile/registry.ts'
import type { ClientError } from '../core/client-error.ts'
import { nameOfPartition, peerOf, type TopicMetadata } from '../core/client-metadata.ts'
import { compileRule, isRuleError, ruleException } from './partition-rule.ts'
import { findBatch, hasRoomFor, isFull } from './producer-batch.ts'
import type { Accumulator, ProducerClient, ProducerRecord, StickyPartition } from './producer-state.ts'

/** The sticky partition decides at append. It is no number a partitioner of the application gives by mistake. */
export const DECIDED_AT_APPEND = null

/** Partitioner.partition, or what it throws. */
export function choosePartition(
  producer: ProducerClient,
  record: ProducerRecord,
  topic: TopicMetadata,
  node: NodeContext,
): number | null | ClientError {
  const { config, accumulator } = producer
  if (record.partition !== null) return record.partition
  const { partitioner } = config
  if (partitioner === 'roundRobin') return nextRoundRobin(accumulator, topic)
  if (typeof partitioner === 'object') return partitionByRule(producer, partitioner.rule, record, topic)
  const keyCounts = record.key !== null && !config.ignoreKeys && partitioner !== 'uniformSticky'
  if (keyCounts) return partitionForKey(record.key, topic.partitions.length)
  if (partitioner === 'builtIn') return DECIDED_AT_APPEND
  if (partitioner === 'oldDefault') {
    // From anywhere: producers that are started together do not all begin with the same partition.
    if (!accumulator.roundRobin.has(topic.name))
      accumulator.roundRobin.set(topic.name, node.randomInt(`partitioner:${producer.scope}`, 0x7fffffff))
    return nextRoundRobin(accumulator, topic)
  }
  return (accumulator.sticky.get(topic.name) ?? changeSticky(producer, topic, -1, node)).partition
}

/**
 * Where versions tell partitioners of new batches: a record that would open one is not appended, and a partition is chosen
 * anew. The first choice is thrown away: of a producer's very first record without a key that is one of two draws, and of
 * RoundRobinPartitioner the turn that it has cost (KAFKA-9965), so that half of an even number of partitions get nothing
 * where every record opens a batch.
 */
export function chooseForNewBatch(
  producer: ProducerClient,
  record: ProducerRecord,
  topic: TopicMetadata,
  first: number | null,
  node: NodeContext,
): number | null | ClientError {
  const { config, accumulator } = producer
  if (first === DECIDED_AT_APPEND || !rulesOf(config).client.partitionersChooseAgainForNewBatches) return first
  if (!needsNewBatch(accumulator, nameOfPartition(topic, first), record, node.wallClockMs)) return first
  const { partitioner } = config
  // Whoever's record it is, keyed or sent there by hand: its batch ends the sticky one.
  if (partitioner === 'sticky' || partitioner === 'uniformSticky') changeSticky(producer, topic, first, node)
  return choosePartition(producer, record, topic, node)
}

/** StickyPartitionCache.nextPartition: another one at random, if there is another, and if `previous` is still the one. */
function changeSticky(
  producer: ProducerClient,
  topic: TopicMetadata,
  previous: number,
  node: NodeContext,
): StickyPartition {
  const { sticky } = producer.accumulator
  const old = sticky.get(topic.name)
  if (old !== undefined && old.partition !== previous) return old
  const stream = `partitioner:${producer.scope}`
  const { available } = topic
  let partition = available[0] ?? node.randomInt(stream, topic.partitions.length)
  if (available.length > 1) {
    do partition = available[node.randomInt(stream, available.length)] as number
    while (partition === old?.partition)
  }
  const changed = { partition, producedBytes: 0 }
  sticky.set(topic.name, changed)
  return changed
}

/** The attempt to append closes a batch without room for the record, whatever becomes of it. */
function needsNewBatch(
  accumulator: Accumulator,
  name: TopicPartition,
  record: ProducerRecord,
  wallClockMs: number,
): boolean {
  const last = rowNamed(accumulator.queues, name)?.queued.at(-1)
  const batch = last === undefined ? undefined : findBatch(accumulator, last)
  if (batch === undefined) return true
  if (hasRoomFor(batch, record, record.timestamp ?? wallClockMs)) return false
  batch.closed = true
  return true
}

/** What the rule makes of the record. A partition that is not there is taken at its word, as far as the version does so. */
function partitionByRule(
  { config, accumulator }: ProducerClient,
  rule: string,
  { key, value }: ProducerRecord,
  topic: TopicMetadata,
): number | ClientError {
  const compiled = compileRule(rule)
  if (isRuleError(compiled)) return ruleException(rule, compiled, 'configure')
  const counter = compiled.usesCounter ? countOn(accumulator, topic.name) : 0
  const { name, available, partitions } = topic
  const chosen = compiled.apply({ topic: name, key, value, numPartitions: partitions.length, available, counter })
  if (typeof chosen !== 'number') return ruleException(rule, chosen, 'partition')
  return rulesOf(config).client.refuseChosenPartition(chosen) ?? chosen
}

/** So many times a partitioner was asked about this topic before. */
function countOn({ roundRobin }: Accumulator, topic: string): number {
  const count = roundRobin.get(topic) ?? 0
  roundRobin.set(topic, (count + 1) & 0x7fffffff)
  return count
}

/** The counter starts at 0, or anywhere, and counts every record, sent or refused. */
function nextRoundRobin(accumulator: Accumulator, topic: TopicMetadata): number {
  const count = countOn(accumulator, topic.name)
  const { available } = topic
  return available.length > 0 ? (available[count % available.length] as number) : count % topic.partitions.length
}

/** The partition unkeyed records go to now; a switch that was put off for a half-filled batch happens here. */
export function stickyPartition(producer: ProducerClient, topic: TopicMetadata, node: NodeContext): StickyPartition {
  const { accumulator } = producer
  const known = accumulator.sticky.get(topic.name)
  if (known === undefined) {
    const first = { partition: nextPartition(producer, topic, node), producedBytes: 0 }
    accumulator.sticky.set(topic.name, first)
    return first
  }
  if (
    known.producedBytes >= stickyBytes(producer) &&
    allBatchesFull(accumulator, nameOfPartition(topic, known.partition))
  ) {
    moveOn(producer, known, topic, node)
  }
  return known
}

/** Counts what an unkeyed record added, header of a new batch included, and moves on when it is enough. */
export function countStickyBytes(
  producer: ProducerClient,
  sticky: StickyPartition,
  bytes: number,
  topic: TopicMetadata,
  node: NodeContext,
): void {
  sticky.producedBytes += bytes
  const enough = stickyBytes(producer)
  if (sticky.producedBytes < enough) return
  // A switch in the middle of a batch would send it half empty, so it is put off, but not for ever.
  const lastIsFull = allBatchesFull(producer.accumulator, nameOfPartition(topic, sticky.partition))
  if (lastIsFull || sticky.producedBytes >= enough * 2) moveOn(producer, sticky, topic, node)
}

function stickyBytes(producer: ProducerClient): number {
  return Math.max(1, producer.config.batchSize)
}

function moveOn(producer: ProducerClient, sticky: StickyPartition, topic: TopicMetadata, node: NodeContext): void {
  sticky.partition = nextPartition(producer, topic, node)
  sticky.producedBytes = 0
}

function allBatchesFull(accumulator: Accumulator, name: TopicPartition): boolean {
  const queue = rowNamed(accumulator.queues, name)
  const last = queue?.queued[queue.queued.length - 1]
  const batch = last === undefined ? undefined : findBatch(accumulator, last)
  return batch === undefined || isFull(batch)
}

function nextPartition(producer: ProducerClient, topic: TopicMetadata, node: NodeContext): number {
  const stream = `partitioner:${producer.scope}`
  const weighted = producer.config.adaptivePartitioning ? queueWeights(producer, topic, node) : null
  if (weighted === null) {
    const choices = topic.available
    if (choices.length === 0) return node.randomInt(stream, topic.partitions.length)
    return choices[node.randomInt(stream, choices.length)] as number
  }
  let draw = node.randomInt(stream, weighted.total)
  for (const { partition, weight } of weighted.partitions) {
    draw -= weight
    if (draw < 0) return partition
  }
  return topic.available[0] ?? 0
}

interface Weights {
  readonly partitions: readonly { readonly partition: number; readonly weight: number }[]
  readonly total: number
}

/**
 * The longer the queue of a partition, the less likely it is chosen: weight = longest + 1 - own. Null where all queues
 * are equal, or some partition never had one.
 */
function queueWeights(producer: ProducerClient, topic: TopicMetadata, node: NodeContext): Weights | null {
  if (topic.partitions.length < 2) return null
  const lengths: { partition: number; length: number }[] = []
  for (const { partition, leaderId } of topic.partitions) {
    const queue = rowNamed(producer.accumulator.queues, topic.partitionNames[partition] as TopicPartition)
    if (queue === undefined) return null
    if (leaderId !== -1 && isAvailable(producer, leaderId, node))
      lengths.push({ partition, length: queue.queued.length })
  }
  if (lengths.length === 0) return null
  const longest = lengths.reduce((most, each) => Math.max(most, each.length), 0)
  if (lengths.length === topic.partitions.length && lengths.every((each) => each.length === longest)) return null
  const partitions = lengths.map(({ partition, length }) => ({ partition, weight: longest + 1 - length }))
  return { partitions, total: partitions.reduce((sum, each) => sum + each.weight, 0) }
}

/** partitioner.availability.timeout.ms: a broker that has been ready for so long without taking a batch is left out. */
function isAvailable(producer: ProducerClient, leaderId: number, node: NodeContext): boolean {
  const timeoutUs = producer.config.availabilityTimeoutMs * 1000
  if (timeoutUs === 0) return true
  const drainedAtUs = producer.accumulator.drains.get(leaderId)?.drainedAtUs ?? -1
  const idleUs = drainedAtUs === -1 ? 0 : node.nowUs - drainedAtUs
  return canSendTo(producer.core.network, peerOf(producer.core.metadata, leaderId), node.nowUs) || idleUs <= timeoutUs
}
