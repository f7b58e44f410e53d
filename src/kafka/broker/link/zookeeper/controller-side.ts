/** What the controller on this broker gets of it. */
import type { NodeContext } from '../../../../engine/node-context.ts'
import type { ControllerHost } from '../../../controller/zookeeper/controller-host.ts'
import { sendMessage } from '../../../protocol/send-message.ts'
import { askUntilConnected } from '../../../zookeeper-client/kafka-zookeeper-client.ts'
import type { BrokerState } from '../../broker-state.ts'
import { closeAllChannels, closeChannel, openChannel, sendPush } from './broker-channels.ts'
import { answerOnceElected } from './delayed-elections.ts'
import { zookeeperLinkOf } from './zookeeper-link-state.ts'

/** Handed to the controller for one call. It holds functions and never gets into state. */
export function hostOf(state: BrokerState, node: NodeContext): ControllerHost {
  const { zookeeper } = zookeeperLinkOf(state)
  return {
    node,
    profile: state.profile,
    brokerId: state.brokerId,
    config: state.config,
    brokerEpoch: state.lifecycle.brokerEpoch,
    ask: (request, tag) => askUntilConnected(zookeeper, request, Object.freeze({ owner: 'controller', tag }), node),
    watchZnode: (path) => void zookeeper.znodeHandlers.add(path),
    unwatchZnode: (path) => void zookeeper.znodeHandlers.delete(path),
    watchChildren: (path) => void zookeeper.childHandlers.add(path),
    unwatchChildren: (path) => void zookeeper.childHandlers.delete(path),
    setTimer: (delayUs, timer) => node.setTimer(delayUs, timer),
    cancelTimer: (id) => node.cancelTimer(id),
    addBroker: (broker) => openChannel(state, broker),
    removeBroker: (brokerId) => closeChannel(state, brokerId),
    removeAllBrokers: () => closeAllChannels(state),
    sendToBroker: (brokerId, push, tag) => sendPush(state, brokerId, push, tag, node),
    reply: (to, response) => sendMessage(node, to, response),
    answerElection: (election) => answerOnceElected(state, election, node),
  }
}
