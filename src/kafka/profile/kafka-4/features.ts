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
  '3.7-IV4 3.8-IV0 3.9-IV0 4.0-IV0 4.0-IV1 4.0-IV2 4.0-IV3 4.1-IV0 4.1-IV1 4.2-IV0 4.2-IV1 4.3-IV0'

export const METADATA_VERSIONS: ReadonlyMap<number, string> = new Map(
  VERSION_NAMES.split(' ').map((name, index) => [7 + index, name]),
)

/** In the order of `kafka-features.sh version-mapping`: newest features last (KIP-1022). */
const MAPPED = [
  'metadata.version',
  'kraft.version',
  'transaction.version',
  'group.version',
  'eligible.leader.replicas.version',
  'share.version',
  'streams.version',
]

const LEVELS: readonly (readonly [release: string, ...levels: number[]])[] = [
  ['4.0', 25, 1, 2, 1, 0, 0, 0],
  ['4.1', 27, 1, 2, 1, 1, 0, 0],
  ['4.2', 29, 1, 2, 1, 1, 1, 1],
  ['4.3', 30, 1, 2, 1, 1, 1, 1],
]

export const RELEASES: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map(
  LEVELS.map(([release, ...levels]) => [release, new Map(MAPPED.map((name, index) => [name, levels[index] ?? 0]))]),
)
