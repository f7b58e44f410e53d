/**
 * A controller that does as it is told: it keeps a metadata log, answers what brokers ask, and changes leaders and ISRs
 * only when the story says so.
 */
import type { NodeBehavior, NodeContext, NodeId, ReceivedMessage } from '../engine/node-context.ts'
import { emptyMetadataImage, type MetadataImage, type PartitionRegistration } from '../kafka/metadata/metadata-image.ts'
import type { MetadataLogEntry, MetadataRecord } from '../kafka/metadata/metadata-records.ts'
import { applyRecord } from '../kafka/metadata/replay.ts'
import type { AlterPartitionRequest, AlterPartitionResponse } from '../kafka/protocol/alter-partition.ts'
import type { Response } from '../kafka/protocol/apis.ts'
import type { BrokerHeartbeatRequest } from '../kafka/protocol/broker-heartbeat.ts'
import type { BrokerRegistrationRequest } from '../kafka/protocol/broker-registration.ts'
import type { CreateTopicsRequest } from '../kafka/protocol/create-topics.ts'
import type { FetchMetadataRequest } from '../kafka/protocol/fetch-metadata.ts'
import type { ControllerRequest } from '../kafka/protocol/messages.ts'

export interface ObedientController {
  readonly log: MetadataLogEntry[]
  readonly image: MetadataImage
  waiting: { from: NodeId; correlationId: number; fetchOffset: number }[]
  nextProducerId: number
  /** AlterPartition is left unanswered while true. */
  holdAlterPartition: boolean
  readonly alterPartitionRequests: AlterPartitionRequest[]
}

export const obedientController: NodeBehavior<ObedientController> = {
  start: () => ({
    log: [],
    image: emptyMetadataImage(),
    waiting: [],
    nextProducerId: 0,
    holdAlterPartition: false,
    alterPartitionRequests: [],
  }),
  onMessage: (state, message, node) => answer(state, message, node),
  onTimer(state, timer, node) {
    const { from } = timer as unknown as { from: NodeId }
    const waiting = state.waiting.find((each) => each.from === from)
    if (waiting !== undefined) answerFetch(state, waiting, node)
  },
  onDisconnect(state, peer) {
    state.waiting = state.waiting.filter((each) => each.from !== peer)
  },
  onCommand(state, command, node) {
    appendRecords(state, (command as unknown as { records: MetadataRecord[] }).records, node)
  },
  survive: (state) => state,
}

function appendRecords(state: ObedientController, records: readonly MetadataRecord[], node: NodeContext): void {
  for (const record of records) {
    const entry: MetadataLogEntry = Object.freeze({ offset: state.log.length, epoch: 1, record: Object.freeze(record) })
    state.log.push(entry)
    applyRecord(state.image, entry)
  }
  for (const waiting of state.waiting.slice()) answerFetch(state, waiting, node)
}

function answerFetch(
  state: ObedientController,
  waiting: ObedientController['waiting'][number],
  node: NodeContext,
): void {
  state.waiting = state.waiting.filter((each) => each !== waiting)
  send(node, waiting.from, {
    type: 'FetchMetadataResponse',
    correlationId: waiting.correlationId,
    errorCode: 'NONE',
    leaderId: 101,
    leaderEpoch: 1,
    highWatermark: state.log.length,
    entries: state.log.slice(waiting.fetchOffset),
    divergingEpoch: null,
  })
}

function send(node: NodeContext, to: NodeId, response: Response): void {
  node.send(to, response, 100)
}

function answer(state: ObedientController, message: ReceivedMessage, node: NodeContext): void {
  const request = message.body as ControllerRequest
  const { from } = message
  const { correlationId } = request
  switch (request.type) {
    case 'FetchMetadataRequest':
      return takeFetch(state, request, from, node)
    case 'BrokerRegistrationRequest':
      return register(state, request, from, node)
    case 'BrokerHeartbeatRequest':
      return takeHeartbeat(state, request, from, node)
    case 'AlterPartitionRequest':
      state.alterPartitionRequests.push(request)
      return state.holdAlterPartition ? undefined : alterPartitions(state, request, from, node)
    case 'AllocateProducerIdsRequest': {
      const producerIdStart = state.nextProducerId
      state.nextProducerId += 1_000
      const common = { type: 'AllocateProducerIdsResponse', correlationId, errorCode: 'NONE' } as const
      return send(node, from, { ...common, producerIdStart, producerIdLen: 1_000 })
    }
    case 'EnvelopeRequest': {
      const { request: inner } = request
      if (inner.type === 'CreateTopicsRequest') createTopics(state, inner, node)
      const response = { type: 'CreateTopicsResponse', correlationId: inner.correlationId, topics: [] } as const
      return send(node, from, { type: 'EnvelopeResponse', correlationId, errorCode: 'NONE', response })
    }
  }
}

function takeFetch(state: ObedientController, request: FetchMetadataRequest, from: NodeId, node: NodeContext): void {
  const waiting = { from, correlationId: request.correlationId, fetchOffset: request.fetchOffset }
  state.waiting.push(waiting)
  if (request.fetchOffset < state.log.length) answerFetch(state, waiting, node)
  else node.setTimer(request.maxWaitMs * 1_000, { type: 'MetadataFetchExpiry', from, periodic: true } as never)
}

