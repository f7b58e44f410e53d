/** Replication throttles: rates on brokers, throttled replicas on topics (KIP-73). */

import type { AdminTarget } from '../../../kafka/clients/admin/admin-client.ts'
import {
  operationsOf,
  type ReplicaMove,
  type SettingChange,
  THROTTLED_RATES,
  THROTTLED_REPLICAS,
  throttledBy,
} from '../../../kafka/clients/admin/replication-throttles.ts'
import { hashOfString, inJavaHashOrder } from '../../../kafka/common/java-hash-order.ts'
import type { TopicPartition } from '../../../kafka/common/topic-partition.ts'
import type { ConfigResource } from '../../../kafka/protocol/config-resource.ts'
import { brokerError, executionException } from '../../java-errors.ts'
import type { ToolContext } from '../../replayed-tool.ts'
import { describeCluster } from '../cluster-calls.ts'
import { type Plan, topicsOf } from './reassignment-plan.ts'

const LOG_DIR_RATE = 'replica.alter.log.dirs.io.max.bytes.per.second'

/** `bytesPerSecond` for every broker that gives or takes; sources throttle as leaders, targets as followers. */
export function setThrottles(
  moves: ReadonlyMap<TopicPartition, ReplicaMove>,
  bytesPerSecond: number,
  context: ToolContext,
): void {
  const { topics, brokers } = throttledBy(moves)
  // Of a topic whose partitions all stay the followers are none, and that is set too.
  const listed = (throttled: Iterable<string> = []): string => [...throttled].sort(byText).join(',')
  alterTopics(
    [...topics.keys()],
    (topic) => [
      [THROTTLED_REPLICAS.leader, listed(topics.get(topic)?.leaders)],
      [THROTTLED_REPLICAS.follower, listed(topics.get(topic)?.followers)],
    ],
    context,
  )
  for (const broker of brokers) {
    const rate = String(bytesPerSecond)
    alterBroker(
      broker,
      THROTTLED_RATES.map((key) => [key, rate] as const),
      context,
    )
  }
}

/** The tool keeps them in a TreeSet of texts, each once. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** A null value takes the setting back. A broker changes what is its own. */
function alterBroker(broker: number, changes: readonly SettingChange[], context: ToolContext): void {
  alter(
    [{ resource: { type: 'broker', name: String(broker) }, changes }],
    { kind: 'broker', brokerId: broker },
    context,
  )
}

/** Topics in one request: one that fails does not keep the others from being changed. */
function alterTopics(
  topics: readonly string[],
  changesOf: (topic: string) => readonly SettingChange[],
  context: ToolContext,
) {
  const resources = topics.map((name) => ({ resource: { type: 'topic' as const, name }, changes: changesOf(name) }))
  alter(resources, { kind: 'any' }, context)
}

function alter(
  resources: readonly { readonly resource: ConfigResource; readonly changes: readonly SettingChange[] }[],
  target: AdminTarget,
  context: ToolContext,
): void {
  const asked = resources.map(({ resource, changes }) => ({ resource, operations: operationsOf(changes) }))
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
      [...THROTTLED_RATES, LOG_DIR_RATE].map((key) => [key, null] as const),
      context,
    )
  context.print(`Clearing topic-level throttles on topic${topics.length === 1 ? '' : 's'} ${topics.join(',')}\n`)
  const cleared = Object.values(THROTTLED_REPLICAS).map((key) => [key, null] as const)
  alterTopics(topics, () => cleared, context)
}
