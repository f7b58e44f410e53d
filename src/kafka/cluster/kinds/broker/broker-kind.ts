/** A broker with its log directory and, on it, coordinators of groups. */
import type { World, WorldNode } from '../../../../engine/world.ts'
import { brokerBehavior } from '../../../broker/broker-node.ts'
import type { BrokerStartSpec } from '../../../broker/broker-start-spec.ts'
import type { BrokerState } from '../../../broker/broker-state.ts'
import { linkOf, type Move } from '../../../broker/link/broker-link.ts'
import type { NodeKind } from '../../../common/node-kind.ts'
import { rowsOf } from '../../../common/slot-map.ts'
import { splitTopicPartition } from '../../../common/topic-partition.ts'
import type { MetadataImage } from '../../../metadata/metadata-image.ts'
import type { ClusterSpec } from '../../commands.ts'
import { formattedNode } from '../formatted-node.ts'
import { brokerCommands, newBroker } from './broker-commands.ts'
import { logDirectoriesOfBroker, serverLogOfBroker } from './broker-files.ts'
import { checkBroker } from './broker-invariants.ts'
import { addBrokerRows, statusOfBroker } from './broker-rows.ts'
import { BROKER_KIND, brokerStates, logsOfBroker } from './brokers.ts'
import { addGroupRows, committedOffsets } from './group-rows.ts'
import { addLossRows, addReplicaRows } from './replica-rows.ts'
import { brokerWithProperties } from './start-properties.ts'
import { addTransactionRows } from './transaction-rows.ts'

export const brokerKind: NodeKind = {
  kind: BROKER_KIND,
  word: 'broker',
  behavior: brokerBehavior,
  operable: true,
  stopCommand: { type: 'ControlledShutdown' },
  begins: 'cluster',
  nodesOf: ({ spec, clusterId }) => spec.brokers.map((broker) => newBroker(broker, spec, clusterId)),
  isBooted: (world, spec, topics) =>
    topics.length === 0 ? everyBrokerServes(world, spec) : everyBrokerKnows(world, topics),
  commands: brokerCommands,
  listenersOf: (spec) => [{ host: (spec as BrokerStartSpec).host, port: (spec as BrokerStartSpec).port }],
  aliasesOf: (spec) => {
    const { brokerId } = spec as BrokerStartSpec
    return [`${brokerId}`, `b${brokerId}`, `broker${brokerId}`]
  },
  withProperties: brokerWithProperties,
  formatted: (spec, format) => formattedNode(spec as BrokerStartSpec, (spec as BrokerStartSpec).brokerId, format),
  statusOf: statusOfBroker,
  addRows(tables, world, metadata) {
    addBrokerRows(tables.brokers, world, metadata)
    addReplicaRows(tables, world)
    addLossRows(tables.losses, world)
    addGroupRows(tables.groups, world, tables.partitions, tables.replicas)
    addTransactionRows(tables.transactions, world)
  },
  heldLogs: logsOfBroker,
  heldPartitions: ({ state }) => (state === null ? [] : rowsOf((state as BrokerState).partitions)),
  heldOffsets: ({ state }) => (state === null ? [] : committedOffsets(state as BrokerState)),
  knownMetadata({ state }: WorldNode) {
    const broker = state as BrokerState | null
    if (broker === null) return null
    const link = linkOf(broker)
    const epoch = link.controllerEpochOf(broker)
    const moves = epoch === null ? [] : (link.movesOf?.(broker) ?? [])
    return {
      image: withMoves(broker.metadata, moves),
      decides: epoch !== null,
      authority: epoch ?? broker.metadata.offset,
    }
  },
  serverLogOf: serverLogOfBroker,
  logDirectoriesOf: logDirectoriesOfBroker,
  check: checkBroker,
}

/** Partitions as they are decided to be, where metadata does not tell. */
function withMoves(image: MetadataImage, moves: readonly Move[]): MetadataImage {
  if (moves.length === 0) return image
  const topics = new Map(image.topics)
  for (const { topicPartition: name, ...move } of moves) {
    const { topic, partition } = splitTopicPartition(name)
    const known = topics.get(topic)
    const old = known?.partitions[partition]
    if (known === undefined || old === undefined) continue
    topics.set(topic, { ...known, partitions: known.partitions.with(partition, { ...old, ...move }) })
  }
  return { ...image, topics }
}

function everyBrokerServes(world: World, { brokers }: ClusterSpec): boolean {
  const states = brokerStates(world)
  if (states.length < brokers.length) return false
  return states.every((broker) => {
    if (broker.metadata.brokers.size < brokers.length) return false
    for (const registration of broker.metadata.brokers.values()) if (registration.fenced) return false
    return true
  })
}

function everyBrokerKnows(world: World, topics: readonly string[]): boolean {
  return brokerStates(world).every((broker) =>
    topics.every((name) => {
      const topic = broker.metadata.topics.get(name)
      return topic?.partitions.every((partition) => partition.leader !== -1)
    }),
  )
}
