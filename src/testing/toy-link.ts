/**
 * The smallest link that ties brokers to a cluster: one boss, who tells everybody what is the case whenever something has
 * changed, as a controller that ZooKeeper has elected does. It proves that a link is a folder and a row, and shows what
 * each part of a row is for.
 */
import type { NodeBehavior, NodeContext, NodeId } from '../engine/node-context.ts'
import type { BrokerDisk, BrokerState, LinkState, RequestTag } from '../kafka/broker/broker-state.ts'
import { answerDescribeConfigs } from '../kafka/broker/describe-configs.ts'
import { commitIsr } from '../kafka/broker/isr.ts'
import type { BrokerLink, RequestToLink } from '../kafka/broker/link/broker-link.ts'
import { publish, publishAll } from '../kafka/broker/metadata-publisher.ts'
import { rowNamed } from '../kafka/common/slot-map.ts'
import { splitTopicPartition, type TopicPartition } from '../kafka/common/topic-partition.ts'
import { emptyMetadataDelta } from '../kafka/metadata/metadata-delta.ts'
import { emptyMetadataImage, type MetadataImage, type PartitionRegistration } from '../kafka/metadata/metadata-image.ts'
import type { MetadataLogEntry, MetadataRecord } from '../kafka/metadata/metadata-records.ts'
import { applyRecord } from '../kafka/metadata/replay.ts'
import { createNetworkClient, type NetworkClient, sendRequest } from '../kafka/network/network-client.ts'
import type {
  AllocateProducerIdsRequest,
  AllocateProducerIdsResponse,
} from '../kafka/protocol/allocate-producer-ids.ts'
import type { CreateTopicsResponse } from '../kafka/protocol/create-topics.ts'
import type { ForwardedRequest, ForwardedResponse } from '../kafka/protocol/messages.ts'
import { sendMessage } from '../kafka/protocol/send-message.ts'
import { partitionChange, topicRecords } from './obedient-controller.ts'

export const BOSS = 'boss'

/** From a broker: it is here, its ISRs have changed, somebody wants something. */
interface BossHears {
  readonly type: 'BossHears'
  readonly brokerId: number
  readonly isrs: readonly { readonly topicPartition: TopicPartition; readonly isr: readonly number[] }[]
  readonly asked: { readonly from: NodeId | null; readonly request: ForwardedRequest } | null
}

/** To a broker: what is new to it, and the answer to whoever asked there. */
interface BossTells extends RequestToLink {
  readonly type: 'BossTells'
  readonly entries: readonly MetadataLogEntry[]
  readonly answer: { readonly to: NodeId; readonly response: ForwardedResponse } | null
}

interface ToyState extends LinkState {
  readonly type: 'toy'
  readonly client: NetworkClient<RequestTag>
}

const US_BETWEEN = 200

export const toyLink: BrokerLink = {
  type: 'toy',
  ties: ({ config }) => config['toy.boss'] !== undefined,
  createState: (spec): ToyState => ({ type: 'toy', client: createNetworkClient(`${spec.brokerId}`) }),
  requests: ['BossTells'],
  onRequest: (state, request, _, node) => hear(state, request as BossTells, node),
  clientsOf: ({ link }) => [(link as ToyState).client],
  start: () => {},
  register(state, node) {
    state.lifecycle.state = 'registering'
    tellBoss(state, {}, node)
  },
  // Its leaderships move when the boss sees it gone.
  beginControlledShutdown(state, node) {
    state.lifecycle.state = 'ended'
    node.exit()
  },
  alterIsr(state, node) {
    const isrs = [...state.unsentIsrChanges].map((topicPartition) => ({
      topicPartition,
      isr: rowNamed(state.partitions, topicPartition)?.pendingIsr ?? [],
    }))
    state.unsentIsrChanges.clear()
    tellBoss(state, { isrs }, node)
  },
  tellOfFailure: () => {},
  directoryIdOf: () => null,
  tellPlaces: () => {},
  tellPlace: () => {},
  forward: (state, request, from, node) => tellBoss(state, { asked: { from, request } }, node),
  describeConfigs: (state, ...asked) => answerDescribeConfigs(state, state.metadata, ...asked),
  allocateProducerIds(state, node) {
    const { brokerId, lifecycle, link } = state
    const request = { type: 'AllocateProducerIdsRequest', brokerId, brokerEpoch: lifecycle.brokerEpoch } as const
    sendRequest((link as ToyState).client, BOSS, request, { type: 'ids' }, 1_000, node)
  },
  onMessage({ producerIds }, tag, response) {
    if (tag.type !== 'ids' || response === null) return
    const { producerIdStart: start, producerIdLen } = response as AllocateProducerIdsResponse
    producerIds.nextBlock = { start, end: start + producerIdLen }
  },
  onDisconnect: () => {},
  onTimer: () => false,
  controllerOf: () => null,
  controllerEpochOf: () => null,
  ownFiles: () => [],
  incarnationOf: (_state, { topicId }) => topicId,
  quorumOf: (): BrokerDisk['quorum'] => null,
}

function tellBoss(state: BrokerState, what: Partial<BossHears>, node: NodeContext): void {
  const heard: BossHears = { type: 'BossHears', brokerId: state.brokerId, isrs: [], asked: null, ...what }
  node.send(BOSS, heard, US_BETWEEN)
}

