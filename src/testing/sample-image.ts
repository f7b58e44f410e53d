/** A cluster at one instant, made by hand and alike every time: for tests of the picture that need no engine. */
import { isInternalTopic } from '../kafka/common/internal-topics.ts'
import type {
  BrokerImage,
  CellImage,
  ClusterImage,
  ControllerImage,
  InFlightMessage,
  MemberImage,
  NodeImage,
  PartitionImage,
  ProducerImage,
  ReplicaImage,
  TopicImage,
} from '../kafka/observe/cluster-image.ts'
import { emptyImage, IMAGE_CELLS } from '../kafka/observe/cluster-image.ts'
import { sampleGroup, sampleMembers, sampleProducers } from './sample-clients.ts'

export interface SampleOptions {
  readonly brokers?: number
  readonly partitions?: number
  readonly replicationFactor?: number
  readonly topic?: string
  /** Records in each partition's log. */
  readonly records?: number
  /** Broker ids that have been killed. */
  readonly killed?: readonly number[]
  readonly keys?: readonly (string | null)[]
}

const SECOND_US = 1_000_000
/** The instant the sample shows. */
export const SAMPLE_AT_US = 12 * SECOND_US + 480_000

/** Three brokers, `orders` with three partitions and three replicas, two producers, two groups; or more of each. */
export function sampleImage(options: SampleOptions = {}): ClusterImage {
  const brokers = numbers(options.brokers ?? 3, 1)
  const topic = options.topic ?? 'orders'
  const partitions = numbers(options.partitions ?? 3, 0).map((partition) => samplePartition(topic, partition, options))
  const replicas = partitions.flatMap((partition) => sampleReplicas(partition, options))
  const members = sampleMembers(partitions, replicas)
  const groups = [
    sampleGroup('hello-group', 'Stable', members),
    sampleGroup('analytics', 'PreparingRebalance', members),
  ]
  const brokerRows = brokers.map((id) => sampleBroker(id, partitions, options))
  const controllers = [101, 102, 103].map(sampleController)
  const producers = sampleProducers(topic, SAMPLE_AT_US)
  return {
    ...emptyImage(),
    nodes: byKey([...controllers, ...brokerRows, ...producers, ...members].map(sampleNode), (node) => node.id),
    brokers: byKey(brokerRows, (broker) => broker.node),
    controllers: byKey(controllers, (controller) => controller.node),
    topics: byKey(
      [sampleTopic(topic, partitions.length, options), sampleTopic('__consumer_offsets', 50, {})],
      (row) => row.name,
    ),
    partitions: byKey(partitions, (partition) => partition.id),
    replicas: byKey([...replicas, ...internalReplicas(brokers)], (replica) => replica.id),
    producers: byKey(producers, (producer) => producer.name),
    members: byKey(members, (member) => member.name),
    groups: byKey(groups, (group) => group.groupId),
    counters: new Map([
      [
        'counters',
        {
          id: 'counters',
          sent: 1_284,
          acknowledged: 1_204,
          lost: 0,
          duplicated: 0,
          outOfOrder: 0,
          consumed: 1_190,
          elections: 4,
          rebalances: 2,
        },
      ],
    ]),
  }
}

/** Messages on their way at `SAMPLE_AT_US`: produce requests, acknowledgements, fetches of followers and consumers. */
export function sampleFlights(image: ClusterImage): InFlightMessage[] {
  const flights: InFlightMessage[] = []
  type Sent = Pick<InFlightMessage, 'from' | 'to' | 'type' | 'records' | 'keys'>
  const add = (topicPartition: string, { from, to, type, records, keys }: Sent) => {
    const id = flights.length + 1
    const sentAtUs = SAMPLE_AT_US - 200 - id * 90
    flights.push({
      id,
      from,
      to,
      type,
      traffic: type === 'ProduceResponse' ? 'acknowledgement' : 'data',
      sentAtUs,
      arrivesAtUs: sentAtUs + 1_400,
      held: false,
      sizeBytes: 100 + records * 60,
      records,
      keys,
      topicPartitions: [topicPartition],
    })
  }
  const leader = (id: string) => `broker-${image.partitions.get(id)?.leader}`
  add('orders-0', {
    from: 'orders-service',
    to: leader('orders-0'),
    type: 'ProduceRequest',
    records: 3,
    keys: ['A', 'B', 'A'],
  })
  add('orders-2', { from: 'payments', to: leader('orders-2'), type: 'ProduceRequest', records: 4, keys: ['B', 'A'] })
  add('orders-1', { from: leader('orders-1'), to: 'orders-service', type: 'ProduceResponse', records: 0, keys: [] })
  add('orders-2', { from: leader('orders-2'), to: 'consumer-3', type: 'FetchResponse', records: 2, keys: ['C', 'A'] })
  add('orders-0', { from: 'consumer-1', to: leader('orders-0'), type: 'FetchRequest', records: 0, keys: [] })
  add('orders-0', { from: leader('orders-0'), to: 'broker-3', type: 'FetchResponse', records: 1, keys: ['D'] })
  return flights
}

function sampleTopic(name: string, partitions: number, options: SampleOptions): TopicImage {
  const replicationFactor = options.replicationFactor ?? 3
  return { name, topicId: `id of ${name}`, internal: isInternalTopic(name), partitions, replicationFactor, config: {} }
}

