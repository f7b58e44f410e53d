/**
 * What differs between Kafka versions, as data and rules. Code that depends on a version asks the profile and never its
 * name. A profile's folder (`kafka-4/`) is known to `registry.ts` alone; nodes carry the name.
 */
import type { ErrorCode } from '../common/errors.ts'
import type { ConfigDef, ConfigKey } from './config-def.ts'
import type { ConfigScope } from './modelled.ts'
import type { Rules } from './rules.ts'

/** Levels of a feature that brokers and controllers of this version support. */
export interface SupportedFeature {
  readonly min: number
  readonly max: number
  /** Level of a newly formatted cluster. */
  readonly initial: number
}

/** A broker config behind a topic config. */
export interface ConfigSynonym {
  readonly name: string
  /** Milliseconds in one unit of this synonym; 1 where it is in the topic config's own unit. */
  readonly unitMs: number
}

export interface GroupConfigKey extends ConfigKey {
  /** The broker config that gives the default, where there is one. */
  readonly brokerConfig: string | null
}

/** A group config and the broker configs that bound it; null: nothing does on that side. */
export type GroupConfigBound = readonly [key: string, min: string | null, max: string]

/** Every setting this version knows, each in the order of its definition. */
export interface ProfileConfigs {
  readonly topic: ConfigDef
  /** Topic config to the broker configs behind it, the one that counts most first. */
  readonly topicSynonyms: ReadonlyMap<string, readonly ConfigSynonym[]>
  readonly broker: ConfigDef
  /** Broker configs that have no default: a properties file without one of them starts nothing. */
  readonly brokerRequired: readonly string[]
  /** Broker configs that may stand for one another; those absent stand for themselves. */
  readonly brokerSynonyms: ReadonlyMap<string, readonly string[]>
  /** What a running broker may be told anew. */
  readonly dynamicBroker: ReadonlySet<string>
  /** Of those, what may be said to one broker only, not to all at once. */
  readonly perBroker: ReadonlySet<string>
  /** Of `broker`, what a broker takes and has no type for: it cannot tell that it is no password, and shows no value. */
  readonly untypedBroker: ReadonlySet<string>
  readonly group: ReadonlyMap<string, GroupConfigKey>
  readonly groupBounds: readonly GroupConfigBound[]
  readonly producer: ConfigDef
  readonly consumer: ConfigDef
  readonly admin: ConfigDef
  /**
   * What is no setting in this version, or none that counts, and stands in its code instead; whatever is given for such a
   * name is passed over.
   */
  readonly fixed: Readonly<Record<ConfigScope, Readonly<Record<string, string>>>>
}

/** An API and the versions of it that servers of this Kafka version speak. */
export interface ApiRow {
  readonly key: number
  /** Kafka's, without `Request`: `Produce`. */
  readonly name: string
  readonly min: number
  readonly max: number
  readonly servedBy: 'broker' | 'controller' | 'both'
  /** False: clients know it, servers as they come do not offer it. */
  readonly isOffered: boolean
}

/** What a protocol error is in Java. */
export interface ErrorWords {
  /** Simple name of the class. */
  readonly exception: string
  /** What it says where nobody says more. */
  readonly message: string
  /** What the version calls it, where that is not the name it has here. */
  readonly name?: string
}

export interface Profile {
  /** As specs, links and command lines give it: `kafka-4`. */
  readonly name: string
  readonly kafkaVersion: string
  readonly configs: ProfileConfigs
  readonly rules: Rules
  /** What the shipped `config/server.properties` says beside addresses and folders. */
  readonly shippedProperties: Readonly<Record<string, string>>
  /** That file as it lies in `config/`, comments among it. */
  readonly serverPropertiesFile: string
  /** Classes of Kafka's own that settings of clients and tools may name, whatever for. */
  readonly clientClasses: ReadonlySet<string>
  /** What brokers may be told to assign partitions by: names and classes of group.consumer.assignors. */
  readonly groupAssignors: ReadonlySet<string>
  /** What a broker's log4j2 lists, all at level INFO. */
  readonly brokerLoggers: readonly string[]
  readonly errors: Readonly<Record<ErrorCode, ErrorWords>>
  /** By key, ascending. */
  readonly apis: readonly ApiRow[]
  /** Sorted by name; empty where the version has none. */
  readonly features: ReadonlyMap<string, SupportedFeature>
  /** Level of metadata.version to its name, ascending and without a gap; clients may know later ones than servers serve. */
  readonly metadataVersions: ReadonlyMap<number, string>
  /**
   * The other features, in the order in which tools list them: with which metadata.version each level from 1 on became
   * what a new cluster begins with.
   */
  readonly featureLevels: ReadonlyMap<string, readonly number[]>
  /** `name=level` to the features, and their levels, without which it cannot be. */
  readonly featureDependencies: ReadonlyMap<string, ReadonlyMap<string, number>>
}
