/** Real brokers on the real kernel, under a controller that does as it is told, for stories about brokers. */
import type { NodeBehavior, NodeId } from '../engine/node-context.ts'
import { addNode, deliverCommand, endProcess, startNode } from '../engine/processes.ts'
import { run } from '../engine/scheduler.ts'
import { createWorld, type World } from '../engine/world.ts'
import { brokerBehavior } from '../kafka/broker/broker-node.ts'
import type { BrokerState, Partition } from '../kafka/broker/broker-state.ts'
import { rowNamed } from '../kafka/common/slot-map.ts'
import { partitionOf } from '../kafka/metadata/metadata-image.ts'
import type { MetadataRecord } from '../kafka/metadata/metadata-records.ts'
import { DEFAULT_PROFILE } from '../kafka/profile/registry.ts'
import type { Request, Response } from '../kafka/protocol/apis.ts'
import {
  type ObedientController,
  obedientController,
  partitionChange,
  registrationOf,
  topicRecords,
} from './obedient-controller.ts'

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

type RequestOf<Type extends Request['type']> = Omit<
  Extract<Request, { type: Type }>,
  'correlationId' | 'clientId' | 'type'
>
type ResponseTo<Type extends Request['type']> = Extract<
  Response,
  { type: Type extends `${infer Api}Request` ? `${Api}Response` : never }
>

export interface BrokerWorld {
  readonly world: World
  controller(): ObedientController
  broker(id: number): BrokerState
  partition(brokerId: number, topicPartition: string): Partition
  records(...records: MetadataRecord[]): void
  /** Creates the topic with one entry of brokers for each partition, leader first. */
  topic(name: string, assignment: readonly (readonly number[])[], configs?: Record<string, string>): void
  change(
    topicPartition: string,
    change: { isr?: readonly number[]; leader?: number; replicas?: readonly number[] },
  ): void
  runFor(ms: number): void
  /** Runs to the condition; fails after 120 simulated seconds. */
  runUntil(what: string, condition: () => boolean): void
  /** Sends without waiting; returns the correlation id for `answerTo`. */
  send<Type extends Request['type']>(brokerId: number, type: Type, request: RequestOf<Type>, client?: string): number
  answerTo(correlationId: number, client?: string): Response | undefined
  /** Sends and runs until the answer is there. */
  ask<Type extends Request['type']>(
    brokerId: number,
    type: Type,
    request: RequestOf<Type>,
    client?: string,
  ): ResponseTo<Type>
  disconnects(client?: string): number
  endClient(client: string): void
  stop(brokerId: number): void
  /** The process is gone, and the controller has fenced the broker. */
  kill(brokerId: number): void
  fence(brokerId: number): void
  powerCut(brokerId: number): void
  start(brokerId: number): void
}

/** Whoever rules the cluster, whatever link the brokers have to it. */
export interface Ruler {
  readonly node: NodeId
  readonly behavior: NodeBehavior<unknown>
  /** As in the spec of a broker. */
  readonly controllers: readonly number[]
}

const OBEDIENT_CONTROLLER: Ruler = {
  node: 'controller-101',
  behavior: obedientController as NodeBehavior<unknown>,
  controllers: [101],
}

/** Brokers 1 to `brokers`, running and unfenced. */
export function brokerWorld(
  brokers: number,
  config: Record<string, string> = {},
  { node: ruler, behavior, controllers } = OBEDIENT_CONTROLLER,
  profile: string = DEFAULT_PROFILE,
  racks: readonly string[] = [],
): BrokerWorld {
  const behaviors = { broker: brokerBehavior, ruler: behavior, client: plainClient }
  const world = createWorld({ seed: 1, behaviors })
  world.freezeBodies = true
  addNode(world, { id: ruler, kind: 'ruler', spec: null })
  startNode(world, ruler)
  for (let brokerId = 1; brokerId <= brokers; brokerId++) {
    const spec = {
      profile,
      brokerId,
      rack: racks[brokerId - 1] ?? null,
      config,
      controllers,
      clusterId: 'c',
      host: `broker-${brokerId}`,
      port: 9092,
    }
    addNode(world, { id: `broker-${brokerId}`, kind: 'broker', spec })
    startNode(world, `broker-${brokerId}`)
  }
  const t: BrokerWorld = { world, ...looks(world, ruler), ...verbs(world, ruler), ...clientVerbs(world) }
  t.runUntil('every broker is unfenced', () => {
    const { brokers: registered } = t.controller().image
    return registered.size === brokers && [...registered.values()].every((broker) => !broker.fenced)
  })
  return t
}

