/** Counterpart in Kafka: ConfigHelper. What a topic, a broker or a group is set to, and where each value comes from. */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import {
  describeBrokerConfigs,
  describeClientMetricsConfigs,
  describeDefaultBrokerConfigs,
  describeGroupConfigs,
  describeTopicConfigs,
} from '../profile/describe-configs.ts'
import { brokerLayers } from '../profile/effective-config.ts'
import { profileOf } from '../profile/registry.ts'
import type { ConfigResource } from '../protocol/config-resource.ts'
import type { DescribeConfigsRequest, DescribeConfigsResponse, DescribedConfig } from '../protocol/describe-configs.ts'
import type { ListConfigResourcesRequest, ListConfigResourcesResponse } from '../protocol/list-config-resources.ts'
import { sendMessage } from '../protocol/send-message.ts'
import type { BrokerState } from './broker-state.ts'

type Row = DescribeConfigsResponse['resources'][number]
type Properties = Readonly<Record<string, string>>

const NONE_SET: Properties = Object.freeze({})

export function handleDescribeConfigs(
  state: BrokerState,
  request: DescribeConfigsRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const resources = request.resources.map((asked) =>
    describe(state, asked.resource, asked.keys, request.includeSynonyms),
  )
  const { correlationId } = request
  const response: DescribeConfigsResponse = { type: 'DescribeConfigsResponse', correlationId, resources }
  sendMessage(node, from, response)
}

/**
 * Counterpart in Kafka: KafkaApis.handleListConfigResources (KIP-1142). Client-metrics subscriptions and groups are what
 * has settings of its own here; topics and brokers are there whether they have some or not.
 */
export function handleListConfigResources(
  state: BrokerState,
  request: ListConfigResourcesRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const asked = (type: ConfigResource['type']) =>
    request.resourceTypes.length === 0 || request.resourceTypes.includes(type)
  const resources: ConfigResource[] = []
  if (asked('topic')) for (const name of state.metadata.topics.keys()) resources.push({ type: 'topic', name })
  for (const type of ['broker', 'broker-logger'] as const)
    if (asked(type)) for (const id of state.metadata.brokers.keys()) resources.push({ type, name: String(id) })
  for (const key of state.metadata.configs.keys()) {
    const type = (['client-metrics', 'group'] as const).find((each) => key.startsWith(`${each}:`))
    if (type !== undefined && asked(type)) resources.push({ type, name: key.slice(type.length + 1) })
  }
  const { correlationId } = request
  const errorCode = 'NONE'
  const response: ListConfigResourcesResponse = {
    type: 'ListConfigResourcesResponse',
    correlationId,
    errorCode,
    resources,
  }
  sendMessage(node, from, response)
}

function describe(
  state: BrokerState,
  resource: ConfigResource,
  keys: readonly string[] | null,
  synonyms: boolean,
): Row {
  const overrides = state.metadata.configs.get(`${resource.type}:${resource.name}`) ?? NONE_SET
  const layers = brokerLayers(state.metadata, state.staticConfig, state.brokerId, profileOf(state.profile))
  const { name } = resource
  switch (resource.type) {
    case 'topic':
      if (!state.metadata.topics.has(name)) return refused(resource, 'UNKNOWN_TOPIC_OR_PARTITION', null)
      return found(resource, describeTopicConfigs(layers, overrides, keys, synonyms))
    case 'broker':
      if (name === '') return found(resource, describeDefaultBrokerConfigs(layers, keys, synonyms))
      if (name === String(state.brokerId)) return found(resource, describeBrokerConfigs(layers, keys, synonyms))
      return refused(
        resource,
        'INVALID_REQUEST',
        `Unexpected broker id, expected ${state.brokerId} or empty string, but received ${name}`,
      )
    case 'group':
      return found(resource, describeGroupConfigs(layers, overrides, keys, synonyms))
    case 'client-metrics':
      return found(resource, describeClientMetricsConfigs(overrides, keys, synonyms))
    case 'broker-logger':
      // Nothing here writes a log file, so there are no loggers to list.
      return found(resource, [])
  }
}

function found(resource: ConfigResource, configs: readonly DescribedConfig[]): Row {
  return { resource, errorCode: 'NONE', errorMessage: null, configs }
}

function refused(resource: ConfigResource, errorCode: ErrorCode, errorMessage: string | null): Row {
  return { resource, errorCode, errorMessage, configs: [] }
}