function samplePartition(topic: string, partition: number, options: SampleOptions): PartitionImage {
  const brokers = options.brokers ?? 3
  const killed = options.killed ?? []
  const replicas = numbers(Math.min(options.replicationFactor ?? 3, brokers), 0).map(
    (i) => ((partition + i) % brokers) + 1,
  )
  const isr = replicas.filter((broker) => !killed.includes(broker))
  const leader = isr[0] ?? -1
  return {
    id: `${topic}-${partition}`,
    topic,
    partition,
    leader,
    leaderEpoch: leader === replicas[0] ? 5 : 7,
    partitionEpoch: 9,
    replicas,
    isr,
    elr: [],
    adding: [],
    removing: [],
    minInsyncReplicas: 2,
  }
}

function sampleReplicas(partition: PartitionImage, options: SampleOptions): ReplicaImage[] {
  const end = (options.records ?? 8) + ((partition.partition * 5) % 4)
  return partition.replicas.map((broker) => {
    const killed = options.killed?.includes(broker) ?? false
    const leads = partition.leader === broker
    const logEndOffset = leads ? end : Math.max(0, end - (killed ? 3 : 1))
    const highWatermark = Math.max(0, leads ? end - 1 : logEndOffset - 1)
    const role = killed ? 'offline' : leads ? 'leader' : 'follower'
    return sampleReplica(partition, { broker, role, highWatermark, logEndOffset }, options)
  })
}

function sampleReplica(
  partition: Pick<PartitionImage, 'id' | 'topic' | 'partition' | 'leaderEpoch'>,
  {
    broker,
    role,
    highWatermark,
    logEndOffset,
  }: Pick<ReplicaImage, 'broker' | 'role' | 'highWatermark' | 'logEndOffset'>,
  options: SampleOptions,
): ReplicaImage {
  const first = Math.max(0, logEndOffset - IMAGE_CELLS)
  return {
    id: `${partition.id}@${broker}`,
    topicPartition: partition.id,
    topic: partition.topic,
    partition: partition.partition,
    broker,
    role,
    leaderEpoch: partition.leaderEpoch,
    inSync: role !== 'offline',
    logStartOffset: 0,
    highWatermark,
    lastStableOffset: highWatermark,
    logEndOffset,
    sizeBytes: logEndOffset * 120,
    segments: [{ baseOffset: 0, sizeBytes: logEndOffset * 120, active: true }],
    epochs: [{ epoch: partition.leaderEpoch, startOffset: 0 }],
    lagging: null,
    cells: numbers(logEndOffset - first, first).map((offset) => sampleCell(partition.partition, offset, options)),
  }
}

function sampleCell(partition: number, offset: number, options: SampleOptions): CellImage {
  const keys = options.keys ?? ['A', 'B', 'C', 'D']
  return {
    offset,
    key: keys[(offset * 7 + partition * 3 + (offset >> 1)) % keys.length] ?? null,
    value: `order ${offset}`,
    sizeBytes: 96,
    timestamp: 1_700_000_000_000 + offset * 250 + partition,
    leaderEpoch: 5,
    baseOffset: offset - (offset % 3),
    producerId: 1_000,
    sequence: offset,
    control: false,
    duplicate: false,
    outOfOrder: false,
  }
}

/** The row that every node has, beside that of its kind. */
function sampleNode(row: BrokerImage | ControllerImage | ProducerImage | MemberImage): NodeImage {
  return {
    id: 'node' in row ? row.node : row.name,
    kind: row.kind,
    status: row.status,
    operable: true,
    slowdownUs: 0,
    aliases: row.kind === 'broker' ? [`${row.id}`, `b${row.id}`] : [],
    listeners: [],
    facts: {},
  }
}

function sampleBroker(id: number, partitions: readonly PartitionImage[], options: SampleOptions): BrokerImage {
  const killed = options.killed?.includes(id) ?? false
  return {
    kind: 'broker',
    id,
    node: `broker-${id}`,
    status: killed ? 'killed' : 'running',
    fenced: killed,
    registered: true,
    rack: `rack-${'abc'[(id - 1) % 3]}`,
    brokerEpoch: 10 + id,
    lastHeartbeatAtUs: SAMPLE_AT_US - (killed ? 9 * SECOND_US : 400_000),
    session: null,
    coordinatorOf: id === 1 ? ['hello-group'] : id === 3 ? ['analytics'] : [],
    leaderCount: partitions.filter((partition) => partition.leader === id).length,
    replicaCount: partitions.filter((partition) => partition.replicas.includes(id)).length,
    diskBytes: 38_000 + id * 1_000,
    slowdownUs: 0,
    metadataOffset: 120,
    config: {},
  }
}

function sampleController(id: number): ControllerImage {
  const role = id === 101 ? ('leader' as const) : ('follower' as const)
  return {
    kind: 'controller',
    id,
    node: `controller-${id}`,
    status: 'running' as const,
    role,
    epoch: 3,
    leaderId: 101,
    logEndOffset: 120,
    highWatermark: 120,
    election: null,
  }
}

function internalReplicas(brokers: readonly number[]): ReplicaImage[] {
  return numbers(50, 0).flatMap((partition) => {
    const id = `__consumer_offsets-${partition}`
    return numbers(Math.min(3, brokers.length), 0).map((i) => {
      const broker = brokers[(partition + i) % brokers.length]!
      const end = partition % 11 === 0 ? 12 : 0
      return sampleReplica(
        { id, topic: '__consumer_offsets', partition, leaderEpoch: 0 },
        { broker, role: i === 0 ? 'leader' : 'follower', highWatermark: end, logEndOffset: end },
        {},
      )
    })
  })
}

function numbers(count: number, from: number): number[] {
  return Array.from({ length: Math.max(0, count) }, (_, i) => from + i)
}

function byKey<Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, Row> {
  return new Map(rows.map((row) => [key(row), row]))
}
