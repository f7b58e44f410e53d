/**
 * Brokers that are nothing but their controllers, on an ensemble: they stand in ZooKeeper, do what the controller among
 * them says and remember it. For stories about who decides what.
 */
import type { NodeBehavior, NodeContext, NodeId } from '../engine/node-context.ts'
import { addNode, deliverCommand, endProcess, nodeOf, startNode } from '../engine/processes.ts'
import { createBrokerConfig } from '../kafka/broker/broker-config.ts'
import { brokerNode, zookeeperNode } from '../kafka/common/addresses.ts'
import type { ErrorCode } from '../kafka/common/errors.ts'
import type { TopicPartition } from '../kafka/common/topic-partition.ts'
import type { AskedOfController, ControllerHost, UnsentPush } from '../kafka/controller/zookeeper/controller-host.ts'
import type { ZooKeeperControllerState } from '../kafka/controller/zookeeper/controller-state.ts'
import {
  CONTROLLER_TIMERS,
  createController,
  electLeaders,
  isActive,
  onBrokerAnswer,
  onControllerRequest,
  onControllerTimer,
  onSessionExpired,
  onSessionReestablished,
  onWatch,
  onZooKeeperAnswer,
  startController,
} from '../kafka/controller/zookeeper/kafka-controller.ts'
import type { Happening } from '../kafka/observe/happenings.ts'
import { profileOf } from '../kafka/profile/registry.ts'
import type { Response } from '../kafka/protocol/apis.ts'
import type { ElectLeadersRequest } from '../kafka/protocol/elect-leaders.ts'
import type { LeaderAndIsrRequest } from '../kafka/protocol/leader-and-isr.ts'
import type { ControllerPush, ControllerPushResponse } from '../kafka/protocol/messages.ts'
import type { UpdateMetadataRequest } from '../kafka/protocol/update-metadata.ts'
import type { ServerToClient } from '../kafka/protocol/zookeeper/client-messages.ts'
import { decodePartitionState, encodeBroker, encodeTopic } from '../kafka/znodes/znode-bodies.ts'
import {
  brokerIdPath,
  configPath,
  deleteTopicPath,
  PERSISTENT_PATHS,
  partitionStatePath,
  topicPath,
} from '../kafka/znodes/znode-paths.ts'
import {
  askUntilConnected,
  handleKafkaZooKeeperDisconnect,
  handleKafkaZooKeeperMessage,
  handleKafkaZooKeeperTimer,
  type KafkaZooKeeperClient,
  openKafkaZooKeeperClient,
} from '../kafka/zookeeper-client/kafka-zookeeper-client.ts'
import { KAFKA_2_5 } from './ahead/kafka-2.5.ts'
import { ensembleOf } from './zookeeper-ensemble.ts'

type Tag =
  | { readonly type: 'nothing' }
  | { readonly type: 'registered' }
  | { readonly type: 'controller'; readonly of: { readonly type: string } }

interface Channel {
  readonly queue: { readonly push: UnsentPush; readonly tag: { readonly type: string } | null; id: number }[]
}

export interface FakeBroker {
  readonly brokerId: number
  readonly config: Readonly<Record<string, string>>
  readonly client: KafkaZooKeeperClient<Tag>
  readonly controller: ZooKeeperControllerState
  brokerEpoch: number
  pushes: number
  readonly channels: Map<number, Channel>
  /** What it was told last. */
  readonly led: Map<TopicPartition, LeaderAndIsrRequest['partitionStates'][number]>
  readonly metadata: Map<TopicPartition, UpdateMetadataRequest['partitionStates'][number]>
  readonly deleted: TopicPartition[]
  readonly heard: ControllerPush[]
  readonly answers: Response[]
  controllerEpoch: number
}

interface Spec {
  readonly brokerId: number
  readonly servers: readonly NodeId[]
  readonly config: Readonly<Record<string, string>>
}

