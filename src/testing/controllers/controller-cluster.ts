/**
 * A quorum of real controllers with brokers that are only told what to do: verbs for stories about the controller. A
 * broker here registers, heartbeats and reads the metadata log as a real one does, but keeps no partitions.
 */
import type { NodeBehavior, NodeContext } from '../../engine/node-context.ts'
import { addNode, deliverCommand, endProcess, nodeOf, startNode } from '../../engine/processes.ts'
import { run } from '../../engine/scheduler.ts'
import { createWorld, report, takeHappenings, type World } from '../../engine/world.ts'
import { brokerNode, brokerPort, controllerNode } from '../../kafka/common/addresses.ts'
import { type ControllerState, controllerBehavior } from '../../kafka/controller/controller-node.ts'
import {
  emptyMetadataImage,
  type MetadataImage,
  type PartitionRegistration,
  partitionOf,
} from '../../kafka/metadata/metadata-image.ts'
import { applyRecord } from '../../kafka/metadata/replay.ts'
import { applySnapshot } from '../../kafka/metadata/snapshot.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'
import { DEFAULT_PROFILE, featuresOf } from '../../kafka/profile/registry.ts'
import type { BrokerHeartbeatResponse } from '../../kafka/protocol/broker-heartbeat.ts'
import type { BrokerRegistrationResponse } from '../../kafka/protocol/broker-registration.ts'
import type { EnvelopeResponse } from '../../kafka/protocol/envelope.ts'
import type { FetchMetadataResponse } from '../../kafka/protocol/fetch-metadata.ts'
import type { ControllerResponse, ForwardedRequest, ForwardedResponse } from '../../kafka/protocol/messages.ts'

interface ToldBrokerSpec {
  readonly brokerId: number
  readonly rack: string | null
  readonly controllers: readonly number[]
}

interface ToldBroker {
  readonly spec: ToldBrokerSpec
  readonly incarnationId: string
  readonly previousBrokerEpoch: number
  readonly image: MetadataImage
  brokerEpoch: number
  fenced: boolean
  mute: boolean
  wantShutDown: boolean
  controllerIndex: number
  nextCorrelationId: number
  readonly answers: ControllerResponse[]
}

type Unsent<R> = R extends ForwardedRequest ? Omit<R, 'correlationId' | 'clientId'> : never
export type UnsentForwarded = Unsent<ForwardedRequest>

interface SendCommand {
  readonly type: 'Send'
  readonly message: Readonly<Record<string, unknown>> & { readonly type: string }
}

const HEARTBEAT_US = 200_000

function ask(
  state: ToldBroker,
  body: Readonly<Record<string, unknown>> & { readonly type: string },
  node: NodeContext,
): number {
  const controllers = state.spec.controllers
  const correlationId = state.nextCorrelationId++
  const controller = controllers[state.controllerIndex % controllers.length] as number
  node.send(controllerNode(controller), { ...body, correlationId, clientId: node.nodeId } as { type: string }, 100)
  return correlationId
}

function fetchMetadata(state: ToldBroker, node: NodeContext): void {
  const { offset, epoch } = state.image
  const fetch = { replicaId: state.spec.brokerId, voter: false, currentLeaderEpoch: -1, maxWaitMs: 500 }
  ask(state, { type: 'FetchMetadataRequest', ...fetch, fetchOffset: offset + 1, lastFetchedEpoch: epoch }, node)
}

function beat(state: ToldBroker, node: NodeContext): void {
  node.setTimer(HEARTBEAT_US, { type: 'Beat', periodic: true })
  if (state.mute) return
  const { brokerId, rack } = state.spec
  if (state.brokerEpoch === -1) {
    const { incarnationId, previousBrokerEpoch } = state
    const registration = {
      brokerId,
      incarnationId,
      rack,
      host: 'localhost',
      port: brokerPort(brokerId),
      previousBrokerEpoch,
      features: featuresOf({ profile: DEFAULT_PROFILE }),
    }
    ask(state, { type: 'BrokerRegistrationRequest', ...registration }, node)
    return
  }
  const { brokerEpoch, wantShutDown, image } = state
  const heartbeat = { brokerId, brokerEpoch, currentMetadataOffset: image.offset, wantFence: false, wantShutDown }
  ask(state, { type: 'BrokerHeartbeatRequest', ...heartbeat }, node)
}

function onAnswer(state: ToldBroker, answer: ControllerResponse, node: NodeContext): void {
  if (answer.type === 'FetchMetadataResponse') return onMetadata(state, answer, node)
  state.answers.push(answer)
  if ('errorCode' in answer && answer.errorCode === 'NOT_CONTROLLER') state.controllerIndex++
  else if (answer.type === 'BrokerRegistrationResponse') onRegistered(state, answer, node)
  else if (answer.type === 'BrokerHeartbeatResponse') onHeartbeat(state, answer, node)
}

