/** Clusters under load, for the figures of the engine. */
import { simulatorModel } from '../../cli/model.ts'
import type { World } from '../../engine/world.ts'
import type { ClusterSpec, ConsumerSpec, ProducerSpec, TopicSpec } from '../../kafka/cluster/commands.ts'
import { DEFAULT_PROFILE, type ProfileName } from '../../kafka/profile/properties-registry.ts'
import { emptyCluster } from '../../scenarios/index.ts'

/** The host tells every happening to the page; here they are only counted. */
export interface Load {
  readonly world: World
  readonly happenings: { count: number }
}

export function startLoad(spec: ClusterSpec): Load {
  const world = simulatorModel.create(spec, 1)
  const happenings = { count: world.happenings.length }
  world.happenings = []
  world.onHappening = () => {
    happenings.count++
  }
  return { world, happenings }
}

/**
 * 6 brokers, 60 partitions, RF 3, 20 producers (acks=all, idempotent) of 200 keyed 100-byte records a second each, and
 * 20 consumers in four groups that read four of the six topics with automatic commits.
 */
export function busyCluster(profile: ProfileName = DEFAULT_PROFILE): ClusterSpec {
  const topics = Array.from({ length: 6 }, (_, index) => topic(`topic-${index}`, 10))
  const producers = Array.from({ length: 20 }, (_, index) => producer(`producer-${index}`, `topic-${index % 6}`, 200))
  const consumers = Array.from({ length: 20 }, (_, index) =>
    consumer(`consumer-${index}`, `group-${index % 4}`, `topic-${index % 4}`),
  )
  return { ...cluster(6, profile), topics, producers, consumers }
}

/** 50 partitions, RF 3, and 40 clients: 20 that send 10 records a second each and 20 that read as many. */
export function steadyCluster(profile: ProfileName = DEFAULT_PROFILE): ClusterSpec {
  const topics = Array.from({ length: 5 }, (_, index) => topic(`topic-${index}`, 10))
  const producers = Array.from({ length: 20 }, (_, index) => producer(`producer-${index}`, `topic-${index % 5}`, 10))
  const consumers = Array.from({ length: 20 }, (_, index) =>
    consumer(`consumer-${index}`, `group-${index % 5}`, `topic-${index % 5}`),
  )
  return { ...cluster(6, profile), topics, producers, consumers }
}

/** Three brokers, one topic, three producers that send nothing by themselves, and a group of three that reads it all. */
export function batchCluster(profile: ProfileName = DEFAULT_PROFILE): ClusterSpec {
  const topics = [topic('events', 6)]
  const producers = Array.from({ length: 3 }, (_, index) => producer(`producer-${index}`, 'events', 0))
  const consumers = Array.from({ length: 3 }, (_, index) => consumer(`consumer-${index}`, 'group-0', 'events'))
  return { ...cluster(3, profile), topics, producers, consumers }
}

function cluster(brokers: number, profile: ProfileName = DEFAULT_PROFILE): ClusterSpec {
  const ids = Array.from({ length: brokers }, (_, index) => index + 1)
  return {
    ...emptyCluster(profile),
    brokers: ids.map((id) => ({ id, rack: null, config: {} })),
  }
}

function topic(name: string, partitions: number): TopicSpec {
  return { name, partitions, replicationFactor: 3, config: { 'min.insync.replicas': '2' } }
}

function producer(name: string, topicName: string, recordsPerSecond: number): ProducerSpec {
  const keys = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']
  return {
    name,
    config: { acks: 'all' },
    workload: { topic: topicName, recordsPerSecond, keys, valueBytes: 100 },
  }
}

function consumer(name: string, groupId: string, topicName: string): ConsumerSpec {
  const config = { 'auto.offset.reset': 'earliest' }
  return { name, groupId, topics: [topicName], config, processingUs: 0, commit: 'auto' }
}

/** What a class might look at: 32 partitions in four topics, RF 3, 500 records a second, four groups. */
export function watchedCluster(): ClusterSpec {
  const topics = Array.from({ length: 4 }, (_, index) => topic(`topic-${index}`, 8))
  const producers = Array.from({ length: 5 }, (_, index) => producer(`producer-${index}`, `topic-${index % 4}`, 100))
  const consumers = Array.from({ length: 4 }, (_, index) =>
    consumer(`consumer-${index}`, `group-${index}`, `topic-${index}`),
  )
  return { ...cluster(3), topics, producers, consumers }
}

/** So many replicas that they are a heat map: 120 partitions in 20 topics on six brokers, RF 3, 500 records a second. */
export function mappedCluster(): ClusterSpec {
  const topics = Array.from({ length: 20 }, (_, index) => topic(`topic-${index}`, 6))
  const { producers, consumers } = watchedCluster()
  return { ...cluster(6), topics, producers, consumers }
}

/** Few enough lanes that each record is a cell with its text: six partitions, RF 3, 60 records a second, two groups. */
export function toldCluster(): ClusterSpec {
  const producers = Array.from({ length: 3 }, (_, index) => producer(`producer-${index}`, 'orders', 20))
  const consumers = Array.from({ length: 2 }, (_, index) => consumer(`consumer-${index}`, `group-${index}`, 'orders'))
  return { ...cluster(3), topics: [topic('orders', 6)], producers, consumers }
}

/** Brokers far from one another: the wires are so long that thousands of records are under way at any instant. */
export function longHaulCluster(): ClusterSpec {
  const topics = Array.from({ length: 4 }, (_, index) => topic(`topic-${index}`, 8))
  const producers = Array.from({ length: 12 }, (_, index) => {
    const sending = producer(`producer-${index}`, `topic-${index % 4}`, 1_200)
    return { ...sending, config: { ...sending.config, 'linger.ms': '0' } }
  })
  const consumers = Array.from({ length: 4 }, (_, index) =>
    consumer(`consumer-${index}`, `group-${index}`, `topic-${index}`),
  )
  return { ...cluster(3), topics, producers, consumers, networkLatencyUs: 50_000 }
}

/** Half as many records as events: one producer that fills its batches. */
export function longRun(): ClusterSpec {
  const busy = producer('producer-0', 'events', 600)
  const sending = { ...busy, config: { ...busy.config, 'linger.ms': '100' } }
  return {
    ...cluster(3),
    topics: [topic('events', 3)],
    producers: [sending],
    consumers: [consumer('consumer-0', 'group-0', 'events')],
  }
}
