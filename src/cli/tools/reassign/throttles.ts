/** Replication throttles: rates on brokers, throttled replicas on topics (KIP-73). */

import type { AdminTarget } from '../../../kafka/clients/admin/admin-client.ts'
import { hashOfString, inJavaHashOrder } from '../../../kafka/common/java-hash-order.ts'
import { splitTopicPartition, type TopicPartition } from '../../../kafka/common/topic-partition.ts'
import type { ConfigResource } from '../../../kafka/protocol/config-resource.ts'
import { brokerError, executionException } from '../../java-errors.ts'
import type { ToolContext } from '../../replayed-tool.ts'
import { describeCluster } from '../cluster-calls.ts'
import { type Plan, type Replicas, topicsOf } from './reassignment-plan.ts'

const LEADER_REPLICAS = 'leader.replication.throttled.replicas'
const FOLLOWER_REPLICAS = 'follower.replication.throttled.replicas'
const LOG_DIR_RATE = 'replica.alter.log.dirs.io.max.bytes.per.second'
const RATES = ['leader.replication.throttled.rate', 'follower.replication.throttled.rate']

/** From which brokers a partition comes and to which it goes; one that stays goes nowhere. */
export interface Move {
  readonly sources: Replicas
  readonly targets: Replicas
}

/** Moves under way, and those that are asked for: partitions of the plan that stay where they are count as moves too. */
export function movesOf(
  plan: Plan,
  current: Plan,
  running: readonly {
    readonly topicPartition: TopicPartition
    readonly replicas: Replicas
    readonly addingReplicas: Replicas
  }[],
): Map<TopicPartition, Move> {
  const moves = new Map<TopicPartition, Move>()
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

/** `bytesPerSecond` for every broker that gives or takes; sources throttle as leaders, targets as followers. */
export function setThrottles(
  moves: ReadonlyMap<TopicPartition, Move>,
  bytesPerSecond: number,
  context: ToolContext,
): void {
  const leaders = new Map<string, string[]>()
  const followers = new Map<string, string[]>()
  const brokers = new Set<number>()
  for (const [name, { sources, targets }] of moves) {
    add(leaders, name, sources)
    add(followers, name, targets)
    for (const broker of [...sources, ...targets]) brokers.add(broker)
  }
  // Of a topic whose partitions all stay the followers are none, and that is set too.
  const entry = (key: string, throttled: readonly string[] = []): Change => [key, [...throttled].sort(byText).join(',')]
  alterTopics(
    [...leaders.keys()],
    (topic) => [entry(LEADER_REPLICAS, leaders.get(topic)), entry(FOLLOWER_REPLICAS, followers.get(topic))],
    context,
  )
  for (const broker of [...brokers].sort((a, b) => a - b)) {
    const rate = String(bytesPerSecond)
    alterBroker(
      broker,
      RATES.map((key) => [key, rate] as const),
      context,
    )
  }
}

/** The tool keeps them in a TreeSet of texts, each once. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function add(throttles: Map<string, string[]>, name: TopicPartition, brokers: Replicas): void {
  const { topic, partition } = splitTopicPartition(name)
  const texts = new Set([...(throttles.get(topic) ?? []), ...brokers.map((broker) => `${partition}:${broker}`)])
  throttles.set(topic, [...texts])
}

type Change = readonly [setting: string, value: string | null]

/** A null value takes the setting back. A broker changes what is its own. */
function alterBroker(broker: number, changes: readonly Change[], context: ToolContext): void {
  alter(
    [{ resource: { type: 'broker', name: String(broker) }, changes }],
    { kind: 'broker', brokerId: broker },
    context,
  )
}

/** Topics in one request: one that fails does not keep the others from being changed. */
function alterTopics(topics: readonly string[], changesOf: (topic: string) => readonly Change[], context: ToolContext) {
  const resources = topics.map((name) => ({ resource: { type: 'topic' as const, name }, changes: changesOf(name) }))
  alter(resources, { kind: 'any' }, context)
}

function alter(
  resources: readonly { readonly resource: ConfigResource; readonly changes: readonly Change[] }[],
  target: AdminTarget,
  context: ToolContext,
): void {
  const asked = resources.map(({ resource, changes }) => ({
    resource,
    operations: changes.map(([name, value]) => ({
      name,
      operation: value === null ? ('delete' as const) : ('set' as const),
      value,
    })),
  }))
  const response = context.call(
    {
      name: 'incrementalAlterConfigs',
      target,
      request: { type: 'IncrementalAlterConfigsRequest', resources: asked, validateOnly: false },
    },
    'IncrementalAlterConfigsResponse',
  )
  const failed = response.resources.find(({ errorCode }) => errorCode !== 'NONE')
  if (failed !== undefined)
    throw executionException(brokerError(context.profile, failed.errorCode, failed.errorMessage))
}

/** `replica.alter.log.dirs.io.max.bytes.per.second` of the brokers on which something moves. */
export function setLogDirThrottle(brokers: readonly number[], bytesPerSecond: number, context: ToolContext): void {
  for (const broker of [...new Set(brokers)].sort((a, b) => a - b))
    alterBroker(broker, [[LOG_DIR_RATE, String(bytesPerSecond)]], context)
}

/** Of every broker there is, and every one that the plan names. */
export function clearThrottles(plan: Plan, context: ToolContext): void {
  const topics = inJavaHashOrder(topicsOf(plan), hashOfString)
  const known = describeCluster(context).brokers.map((broker) => broker.id)
  const brokers = [...new Set([...known, ...[...plan.values()].flat()])].sort((a, b) => a - b)
  context.print(`Clearing broker-level throttles on broker${brokers.length === 1 ? '' : 's'} ${brokers.join(',')}\n`)
  for (const broker of brokers)
    alterBroker(
      broker,
      [...RATES, LOG_DIR_RATE].map((key) => [key, null] as const),
      context,
    )
  context.print(`Clearing topic-level throttles on topic${topics.length === 1 ? '' : 's'} ${topics.join(',')}\n`)
  const cleared = [LEADER_REPLICAS, FOLLOWER_REPLICAS].map((key) => [key, null] as const)
  alterTopics(topics, () => cleared, context)
}
