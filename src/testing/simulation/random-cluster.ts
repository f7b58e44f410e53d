/** A random cluster with its clients: what a run begins with. */
import type { ClusterSpec, ConsumerSpec, ProducerSpec, TopicSpec } from '../../kafka/cluster/commands.ts'
import { profileOf } from '../../kafka/profile/registry.ts'
import { keepers, shippedProperties } from '../../scenarios/index.ts'
import {
  brokerSettings,
  consumerSettings,
  type Draw,
  partitionerSettings,
  producerSettings,
  topicSettings,
} from './random-settings.ts'

/** Segments end, are cleaned and are deleted within the few seconds that a run has. */
const BUSY_DISKS = {
  'log.retention.check.interval.ms': '2000',
  'log.cleaner.backoff.ms': '1000',
  'log.initial.task.delay.ms': '1000',
}
const RACKS = ['north', 'south', 'east']

export function randomCluster(profile: string, draw: Draw): ClusterSpec {
  const brokerCount = [1, 3, 3, 3, 4, 5][draw(6)]!
  const racks = draw(2) === 0 ? RACKS : []
  const topics = Array.from({ length: 1 + draw(3) }, (_, index) => randomTopic(index, brokerCount, draw))
  return {
    profile,
    brokers: Array.from({ length: brokerCount }, (_, index) => ({
      id: index + 1,
      rack: racks[index % RACKS.length] ?? null,
      config: {},
    })),
    ...keepers(draw(4) === 0 ? 1 : 3, profile),
    config: {
      ...shippedProperties(Math.min(3, brokerCount), profileOf(profile).shippedProperties),
      ...BUSY_DISKS,
      'offsets.topic.num.partitions': '3',
      'transaction.state.log.num.partitions': '3',
      'transaction.abort.timed.out.transaction.cleanup.interval.ms': '3000',
      'replica.lag.time.max.ms': '6000',
      // Where clients have them made by asking, a topic that was deleted is there again before anybody could create it.
      'auto.create.topics.enable': String(draw(2) === 0),
      ...brokerSettings(draw),
    },
    topics,
    producers: Array.from({ length: 1 + draw(4) }, (_, index) =>
      randomProducer(`producer-${index}`, index, { profile, topics, draw }),
    ),
    consumers: Array.from({ length: 1 + draw(5) }, (_, index) => randomConsumer(index, topics, draw)),
    startWallClockMs: 1_772_409_600_000,
    networkLatencyUs: 200 + draw(2_000),
  }
}

function randomTopic(index: number, brokerCount: number, draw: Draw): TopicSpec {
  const replicationFactor = 1 + draw(Math.min(3, brokerCount))
  const config: Record<string, string> = { 'min.insync.replicas': String(1 + draw(2)), ...topicSettings(draw) }
  if (draw(4) === 0) {
    config['cleanup.policy'] = draw(2) === 0 ? 'compact' : 'compact,delete'
    config['min.cleanable.dirty.ratio'] = '0.1'
    config['segment.ms'] = '2000'
  }
  return { name: `topic-${index}`, partitions: 1 + draw(4), replicationFactor, config }
}

interface Around {
  readonly profile: string
  readonly topics: readonly TopicSpec[]
  readonly draw: Draw
}

export function randomProducer(name: string, index: number, { profile, topics, draw }: Around): ProducerSpec {
  const acks = ['all', 'all', '1', '0'][draw(4)] ?? 'all'
  const idempotent = acks === 'all' && draw(3) !== 0
  // Two of them share an id, and so fence one another.
  const transactional = idempotent && index % 2 === 1
  return {
    name,
    config: {
      acks,
      'enable.idempotence': String(idempotent),
      ...(transactional ? { 'transactional.id': 'transactions', 'transaction.timeout.ms': '8000' } : {}),
      'request.timeout.ms': '3000',
      'delivery.timeout.ms': String(8_000 + draw(3) * 6_000),
      'max.in.flight.requests.per.connection': String(1 + draw(5)),
      ...producerSettings(draw),
      ...partitionerSettings(profile, draw),
    },
    workload: {
      topic: topics[draw(topics.length)]?.name ?? 'topic-0',
      recordsPerSecond: 5 + draw(60),
      keys: draw(3) === 0 ? [] : ['A', 'B', 'C', 'D', 'E'].slice(0, 1 + draw(5)),
      valueBytes: 10 + draw(200),
      // Some applications end their transactions only when they are told to, and some wait too long.
      ...(transactional && draw(2) === 0 ? { recordsPerTransaction: draw(3) * 8 } : {}),
    },
  }
}

export function randomConsumer(index: number, topics: readonly TopicSpec[], draw: Draw): ConsumerSpec {
  const assignors = ['RangeAssignor', 'RoundRobinAssignor', 'CooperativeStickyAssignor', 'StickyAssignor']
  // A few without a group, which read every partition.
  const group = draw(5)
  const chosen = assignors[((group % 2) + topics.length) % assignors.length]
  const config = consumerSettings(draw)
  const isStatic = group < 4 && draw(5) === 0
  return {
    name: `consumer-${index}`,
    groupId: group === 4 ? '' : `group-${group % 2}`,
    topics: topics
      .filter(() => draw(2) === 0)
      .map((topic) => topic.name)
      .concat(topics[0]?.name ?? [])
      .filter(unique),
    config: {
      'auto.offset.reset': draw(2) === 0 ? 'earliest' : 'latest',
      'isolation.level': index % 2 === 0 ? 'read_committed' : 'read_uncommitted',
      'session.timeout.ms': '6000',
      'heartbeat.interval.ms': '1500',
      ...config,
      ...(isStatic ? { 'group.instance.id': `instance-${index}` } : {}),
      // One protocol for a whole group: members that share none are refused, which is another story.
      'partition.assignment.strategy': `org.apache.kafka.clients.consumer.${group === 4 ? assignors[0] : chosen}`,
    },
    processingUs: draw(3) * 3_000,
    commit: (['auto', 'auto', 'afterProcessing', 'beforeProcessing', 'never'] as const)[draw(5)] ?? 'auto',
  }
}

function unique(name: string, index: number, all: readonly string[]): boolean {
  return all.indexOf(name) === index
}
