/** Counterpart in Kafka: KafkaServer.controlledShutdown. The controller moves leaderships away before the process ends. */

import type { NodeContext } from '../../../../engine/node-context.ts'
import { endpointNode } from '../../../common/addresses.ts'
import type { ByteString } from '../../../common/payload.ts'
import { openConnection, sendRequest } from '../../../network/network-client.ts'
import { exitInOrder } from '../../../observe/tell.ts'
import type { ControlledShutdownResponse } from '../../../protocol/controlled-shutdown.ts'
import { decodeBroker, decodeController } from '../../../znodes/znode-bodies.ts'
import { brokerIdPath, CONTROLLER } from '../../../znodes/znode-paths.ts'
import { askZooKeeper } from '../../../zookeeper-client/zookeeper-client.ts'
import type { BrokerState } from '../../broker-state.ts'
import { writeServerLog } from '../../server-log.ts'
import { beginErrand, type ErrandRun, unlessExpired } from './errands.ts'
import { zookeeperLinkOf } from './zookeeper-link-state.ts'
import { dataOf } from './zookeeper-questions.ts'

/** Who is the controller, and where, is asked before each try. */
export interface ControlledShutdown {
  readonly type: 'findController'
}

export function beginControlledShutdown(state: BrokerState, node: NodeContext): void {
  const link = zookeeperLinkOf(state)
  const wasRunning = state.lifecycle.state === 'running'
  if (link.shutdownRetries !== null) return
  const { controlledShutdownEnable, controlledShutdownMaxRetries } = link.settings
  link.shutdownRetries = controlledShutdownMaxRetries
  state.lifecycle.state = 'shuttingDown'
  writeServerLog(state, node.wallClockMs, 'shuttingDown')
  if (!wasRunning || !controlledShutdownEnable) return end(state, node)
  tryOnce(state, node)
}

function tryOnce(state: BrokerState, node: NodeContext): void {
  const link = zookeeperLinkOf(state)
  const left = link.shutdownRetries ?? 0
  if (left === 0) return end(state, node)
  link.shutdownRetries = left - 1
  beginErrand(state, { type: 'findController' })
}

export function findController(_work: ControlledShutdown, run: ErrandRun): void {
  const { state, node } = run
  const broker = unlessExpired(() => controllerBroker(run))
  if (broker === null) return retryLater(state, node)
  const { endpoints } = decodeBroker(broker)
  const [, host = '', port = ''] = /^[^:]*:\/\/(.*):(\d+)$/.exec(endpoints[0] ?? '') ?? []
  const to = endpointNode(host, Number(port))
  const { shutdownClient } = zookeeperLinkOf(state)
  openConnection(shutdownClient, to)
  const { brokerId, lifecycle, config } = state
  sendRequest(
    shutdownClient,
    to,
    { type: 'ControlledShutdownRequest', brokerId, brokerEpoch: lifecycle.brokerEpoch },
    { type: 'controlledShutdown' },
    config.controllerSocketTimeoutMs,
    node,
  )
}

/** Null where there is none, or none that is alive. */
function controllerBroker(run: ErrandRun): ByteString | null {
  const [controller = null] = dataOf(run, [CONTROLLER])
  if (controller === null) return null
  return dataOf(run, [brokerIdPath(decodeController(controller).brokerId)])[0] ?? null
}

/** `answer` null: the connection broke, or the time was over. */
export function onControlledShutdownAnswered(
  state: BrokerState,
  answer: ControlledShutdownResponse | null,
  node: NodeContext,
): void {
  if (answer?.errorCode === 'NONE' && answer.remainingPartitions.length === 0) return end(state, node)
  retryLater(state, node)
}

function retryLater(state: BrokerState, node: NodeContext): void {
  const { settings } = zookeeperLinkOf(state)
  node.setTimer(settings.controlledShutdownRetryBackoffMs * 1_000, { type: 'ControlledShutdownRetry' })
}

/** The `ControlledShutdownRetry` timer. */
export function onControlledShutdownRetry(state: BrokerState, node: NodeContext): void {
  tryOnce(state, node)
}

/** With its session the broker is gone from ZooKeeper at once. */
function end(state: BrokerState, node: NodeContext): void {
  state.lifecycle.state = 'ended'
  writeServerLog(state, node.wallClockMs, 'shutDown')
  const { session } = zookeeperLinkOf(state).zookeeper
  askZooKeeper(session, { type: 'CloseSessionRequest' }, { owner: 'broker', errand: -1, index: 0 }, node)
  exitInOrder(node)
}
