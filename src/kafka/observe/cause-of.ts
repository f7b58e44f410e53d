/**
 * What led to a happening, where no message tells: a session that ends is silence, and silence carries no cause. Who
 * observed it looks for what is wrong with the other side, as a person would. For people only; semantics never ask.
 */
import type { HappeningBody, NodeId } from '../../engine/node-context.ts'
import type { World } from '../../engine/world.ts'
import { brokerNode } from '../common/addresses.ts'
import { GROUP_METADATA_TOPIC } from '../common/internal-topics.ts'
import { coordinatorPartition } from '../common/java-hash.ts'
import { splitTopicPartition, type TopicPartition } from '../common/topic-partition.ts'
import type { PartitionRegistration } from '../metadata/metadata-image.ts'
import type { Happening } from './happenings.ts'
import { newestMetadata } from './image/newest-metadata.ts'
import { registeredBroker } from './registered-broker.ts'

/** Id of the happening that led to this one; 0 when nothing is known. `causedBy` is what the flow of messages gives. */
export function causeOf(world: World, observer: NodeId, body: HappeningBody, causedBy: number): number {
  const happening = body as Happening
  switch (happening.type) {
    case 'BrokerFenced':
      return troubleOf(world, brokerNode(happening.broker), observer) || causedBy
    case 'IsrShrunk': {
      if (happening.by === 'controller' && causedBy !== 0) return causedBy
      const leader = partitionOf(world, happening.topicPartition)?.leader ?? -1
      return troubleOfAny(world, happening.removed, brokerNode(leader)) || causedBy
    }
    case 'LeaderElected':
      if (causedBy !== 0) return causedBy
      return happening.from === -1
        ? mendedBy(world, brokerNode(happening.to))
        : troubleOf(world, brokerNode(happening.from), observer)
    case 'RequestTimedOut':
      return troubleOf(world, happening.silent, observer) || causedBy
    case 'LeaderNoticed':
      // What made the client ask is nearer than what befell the old leader.
      return Math.max(
        causedBy,
        troubleOf(world, brokerNode(happening.from), observer) || mendedBy(world, brokerNode(happening.to)),
      )
    case 'BrokerDisappeared':
      return causedBy || troubleOf(world, brokerNode(happening.broker), observer)
    case 'BrokerAppeared':
    case 'BrokerRegistered':
    case 'BrokerUnfenced':
      return Math.max(causedBy, mendedBy(world, brokerNode(happening.broker)))
    case 'IsrExpanded':
      return Math.max(causedBy, ...happening.added.map((broker) => mendedBy(world, brokerNode(broker))))
    case 'LogTruncated':
      return causedBy || mendedBy(world, brokerNode(happening.broker))
    case 'ZooKeeperSessionExpired':
      return Math.max(causedBy, ...happening.paths.map((path) => troubleOfSession(world, path, observer)))
    case 'ZooKeeperStoppedServing':
    case 'ControllerBecameCandidate':
      return causedBy || troubleOfPeers(world, observer)
    case 'SendFailed':
    case 'BatchRetried':
      return Math.max(causedBy, troubleOfSend(world, observer, happening.topicPartition))
    case 'MemberJoined':
      return causedBy || mendedBy(world, happening.client)
    case 'CoordinatorLost':
      return (
        troubleOf(world, brokerNode(happening.coordinator), observer) ||
        (happening.error === 'COORDINATOR_NOT_AVAILABLE' ? troubleOfCopies(world, happening) : 0) ||
        causedBy
      )
    case 'MemberLeft':
      return troubleOf(world, happening.client, observer) || causedBy
    case 'TransactionHangs':
    case 'TransactionTimedOut':
      return causedBy || troubleOfTransactional(world, happening.transactionalId, observer)
    case 'ProducerConfigRefused':
      return causedBy || mendedBy(world, happening.producer)
    case 'ConsumerConfigRefused':
    case 'ConsumerFailed':
    case 'CommitFailed':
      return causedBy || mendedBy(world, happening.consumer)
    default:
      return causedBy
  }
}

/** What is wrong now with a node, or with the way between it and whoever misses it; 0 nothing. */
function troubleOf(world: World, subject: NodeId, observer: NodeId): number {
  return Math.max(
    world.nodes.get(subject)?.troubledBy ?? 0,
    world.linkFaults.get(subject)?.get(observer)?.causedBy ?? 0,
    world.linkFaults.get(observer)?.get(subject)?.causedBy ?? 0,
  )
}

/** Of a broker whose registration this znode is. */
function troubleOfSession(world: World, path: string, observer: NodeId): number {
  const broker = registeredBroker(path)
  return broker === null ? 0 : troubleOf(world, brokerNode(broker), observer)
}

function troubleOfAny(world: World, brokers: readonly number[], observer: NodeId): number {
  return brokers.reduce((latest, broker) => Math.max(latest, troubleOf(world, brokerNode(broker), observer)), 0)
}

function mendedBy(world: World, subject: NodeId): number {
  return world.nodes.get(subject)?.mendedBy ?? 0
}

/** Of the others of the observer's own kind: the rest of its quorum. */
function troubleOfPeers(world: World, observer: NodeId): number {
  let latest = 0
  for (const node of world.nodes.values()) {
    if (node.kind === world.nodes.get(observer)?.kind && node.id !== observer)
      latest = Math.max(latest, troubleOf(world, node.id, observer))
  }
  return latest
}

/** Of the leader as the producer meets it, or else of whoever is missing from the ISR. */
function troubleOfSend(world: World, producer: NodeId, topicPartition: TopicPartition): number {
  const partition = partitionOf(world, topicPartition)
  if (partition === undefined) return 0
  const { leader, replicas, isr } = partition
  const missing = replicas.filter((broker) => !isr.includes(broker))
  return troubleOf(world, brokerNode(leader), producer) || troubleOfAny(world, missing, brokerNode(leader))
}

/** Of those that have to copy what a coordinator writes down for a group: it is there, and they do not answer it. */
function troubleOfCopies(world: World, { groupId, coordinator }: { groupId: string; coordinator: number }): number {
  const partitions = newestMetadata(world).topics.get(GROUP_METADATA_TOPIC)?.partitions ?? []
  const replicas = partitions[coordinatorPartition(groupId, partitions.length)]?.replicas ?? []
  return troubleOfAny(world, replicas, brokerNode(coordinator))
}

/** Of a producer that has fallen silent in the middle of its transaction. */
function troubleOfTransactional(world: World, transactionalId: string, observer: NodeId): number {
  let latest = 0
  for (const node of world.nodes.values()) {
    const config = (node.spec as { readonly config?: Readonly<Record<string, string>> } | null)?.config
    if (config?.['transactional.id'] === transactionalId) latest = Math.max(latest, troubleOf(world, node.id, observer))
  }
  return latest
}

function partitionOf(world: World, topicPartition: TopicPartition): PartitionRegistration | undefined {
  const { topic, partition } = splitTopicPartition(topicPartition)
  return newestMetadata(world).topics.get(topic)?.partitions[partition]
}
