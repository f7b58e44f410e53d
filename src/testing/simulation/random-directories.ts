/** Brokers with several log directories: one of them fails, another disk comes in its place, replicas move between them. */
import type { World, WorldNode } from '../../engine/world.ts'
import type { BrokerState } from '../../kafka/broker/broker-state.ts'
import { failuresOf, folderOf, liveFolders } from '../../kafka/broker/log-folders.ts'
import type { BrokerSpec, ClusterSpec, Command } from '../../kafka/cluster/commands.ts'
import { heldLogs, kindOf } from '../../kafka/common/node-kind.ts'
import { rowsOf } from '../../kafka/common/slot-map.ts'
import { splitTopicPartition, type TopicPartition } from '../../kafka/common/topic-partition.ts'
import type { ReplicaLog } from '../../kafka/log/replica-log.ts'
import { type MetadataImage, partitionOf } from '../../kafka/metadata/metadata-image.ts'
import { newestMetadata } from '../../kafka/observe/image/newest-metadata.ts'
import { operatorTypes } from './operator.ts'
import type { Draw } from './random-settings.ts'

const DISKS = ['a', 'b', 'c']

/** With two or three directories; a few brokers have one, as it comes. */
export function withDirectories(broker: BrokerSpec, draw: Draw): BrokerSpec {
  const disks = DISKS.slice(0, 1 + draw(DISKS.length))
  if (disks.length < 2) return broker
  const directories = disks.map((disk) => `/disk-${disk}/kafka-${broker.id}`)
  return { ...broker, config: { ...broker.config, 'log.dirs': directories.join(',') } }
}

/** One of several. The last but one may go as well, and with it the broker. */
export function failDirectory(world: World, draw: Draw): Command[] {
  const brokers = severalDirectories(world)
  const broker = brokers[draw(Math.max(1, brokers.length))]
  if (broker === undefined) return []
  const live = liveFolders(broker.state as BrokerState)
  return [{ type: 'FailDisk', broker: broker.id, directory: live[draw(live.length)]! }]
}

/** A copy of a replica is made in another directory; who writes the plan to ZooKeeper names a broker as well. */
export function moveBetweenDirectories({ zookeeper }: ClusterSpec, world: World, draw: Draw): Command[] {
  const brokers = severalDirectories(world)
  const broker = brokers[draw(Math.max(1, brokers.length))]
  if (broker === undefined) return []
  const state = broker.state as BrokerState
  const rows = rowsOf(state.partitions)
  const moved = rows[draw(Math.max(1, rows.length))]
  if (moved === undefined) return []
  const { topic, partition, replicas } = moved
  const directory = state.config.logDirs[draw(state.config.logDirs.length)]!
  const log_dirs = replicas.map((id) => (id === state.brokerId ? directory : 'any'))
  const plan = JSON.stringify({ version: 1, partitions: [{ topic, partition, replicas, log_dirs }] })
  const keeper = zookeeper === undefined ? '' : '--zookeeper localhost:2181 '
  const server = `${keeper}--bootstrap-server localhost:${9_091 + state.brokerId}`
  return operatorTypes(
    `printf '%s' '${plan}' > directories.json`,
    `kafka-reassign-partitions.sh ${server} --reassignment-json-file directories.json --execute`,
  )
}

/** A directory that failed has a new disk once its broker was stopped: it starts again as whoever is down does. */
export function replaceDirectories(world: World): Command[] {
  return [...world.nodes.values()]
    .filter((node) => isRunningBroker(node) && (failuresOf(node)?.failed.length ?? 0) > 0)
    .filter(({ state }) => (state as BrokerState).lifecycle.state === 'running')
    .map(({ id }) => ({ type: 'StopNode', node: id }))
}

/** What may go for good with a directory, by the rules, once this is done. Of every other partition nothing may be missing. */
export function goneBy(world: World, command: Command): TopicPartition[] {
  if (command.type === 'FailDisk' && command.directory !== undefined)
    return onlyIn(world, command.broker, command.directory)
  return command.type === 'StartNode' ? unmissed(world, command.node) : []
}

