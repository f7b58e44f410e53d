/** Counterpart in Kafka: ConfigHelper. What a topic or a broker is set to, and where each value comes from. */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { ConfigResource, ConfigSource, DescribeConfigsRequest, DescribeConfigsResponse, DescribedConfig } from '../protocol/controller.ts'
import type { BrokerState } from './broker-state.ts'

type Row = DescribeConfigsResponse['resources'][number]

export function handleDescribeConfigs(state: BrokerState, request: DescribeConfigsRequest, from: NodeId, node: NodeContext): void {
  const resources = request.resources.map(({ resource, keys }) => describe(state, resource, keys, request.includeSynonyms))
  const response: DescribeConfigsResponse = { type: 'DescribeConfigsResponse', correlationId: request.correlationId, resources }
  node.send(from, response, 60 + resources.reduce((size, row) => size + 40 + row.configs.length * 60, 0))
}

function describe(state: BrokerState, resource: ConfigResource, keys: readonly string[] | null, _synonyms: boolean): Row {
  if (resource.type === 'topic' && !state.metadata.topics.has(resource.name)) {
    return { resource, errorCode: 'UNKNOWN_TOPIC_OR_PARTITION', errorMessage: null, configs: [] }
  }
  const configs = overrides(state, resource).filter((config) => keys === null || keys.includes(config.name))
  return { resource, errorCode: 'NONE', errorMessage: null, configs }
}

function overrides(state: BrokerState, resource: ConfigResource): DescribedConfig[] {
  const source: ConfigSource = resource.type === 'topic' ? 'DYNAMIC_TOPIC_CONFIG' : 'DYNAMIC_BROKER_CONFIG'
  const set = state.metadata.configs.get(`${resource.type}:${resource.name}`) ?? {}
  return Object.entries(set).map(([name, value]) => ({ name, value, source, isSensitive: false, isReadOnly: false, synonyms: [] }))
}
