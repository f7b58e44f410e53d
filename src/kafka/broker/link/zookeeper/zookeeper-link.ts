/**
 * The link to a cluster whose metadata is kept in ZooKeeper and whose controller is one of its brokers: this one, perhaps,
 * so that both share a session and what comes of it is sorted here. Counterpart in Kafka: KafkaServer.
 */

import type { NodeContext, NodeId, Timer } from '../../../../engine/node-context.ts'
import { assignmentOf } from '../../../controller/zookeeper/controller-context.ts'
import {
  CONTROLLER_TIMERS,
  electLeaders,
  isActive,
  onBrokerAnswer,
  onControllerRequest,
  onControllerTimer,
  onWatch,
  onZooKeeperAnswer,
} from '../../../controller/zookeeper/kafka-controller.ts'
import type { Response } from '../../../protocol/apis.ts'
import type { ControlledShutdownRequest, ControlledShutdownResponse } from '../../../protocol/controlled-shutdown.ts'
import { forwardedError } from '../../../protocol/forwarded-error.ts'
import type { ControllerPush, ControllerPushResponse, ForwardedRequest } from '../../../protocol/messages.ts'
import { sendMessage } from '../../../protocol/send-message.ts'
import type { ServerToClient, SessionResponse } from '../../../protocol/zookeeper/client-messages.ts'
import { NO_SESSION } from '../../../protocol/zookeeper/znode-stat.ts'
import { CONFIG_CHANGES } from '../../../znodes/znode-paths.ts'
import {
  handleKafkaZooKeeperDisconnect,
  handleKafkaZooKeeperMessage,
  handleKafkaZooKeeperTimer,
  type KafkaZooKeeperDelivery,
} from '../../../zookeeper-client/kafka-zookeeper-client.ts'
import { onTopicsCreated } from '../../auto-topic-creation.ts'
import type { BrokerState } from '../../broker-state.ts'
import { failToStart } from '../../fail-to-start.ts'
import type { StartFailure } from '../../server-log.ts'
import type { BrokerLink, RequestToLink } from '../broker-link.ts'
import { abandon } from './abandoned-works.ts'
import { handleAlterConfigs } from './alter-configs.ts'
import { registerWhenReady } from './bring-up.ts'
import { type BrokerChannelRetry, onChannelRetry, takePushAnswer } from './broker-channels.ts'
import { lookAtConfigChanges } from './config-changes.ts'
import {
  beginControlledShutdown,
  onControlledShutdownAnswered,
  onControlledShutdownRetry,
} from './controlled-shutdown.ts'
import { handlePush } from './controller-pushes.ts'
import { hostOf } from './controller-side.ts'
import { handleCreatePartitions } from './create-partitions.ts'
import { createByItself, handleCreateTopics } from './create-topics.ts'
import { expireDelayedElections, whichToElect } from './delayed-elections.ts'
import { expireDelayedTopics } from './delayed-topics.ts'
import { handleDeleteTopics } from './delete-topics.ts'
import { beginErrand, runErrands, takeAnswer } from './errands.ts'
import { ANNOUNCEMENT_INTERVAL_US, announceIsrChanges, writeIsrChanges } from './isr-znodes.ts'
import { ownFiles } from './own-files.ts'
import { allocateProducerIds } from './producer-id-blocks.ts'
import { onNewSession } from './registration.ts'
import { WORKS } from './works.ts'
import {
  createZooKeeperLink,
  type ZooKeeperLinkTag,
  type ZooKeeperTag,
  zookeeperLinkOf,
} from './zookeeper-link-state.ts'

const PUSHES: readonly string[] = ['LeaderAndIsrRequest', 'UpdateMetadataRequest', 'StopReplicaRequest']
const OF_ZOOKEEPER: readonly string[] = [
  ...['ConnectResponse', 'WatcherEvent', 'CreateResponse', 'DeleteResponse', 'SetDataResponse', 'MultiResponse'],
  ...['ExistsResponse', 'GetDataResponse', 'GetChildrenResponse', 'SyncResponse', 'SetWatchesResponse'],
  ...['CloseSessionResponse', 'PingResponse'],
]

