/** Counterpart in Kafka: ConfigHelper. What a topic, a broker or a group is set to, and where each value comes from. */
import type { ErrorCode } from '../common/errors.ts'
import type { MetadataImage } from '../metadata/metadata-image.ts'
import type { ConfigResource } from '../protocol/config-resource.ts'
import type { DescribeConfigsResponse, DescribedConfig } from '../protocol/describe-configs.ts'
import {
  describeBrokerConfigs,
  describeBrokerLoggers,
  describeClientMetricsConfigs,
  describeDefaultBrokerConfigs,
  describeGroupConfigs,
  describeTopicConfigs,
} from './describe-configs.ts'
import { brokerLayers } from './effective-config.ts'
import type { Profile } from './profile.ts'

type Row = DescribeConfigsResponse['resources'][number]
type Properties = Readonly<Record<string, string>>

const NONE_SET: Properties = Object.freeze({})

/** A broker or controller that is asked. */
export interface DescribingServer {
  readonly image: MetadataImage
  readonly staticConfig: Properties
  readonly nodeId: number
  readonly profile: Profile
}

/** What `server` answers about a resource: any tells of topics and groups, and each of itself alone. */
export function describeResource(
  server: DescribingServer,
  resource: ConfigResource,
  keys: readonly string[] | null,
  synonyms: boolean,
): Row {
  const overrides = server.image.configs.get(`${resource.type}:${resource.name}`) ?? NONE_SET
  const layers = brokerLayers(server.image, server.staticConfig, server.nodeId, server.profile)
  const { name } = resource
  switch (resource.type) {
    case 'topic': {
      const { client } = server.profile.rules
      const illegal = client.illegalTopicName(name)
      if (illegal !== null) return refused(resource, 'INVALID_TOPIC_EXCEPTION', illegal)
      if (!server.image.topics.has(name))
        return refused(resource, 'UNKNOWN_TOPIC_OR_PARTITION', client.aboutUnknownTopic)
      return found(resource, describeTopicConfigs(layers, overrides, keys, synonyms))
    }
    case 'broker':
      if (name === '') return found(resource, describeDefaultBrokerConfigs(layers, keys, synonyms))
      if (name === String(server.nodeId)) return found(resource, describeBrokerConfigs(layers, keys, synonyms))
      return refused(
        resource,
        'INVALID_REQUEST',
        `Unexpected broker id, expected ${server.nodeId} or empty string, but received ${name}`,
      )
    case 'group':
      return found(resource, describeGroupConfigs(layers, overrides, keys, synonyms))
    case 'client-metrics':
      return found(resource, describeClientMetricsConfigs(overrides, keys, synonyms))
    case 'broker-logger':
      return found(resource, describeBrokerLoggers(server.profile, keys))
  }
}

function found(resource: ConfigResource, configs: readonly DescribedConfig[]): Row {
  return { resource, errorCode: 'NONE', errorMessage: null, configs }
}

function refused(resource: ConfigResource, errorCode: ErrorCode, errorMessage: string | null): Row {
  return { resource, errorCode, errorMessage, configs: [] }
}
