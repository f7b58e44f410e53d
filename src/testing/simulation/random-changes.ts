/** What operators do to topics, disks and brokers, at random: deletion, retention, reassignment, growth and shrinking. */
import type { World } from '../../engine/world.ts'
import type { BrokerState } from '../../kafka/broker/broker-state.ts'
import type { ClusterSpec, Command, TopicSpec } from '../../kafka/cluster/commands.ts'
import { newestMetadata } from '../../kafka/observe/image/newest-metadata.ts'
import { operatorTypes } from './operator.ts'
import type { Draw } from './random-settings.ts'

const MOST_BROKERS = 6

/** Topics go, and come back under their old names as others. */
export function deleteTopic(spec: ClusterSpec, world: World, draw: Draw): Command[] {
  const { topics } = newestMetadata(world)
  const gone = spec.topics.find(({ name }) => !topics.has(name))
  if (gone !== undefined) return [{ type: 'CreateTopic', topic: gone }]
  const topic = spec.topics[draw(spec.topics.length)]
  return topic === undefined ? [] : [{ type: 'DeleteTopic', topic: topic.name }]
}

export function changeTopic(spec: ClusterSpec, draw: Draw): Command[] {
  const topic = spec.topics[draw(spec.topics.length)]
  if (topic === undefined) return []
  if (draw(2) === 0)
    return [{ type: 'AddPartitions', topic: topic.name, totalCount: (topic.partitions ?? 1) + 1 + draw(3) }]
  return alter(topic, { 'min.insync.replicas': String(1 + draw(2)) })
}

export function changeRetention(spec: ClusterSpec, draw: Draw): Command[] {
  return alter(spec.topics[draw(spec.topics.length)], {
    'segment.ms': String(500 + draw(4) * 1_000),
    'retention.ms': draw(2) === 0 ? null : String(1_000 + draw(10) * 1_000),
    'retention.bytes': draw(2) === 0 ? null : String(1_000 + draw(20) * 5_000),
  })
}

export function changeUnclean(spec: ClusterSpec, draw: Draw): Command[] {
  return alter(spec.topics[draw(spec.topics.length)], {
    'unclean.leader.election.enable': draw(3) === 0 ? 'false' : 'true',
  })
}

function alter(topic: TopicSpec | undefined, config: Readonly<Record<string, string | null>>): Command[] {
  return topic === undefined ? [] : [{ type: 'AlterTopicConfig', topic: topic.name, config }]
}

export function changeBrokers(world: World, draw: Draw): Command[] {
  const brokers = [...world.nodes.values()].filter((node) => node.kind === 'broker')
  const ids = brokers.map((node) => (node.spec as { readonly brokerId: number }).brokerId)
  // One that comes back under an old id would come with an empty disk, which is a disk lost and another story.
  const id = 1 + Math.max(...ids, ...everAssigned(world))
  if (brokers.length < MOST_BROKERS && draw(2) === 0)
    return [{ type: 'AddBroker', broker: { id, rack: null, config: {} } }]
  const doomed = brokers[draw(brokers.length)]
  return brokers.length <= 3 || doomed === undefined ? [] : [{ type: 'RemoveBroker', broker: doomed.id }]
}

function everAssigned(world: World): number[] {
  return [...newestMetadata(world).brokers.keys()]
}

/** So little memory for a broker's page cache that readers of what is older wait for its disk, or all of it again. */
export function limitPageCache(world: World, draw: Draw): Command[] {
  const brokers = [...world.nodes.values()].filter(({ kind, status }) => kind === 'broker' && status === 'running')
  const broker = brokers[draw(Math.max(1, brokers.length))]
  const bytes = draw(3) === 0 ? null : 4_096 * (1 + draw(20))
  return broker === undefined ? [] : [{ type: 'LimitPageCache', broker: broker.id, bytes }]
}

/** No broker lacks memory any more. */
export function roomyPageCaches(world: World): Command[] {
  return [...world.nodes.values()]
    .filter(({ kind, state }) => kind === 'broker' && (state as BrokerState | null)?.pageCache !== undefined)
    .map(({ id }) => ({ type: 'LimitPageCache', broker: id, bytes: null }))
}

/** So few bytes a second for some client, or as many as it likes again, as the version's own tool has it. */
export function changeQuota(spec: ClusterSpec, world: World, draw: Draw): Command[] {
  const live = liveBrokers(world)
  const client = [...spec.producers, ...spec.consumers][draw(spec.producers.length + spec.consumers.length)]
  if (client === undefined || live.length === 0) return []
  const quota = draw(2) === 0 ? 'producer_byte_rate' : 'consumer_byte_rate'
  const server = spec.zookeeper === undefined ? serverOf(live, draw) : '--zookeeper localhost:2181'
  const change = draw(3) === 0 ? `--delete-config ${quota}` : `--add-config ${quota}=${500 + draw(8) * 500}`
  return operatorTypes(
    `kafka-configs.sh ${server} --alter ${change} --entity-type clients --entity-name ${client.name}`,
  )
}

/** Brings partitions to other brokers, with a throttle now and then that still lets them arrive within a recovery. */
export function reassign({ zookeeper }: ClusterSpec, world: World, draw: Draw): Command[] {
  const partitions = [...newestMetadata(world).topics.values()].flatMap((topic) => topic.partitions)
  const partition = partitions[draw(Math.max(1, partitions.length))]
  const live = liveBrokers(world)
  if (partition === undefined || live.length === 0) return []
  const replicas: number[] = []
  for (let want = 1 + draw(Math.min(3, live.length)); want > 0; want--) {
    const rest = live.filter((id) => !replicas.includes(id))
    replicas.push(rest[draw(rest.length)]!)
  }
  const { topic, partition: index } = partition
  const plan = JSON.stringify({ version: 1, partitions: [{ topic, partition: index, replicas }] })
  const throttle = draw(3) === 0 ? ` --throttle ${100_000 + draw(5) * 20_000}` : ''
  const server = serverOf(live, draw)
  const asked = zookeeper === undefined ? server : '--zookeeper localhost:2181'
  return operatorTypes(
    `printf '%s' '${plan}' > move.json`,
    `kafka-reassign-partitions.sh ${asked} --reassignment-json-file move.json --execute${throttle}`,
  )
}

/** Trims a partition up to its high watermark, or to some offset that may be there or not. */
export function deleteRecords(spec: ClusterSpec, world: World, draw: Draw): Command[] {
  const topic = spec.topics[draw(spec.topics.length)]
  const live = liveBrokers(world)
  if (topic === undefined || live.length === 0) return []
  const offset = draw(2) === 0 ? -1 : draw(60)
  const partition = draw(topic.partitions ?? 1)
  const plan = JSON.stringify({ partitions: [{ topic: topic.name, partition, offset }], version: 1 })
  return operatorTypes(
    `printf '%s' '${plan}' > gone.json`,
    `kafka-delete-records.sh ${serverOf(live, draw)} --offset-json-file gone.json`,
  )
}

function liveBrokers(world: World): number[] {
  return [...world.nodes.values()]
    .filter((node) => node.kind === 'broker' && node.status === 'running')
    .map((node) => (node.spec as { readonly brokerId: number }).brokerId)
}

function serverOf(live: readonly number[], draw: Draw): string {
  return `--bootstrap-server localhost:${9_091 + live[draw(live.length)]!}`
}
