/** Profile `kafka-4`: Apache Kafka 4.3.1. */
import type { Profile } from '../profile.ts'
import { ADMIN_CONFIGS } from './admin-configs.ts'
import { APIS } from './api-versions.ts'
import { BROKER_CONFIGS } from './broker-configs.ts'
import { BROKER_LOGGERS } from './broker-loggers.ts'
import { CLIENT_CLASSES } from './client-classes.ts'
import { CONSUMER_CONFIGS } from './consumer-configs.ts'
import { BROKER_CONFIG_SYNONYMS, DYNAMIC_BROKER_CONFIGS, PER_BROKER_CONFIGS } from './dynamic-broker-configs.ts'
import { ERRORS } from './errors.ts'
import { FEATURE_DEPENDENCIES, FEATURE_LEVELS, FEATURES, METADATA_VERSIONS } from './features.ts'
import { GROUP_ASSIGNORS, GROUP_CONFIG_BOUNDS, GROUP_CONFIGS } from './group-configs.ts'
import { PRODUCER_CONFIGS } from './producer-configs.ts'
import { RULES } from './rules.ts'
import { SERVER_PROPERTIES_FILE } from './server-properties-file.ts'
import { SHIPPED_PROPERTIES } from './shipped-properties.ts'
import { TOPIC_CONFIG_SYNONYMS, TOPIC_CONFIGS } from './topic-configs.ts'

const NOTHING: Readonly<Record<string, string>> = Object.freeze({})

export const KAFKA_4: Profile = Object.freeze({
  name: 'kafka-4',
  kafkaVersion: '4.3.1',
  configs: Object.freeze({
    topic: TOPIC_CONFIGS,
    topicSynonyms: TOPIC_CONFIG_SYNONYMS,
    broker: BROKER_CONFIGS,
    brokerRequired: Object.freeze(['process.roles', 'node.id', 'controller.listener.names']),
    brokerSynonyms: BROKER_CONFIG_SYNONYMS,
    dynamicBroker: DYNAMIC_BROKER_CONFIGS,
    perBroker: PER_BROKER_CONFIGS,
    untypedBroker: new Set<string>(),
    group: GROUP_CONFIGS,
    groupBounds: GROUP_CONFIG_BOUNDS,
    producer: PRODUCER_CONFIGS,
    consumer: CONSUMER_CONFIGS,
    admin: ADMIN_CONFIGS,
    // Whatever is read is a setting.
    fixed: Object.freeze({
      broker: NOTHING,
      topic: NOTHING,
      group: NOTHING,
      producer: NOTHING,
      consumer: NOTHING,
      admin: NOTHING,
    }),
  }),
  rules: RULES,
  clientClasses: CLIENT_CLASSES,
  groupAssignors: GROUP_ASSIGNORS,
  brokerLoggers: BROKER_LOGGERS,
  errors: ERRORS,
  apis: APIS,
  shippedProperties: SHIPPED_PROPERTIES,
  serverPropertiesFile: SERVER_PROPERTIES_FILE,
  features: FEATURES,
  metadataVersions: METADATA_VERSIONS,
  featureLevels: FEATURE_LEVELS,
  featureDependencies: FEATURE_DEPENDENCIES,
})