function hear(state: BrokerState, { entries, answer }: BossTells, node: NodeContext): void {
  const { lifecycle, metadata } = state
  const delta = emptyMetadataDelta()
  for (const entry of entries) if (entry.offset > metadata.offset) applyRecord(metadata, entry, delta)
  if (!lifecycle.published) {
    lifecycle.published = true
    lifecycle.state = 'running'
    lifecycle.brokerEpoch = metadata.brokers.get(state.brokerId)?.brokerEpoch ?? -1
    publishAll(state, node)
  } else publish(state, delta, node)
  for (const topicPartition of delta.changedPartitions) {
    const partition = rowNamed(state.partitions, topicPartition)
    const known = partition === undefined ? undefined : registrationOf(metadata, topicPartition)
    if (partition?.role !== 'leader' || partition.pendingIsr === null || known === undefined) continue
    const { leader, leaderEpoch, isr, partitionEpoch } = known
    commitIsr(state, partition, { topicPartition, errorCode: 'NONE', leader, leaderEpoch, isr, partitionEpoch }, node)
  }
  if (answer !== null) sendMessage(node, answer.to, answer.response)
}

function registrationOf(image: MetadataImage, topicPartition: TopicPartition): PartitionRegistration | undefined {
  const { topic, partition } = splitTopicPartition(topicPartition)
  return image.topics.get(topic)?.partitions[partition]
}

interface Boss {
  readonly image: MetadataImage
  readonly log: MetadataLogEntry[]
  nextProducerId: number
}

/** Decides at once, and has no second. */
export const boss: NodeBehavior<Boss> = {
  start: () => ({ image: emptyMetadataImage(), log: [], nextProducerId: 0 }),
  onMessage(state, { body, from }, node) {
    if (body.type === 'BossHears') return bossHears(state, body as BossHears, from, node)
    if (body.type !== 'AllocateProducerIdsRequest') return
    const { correlationId } = body as AllocateProducerIdsRequest
    const producerIdStart = state.nextProducerId
    state.nextProducerId += 1_000
    const common = { type: 'AllocateProducerIdsResponse', correlationId, errorCode: 'NONE' } as const
    sendMessage(node, from, { ...common, producerIdStart, producerIdLen: 1_000 })
  },
  onTimer: () => {},
  /** As when a session with ZooKeeper ends: whoever is gone leads nothing any more. */
  onDisconnect(state, peer, node) {
    const gone = Number(peer.replace('broker-', ''))
    if (!state.image.brokers.has(gone)) return
    const records: MetadataRecord[] = []
    for (const { partitions } of state.image.topics.values())
      for (const { topicId, partition, leader, isr } of partitions) {
        const left = isr.filter((brokerId) => brokerId !== gone)
        if (left.length === isr.length || left.length === 0) continue
        records.push(
          partitionChange(topicId, partition, leader === gone ? { isr: left, leader: left[0]! } : { isr: left }),
        )
      }
    const brokerEpoch = state.image.brokers.get(gone)?.brokerEpoch ?? -1
    announce(state, [...records, { type: 'UnregisterBrokerRecord', brokerId: gone, brokerEpoch }], null, node)
  },
  onCommand: () => {},
  survive: () => null,
}

function bossHears(state: Boss, { brokerId, isrs, asked }: BossHears, from: NodeId, node: NodeContext): void {
  const records: MetadataRecord[] = state.image.brokers.has(brokerId) ? [] : [registration(brokerId, state.log.length)]
  for (const { topicPartition, isr } of isrs) {
    const known = registrationOf(state.image, topicPartition)
    if (known !== undefined) records.push(partitionChange(known.topicId, known.partition, { isr }))
  }
  const topics: CreateTopicsResponse['topics'][number][] = []
  if (asked?.request.type === 'CreateTopicsRequest') {
    for (const { name, assignments, numPartitions } of asked.request.topics)
      records.push(...topicRecords(name, assignments ?? Array.from({ length: numPartitions }, () => [brokerId]), {}))
  }
  const correlationId = asked?.request.correlationId ?? 0
  const response: CreateTopicsResponse = { type: 'CreateTopicsResponse', correlationId, topics }
  const answer = asked === null || asked.from === null ? null : { to: asked.from, response }
  announce(state, records, answer === null ? null : { by: from, answer }, node)
}

function registration(brokerId: number, brokerEpoch: number): MetadataRecord {
  const address = { host: `broker-${brokerId}`, port: 9092, rack: null }
  const status = { fenced: false, inControlledShutdown: false, features: [], cordonedLogDirs: null }
  return { type: 'RegisterBrokerRecord', brokerId, incarnationId: `${brokerId}`, brokerEpoch, ...address, ...status }
}

/** Everybody hears everything again; what he knows he passes over. */
function announce(
  state: Boss,
  records: readonly MetadataRecord[],
  answered: { readonly by: NodeId; readonly answer: BossTells['answer'] } | null,
  node: NodeContext,
): void {
  for (const record of records) {
    const entry: MetadataLogEntry = Object.freeze({ offset: state.log.length, epoch: 1, record: Object.freeze(record) })
    state.log.push(entry)
    applyRecord(state.image, entry)
  }
  for (const brokerId of state.image.brokers.keys()) {
    const to = `broker-${brokerId}`
    const answer = answered?.by === to ? answered.answer : null
    const told: BossTells = { type: 'BossTells', correlationId: 0, entries: state.log.slice(), answer }
    node.send(to, told, US_BETWEEN)
  }
}
