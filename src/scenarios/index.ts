/** Named cluster specs of every version: what "new cluster" offers, and what a test or a shell begins with. */
import type { ClusterSpec } from '../kafka/cluster/commands.ts'
import {
  DEFAULT_PROFILE,
  keepersOfVersion,
  PROFILE_NAMES,
  type ProfileName,
  specFactsOf,
} from '../kafka/profile/properties-registry.ts'
import { atWork, emptySpec, keepersOf } from './first-cluster.ts'

export { shippedProperties } from './first-cluster.ts'

/** A Kafka version with those who keep its metadata. */
export type Era = ProfileName

/** The one by default comes first. */
export const ERAS: readonly Era[] = PROFILE_NAMES

/** The first of them whose metadata those keep. */
export function eraKeptBy(keepersOfIt: 'controllers' | 'zookeeper'): Era {
  return ERAS.find((era) => keepersOfVersion(era) === keepersOfIt) ?? DEFAULT_PROFILE
}

/** So many keepers as the version's brokers ask; a version that only a test has is kept by controllers. */
export function keepers(count: number, profile: string): Pick<ClusterSpec, 'controllers' | 'zookeeper'> {
  return keepersOf(count, keepersOfVersion(profile))
}

/** Three brokers and three keepers with nothing on them: also what `npm run shell` runs on. */
export function emptyCluster(profile: ProfileName = DEFAULT_PROFILE): ClusterSpec {
  return emptySpec(3, specFactsOf(profile))
}

/** One broker and one keeper, everything with replication factor 1: what the course notes install. */
export function oneBroker(profile: ProfileName = DEFAULT_PROFILE): ClusterSpec {
  return emptySpec(1, specFactsOf(profile))
}

/** The same machine before anybody has started anything on it: ZooKeeper or the controller first, then the broker. */
export function emptyMachine(profile: ProfileName = DEFAULT_PROFILE): ClusterSpec {
  return { ...oneBroker(profile), nothingRuns: true }
}

/** The machine of those who follow their notes from the installation on: no Java, no Kafka. */
export function bareMachine(profile: ProfileName = DEFAULT_PROFILE): ClusterSpec {
  return { ...emptyMachine(profile), nothingUnpacked: true }
}

/** The run the page opens on, of any version. */
export function firstMinute(profile: ProfileName = DEFAULT_PROFILE): ClusterSpec {
  return atWork(specFactsOf(profile))
}
