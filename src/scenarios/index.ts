/** Named cluster specs: what "new cluster" offers, and what a test or a shell begins with. */
import type { BrokerSpec, ClusterSpec, ConfigEntries, ConsumerSpec, ProducerSpec } from '../kafka/cluster/commands.ts'
import {
  DEFAULT_PROFILE,
  keepersOfVersion,
  PROFILE_NAMES,
  type ProfileName,
  shippedPropertiesOf,
} from '../kafka/profile/properties-registry.ts'

/**
 * What the shipped `config/server.properties` says, with the internal topics' replication factors raised to 3 where
 * three brokers are there to carry them, as the recordings of real clusters have it.
 */
export function shippedProperties(
  internalReplicationFactor: number,
  shipped: ConfigEntries = shippedPropertiesOf(DEFAULT_PROFILE),
): ConfigEntries {
  const raised = (name: string, value: string) => {
    if (name.endsWith('.replication.factor')) return String(internalReplicationFactor)
    return name.endsWith('.min.isr') ? (internalReplicationFactor > 1 ? '2' : '1') : value
  }
  const lines = Object.entries(shipped).map(([name, value]) => [name, raised(name, value)] as const)
  return { ...Object.fromEntries(lines), 'group.initial.rebalance.delay.ms': '0' }
}

/** A Kafka version with those who keep its metadata. */
export type Era = ProfileName

/** The one by default comes first. */
export const ERAS: readonly Era[] = PROFILE_NAMES

/** The first of them whose metadata those keep. */
export function eraKeptBy(keepersOfIt: 'controllers' | 'zookeeper'): Era {
  return ERAS.find((era) => keepersOfVersion(era) === keepersOfIt) ?? DEFAULT_PROFILE
}

/** 2026-03-02T00:00:00Z, a Monday in the first week of a Korean school year. */
const START_WALL_CLOCK_MS = 1_772_409_600_000
const FIRST_CONTROLLER_ID = 101

function brokers(count: number): BrokerSpec[] {
  return Array.from({ length: count }, (_, index) => ({ id: index + 1, rack: null, config: {} }))
}

/** So many keepers as the version's brokers ask: KRaft controllers, or servers of ZooKeeper. */
export function keepers(count: number, profile: string): Pick<ClusterSpec, 'controllers' | 'zookeeper'> {
  const ids = (first: number) => Array.from({ length: count }, (_, index) => first + index)
  return keepersOfVersion(profile) === 'zookeeper'
    ? { controllers: [], zookeeper: ids(1) }
    : { controllers: ids(FIRST_CONTROLLER_ID) }
}

/** As many keepers as brokers. */
function emptySpec(count: number, profile: ProfileName): ClusterSpec {
  return {
    profile,
    brokers: brokers(count),
    ...keepers(count, profile),
    config: shippedProperties(Math.min(3, count), shippedPropertiesOf(profile)),
    topics: [],
    producers: [],
    consumers: [],
    startWallClockMs: START_WALL_CLOCK_MS,
    networkLatencyUs: 250,
  }
}

/** Three brokers and three keepers with nothing on them: also what `npm run shell` runs on. */
export function emptyCluster(profile: ProfileName = DEFAULT_PROFILE): ClusterSpec {
  return emptySpec(3, profile)
}

/** One broker and one keeper, everything with replication factor 1: what the course notes install. */
export function oneBroker(profile: ProfileName = DEFAULT_PROFILE): ClusterSpec {
  return emptySpec(1, profile)
}

/** The run the page opens on: three brokers at work, one producer that waits for all and one that waits for the leader. */
export function firstMinute(profile: ProfileName = DEFAULT_PROFILE): ClusterSpec {
  return {
    ...emptyCluster(profile),
    topics: [{ name: 'orders', partitions: 3, replicationFactor: 3, config: { 'min.insync.replicas': '2' } }],
    producers: [producer('order-service', 'all', 4), producer('payment-service', '1', 3)],
    consumers: [
      consumer('consumer-1', 'hello-group', 60_000),
      consumer('consumer-2', 'hello-group', 60_000),
      consumer('consumer-3', 'hello-group', 60_000),
      consumer('analytics-1', 'analytics', 120_000),
    ],
  }
}

/** A to D by their first letters; murmur2 puts them on all three partitions, which the bare letters would not do. */
const FIRST_KEYS = ['alice', 'bob', 'carol', 'dave']

function producer(name: string, acks: string, recordsPerSecond: number): ProducerSpec {
  const idempotence: ConfigEntries = acks === 'all' ? {} : { 'enable.idempotence': 'false' }
  return {
    name,
    config: { acks, 'linger.ms': '300', ...idempotence },
    workload: { topic: 'orders', recordsPerSecond, keys: FIRST_KEYS, valueBytes: 24 },
  }
}

function consumer(name: string, groupId: string, processingUs: number): ConsumerSpec {
  return {
    name,
    groupId,
    topics: ['orders'],
    config: { 'auto.offset.reset': 'earliest' },
    processingUs,
    commit: 'auto',
  }
}
