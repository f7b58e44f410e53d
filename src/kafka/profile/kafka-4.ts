/** Profile `kafka-4`: Apache Kafka 4.3.1. */
import { BROKER_CONFIGS } from './broker-configs.ts'
import { GROUP_CONFIGS } from './group-configs.ts'
import type { Profile } from './profile.ts'
import { TOPIC_CONFIG_SYNONYMS, TOPIC_CONFIGS } from './topic-configs.ts'

export const KAFKA_4: Profile = Object.freeze({
  name: 'kafka-4',
  kafkaVersion: '4.3.1',
  topicConfigs: TOPIC_CONFIGS,
  topicConfigSynonyms: TOPIC_CONFIG_SYNONYMS,
  brokerConfigs: BROKER_CONFIGS,
  groupConfigs: GROUP_CONFIGS,
  features: new Map([
    ['eligible.leader.replicas.version', { min: 0, max: 1, initial: 1 }],
    ['group.version', { min: 0, max: 1, initial: 1 }],
    // Raft's own in Kafka; here it is finalised like the others.
    ['kraft.version', { min: 0, max: 1, initial: 1 }],
    ['metadata.version', { min: 7, max: 30, initial: 30 }],
    ['share.version', { min: 0, max: 1, initial: 1 }],
    ['streams.version', { min: 0, max: 1, initial: 1 }],
    ['transaction.version', { min: 0, max: 2, initial: 2 }],
  ]),
  metadataVersions: new Map([
    [7, '3.3-IV3'],
    [30, '4.3-IV0'],
  ]),
})