/** What KafkaServer.initZkClient throws, before the server has said who it is. */
const NO_CONNECTION: StartFailure = Object.freeze({
  when: 'failedEarly',
  class: 'kafka.zookeeper.ZooKeeperClientTimeoutException',
  message: 'Timed out waiting for connection while in state: CONNECTING',
})

export const zookeeperLink: BrokerLink = {
  type: 'zookeeper',
  ties: ({ zookeeper = [] }) => zookeeper.length > 0,
  createState: (spec, _disk, node) => createZooKeeperLink(spec, node),
  requests: [...PUSHES, 'ControlledShutdownRequest', ...OF_ZOOKEEPER],
  onRequest(state, request, from, node) {
    receive(state, request, from, node)
    settle(state, node)
  },
  clientsOf(state) {
    const { pushes, shutdownClient } = zookeeperLinkOf(state)
    return [pushes, shutdownClient]
  },
  start(state, node) {
    node.setTimer(ANNOUNCEMENT_INTERVAL_US, { type: 'IsrChangePropagation', periodic: true })
    const { connectionTimeoutMs } = zookeeperLinkOf(state).settings
    node.setTimer(connectionTimeoutMs * 1_000, { type: 'ZooKeeperConnectionTimeout' })
    beginErrand(state, { type: 'prepare' })
    settle(state, node)
  },
  register(state, node) {
    registerWhenReady(state)
    settle(state, node)
  },
  beginControlledShutdown(state, node) {
    beginControlledShutdown(state, node)
    settle(state, node)
  },
  alterIsr(state, node) {
    writeIsrChanges(state)
    settle(state, node)
  },
  tellOfFailure(state, _folder, node) {
    beginErrand(state, { type: 'announceFailure' })
    settle(state, node)
  },
  // Where replicas lie, brokers of this era keep to themselves.
  directoryIdOf: () => null,
  tellPlaces: () => {},
  tellPlace: () => {},
  forward(state, request, from, node) {
    if (from === null) makeByItself(state, request)
    else answerAdmin(state, request, from, node)
    settle(state, node)
  },
  describeConfigs(state, request, from, node) {
    beginErrand(state, { type: 'describeConfigs', request, from })
    settle(state, node)
  },
  allocateProducerIds(state, node) {
    allocateProducerIds(state)
    settle(state, node)
  },
  onMessage(state, tag, response, node) {
    takeResponse(state, tag as ZooKeeperLinkTag, response, node)
    settle(state, node)
  },
  onTimer(state, timer, node) {
    const isOwn = handleTimer(state, timer, node)
    settle(state, node)
    return isOwn
  },
  onDisconnect(state, peer, node) {
    handleKafkaZooKeeperDisconnect(zookeeperLinkOf(state).zookeeper, peer, node)
    settle(state, node)
  },
  controllerEpochOf(state) {
    const { controller } = zookeeperLinkOf(state)
    return isActive(controller, state.brokerId) ? controller.context.epoch : null
  },
  movesOf(state) {
    const { context } = zookeeperLinkOf(state).controller
    return [...context.partitionsBeingReassigned].map((topicPartition) => ({
      topicPartition,
      ...assignmentOf(context, topicPartition),
    }))
  },
  quorumOf: () => null,
  ownFiles,
  incarnationOf: (state, { topic }) => String(zookeeperLinkOf(state).topicsCreatedIn.get(topic) ?? -1),
  controllerOf: (state) => zookeeperLinkOf(state).controllerId,
}

/** Until nothing is left that could be done now: what came from ZooKeeper, and whoever has waited for it. */
function settle(state: BrokerState, node: NodeContext): void {
  const { delivered } = zookeeperLinkOf(state).zookeeper
  for (;;) {
    runErrands(state, WORKS, abandon, node)
    const delivery = delivered.shift()
    if (delivery === undefined) return
    take(state, delivery, node)
  }
}

function take(state: BrokerState, delivery: KafkaZooKeeperDelivery<ZooKeeperTag>, node: NodeContext): void {
  switch (delivery.type) {
    case 'response':
      return takeZooKeeperAnswer(state, delivery.tag, delivery.response, node)
    case 'lost':
      return takeZooKeeperAnswer(state, delivery.tag, null, node)
    case 'watch':
      if (delivery.path === CONFIG_CHANGES) return lookAtConfigChanges(state)
      return onWatch(zookeeperLinkOf(state).controller, delivery.event, delivery.path, hostOf(state, node))
    case 'newSession':
      return onNewSession(state, node)
  }
}