const behavior: NodeBehavior<FakeBroker> = {
  start(_disk, given, node) {
    const { brokerId, servers, config } = given as Spec
    const settings = { name: node.nodeId, sessionTimeoutMs: 6_000, maxInFlight: 10, servers }
    const broker: FakeBroker = {
      ...{ brokerId, config, client: openKafkaZooKeeperClient<Tag>(settings, node), controller: createController() },
      ...{ brokerEpoch: -1, pushes: 0, channels: new Map(), led: new Map(), metadata: new Map() },
      ...{ deleted: [], heard: [], answers: [], controllerEpoch: 0 },
    }
    for (const path of [...parents(), ...PERSISTENT_PATHS]) {
      const request = { type: 'CreateRequest', path, data: null, ephemeral: false, sequential: false } as const
      askUntilConnected(broker.client, request, { type: 'nothing' }, node)
    }
    register(broker, node)
    return broker
  },
  onMessage(broker, { from, body }, node) {
    if (handleKafkaZooKeeperMessage(broker.client, from, body as ServerToClient, node)) return drain(broker, node)
    if (body.type === 'Retry') return
    if ('controllerEpoch' in body) return obey(broker, body as ControllerPush, from, node)
    if (body.type.endsWith('Request')) {
      ask(broker, body as AskedOfController | ElectLeadersRequest, from, node)
    } else onAnswer(broker, body as ControllerPushResponse, from, node)
    drain(broker, node)
  },
  onTimer(broker, timer, node) {
    if (CONTROLLER_TIMERS.includes(timer.type)) onControllerTimer(broker.controller, timer, hostOf(broker, node))
    else if (timer.type === 'RequestTimeoutCheck') for (const id of broker.channels.keys()) resend(broker, id, node)
    else handleKafkaZooKeeperTimer(broker.client, timer, node)
    drain(broker, node)
  },
  onDisconnect(broker, peer, node) {
    handleKafkaZooKeeperDisconnect(broker.client, peer, node)
    node.setTimer(100_000, { type: 'RequestTimeoutCheck', periodic: true })
    drain(broker, node)
  },
  onCommand(broker, command, node) {
    const { request } = command as unknown as { readonly request: AskedOfController | ElectLeadersRequest }
    ask(broker, request, node.nodeId, node)
    drain(broker, node)
  },
  survive: () => null,
}

function ask(
  broker: FakeBroker,
  request: AskedOfController | ElectLeadersRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const { controller, metadata } = broker
  const host = hostOf(broker, node)
  if (request.type !== 'ElectLeadersRequest') return onControllerRequest(controller, request, from, host)
  const topicPartitions = request.topicPartitions ?? [...metadata.keys()]
  const ofAll = request.topicPartitions === null
  electLeaders(controller, { request: { ...request, topicPartitions }, ofAll, from }, host)
}

function parents(): string[] {
  return ['/brokers', '/config', '/admin', '/cluster']
}

function register({ client, brokerId }: FakeBroker, node: NodeContext): void {
  const data = encodeBroker({
    ...{ host: 'localhost', port: 9091 + brokerId, endpoints: [`PLAINTEXT://localhost:${9091 + brokerId}`] },
    ...{ securityProtocols: [['PLAINTEXT', 'PLAINTEXT']], rack: null, timestampMs: node.wallClockMs },
  })
  const create = {
    type: 'CreateRequest',
    path: brokerIdPath(brokerId),
    data,
    ephemeral: true,
    sequential: false,
  } as const
  askUntilConnected(client, create, { type: 'nothing' }, node)
  askUntilConnected(client, { type: 'GetDataRequest', path: brokerIdPath(brokerId) }, { type: 'registered' }, node)
}