function onRegistered(state: ToldBroker, answer: BrokerRegistrationResponse, node: NodeContext): void {
  if (answer.errorCode !== 'NONE') return
  state.brokerEpoch = answer.brokerEpoch
  fetchMetadata(state, node)
}

function onHeartbeat(state: ToldBroker, answer: BrokerHeartbeatResponse, node: NodeContext): void {
  if (answer.errorCode === 'NONE') state.fenced = answer.isFenced
  if (answer.shouldShutDown) node.exit()
}

function onMetadata(state: ToldBroker, answer: FetchMetadataResponse, node: NodeContext): void {
  if (answer.errorCode !== 'NONE') {
    state.controllerIndex++
    node.setTimer(50_000, { type: 'Fetch', periodic: true })
    return
  }
  if (answer.snapshot === true) applySnapshot(state.image, answer.entries)
  for (const entry of answer.entries) if (entry.offset > state.image.offset) applyRecord(state.image, entry)
  fetchMetadata(state, node)
}

const toldBroker: NodeBehavior<ToldBroker> = {
  start(disk, spec, node) {
    const state: ToldBroker = {
      spec: spec as ToldBrokerSpec,
      incarnationId: `incarnation-${node.randomInt('incarnations', 1_000_000)}`,
      previousBrokerEpoch: typeof disk === 'number' ? disk : -1,
      image: emptyMetadataImage(),
      brokerEpoch: -1,
      fenced: true,
      mute: false,
      wantShutDown: false,
      controllerIndex: 0,
      nextCorrelationId: 1,
      answers: [],
    }
    beat(state, node)
    return state
  },
  onMessage: (state, message, node) => onAnswer(state, message.body as ControllerResponse, node),
  onTimer(state, timer, node) {
    if (timer.type === 'Beat') beat(state, node)
    else fetchMetadata(state, node)
  },
  onDisconnect(state, _peer, node) {
    state.controllerIndex++
    if (state.brokerEpoch !== -1) node.setTimer(100_000, { type: 'Fetch', periodic: true })
  },
  onCommand(state, command, node) {
    if (command.type === 'Send') ask(state, (command as SendCommand).message, node)
    else if (command.type === 'Mute') state.mute = true
    else if (command.type === 'ShutDown') state.wantShutDown = true
  },
  survive: (state, how) => (how === 'stop' ? state.brokerEpoch : null),
}

export interface ControllerClusterOptions {
  readonly controllers?: number
  readonly brokers?: number
  readonly racks?: readonly string[]
  readonly config?: Readonly<Record<string, string>>
  readonly seed?: number
}

const FIRST_CONTROLLER = 101

/** Boots until every broker is unfenced. */
export function controllersOf(options: ControllerClusterOptions = {}) {
  const { brokers = 0 } = options
  const t = observedWorld(options)
  const ids = Array.from({ length: brokers }, (_, index) => index + 1)
  if (brokers > 0) t.runUntil('every broker is unfenced', () => ids.every((id) => !t.broker(id).fenced))
  const { world } = t
  const command = (brokerId: number, type: string) => deliverCommand(world, brokerNode(brokerId), { type })
  return {
    ...t,
    ...requestsTo(t, ids),
    /** As the command does it: the death is told first, so that what it sets off names it as its cause. */
    kill: (node: string) => {
      report(world, node, { type: 'NodeKilled' }, 0)
      endProcess(world, node, 'kill')
      world.runningCause = 0
    },
    powerCut: (node: string) => endProcess(world, node, 'powerCut'),
    start: (node: string) => startNode(world, node),
    stopController: (id: number) => deliverCommand(world, controllerNode(id), { type: 'Shutdown' }),
    muteBroker: (id: number) => command(id, 'Mute'),
    shutDownBroker: (id: number) => command(id, 'ShutDown'),
    isRunning: (node: string) => nodeOf(world, node).state !== null,
  }
}

function startedWorld(options: ControllerClusterOptions, voters: readonly number[]): World {
  const { brokers = 0, racks = [], config = {}, seed = 7 } = options
  const world = createWorld({ seed, behaviors: { controller: controllerBehavior, broker: toldBroker } })
  for (const controllerId of voters) {
    const spec = { profile: DEFAULT_PROFILE, controllerId, voters, config, clusterId: 'test' }
    addNode(world, { id: controllerNode(controllerId), kind: 'controller', spec })
    startNode(world, controllerNode(controllerId))
  }
  for (let brokerId = 1; brokerId <= brokers; brokerId++) {
    const spec: ToldBrokerSpec = { brokerId, rack: racks[brokerId - 1] ?? null, controllers: voters }
    addNode(world, { id: brokerNode(brokerId), kind: 'broker', spec })
    startNode(world, brokerNode(brokerId))
  }
  return world
}