function takeZooKeeperAnswer(
  state: BrokerState,
  tag: ZooKeeperTag,
  answer: SessionResponse | null,
  node: NodeContext,
): void {
  if (tag.owner === 'broker') return takeAnswer(state, tag.errand, tag.index, answer)
  onZooKeeperAnswer(zookeeperLinkOf(state).controller, tag.tag, answer, hostOf(state, node))
}

function receive(state: BrokerState, request: RequestToLink, from: NodeId, node: NodeContext): void {
  if (PUSHES.includes(request.type)) return handlePush(state, request as ControllerPush, from, node)
  const { controller, zookeeper } = zookeeperLinkOf(state)
  if (request.type === 'ControlledShutdownRequest')
    return onControllerRequest(controller, request as ControlledShutdownRequest, from, hostOf(state, node))
  handleKafkaZooKeeperMessage(zookeeper, from, request as unknown as ServerToClient, node)
}

/** What a client wants of the cluster. Nothing is passed on: who has to do it, the client finds out. */
function answerAdmin(state: BrokerState, request: ForwardedRequest, from: NodeId, node: NodeContext): void {
  switch (request.type) {
    case 'CreateTopicsRequest':
      return handleCreateTopics(state, request, from, node)
    case 'DeleteTopicsRequest':
      return handleDeleteTopics(state, request, from, node)
    case 'CreatePartitionsRequest':
      return handleCreatePartitions(state, request, from, node)
    case 'IncrementalAlterConfigsRequest':
      return handleAlterConfigs(state, request, from)
    case 'ElectLeadersRequest':
      return electLeaders(
        zookeeperLinkOf(state).controller,
        { request: whichToElect(state, request), ofAll: request.topicPartitions === null, from },
        hostOf(state, node),
      )
    case 'AlterPartitionReassignmentsRequest':
    case 'ListPartitionReassignmentsRequest':
      return onControllerRequest(zookeeperLinkOf(state).controller, request, from, hostOf(state, node))
    default:
      // Of clusters without ZooKeeper alone.
      return sendMessage(node, from, forwardedError(request, 'UNSUPPORTED_VERSION'))
  }
}

function makeByItself(state: BrokerState, request: ForwardedRequest): void {
  if (request.type === 'CreateTopicsRequest') createByItself(state, request)
  else onTopicsCreated(state, request)
}

function takeResponse(state: BrokerState, tag: ZooKeeperLinkTag, response: Response | null, node: NodeContext): void {
  if (tag.type === 'controlledShutdown')
    return onControlledShutdownAnswered(state, response as ControlledShutdownResponse | null, node)
  const answer = response as ControllerPushResponse | null
  const wanted = takePushAnswer(state, tag.brokerId, answer, node)
  if (wanted === null || answer === null) return
  onBrokerAnswer(zookeeperLinkOf(state).controller, tag.brokerId, wanted, answer, hostOf(state, node))
}

function handleTimer(state: BrokerState, timer: Timer, node: NodeContext): boolean {
  const { zookeeper, controller } = zookeeperLinkOf(state)
  if (handleKafkaZooKeeperTimer(zookeeper, timer, node)) return true
  if (CONTROLLER_TIMERS.includes(timer.type)) {
    onControllerTimer(controller, timer, hostOf(state, node))
    return true
  }
  switch (timer.type) {
    case 'BrokerChannelRetry':
      onChannelRetry(state, timer as BrokerChannelRetry, node)
      return true
    case 'IsrChangePropagation':
      announceIsrChanges(state, node)
      return true
    case 'DelayedElectionExpiry':
      expireDelayedElections(state, node)
      return true
    case 'DelayedTopicsExpiry':
      expireDelayedTopics(state, node)
      return true
    case 'ControlledShutdownRetry':
      onControlledShutdownRetry(state, node)
      return true
    case 'ZooKeeperConnectionTimeout':
      if (zookeeper.session.sessionId === NO_SESSION) failToStart(state, node, NO_CONNECTION)
      return true
    default:
      return false
  }
}