function drain(broker: FakeBroker, node: NodeContext): void {
  for (let next = broker.client.delivered.shift(); next !== undefined; next = broker.client.delivered.shift()) {
    const host = hostOf(broker, node)
    if (next.type === 'watch') onWatch(broker.controller, next.event, next.path, host)
    else if (next.type === 'newSession') {
      onSessionExpired(broker.controller, host)
      register(broker, node)
    } else if (next.tag.type === 'registered') {
      if (next.type !== 'response' || next.response.type !== 'GetDataResponse') continue
      const isFirst = broker.brokerEpoch === -1
      broker.brokerEpoch = next.response.stat?.czxid ?? -1
      if (isFirst) startController(broker.controller, hostOf(broker, node))
      else onSessionReestablished(broker.controller, hostOf(broker, node))
    } else if (next.tag.type === 'controller') {
      onZooKeeperAnswer(broker.controller, next.tag.of, next.type === 'response' ? next.response : null, host)
    }
  }
}

function hostOf(broker: FakeBroker, node: NodeContext): ControllerHost {
  const { client, channels, brokerId } = broker
  return {
    ...{ node, profile: KAFKA_2_5.name, brokerId, brokerEpoch: broker.brokerEpoch },
    config: createBrokerConfig(broker.config, profileOf(KAFKA_2_5.name)),
    ask: (request, of) => askUntilConnected(client, request, { type: 'controller', of }, node),
    watchZnode: (path) => client.znodeHandlers.add(path),
    unwatchZnode: (path) => client.znodeHandlers.delete(path),
    watchChildren: (path) => client.childHandlers.add(path),
    unwatchChildren: (path) => client.childHandlers.delete(path),
    setTimer: (delayUs, timer) => node.setTimer(delayUs, timer),
    cancelTimer: (id) => node.cancelTimer(id),
    addBroker: (other) => channels.set(other.brokerId, { queue: [] }),
    removeBroker: (id) => channels.delete(id),
    removeAllBrokers: () => channels.clear(),
    sendToBroker(id, push, tag) {
      const queue = channels.get(id)?.queue
      queue?.push({ push, tag, id: ++broker.pushes })
      if (queue?.length === 1) resend(broker, id, node)
    },
    reply: (_, response) => broker.answers.push(response),
    answerElection({ correlationId, settled, elected, ofAll }) {
      const done = elected.map(
        (each) => ({ topicPartition: each.topicPartition, errorCode: 'NONE', errorMessage: null }) as const,
      )
      const partitions = [...settled, ...done].filter((row) => !ofAll || row.errorCode !== 'ELECTION_NOT_NEEDED')
      broker.answers.push({ type: 'ElectLeadersResponse', correlationId, errorCode: 'NONE', partitions })
    },
  }
}

function resend({ channels, brokerId }: FakeBroker, to: number, node: NodeContext): void {
  const first = channels.get(to)?.queue[0]
  if (first !== undefined)
    node.send(
      brokerNode(to),
      { ...first.push, correlationId: first.id, clientId: `${brokerId}` } as ControllerPush,
      100,
    )
}

function obey(broker: FakeBroker, push: ControllerPush, from: NodeId, node: NodeContext): void {
  broker.heard.push(push)
  const { correlationId } = push
  const isStale = push.controllerEpoch < broker.controllerEpoch
  const errorCode: ErrorCode = isStale ? 'STALE_BROKER_EPOCH' : 'NONE'
  if (!isStale) broker.controllerEpoch = push.controllerEpoch
  const none = (name: TopicPartition) => ({ topicPartition: name, errorCode })
  switch (push.type) {
    case 'LeaderAndIsrRequest': {
      if (!isStale) for (const row of push.partitionStates) broker.led.set(row.topicPartition, row)
      const partitionErrors = push.partitionStates.map(({ topicPartition: name }) => none(name))
      return node.send(
        from,
        { type: 'LeaderAndIsrResponse', correlationId, errorCode, partitionErrors } as Response,
        50,
      )
    }
    case 'UpdateMetadataRequest':
      if (!isStale) for (const row of push.partitionStates) broker.metadata.set(row.topicPartition, row)
      return node.send(from, { type: 'UpdateMetadataResponse', correlationId, errorCode } as Response, 50)
    case 'StopReplicaRequest': {
      for (const name of push.topicPartitions) broker.led.delete(name)
      if (push.deletePartitions) broker.deleted.push(...push.topicPartitions)
      const partitionErrors = push.topicPartitions.map(none)
      return node.send(from, { type: 'StopReplicaResponse', correlationId, errorCode, partitionErrors } as Response, 50)
    }
  }
}

