/** Which partition would this record get, and how? */
import { errorText } from '../../kafka/clients/core/client-error.ts'
import { PARTITIONER_RULE } from '../../kafka/clients/core/own-classes.ts'
import { compileRule, isRuleError, type RuleError } from '../../kafka/clients/producer/partition-rule.ts'
import {
  type PartitioningSteps,
  partitioningSteps,
  type RecordInHand,
  type TopicInHand,
} from '../../kafka/clients/producer/partitioning-steps.ts'
import { parseProducerConfig } from '../../kafka/clients/producer/producer-config.ts'
import type { ProducerNodeState } from '../../kafka/clients/producer/producer-node.ts'
import type { ConfigEntries, ProducerSpec } from '../../kafka/cluster/commands.ts'
import { profileOfCluster } from '../../kafka/cluster/profile-of-cluster.ts'
import { newestMetadata } from '../../kafka/observe/image/newest-metadata.ts'
import { profileOf } from '../../kafka/profile/registry.ts'
import type { Asked, QuickQuestion } from './question.ts'

export type { RuleError, RuleProblem } from '../../kafka/clients/producer/partition-rule.ts'
export type { PartitioningStep, PartitioningSteps } from '../../kafka/clients/producer/partitioning-steps.ts'

interface ReadPartitioning {
  readonly type: 'readPartitioning'
  /** Whose settings and counters count; one that is not there has the defaults and has sent nothing. */
  readonly producer: string
  /** In place of what the producer has: a partitioner that is being thought about. Null: its own. */
  readonly settings: { readonly 'partitioner.class': string; readonly 'partitioner.rule': string } | null
  readonly record: RecordInHand
  /** As if the topic had so many partitions; null: as many as it has. */
  readonly partitions: number | null
}

interface Partitioning {
  readonly type: 'partitioning'
  /** Null: no such producer could be made, for `refused`; or there is no such topic. */
  readonly steps: PartitioningSteps | null
  readonly refused: string | null
  /** What is wrong with the rule's text, when that is why. */
  readonly rule: RuleError | null
}

const LARGEST_TOPIC = 10_000

export const readPartitioning: QuickQuestion<ReadPartitioning, Partitioning> = {
  answer: ({ timeline: { world } }, { producer, settings, record, partitions }) => {
    const node = world.nodes.get(producer)
    const state = node?.kind === 'producer' ? (node.state as ProducerNodeState | null) : null
    const given = state?.spec ?? (node?.kind === 'producer' ? (node.spec as ProducerSpec) : null)
    const entries = entriesOf(given?.config ?? {}, settings)
    const config = parseProducerConfig(entries, profileOf(profileOfCluster(world)))
    if ('error' in config) return refused(errorText(config.error), entries)
    const topic = topicOf(world, state, record.topic, partitions)
    if (topic === null) return { type: 'partitioning', steps: null, refused: null, rule: null }
    // Counters of another partitioner than the one in question say nothing.
    const accumulator = settings === null ? (state?.client?.accumulator ?? null) : null
    return {
      type: 'partitioning',
      steps: partitioningSteps(config, accumulator, record, topic),
      refused: null,
      rule: null,
    }
  },
}

function entriesOf(config: ConfigEntries, settings: ReadPartitioning['settings']): ConfigEntries {
  if (settings === null) return config
  const { 'partitioner.class': ownClass, 'partitioner.rule': ownRule, ...others } = config
  return settings['partitioner.class'] === '' ? others : { ...others, ...settings }
}

function refused(why: string, entries: ConfigEntries): Partitioning {
  const rule = entries[PARTITIONER_RULE]
  const compiled = rule === undefined ? null : compileRule(rule)
  const error = compiled !== null && isRuleError(compiled) ? compiled : null
  return { type: 'partitioning', steps: null, refused: why, rule: error }
}

function topicOf(
  world: Asked['timeline']['world'],
  state: ProducerNodeState | null,
  name: string,
  asIf: number | null,
): TopicInHand | null {
  const known = state?.client?.core.metadata.topics.get(name)
  const numPartitions = known?.partitions.length ?? newestMetadata(world).topics.get(name)?.partitions.length ?? 0
  if (asIf === null && known !== undefined) return { numPartitions, available: known.available }
  const count = Math.min(LARGEST_TOPIC, asIf ?? numPartitions)
  return count < 1 ? null : { numPartitions: count, available: Array.from({ length: count }, (_, each) => each) }
}
