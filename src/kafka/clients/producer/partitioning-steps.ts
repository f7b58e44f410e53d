/**
 * Which partition a producer would choose for a record now, step by step. It reads what the producer has and changes
 * nothing: counters stay, nothing is drawn. Where Kafka would draw a random number the steps say so.
 */
import { murmur2, toPositive } from '../../common/murmur2.ts'
import type { ByteString } from '../../common/payload.ts'
import { rulesOf } from '../../profile/registry.ts'
import { type ClientError, errorText } from '../core/client-error.ts'
import { compileRule, isRuleError, type RuleError, ruleException } from './partition-rule.ts'
import type { ProducerConfig } from './producer-config.ts'
import type { Accumulator } from './producer-state.ts'

export interface RecordInHand {
  readonly topic: string
  readonly partition: number | null
  readonly key: ByteString | null
  readonly value: ByteString | null
}

/** A topic as the producer knows it, or as it might be. */
export interface TopicInHand {
  readonly numPartitions: number
  /** Those with a leader, in the client's order. */
  readonly available: readonly number[]
}

export type PartitioningStep =
  /** The record names it: no partitioner is asked. */
  | { readonly by: 'record'; readonly partition: number }
  /** toPositive(murmur2(keyBytes)) % numPartitions. */
  | { readonly by: 'key'; readonly murmur2: number; readonly positive: number; readonly partition: number }
  /** Sticky by bytes: `partition` is null before the first record without a key, which draws one. */
  | {
      readonly by: 'stickyBytes'
      readonly partition: number | null
      readonly producedBytes: number
      readonly batchSize: number
      readonly adaptive: boolean
    }
  /** Sticky until a batch has to be opened, which draws another one. */
  | { readonly by: 'stickyBatch'; readonly partition: number | null; readonly opensBatch: boolean }
  /** `counter` is null where it begins with a random number. */
  | {
      readonly by: 'counter'
      readonly counter: number | null
      readonly list: readonly number[]
      readonly index: number | null
      readonly partition: number | null
      /** A record that opens a batch is chosen for twice, and this is the turn that is thrown away. */
      readonly choosesAgain: boolean
    }
  | { readonly by: 'rule'; readonly rule: string; readonly partition: number | null; readonly error: RuleError | null }

export interface PartitioningSteps {
  readonly numPartitions: number
  readonly step: PartitioningStep
  /** Keys are there and do not count: of this partitioner, or by partitioner.ignore.keys. */
  readonly ignoresKey: boolean
  /** What send() would throw, in Java's words. */
  readonly thrown: string | null
  /** The topic has no such partition: the record would wait for its leader until delivery.timeout.ms. */
  readonly missing: boolean
}

/** `accumulator` is null where no producer runs. */
export function partitioningSteps(
  config: ProducerConfig,
  accumulator: Accumulator | null,
  record: RecordInHand,
  topic: TopicInHand,
): PartitioningSteps {
  const { step, error } = stepOf(config, accumulator, record, topic)
  const { partition } = step
  return {
    numPartitions: topic.numPartitions,
    step,
    ignoresKey:
      record.key !== null && (step.by === 'stickyBytes' || step.by === 'stickyBatch' || step.by === 'counter'),
    thrown: error === null ? null : errorText(error),
    missing: error === null && partition !== null && (partition < 0 || partition >= topic.numPartitions),
  }
}

function stepOf(
  config: ProducerConfig,
  accumulator: Accumulator | null,
  record: RecordInHand,
  topic: TopicInHand,
): { readonly step: PartitioningStep; readonly error: ClientError | null } {
  const { partitioner } = config
  if (record.partition !== null) return { step: { by: 'record', partition: record.partition }, error: null }
  if (typeof partitioner === 'object') return ruleStep(config, partitioner.rule, accumulator, record, topic)
  const keyCounts =
    record.key !== null && !config.ignoreKeys && partitioner !== 'uniformSticky' && partitioner !== 'roundRobin'
  return { step: keyCounts ? keyStep(record.key, topic) : keylessStep(config, accumulator, record, topic), error: null }
}

function keyStep(key: ByteString, { numPartitions }: TopicInHand): PartitioningStep {
  const hash = murmur2(key)
  const positive = toPositive(hash)
  return { by: 'key', murmur2: hash, positive, partition: positive % numPartitions }
}

function keylessStep(
  config: ProducerConfig,
  accumulator: Accumulator | null,
  { topic: name }: RecordInHand,
  topic: TopicInHand,
): PartitioningStep {
  const { partitioner } = config
  const choosesAgain = rulesOf(config).client.partitionersChooseAgainForNewBatches
  const sticky = accumulator?.sticky.get(name) ?? null
  if (partitioner === 'builtIn') {
    const { batchSize, adaptivePartitioning: adaptive } = config
    const producedBytes = sticky?.producedBytes ?? 0
    return { by: 'stickyBytes', partition: sticky?.partition ?? null, producedBytes, batchSize, adaptive }
  }
  if (partitioner === 'sticky' || partitioner === 'uniformSticky')
    return { by: 'stickyBatch', partition: sticky?.partition ?? null, opensBatch: choosesAgain }
  const counter = accumulator?.roundRobin.get(name) ?? (partitioner === 'oldDefault' ? null : 0)
  const { available, numPartitions } = topic
  const list = available.length > 0 ? available : Array.from({ length: numPartitions }, (_, partition) => partition)
  const index = counter === null ? null : counter % list.length
  return { by: 'counter', counter, list, index, partition: index === null ? null : (list[index] ?? null), choosesAgain }
}

function ruleStep(
  config: ProducerConfig,
  rule: string,
  accumulator: Accumulator | null,
  { topic: name, key, value }: RecordInHand,
  { numPartitions, available }: TopicInHand,
): { readonly step: PartitioningStep; readonly error: ClientError | null } {
  const compiled = compileRule(rule)
  const counter = accumulator?.roundRobin.get(name) ?? 0
  const chosen = isRuleError(compiled)
    ? compiled
    : compiled.apply({ topic: name, key, value, numPartitions, available, counter })
  if (typeof chosen !== 'number')
    return {
      step: { by: 'rule', rule, partition: null, error: chosen },
      error: ruleException(rule, chosen, isRuleError(compiled) ? 'configure' : 'partition'),
    }
  return {
    step: { by: 'rule', rule, partition: chosen, error: null },
    error: rulesOf(config).client.refuseChosenPartition(chosen),
  }
}