function onAnswer(broker: FakeBroker, response: ControllerPushResponse, from: NodeId, node: NodeContext): void {
  for (const [id, { queue }] of broker.channels) {
    const [first] = queue
    if (first === undefined || brokerNode(id) !== from || first.id !== response.correlationId) continue
    queue.shift()
    resend(broker, id, node)
    if (first.tag !== null) onBrokerAnswer(broker.controller, id, first.tag, response, hostOf(broker, node))
  }
}

type Assignment = readonly (readonly number[])[]

/** Three brokers on three servers, or as many as there are ids. */
export function controllersOf(brokerIds: readonly number[], config: Readonly<Record<string, string>> = {}, seed = 1) {
  const t = ensembleOf([1, 2, 3], seed)
  Object.assign(t.world.behaviors, { kafka: behavior })
  Object.assign(t.world.kinds, { kafka: { kind: 'kafka' } })
  const servers = [1, 2, 3].map(zookeeperNode)
  for (const brokerId of brokerIds) {
    addNode(t.world, { id: brokerNode(brokerId), kind: 'kafka', spec: { brokerId, servers, config } })
  }
  const broker = (id: number): FakeBroker => nodeOf(t.world, brokerNode(id)).state as FakeBroker
  const active = (): number[] => brokerIds.filter((id) => broker(id) !== null && isActive(broker(id).controller, id))
  const state = (topic: string, partition: number) => {
    const data = t.data(t.leader(), partitionStatePath(topic, partition))
    return data === null ? null : decodePartitionState(data)
  }
  const v = {
    broker,
    active,
    startBroker(id: number) {
      startNode(t.world, brokerNode(id))
    },
    killBroker: (id: number) => endProcess(t.world, brokerNode(id), 'kill'),
    controller: (): number => {
      const [only, ...more] = active()
      if (only === undefined || more.length > 0) throw new Error(`controllers: ${active().join()}`)
      return only
    },
    isIdle: (): boolean =>
      active().length === 1 &&
      broker(active()[0] as number).controller.running === null &&
      [...broker(active()[0] as number).channels.values()].every(({ queue }) => queue.length === 0),
    settle: (): unknown => t.runFor(400),
    state,
    leaders: (topic: string, partitions: number) =>
      Array.from({ length: partitions }, (_, partition) => state(topic, partition)?.leader),
    createTopic(topic: string, assignment: Assignment, config: Record<string, string> | null = null): void {
      if (config !== null) t.create('tool', configPath('topics', topic), JSON.stringify({ version: 1, config }))
      const none = { addingReplicas: [], removingReplicas: [] }
      const rows = assignment.map((replicas, partition) => ({ partition, replicas, ...none }))
      t.create('tool', topicPath(topic), encodeTopic(topic, rows))
      v.settle()
    },
    deleteTopic(topic: string): void {
      t.create('tool', deleteTopicPath(topic))
      v.settle()
    },
    ask(request: { readonly type: string } & Record<string, unknown>, id: number = v.controller()): Response {
      const { answers } = broker(id)
      const before = answers.length
      deliverCommand(t.world, brokerNode(id), {
        type: 'Ask',
        request: { correlationId: 1, clientId: 'tool', ...request },
      } as never)
      t.runUntil(`an answer to ${request.type}`, () => answers.length > before)
      return answers.at(-1) as Response
    },
    happenings: <Type extends Happening['type']>(type: Type) =>
      t.world.happenings
        .filter((each) => each.body.type === type)
        .map(({ body }) => body as Extract<Happening, { type: Type }>),
  }
  t.connect('tool')
  for (const id of brokerIds) {
    v.startBroker(id)
    t.runUntil(`broker ${id} stands in ZooKeeper`, () => broker(id).brokerEpoch !== -1)
  }
  t.runUntil('there is a controller', v.isIdle)
  v.settle()
  return { ...t, ...v }
}
