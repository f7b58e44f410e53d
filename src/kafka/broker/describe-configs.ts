/** What a broker tells of settings: its own, and those of topics, groups and client metrics. */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { MetadataImage } from '../metadata/metadata-image.ts'
import { describeResource } from '../profile/describe-resource.ts'
import { profileOf } from '../profile/registry.ts'
import type { ConfigResource } from '../protocol/config-resource.ts'
import type { DescribeConfigsRequest, DescribeConfigsResponse } from '../protocol/describe-configs.ts'
import type { ListConfigResourcesRequest, ListConfigResourcesResponse } from '../protocol/list-config-resources.ts'
import { sendMessage } from '../protocol/send-message.ts'
import type { BrokerState } from './broker-state.ts'

/** By the settings of `image`. */
export function answerDescribeConfigs(
  state: BrokerState,
  image: MetadataImage,
  request: DescribeConfigsRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const { staticConfig, brokerId: nodeId, profile } = state
  const server = { image, staticConfig, nodeId, profile: profileOf(profile) }
  const resources = request.resources.map((asked) =>
    describeResource(server, asked.resource, asked.keys, request.includeSynonyms),
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