function stateOf<State>(world: World, id: string): State {
  return world.nodes.get(id)?.state as State
}

function looks(world: World, ruler: NodeId): Pick<BrokerWorld, 'controller' | 'broker' | 'partition'> {
  return {
    controller: () => stateOf<ObedientController>(world, ruler),
    broker: (id) => stateOf<BrokerState>(world, `broker-${id}`),
    partition(brokerId, topicPartition) {
      const found = rowNamed(stateOf<BrokerState>(world, `broker-${brokerId}`).partitions, topicPartition)
      if (found === undefined) throw new Error(`no replica of ${topicPartition} on broker ${brokerId}`)
      return found
    },
  }
}

function runUntil(world: World, what: string, condition: () => boolean): void {
  if (condition()) return
  const result = run(world, { untilUs: world.nowUs + 120_000_000, until: condition })
  if (result.ended !== 'condition') throw new Error(`waited in vain until ${what}`)
}

type Verbs = 'records' | 'topic' | 'change' | 'fence' | 'runFor' | 'runUntil' | 'stop' | 'kill' | 'powerCut' | 'start'

function verbs(world: World, ruler: NodeId): Pick<BrokerWorld, Verbs> {
  const controller = (): ObedientController => stateOf<ObedientController>(world, ruler)
  const records = (...appended: MetadataRecord[]): void => {
    deliverCommand(world, ruler, { type: 'Append', records: appended } as never)
  }
  const runFor = (ms: number): void => void run(world, { untilUs: world.nowUs + ms * 1_000 })
  const fence = (brokerId: number): void => {
    const brokerEpoch = controller().image.brokers.get(brokerId)?.brokerEpoch ?? -1
    records({
      type: 'BrokerRegistrationChangeRecord',
      brokerId,
      brokerEpoch,
      fenced: true,
      inControlledShutdown: null,
      cordonedLogDirs: null,
    })
  }
  return {
    records,
    runFor,
    fence,
    runUntil: (what, condition) => runUntil(world, what, condition),
    topic(name, assignment, configs = {}) {
      records(...topicRecords(name, assignment, configs))
      const states = [...new Set(assignment.flat())].map((id) => stateOf<BrokerState | null>(world, `broker-${id}`))
      runUntil(world, `${name} is known`, () =>
        states.every(
          (state) => state === null || partitionOf(state.metadata, name, assignment.length - 1) !== undefined,
        ),
      )
      runFor(5)
    },
    change(topicPartition, change) {
      const known = registrationOf(controller(), topicPartition)
      records(partitionChange(known.topicId, known.partition, change))
    },
    stop: (brokerId) => void deliverCommand(world, `broker-${brokerId}`, { type: 'ControlledShutdown' }),
    kill(brokerId) {
      endProcess(world, `broker-${brokerId}`, 'kill')
      fence(brokerId)
    },
    powerCut(brokerId) {
      endProcess(world, `broker-${brokerId}`, 'powerCut')
      fence(brokerId)
    },
    start: (brokerId) => startNode(world, `broker-${brokerId}`),
  }
}

function clientVerbs(world: World): Pick<BrokerWorld, 'send' | 'answerTo' | 'ask' | 'disconnects' | 'endClient'> {
  let nextCorrelationId = 1
  const clientNode = (name: string): ClientState => {
    if (!world.nodes.has(name)) {
      addNode(world, { id: name, kind: 'client', spec: null })
      startNode(world, name)
    }
    return stateOf<ClientState>(world, name)
  }
  const answerTo = (correlationId: number, client = 'client'): Response | undefined =>
    clientNode(client).responses.find((response) => response.correlationId === correlationId)
  const send: BrokerWorld['send'] = (brokerId, type, request, client = 'client') => {
    clientNode(client)
    const correlationId = nextCorrelationId++
    const body = { type, correlationId, clientId: client, ...request }
    deliverCommand(world, client, { type: 'Send', to: `broker-${brokerId}`, request: body } as never)
    return correlationId
  }
  return {
    answerTo,
    send,
    ask(brokerId, type, request, client = 'client') {
      const correlationId = send(brokerId, type, request, client)
      runUntil(world, `${type} is answered`, () => answerTo(correlationId, client) !== undefined)
      return answerTo(correlationId, client) as never
    },
    disconnects: (client = 'client') => clientNode(client).disconnects,
    endClient: (client) => endProcess(world, client, 'kill'),
  }
}
