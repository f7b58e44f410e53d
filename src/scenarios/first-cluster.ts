/** What the page opens on, and the parts of clusters that it shares with others; of the version by default alone. */
import type { BrokerSpec, ClusterSpec, ConfigEntries, ConsumerSpec, ProducerSpec } from '../kafka/cluster/commands.ts'
import { DEFAULT_VERSION, type SpecFacts } from '../kafka/profile/default-version.ts'

/**
 * What the shipped `config/server.properties` says, with the internal topics' replication factors raised to 3 where
 * three brokers are there to carry them, as the recordings of real clusters have it.
 */
export function shippedProperties(
  internalReplicationFactor: number,
  shipped: ConfigEntries = DEFAULT_VERSION.shippedProperties,
): ConfigEntries {
  const raised = (name: string, value: string) => {
    if (name.endsWith('.replication.factor')) return String(internalReplicationFactor)
    return name.endsWith('.min.isr') ? (internalReplicationFactor > 1 ? '2' : '1') : value
  }
  const lines = Object.entries(shipped).map(([name, value]) => [name, raised(name, value)] as const)
  return { ...Object.fromEntries(lines), 'group.initial.rebalance.delay.ms': '0' }
}

/** 2026-03-02T00:00:00Z, a Monday in the first week of a Korean school year. */
const START_WALL_CLOCK_MS = 1_772_409_600_000
const FIRST_CONTROLLER_ID = 101

function brokers(count: number): BrokerSpec[] {
  return Array.from({ length: count }, (_, index) => ({ id: index + 1, rack: null, config: {} }))
}

/** So many keepers as a version's brokers ask: KRaft controllers, or servers of ZooKeeper. */
export function keepersOf(
  count: number,
  keptBy: SpecFacts['keepers'] | null,
): Pick<ClusterSpec, 'controllers' | 'zookeeper'> {
  const ids = (first: number) => Array.from({ length: count }, (_, index) => first + index)
  return keptBy === 'zookeeper' ? { controllers: [], zookeeper: ids(1) } : { controllers: ids(FIRST_CONTROLLER_ID) }
}

/** As many keepers as brokers, and nothing on them. */
export function emptySpec(count: number, version: SpecFacts): ClusterSpec {
  return {
    profile: version.name,
    brokers: brokers(count),
    ...keepersOf(count, version.keepers),
    config: shippedProperties(Math.min(3, count), version.shippedProperties),
    topics: [],
    producers: [],
    consumers: [],
    startWallClockMs: START_WALL_CLOCK_MS,
    networkLatencyUs: 250,
  }
}

/** Three brokers at work, one producer that waits for all and one that waits for the leader. */
export function atWork(version: SpecFacts = DEFAULT_VERSION): ClusterSpec {
  return {
    ...emptySpec(3, version),
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
