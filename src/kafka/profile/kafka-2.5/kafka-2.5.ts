/** Profile `kafka-2.5`: Apache Kafka 2.5.0. Its patch version counts: 2.5.1 deals partitions otherwise. */
import type { Profile } from '../profile.ts'
import { ADMIN_CONFIGS } from './admin-configs.ts'
import { APIS } from './api-versions.ts'
import { BROKER_CONFIGS, THROTTLE_ROWS } from './broker-configs.ts'
import { BROKER_LOGGERS } from './broker-loggers.ts'
import { CLIENT_CLASSES } from './client-classes.ts'
import { CONSUMER_CONFIGS } from './consumer-configs.ts'
import { BROKER_CONFIG_SYNONYMS, DYNAMIC_BROKER_CONFIGS, PER_BROKER_CONFIGS } from './dynamic-broker-configs.ts'
import { ERRORS } from './errors.ts'
import { FIXED } from './fixed.ts'
import { PRODUCER_CONFIGS } from './producer-configs.ts'
import { RULES } from './rules.ts'
import { SERVER_PROPERTIES_FILE } from './server-properties-file.ts'
import { SHIPPED_PROPERTIES } from './shipped-properties.ts'
import { TOPIC_CONFIG_SYNONYMS, TOPIC_CONFIGS } from './topic-configs.ts'

export const KAFKA_2_5: Profile = Object.freeze({
  name: 'kafka-2.5',
  kafkaVersion: '2.5.0',
  configs: Object.freeze({
    topic: TOPIC_CONFIGS,
    topicSynonyms: TOPIC_CONFIG_SYNONYMS,
    broker: BROKER_CONFIGS,
    brokerRequired: Object.freeze(['zookeeper.connect']),
    brokerSynonyms: BROKER_CONFIG_SYNONYMS,
    dynamicBroker: DYNAMIC_BROKER_CONFIGS,
    perBroker: PER_BROKER_CONFIGS,
    untypedBroker: new Set(THROTTLE_ROWS.map(([name]) => name)),
    // Groups have no settings of their own before KIP-848, and brokers name no assignors.
    group: new Map(),
    groupBounds: Object.freeze([]),
    producer: PRODUCER_CONFIGS,
    consumer: CONSUMER_CONFIGS,
    admin: ADMIN_CONFIGS,
    fixed: FIXED,
  }),
  rules: RULES,
  clientClasses: CLIENT_CLASSES,
  groupAssignors: new Set<string>(),
  brokerLoggers: BROKER_LOGGERS,
  errors: ERRORS,
  apis: APIS,
  shippedProperties: SHIPPED_PROPERTIES,
  serverPropertiesFile: SERVER_PROPERTIES_FILE,
  // Finalised features came with KIP-584; what brokers may say to one another is a setting, inter.broker.protocol.version.
  features: new Map(),
  metadataVersions: new Map(),
  featureLevels: new Map(),
  featureDependencies: new Map(),
})
