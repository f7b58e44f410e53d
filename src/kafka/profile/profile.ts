/** What differs between Kafka versions, as data: code that depends on a version asks the profile and never its name. */
import type { ConfigDef } from './config-def.ts'
import type { GroupConfigKey } from './group-configs.ts'
import type { ConfigSynonym } from './topic-configs.ts'

/** Levels of a feature that brokers and controllers of this version support. */
export interface SupportedFeature {
  readonly min: number
  readonly max: number
  /** Level of a newly formatted cluster. */
  readonly initial: number
}

export interface Profile {
  readonly name: 'kafka-4' | 'kafka-2.5'
  readonly kafkaVersion: string
  readonly topicConfigs: ConfigDef
  readonly topicConfigSynonyms: ReadonlyMap<string, readonly ConfigSynonym[]>
  readonly brokerConfigs: ConfigDef
  readonly groupConfigs: ReadonlyMap<string, GroupConfigKey>
  /** Sorted by name; empty where the version has none. */
  readonly features: ReadonlyMap<string, SupportedFeature>
  /** Level of metadata.version to what tools call it. */
  readonly metadataVersions: ReadonlyMap<number, string>
}