/** Partitions of which no other replica that may lead has all that was committed, or whose new leader this one may be yet. */
function onlyIn(world: World, broker: string, directory: string): TopicPartition[] {
  const state = world.nodes.get(broker)?.state as BrokerState | null | undefined
  if (state == null) return []
  const logs = rowsOf(state.partitions).map(({ log }) => log)
  const unopened = state.unopened?.disk?.logs.values() ?? []
  const there = [...logs, ...state.strayLogs.values(), ...unopened]
    .filter((log) => folderOf(state, log) === directory)
    .map((log) => ({ log, name: log.topicPartition }))
  // The session of its last process may stand for one that is about to begin, and be elected for it.
  const isTakenForAnother = hasKeepers(world) && state.lifecycle.state !== 'running'
  return there
    .filter(
      ({ log, name }) =>
        !stands(world, log, state.brokerId) || (isTakenForAnother && mayBeInSync(world, name, state.brokerId)),
    )
    .map(({ name }) => name)
}

/** Who keeps the metadata is ZooKeeper. */
export function hasKeepers(world: World): boolean {
  return [...world.nodes.values()].some(({ kind }) => kind === 'zookeeper')
}

/**
 * Where no broker is there to say, it may still be; the leader may know of more than the controller has heard yet, and in
 * ZooKeeper stands what both have written who are gone: of that the other brokers may not have heard.
 */
function mayBeInSync(world: World, name: TopicPartition, brokerId: number): boolean {
  if (leadersIsr(world, name)?.includes(brokerId) === true) return true
  const isrs = [newestMetadata(world), ...imagesOfKeepers(world)].map((image) => isrIn(image, name))
  return isrs[0] === undefined || isrs.some((isr) => isr?.includes(brokerId))
}

function isrIn(image: MetadataImage, name: TopicPartition): readonly number[] | undefined {
  const { topic, partition } = splitTopicPartition(name)
  return partitionOf(image, topic, partition)?.isr
}

function imagesOfKeepers(world: World): MetadataImage[] {
  return [...world.nodes.values()]
    .filter(({ kind }) => kind === 'zookeeper')
    .flatMap((node) => kindOf(world, node).knownMetadata?.(node)?.image ?? [])
}

/**
 * ZooKeeper's controller may find a broker alive that was away, with a new disk, while nobody looked: a controller that is
 * elected then leaves its leadership and its place in the ISR as they are (PartitionStateMachine.initializePartitionState
 * of 2.5). One of KRaft hears of every start.
 */
function unmissed(world: World, id: string): TopicPartition[] {
  const node = world.nodes.get(id)
  const failures = node === undefined ? undefined : failuresOf(node)
  if (node === undefined || failures === undefined || failures.failed.length === 0) return []
  if (!hasKeepers(world)) return []
  const { brokerId } = node.spec as { readonly brokerId: number }
  return [...failures.logs.keys()].filter((name) => mayBeInSync(world, name, brokerId))
}

function stands(world: World, { topicPartition, topicId }: ReplicaLog, without: number): boolean {
  const { topic, partition } = splitTopicPartition(topicPartition)
  const registration = partitionOf(newestMetadata(world), topic, partition)
  const replicas = heldLogs(world).filter(
    ({ held: { log } }) => log.topicPartition === topicPartition && log.topicId === topicId,
  )
  const committed = Math.max(...replicas.map(({ held }) => held.log.highWatermark))
  const isr = leadersIsr(world, topicPartition) ?? registration?.isr ?? []
  return replicas.some(
    ({ held: { broker, log } }) =>
      broker !== without &&
      isr.includes(broker) &&
      registration?.isr.includes(broker) === true &&
      log.logEndOffset >= committed,
  )
}

/** A leader may know better than whoever is told of it later. */
function leadersIsr(world: World, topicPartition: TopicPartition): readonly number[] | null {
  let newest = -1
  let isr: readonly number[] | null = null
  for (const node of world.nodes.values()) {
    for (const held of kindOf(world, node).heldPartitions?.(node) ?? []) {
      if (held.role !== 'leader' || held.log.topicPartition !== topicPartition || held.leaderEpoch <= newest) continue
      newest = held.leaderEpoch
      isr = held.isr
    }
  }
  return isr
}

function severalDirectories(world: World): WorldNode[] {
  return [...world.nodes.values()].filter(
    (node) => isRunningBroker(node) && (node.state as BrokerState).config.logDirs.length > 1,
  )
}

function isRunningBroker({ kind, status, state }: WorldNode): boolean {
  return kind === 'broker' && status === 'running' && state !== null
}
