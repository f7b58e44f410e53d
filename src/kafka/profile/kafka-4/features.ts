/** Counterparts in Kafka: org.apache.kafka.server.common.MetadataVersion and Feature, 4.3.1. */
import type { SupportedFeature } from '../profile.ts'

export const FEATURES: ReadonlyMap<string, SupportedFeature> = new Map([
  ['eligible.leader.replicas.version', { min: 0, max: 1, initial: 1 }],
  ['group.version', { min: 0, max: 1, initial: 1 }],
  // Raft's own in Kafka; here it is finalised like the others.
  ['kraft.version', { min: 0, max: 1, initial: 1 }],
  ['metadata.version', { min: 7, max: 30, initial: 30 }],
  ['share.version', { min: 0, max: 1, initial: 1 }],
  ['streams.version', { min: 0, max: 1, initial: 1 }],
  ['transaction.version', { min: 0, max: 2, initial: 2 }],
])

/** MetadataVersion, from its least level on. */
const VERSION_NAMES =
  '3.3-IV3 3.4-IV0 3.5-IV0 3.5-IV1 3.5-IV2 3.6-IV0 3.6-IV1 3.6-IV2 3.7-IV0 3.7-IV1 3.7-IV2 3.7-IV3 ' +
  '3.7-IV4 3.8-IV0 3.9-IV0 4.0-IV0 4.0-IV1 4.0-IV2 4.0-IV3 4.1-IV0 4.1-IV1 4.2-IV0 4.2-IV1 4.3-IV0 4.4-IV0'

export const METADATA_VERSIONS: ReadonlyMap<number, string> = new Map(
  VERSION_NAMES.split(' ').map((name, index) => [7 + index, name]),
)

/** Feature to the metadata.version with which each level from 1 on became what a new cluster begins with (KIP-1022). */
export const FEATURE_LEVELS: ReadonlyMap<string, readonly number[]> = new Map([
  ['kraft.version', [21]],
  ['transaction.version', [24, 24]],
  ['group.version', [22]],
  ['eligible.leader.replicas.version', [26]],
  ['share.version', [28]],
  ['streams.version', [29]],
])

export const FEATURE_DEPENDENCIES: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map([
  ['eligible.leader.replicas.version=1', new Map([['metadata.version', 23]])],
])