/** A world and ways to look at it and let it run. */
function observedWorld(options: ControllerClusterOptions) {
  const voters = Array.from({ length: options.controllers ?? 3 }, (_, index) => FIRST_CONTROLLER + index)
  const world = startedWorld(options, voters)
  const happenings: Happening[] = []
  const told: ReturnType<typeof takeHappenings> = []
  const collect = () => {
    for (const happening of takeHappenings(world)) {
      told.push(happening)
      happenings.push(happening.body as Happening)
    }
  }
  /** Types of the happenings that led to the last one of `type`, the nearest first. */
  const causesOf = (type: Happening['type']): string[] => {
    const causes: string[] = []
    let at = told.findLast((happening) => happening.body.type === type)
    for (; at !== undefined && causes.length < 20; ) {
      const { causedBy } = at
      at = told.find((happening) => happening.id === causedBy)
      if (at !== undefined) causes.push(at.body.type)
    }
    return causes
  }
  const controller = (id: number) => nodeOf(world, controllerNode(id)).state as ControllerState | null
  const broker = (id: number) => nodeOf(world, brokerNode(id)).state as ToldBroker
  const runUntil = (what: string, condition: () => boolean, limitMs = 60_000) => {
    const ended = run(world, { untilUs: world.nowUs + limitMs * 1000, until: condition }).ended
    collect()
    if (ended !== 'condition') throw new Error(`not within ${limitMs} ms: ${what}`)
  }
  const runFor = (ms: number) => {
    run(world, { untilUs: world.nowUs + ms * 1000 })
    collect()
  }
  const active = () => voters.map(controller).find((state) => state?.active != null) ?? null
  const waitForActive = () => {
    runUntil('a controller is active', () => active() !== null)
    return active() as ControllerState
  }
  const partition = (topic: string, index = 0) =>
    partitionOf(waitForActive().image, topic, index) as PartitionRegistration
  /** As short as describe. */
  const describe = (topic: string, index = 0) => {
    const { leader, replicas, isr, eligibleLeaderReplicas, lastKnownElr } = partition(topic, index)
    return { leader, replicas, isr, elr: eligibleLeaderReplicas, lastKnownElr }
  }
  const looks = { happenings, causesOf, controller, broker, active, partition, describe }
  return { world, voters, ...looks, waitForActive, runUntil, runFor }
}

/** What can be asked of the active controller, and is answered before the verb returns. */
function requestsTo(t: ReturnType<typeof observedWorld>, brokerIds: readonly number[]) {
  const { world, voters, broker } = t
  const answerTo = (brokerId: number, message: SendCommand['message']): ControllerResponse => {
    const state = broker(brokerId)
    state.controllerIndex = voters.indexOf(t.waitForActive().controllerId)
    const correlationId = state.nextCorrelationId
    const command: SendCommand = { type: 'Send', message }
    deliverCommand(world, brokerNode(brokerId), command)
    const find = () => broker(brokerId).answers.find((answer) => answer.correlationId === correlationId)
    t.runUntil(`an answer to ${message.type}`, () => find() !== undefined)
    return find() as ControllerResponse
  }
  const admin = (request: UnsentForwarded): ForwardedResponse => {
    const message = { type: 'EnvelopeRequest', request: { ...request, correlationId: 0, clientId: 'admin' } }
    const sender = brokerIds.find((id) => nodeOf(world, brokerNode(id)).state !== null) ?? 1
    const { response } = answerTo(sender, message) as EnvelopeResponse
    if (response === null) throw new Error('not the controller')
    return response
  }
  const createTopic = (
    name: string,
    assignments: readonly (readonly number[])[],
    topicConfig: Readonly<Record<string, string>> = {},
  ) => {
    const topic = { name, numPartitions: -1, replicationFactor: -1, assignments, configs: Object.entries(topicConfig) }
    const response = admin({ type: 'CreateTopicsRequest', topics: [topic], validateOnly: false })
    return response.type === 'CreateTopicsResponse' ? response.topics[0] : undefined
  }
  /** As its leader would ask for it. */
  const alterIsr = (topic: string, newIsr: readonly number[], index = 0) => {
    const { topicPartition, leader, leaderEpoch, partitionEpoch } = t.partition(topic, index)
    const members = newIsr.map((brokerId) => ({ brokerId, brokerEpoch: broker(brokerId)?.brokerEpoch ?? -1 }))
    const partitions = [{ topicPartition, leaderEpoch, partitionEpoch, newIsr: members }]
    const { brokerEpoch } = broker(leader)
    const response = answerTo(leader, { type: 'AlterPartitionRequest', brokerId: leader, brokerEpoch, partitions })
    return response.type === 'AlterPartitionResponse' ? response.partitions[0] : undefined
  }
  return { answerTo, admin, createTopic, alterIsr }
}
