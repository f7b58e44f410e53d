/**
 * Real brokers on the real kernel, with a controller that does as it is told: it keeps a metadata log, answers what
 * brokers ask, and changes leaders and ISRs only when the story says so.
 */
import { addNode, deliverCommand, endProcess, startNode } from '../engine/processes.ts'
import type { NodeBehavior, NodeContext, NodeId, ReceivedMessage } from '../engine/node-context.ts'
import { run } from '../engine/scheduler.ts'
import { createWorld, type World } from '../engine/world.ts'
import { brokerBehavior } from '../kafka/broker/broker-node.ts'
import type { BrokerState, Partition } from '../kafka/broker/broker-state.ts'
import { emptyMetadataImage, type MetadataImage, partitionOf } from '../kafka/metadata/metadata-image.ts'
import type { MetadataLogEntry, MetadataRecord } from '../kafka/metadata/metadata-records.ts'
import { applyRecord } from '../kafka/metadata/replay.ts'
import type { AlterPartitionRequest, ControllerRequest, CreateTopicsRequest } from '../kafka/protocol/controller.ts'
import type { Request, Response } from '../kafka/protocol/messages.ts'

export interface ObedientController {
  readonly log: MetadataLogEntry[]
  readonly image: MetadataImage
  waiting: { from: NodeId; correlationId: number; fetchOffset: number }[]
  nextProducerId: number
  /** AlterPartition is left unanswered while true. */
  holdAlterPartition: boolean
  readonly alterPartitionRequests: AlterPartitionRequest[]
}

const obedientController: NodeBehavior<ObedientController> = {
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

function answerFetch(state: ObedientController, waiting: ObedientController['waiting'][number], node: NodeContext): void {
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
    case 'FetchMetadataRequest': {
      const waiting = { from, correlationId, fetchOffset: request.fetchOffset }
      state.waiting.push(waiting)
      if (request.fetchOffset < state.log.length) answerFetch(state, waiting, node)
      else node.setTimer(request.maxWaitMs * 1_000, { type: 'MetadataFetchExpiry', from, periodic: true } as never)
      return
    }
    case 'BrokerRegistrationRequest': {
      const { brokerId, incarnationId, rack, host, port } = request
      const brokerEpoch = state.log.length
      const registration = { brokerId, incarnationId, brokerEpoch, rack, host, port, fenced: true, inControlledShutdown: false }
      appendRecords(state, [{ type: 'RegisterBrokerRecord', ...registration }], node)
      send(node, from, { type: 'BrokerRegistrationResponse', correlationId, errorCode: 'NONE', leaderId: 101, brokerEpoch })
      return
    }
    case 'BrokerHeartbeatRequest': {
      const { brokerId, brokerEpoch, wantFence, wantShutDown } = request
      if (!wantFence && state.image.brokers.get(brokerId)?.fenced === true) {
        const change = { type: 'BrokerRegistrationChangeRecord', brokerId, brokerEpoch, inControlledShutdown: null } as const
        appendRecords(state, [{ ...change, fenced: false }], node)
      }
      const isFenced = state.image.brokers.get(brokerId)?.fenced !== false
      const common = { type: 'BrokerHeartbeatResponse', correlationId, errorCode: 'NONE', leaderId: 101 } as const
      send(node, from, { ...common, isCaughtUp: true, isFenced, shouldShutDown: wantShutDown })
      return
    }
    case 'AlterPartitionRequest':
      state.alterPartitionRequests.push(request)
      return state.holdAlterPartition ? undefined : alterPartitions(state, request, from, node)
    case 'AllocateProducerIdsRequest': {
      const producerIdStart = state.nextProducerId
      state.nextProducerId += 1_000
      const common = { type: 'AllocateProducerIdsResponse', correlationId, errorCode: 'NONE' } as const
      send(node, from, { ...common, producerIdStart, producerIdLen: 1_000 })
      return
    }
    case 'EnvelopeRequest': {
      const { request: inner } = request
      if (inner.type === 'CreateTopicsRequest') createTopics(state, inner, node)
      const response = { type: 'CreateTopicsResponse', correlationId: inner.correlationId, topics: [] } as const
      send(node, from, { type: 'EnvelopeResponse', correlationId, errorCode: 'NONE', leaderId: 101, response })
    }
  }
}

