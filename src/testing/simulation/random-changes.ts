/** What operators do to topics, disks and brokers, at random: deletion, retention, reassignment, growth and shrinking. */
import type { World } from '../../engine/world.ts'
import type { ClusterSpec, Command, ConfigEntries, TopicSpec } from '../../kafka/cluster/commands.ts'
import { newestMetadata } from '../../kafka/observe/image/newest-metadata.ts'

type Draw = (bound: number) => number

/** Where there is no command, the operator types; the shell takes lines one after the other. */
export const OPERATOR_TERMINAL = 'operator'
const MOST_BROKERS = 6

/** Segments end, are cleaned and are deleted within the few seconds that a run has. */
export const BUSY_DISKS: ConfigEntries = {
  'log.retention.check.interval.ms': '2000',
  'log.cleaner.backoff.ms': '1000',
  'log.initial.task.delay.ms': '1000',
}

export function randomTopic(index: number, brokerCount: number, draw: Draw): TopicSpec {
  const replicationFactor = 1 + draw(Math.min(3, brokerCount))
  const config: Record<string, string> = { 'min.insync.replicas': String(1 + draw(2)) }
  const cleanup = draw(4)
  if (cleanup === 0) config['cleanup.policy'] = draw(2) === 0 ? 'compact' : 'compact,delete'
  if (cleanup === 0) config['min.cleanable.dirty.ratio'] = '0.1'
  if (cleanup < 2) config['segment.ms'] = '2000'
  if (draw(4) === 0) config['unclean.leader.election.enable'] = 'true'
  return { name: `topic-${index}`, partitions: 1 + draw(4), replicationFactor, config }
}

/** Topics go, and come back under their old names as others. */
export function deleteTopic(spec: ClusterSpec, world: World, draw: Draw): Command | null {
  const topic = spec.topics[draw(spec.topics.length)]
  if (topic === undefined) return null
  return newestMetadata(world).topics.has(topic.name)
    ? { type: 'DeleteTopic', topic: topic.name }
    : { type: 'CreateTopic', topic }
}

export function changeRetention(spec: ClusterSpec, draw: Draw): Command | null {
  const topic = spec.topics[draw(spec.topics.length)]
  if (topic === undefined) return null
  const config = {
    'segment.ms': String(500 + draw(4) * 1_000),
    'retention.ms': draw(2) === 0 ? null : String(1_000 + draw(10) * 1_000),
    'retention.bytes': draw(2) === 0 ? null : String(1_000 + draw(20) * 5_000),
  }
  return { type: 'AlterTopicConfig', topic: topic.name, config }
}

export function changeUnclean(spec: ClusterSpec, draw: Draw): Command | null {
  const topic = spec.topics[draw(spec.topics.length)]
  const value = draw(3) === 0 ? 'false' : 'true'
  return topic === undefined
    ? null
    : { type: 'AlterTopicConfig', topic: topic.name, config: { 'unclean.leader.election.enable': value } }
}

export function changeBrokers(world: World, draw: Draw): Command | null {
  const brokers = [...world.nodes.values()].filter((node) => node.kind === 'broker')
  const ids = brokers.map((node) => (node.spec as { readonly brokerId: number }).brokerId)
  // One that comes back under an old id would come with an empty disk, which is a disk lost and another story.
  const id = 1 + Math.max(...ids, ...everAssigned(world))
  if (brokers.length < MOST_BROKERS && draw(2) === 0)
    return { type: 'AddBroker', broker: { id, rack: null, config: {} } }
  const doomed = brokers[draw(brokers.length)]
  return brokers.length <= 3 || doomed === undefined ? null : { type: 'RemoveBroker', broker: doomed.id }
}

function everAssigned(world: World): number[] {
  return [...newestMetadata(world).brokers.keys()]
}

/** Brings partitions to other brokers, with a throttle now and then that still lets them arrive within a recovery. */
export function reassign(world: World, draw: Draw): Command[] {
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
  return operatorTypes(
    `printf '%s' '${plan}' > move.json`,
    `kafka-reassign-partitions.sh ${serverOf(live, draw)} --reassignment-json-file move.json --execute${throttle}`,
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

function operatorTypes(...lines: readonly string[]): Command[] {
  return [
    { type: 'OpenTerminal', terminal: OPERATOR_TERMINAL, tty: false },
    ...lines.map((text): Command => ({ type: 'TypeLine', terminal: OPERATOR_TERMINAL, text })),
  ]
}

function liveBrokers(world: World): number[] {
  return [...world.nodes.values()]
    .filter((node) => node.kind === 'broker' && node.status === 'running')
    .map((node) => (node.spec as { readonly brokerId: number }).brokerId)
}

function serverOf(live: readonly number[], draw: Draw): string {
  return `--bootstrap-server localhost:${9_091 + live[draw(live.length)]!}`
}
