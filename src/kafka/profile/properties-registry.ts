/**
 * What a spec of each Kafka version is written with, apart from everything else about the versions: whoever only writes one
 * down or reads one, as the page does before its engine is there, needs no more.
 */
import { DEFAULT_VERSION, type KeeperList, type SpecFacts } from './default-version.ts'
import { SHIPPED_PROPERTIES as KAFKA_2_5 } from './kafka-2.5/shipped-properties.ts'

const OWN = {
  [DEFAULT_VERSION.name]: DEFAULT_VERSION,
  'kafka-2.5': { name: 'kafka-2.5', shippedProperties: KAFKA_2_5, keepers: 'zookeeper' },
} as const satisfies Readonly<Record<string, SpecFacts>>

/** Of the versions that ship; tests may add others. */
export type ProfileName = keyof typeof OWN

/** What a run is made with when nobody says otherwise. */
export const DEFAULT_PROFILE = DEFAULT_VERSION.name satisfies ProfileName

/** Those that ship, whether or not what they do has been fetched; the one a run is made with by default comes first. */
export const PROFILE_NAMES = Object.keys(OWN) as readonly ProfileName[]

/** What a spec of the version is written with. */
export function specFactsOf(profile: ProfileName): SpecFacts {
  return OWN[profile]
}

/** Who keeps the metadata of a cluster of this version; null where nobody says, as of a version that only a test has. */
export function keepersOfVersion(profile: string): KeeperList | null {
  return Object.hasOwn(OWN, profile) ? OWN[profile as ProfileName].keepers : null
}
