/**
 * Replication throttles (KIP-73): rates on brokers and throttled replicas on topics, as whoever reassigns partitions sets
 * and takes them back. Counterpart in Kafka: ReassignPartitionsCommand.calculateLeaderThrottles and its kin.
 */
import { splitTopicPartition, type TopicPartition } from '../../common/topic-partition.ts'

export const THROTTLED_REPLICAS = {
  leader: 'leader.replication.throttled.replicas',
  follower: 'follower.replication.throttled.replicas',
} as const
export const THROTTLED_RATES = ['leader.replication.throttled.rate', 'follower.replication.throttled.rate'] as const

type Replicas = readonly number[]

/** From which brokers a partition comes and to which it goes; one that stays goes nowhere. */
export interface ReplicaMove {
  readonly sources: Replicas
  readonly targets: Replicas
}

/** Moves under way, and those that are asked for: partitions of the plan that stay where they are count as moves too. */
export function movesOf(
  plan: ReadonlyMap<TopicPartition, Replicas>,
  current: ReadonlyMap<TopicPartition, Replicas>,
  running: readonly {
    readonly topicPartition: TopicPartition
    readonly replicas: Replicas
    readonly addingReplicas: Replicas
  }[],
): Map<TopicPartition, ReplicaMove> {
  const moves = new Map<TopicPartition, ReplicaMove>()
  for (const { topicPartition, replicas, addingReplicas } of running) {
    const sources = replicas.filter((broker) => !addingReplicas.includes(broker))
    moves.set(topicPartition, { sources, targets: addingReplicas })
  }
  for (const [name, target] of plan) {
    const sources = moves.get(name)?.sources ?? current.get(name) ?? []
    moves.set(name, { sources, targets: target.filter((broker) => !sources.includes(broker)) })
  }
  return moves
}

export interface Throttled {
  /** Of each topic the replicas that are throttled, `partition:broker`: sources as leaders, targets as followers. */
  readonly topics: ReadonlyMap<string, { readonly leaders: Set<string>; readonly followers: Set<string> }>
  /** Every broker that gives or takes, ascending. */
  readonly brokers: Replicas
}

export function throttledBy(moves: Iterable<readonly [TopicPartition, ReplicaMove]>): Throttled {
  const topics = new Map<string, { readonly leaders: Set<string>; readonly followers: Set<string> }>()
  const brokers = new Set<number>()
  for (const [name, { sources, targets }] of moves) {
    const { topic, partition } = splitTopicPartition(name)
    const throttled = topics.get(topic) ?? { leaders: new Set(), followers: new Set() }
    topics.set(topic, throttled)
    for (const broker of sources) throttled.leaders.add(`${partition}:${broker}`)
    for (const broker of targets) throttled.followers.add(`${partition}:${broker}`)
    for (const broker of [...sources, ...targets]) brokers.add(broker)
  }
  return { topics, brokers: [...brokers].sort((a, b) => a - b) }
}

/** A null value takes the setting back. */
export type SettingChange = readonly [setting: string, value: string | null]

/** As a request has them. */
export function operationsOf(changes: readonly SettingChange[]) {
  return changes.map(([name, value]) => ({
    name,
    operation: value === null ? ('delete' as const) : ('set' as const),
    value,
  }))
}
