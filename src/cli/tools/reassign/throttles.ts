/** Replication throttles: rates on brokers, throttled replicas on topics (KIP-73). */
import { splitTopicPartition, type TopicPartition } from '../../../kafka/common/topic-partition.ts'
import type { ConfigResource } from '../../../kafka/protocol/config-resource.ts'
import type { ToolContext } from '../../replayed-tool.ts'
import { describeCluster } from '../cluster-calls.ts'
import type { Plan, Replicas } from './reassignment-plan.ts'

const LEADER_REPLICAS = 'leader.replication.throttled.replicas'
const FOLLOWER_REPLICAS = 'follower.replication.throttled.replicas'
const RATES = ['leader.replication.throttled.rate', 'follower.replication.throttled.rate']

/** `bytesPerSecond` for every broker that gives or takes; sources throttle as leaders, targets as followers. */
export function setThrottles(plan: Plan, current: Plan, bytesPerSecond: number, context: ToolContext): void {
  const leaders = new Map<string, string[]>()
  const followers = new Map<string, string[]>()
  const brokers = new Set<number>()
  for (const [name, target] of plan) {
    const sources = current.get(name) ?? []
    const targets = target.filter((broker) => !sources.includes(broker))
    // A partition that stays where it is counts as a source all the same.
    add(leaders, name, sources)
    if (targets.length > 0) add(followers, name, targets)
    for (const broker of [...sources, ...targets]) brokers.add(broker)
  }
  for (const topic of leaders.keys()) {
    alter(
      { type: 'topic', name: topic },
      [
        [LEADER_REPLICAS, inOrder(leaders.get(topic) ?? [])],
        ...(followers.has(topic) ? [[FOLLOWER_REPLICAS, inOrder(followers.get(topic) ?? [])] as const] : []),
      ],
      context,
    )
  }
  for (const broker of [...brokers].sort((a, b) => a - b)) {
    const rate = String(bytesPerSecond)
    alter(
      { type: 'broker', name: String(broker) },
      RATES.map((key) => [key, rate] as const),
      context,
    )
  }
}

/** Kafka keeps them in a TreeSet of texts. */
function inOrder(replicas: readonly string[]): string {
  return [...new Set(replicas)].sort((a, b) => (a < b ? -1 : 1)).join(',')
}

function add(throttles: Map<string, string[]>, name: TopicPartition, brokers: Replicas): void {
  const { topic, partition } = splitTopicPartition(name)
  throttles.set(topic, [...(throttles.get(topic) ?? []), ...brokers.map((broker) => `${partition}:${broker}`)])
}

/** A null value takes the setting back. */
function alter(
  resource: ConfigResource,
  entries: readonly (readonly [string, string | null])[],
  context: ToolContext,
): void {
  const operations = entries.map(([name, value]) => ({
    name,
    operation: value === null ? ('delete' as const) : ('set' as const),
    value,
  }))
  context.call(
    {
      name: 'incrementalAlterConfigs',
      request: { type: 'IncrementalAlterConfigsRequest', resources: [{ resource, operations }], validateOnly: false },
    },
    'IncrementalAlterConfigsResponse',
  )
}

export function clearThrottles(topics: readonly string[], context: ToolContext): void {
  const brokers = describeCluster(context).brokers.map((broker) => broker.id)
  context.print(`Clearing broker-level throttles on broker${brokers.length === 1 ? '' : 's'} ${brokers.join(',')}\n`)
  for (const broker of brokers)
    alter(
      { type: 'broker', name: String(broker) },
      RATES.map((key) => [key, null] as const),
      context,
    )
  context.print(`Clearing topic-level throttles on topic${topics.length === 1 ? '' : 's'} ${topics.join(',')}\n`)
  for (const name of topics)
    alter(
      { type: 'topic', name },
      [
        [LEADER_REPLICAS, null],
        [FOLLOWER_REPLICAS, null],
      ],
      context,
    )
}