function register(
  state: ObedientController,
  request: BrokerRegistrationRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const { correlationId, brokerId, incarnationId, rack, host, port, features } = request
  const brokerEpoch = state.log.length
  const registration = {
    brokerId,
    incarnationId,
    brokerEpoch,
    rack,
    host,
    port,
    fenced: true,
    inControlledShutdown: false,
    features,
    cordonedLogDirs: null,
  }
  appendRecords(state, [{ type: 'RegisterBrokerRecord', ...registration }], node)
  send(node, from, { type: 'BrokerRegistrationResponse', correlationId, errorCode: 'NONE', brokerEpoch })
}

function takeHeartbeat(
  state: ObedientController,
  request: BrokerHeartbeatRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const { correlationId, brokerId, brokerEpoch, wantFence, wantShutDown } = request
  if (!wantFence && state.image.brokers.get(brokerId)?.fenced === true) {
    const change = {
      type: 'BrokerRegistrationChangeRecord',
      brokerId,
      brokerEpoch,
      inControlledShutdown: null,
      cordonedLogDirs: null,
    } as const
    appendRecords(state, [{ ...change, fenced: false }], node)
  }
  const isFenced = state.image.brokers.get(brokerId)?.fenced !== false
  const common = { type: 'BrokerHeartbeatResponse', correlationId, errorCode: 'NONE' } as const
  send(node, from, { ...common, isCaughtUp: true, isFenced, shouldShutDown: wantShutDown })
}

function alterPartitions(
  state: ObedientController,
  request: AlterPartitionRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const partitions = request.partitions.map((asked) => alterPartition(state, asked, node))
  const { correlationId } = request
  send(node, from, { type: 'AlterPartitionResponse', correlationId, errorCode: 'NONE', partitions })
}

function alterPartition(
  state: ObedientController,
  asked: AlterPartitionRequest['partitions'][number],
  node: NodeContext,
): AlterPartitionResponse['partitions'][number] {
  const { topicPartition } = asked
  const known = registrationOf(state, topicPartition)
  if (asked.partitionEpoch !== known.partitionEpoch) {
    return {
      topicPartition,
      errorCode: 'INVALID_UPDATE_VERSION',
      leader: -1,
      leaderEpoch: -1,
      isr: [],
      partitionEpoch: -1,
    }
  }
  const isr = asked.newIsr.map((member) => member.brokerId)
  appendRecords(state, [partitionChange(known.topicId, known.partition, { isr })], node)
  const { leader, leaderEpoch, partitionEpoch } = known
  return { topicPartition, errorCode: 'NONE', leader, leaderEpoch, isr, partitionEpoch: partitionEpoch + 1 }
}

/** The partition as the controller has it. */
export function registrationOf(state: ObedientController, topicPartition: string): PartitionRegistration {
  const all = [...state.image.topics.values()].flatMap((topic) => topic.partitions)
  const known = all.find((partition) => partition.topicPartition === topicPartition)
  if (known === undefined) throw new Error(`no partition ${topicPartition}`)
  return known
}

function createTopics(state: ObedientController, request: CreateTopicsRequest, node: NodeContext): void {
  const brokers = [...state.image.brokers.keys()]
  for (const { name, numPartitions, replicationFactor, configs } of request.topics) {
    appendRecords(
      state,
      topicRecords(
        name,
        spread(brokers, numPartitions, replicationFactor),
        Object.fromEntries(configs.map(([k, v]) => [k, v ?? ''])),
      ),
      node,
    )
  }
}

function spread(brokers: readonly number[], partitions: number, replicationFactor: number): number[][] {
  return Array.from({ length: partitions }, (_, p) =>
    Array.from({ length: replicationFactor }, (_each, r) => brokers[(p + r) % brokers.length] as number),
  )
}

export function topicRecords(
  name: string,
  assignment: readonly (readonly number[])[],
  configs: Record<string, string>,
): MetadataRecord[] {
  const topicId = name.padEnd(22, 'A').slice(0, 22)
  return [
    { type: 'TopicRecord', name, topicId },
    ...Object.entries(configs).map(
      ([key, value]) =>
        ({ type: 'ConfigRecord', resourceType: 'topic', resourceName: name, name: key, value }) as const,
    ),
    ...assignment.map(
      (replicas, partition) =>
        ({
          type: 'PartitionRecord',
          topicId,
          partition,
          replicas,
          isr: replicas,
          addingReplicas: [],
          removingReplicas: [],
          leader: replicas[0] as number,
          leaderEpoch: 0,
          partitionEpoch: 0,
          eligibleLeaderReplicas: [],
          lastKnownElr: [],
        }) as const,
    ),
  ]
}

export function partitionChange(
  topicId: string,
  partition: number,
  change: { isr?: readonly number[]; leader?: number; replicas?: readonly number[] },
): MetadataRecord {
  return {
    type: 'PartitionChangeRecord',
    topicId,
    partition,
    isr: change.isr ?? null,
    leader: change.leader ?? null,
    replicas: change.replicas ?? null,
    addingReplicas: null,
    removingReplicas: null,
    leaderRecoveryState: null,
    eligibleLeaderReplicas: null,
    lastKnownElr: null,
  }
}