function alterPartitions(state: ObedientController, request: AlterPartitionRequest, from: NodeId, node: NodeContext): void {
  const partitions = request.partitions.map((asked) => {
    const { topicPartition } = asked
    const known = [...state.image.topics.values()].flatMap((t) => t.partitions).find((p) => p.topicPartition === topicPartition)
    if (known === undefined) throw new Error(`no partition ${topicPartition}`)
    if (asked.partitionEpoch !== known.partitionEpoch) {
      return { topicPartition, errorCode: 'INVALID_UPDATE_VERSION', leader: -1, leaderEpoch: -1, isr: [], partitionEpoch: -1 } as const
    }
    const isr = asked.newIsr.map((member) => member.brokerId)
    appendRecords(state, [partitionChange(known.topicId, known.partition, { isr })], node)
    const { leader, leaderEpoch, partitionEpoch } = known
    return { topicPartition, errorCode: 'NONE', leader, leaderEpoch, isr, partitionEpoch: partitionEpoch + 1 } as const
  })
  send(node, from, { type: 'AlterPartitionResponse', correlationId: request.correlationId, errorCode: 'NONE', leaderId: 101, partitions })
}

function createTopics(state: ObedientController, request: CreateTopicsRequest, node: NodeContext): void {
  const brokers = [...state.image.brokers.keys()]
  for (const { name, numPartitions, replicationFactor, configs } of request.topics) {
    appendRecords(state, topicRecords(name, spread(brokers, numPartitions, replicationFactor), Object.fromEntries(configs.map(([k, v]) => [k, v ?? '']))), node)
  }
}

function spread(brokers: readonly number[], partitions: number, replicationFactor: number): number[][] {
  return Array.from({ length: partitions }, (_, p) =>
    Array.from({ length: replicationFactor }, (_each, r) => brokers[(p + r) % brokers.length] as number),
  )
}

function topicRecords(name: string, assignment: readonly (readonly number[])[], configs: Record<string, string>): MetadataRecord[] {
  const topicId = name.padEnd(22, 'A').slice(0, 22)
  return [
    { type: 'TopicRecord', name, topicId },
    ...Object.entries(configs).map(([key, value]) => ({ type: 'ConfigRecord', resourceType: 'topic', resourceName: name, name: key, value }) as const),
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

function partitionChange(
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

interface ClientState {
  readonly responses: Response[]
  disconnects: number
}

/** Sends what the story tells it to and collects the answers. */
const plainClient: NodeBehavior<ClientState> = {
  start: () => ({ responses: [], disconnects: 0 }),
  onMessage: (state, message) => void state.responses.push(message.body as Response),
  onTimer: () => {},
  onDisconnect: (state) => void state.disconnects++,
  onCommand(_state, command, node) {
    const { to, request } = command as unknown as { to: NodeId; request: Request }
    node.send(to, request, 200)
  },
  survive: () => null,
}

type RequestOf<Type extends Request['type']> = Omit<Extract<Request, { type: Type }>, 'correlationId' | 'clientId' | 'type'>
type ResponseTo<Type extends Request['type']> = Extract<Response, { type: Type extends `${infer Api}Request` ? `${Api}Response` : never }>

export interface BrokerWorld {
  readonly world: World
  readonly controller: ObedientController
  broker(id: number): BrokerState
  partition(brokerId: number, topicPartition: string): Partition
  records(...records: MetadataRecord[]): void
  /** Creates the topic with one entry of brokers for each partition, leader first. */
  topic(name: string, assignment: readonly (readonly number[])[], configs?: Record<string, string>): void
  change(topicPartition: string, change: { isr?: readonly number[]; leader?: number; replicas?: readonly number[] }): void
  runFor(ms: number): void
  /** Runs to the condition; fails after 120 simulated seconds. */
  runUntil(what: string, condition: () => boolean): void
  /** Sends without waiting; returns the correlation id for `answerTo`. */
  send<Type extends Request['type']>(brokerId: number, type: Type, request: RequestOf<Type>, client?: string): number
  answerTo(correlationId: number, client?: string): Response | undefined
  /** Sends and runs until the answer is there. */
  ask<Type extends Request['type']>(brokerId: number, type: Type, request: RequestOf<Type>, client?: string): ResponseTo<Type>
  disconnects(client?: string): number
  stop(brokerId: number): void
  /** The process is gone, and the controller has fenced the broker. */
  kill(brokerId: number): void
  fence(brokerId: number): void
  powerCut(brokerId: number): void
  start(brokerId: number): void
}

/** Brokers 1 to `brokers`, running and unfenced. */
export function brokerWorld(brokers: number, config: Record<string, string> = {}): BrokerWorld {
  const behaviors = { broker: brokerBehavior, controller: obedientController, client: plainClient }
  const world = createWorld({ seed: 1, behaviors })
  world.freezeBodies = true
  addNode(world, { id: 'controller-101', kind: 'controller', spec: null })
  startNode(world, 'controller-101')
  for (let brokerId = 1; brokerId <= brokers; brokerId++) {
    const spec = { brokerId, rack: null, config, controllers: [101], clusterId: 'c', host: `broker-${brokerId}`, port: 9092 }
    addNode(world, { id: `broker-${brokerId}`, kind: 'broker', spec })
    startNode(world, `broker-${brokerId}`)
  }
  let nextCorrelationId = 1
  const stateOf = <State>(id: string): State => world.nodes.get(id)?.state as State
  const clientNode = (name: string): ClientState => {
    if (!world.nodes.has(name)) {
      addNode(world, { id: name, kind: 'client', spec: null })
      startNode(world, name)
    }
    return stateOf<ClientState>(name)
  }
  const t: BrokerWorld = {
    world,
    get controller() {
      return stateOf<ObedientController>('controller-101')
    },
    broker: (id) => stateOf<BrokerState>(`broker-${id}`),
    partition(brokerId, topicPartition) {
      const found = t.broker(brokerId).partitions.get(topicPartition)
      if (found === undefined) throw new Error(`no replica of ${topicPartition} on broker ${brokerId}`)
      return found
    },
    records: (...records) => void deliverCommand(world, 'controller-101', { type: 'Append', records } as never),
    topic(name, assignment, configs = {}) {
      t.records(...topicRecords(name, assignment, configs))
      const ids = [...new Set(assignment.flat())]
      const known = (id: number): boolean => assignment.every((_, p) => partitionOf(t.broker(id).metadata, name, p) !== undefined)
      t.runUntil(`${name} is known`, () => ids.every((id) => stateOf<BrokerState | null>(`broker-${id}`) === null || known(id)))
      t.runFor(5)
    },
    change(topicPartition, change) {
      const all = [...t.controller.image.topics.values()].flatMap((topic) => topic.partitions)
      const known = all.find((partition) => partition.topicPartition === topicPartition)
      if (known === undefined) throw new Error(`no partition ${topicPartition}`)
      t.records(partitionChange(known.topicId, known.partition, change))
    },
    runFor: (ms) => void run(world, { untilUs: world.nowUs + ms * 1_000 }),
    runUntil(what, condition) {
      if (condition()) return
      const result = run(world, { untilUs: world.nowUs + 120_000_000, until: condition })
      if (result.ended !== 'condition') throw new Error(`waited in vain until ${what}`)
    },
    send(brokerId, type, request, client = 'client') {
      clientNode(client)
      const correlationId = nextCorrelationId++
      const body = { type, correlationId, clientId: client, ...request }
      deliverCommand(world, client, { type: 'Send', to: `broker-${brokerId}`, request: body } as never)
      return correlationId
    },
    answerTo: (correlationId, client = 'client') =>
      clientNode(client).responses.find((response) => response.correlationId === correlationId),
    ask(brokerId, type, request, client = 'client') {
      const correlationId = t.send(brokerId, type, request, client)
      t.runUntil(`${type} is answered`, () => t.answerTo(correlationId, client) !== undefined)
      return t.answerTo(correlationId, client) as never
    },
    disconnects: (client = 'client') => clientNode(client).disconnects,
    stop: (brokerId) => void deliverCommand(world, `broker-${brokerId}`, { type: 'ControlledShutdown' }),
    kill(brokerId) {
      endProcess(world, `broker-${brokerId}`, 'kill')
      t.fence(brokerId)
    },
    fence(brokerId) {
      const brokerEpoch = t.controller.image.brokers.get(brokerId)?.brokerEpoch ?? -1
      t.records({ type: 'BrokerRegistrationChangeRecord', brokerId, brokerEpoch, fenced: true, inControlledShutdown: null })
    },
    powerCut: (brokerId) => endProcess(world, `broker-${brokerId}`, 'powerCut'),
    start: (brokerId) => startNode(world, `broker-${brokerId}`),
  }
  t.runUntil('every broker is unfenced', () => {
    const { brokers: registered } = t.controller.image
    return registered.size === brokers && [...registered.values()].every((broker) => !broker.fenced)
  })
  return t
}
