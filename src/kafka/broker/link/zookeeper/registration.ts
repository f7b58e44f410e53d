/**
 * Counterpart in Kafka: KafkaZkClient.registerBroker and what KafkaServer.startup does behind it. A broker is one as long as
 * its znode is there, which goes with its session.
 */

import type { NodeContext } from '../../../../engine/node-context.ts'
import {
  onSessionExpired as expireController,
  onSessionReestablished,
  startController,
} from '../../../controller/zookeeper/kafka-controller.ts'
import type { Thrown } from '../../../profile/rules.ts'
import { encodeBroker } from '../../../znodes/znode-bodies.ts'
import { brokerIdPath, CONFIG_CHANGES } from '../../../znodes/znode-paths.ts'
import type { BrokerState } from '../../broker-state.ts'
import { failToStart } from '../../fail-to-start.ts'
import { writeServerLog } from '../../server-log.ts'
import { lookAtConfigChanges } from './config-changes.ts'
import { hostOf } from './controller-side.ts'
import { ask, beginErrand, type ErrandRun } from './errands.ts'
import { allocateProducerIds } from './producer-id-blocks.ts'
import { zookeeperLinkOf } from './zookeeper-link-state.ts'

export interface Registration {
  readonly type: 'register'
  /** A session has expired. */
  readonly again: boolean
}

export function registerBroker({ again }: Registration, run: ErrandRun): void {
  const epoch = createZnode(run)
  const { state, node } = run
  const link = zookeeperLinkOf(state)
  if (epoch === null) {
    // Another session has the znode, perhaps the one of this broker's last process: NodeExistsException.
    if (!again) failToStart(state, node, { when: 'failed', ...NODE_EXISTS })
    return
  }
  link.registeredSession = link.zookeeper.session.sessionId
  state.lifecycle.brokerEpoch = epoch
  if (again) return onSessionReestablished(link.controller, hostOf(state, node))
  state.lifecycle.state = 'running'
  writeServerLog(state, node.wallClockMs, 'started')
  state.lifecycle.published = true
  startController(link.controller, hostOf(state, node))
  allocateProducerIds(state)
  link.zookeeper.childHandlers.add(CONFIG_CHANGES)
  lookAtConfigChanges(state)
}

const NODE_EXISTS: Thrown = Object.freeze({
  class: 'org.apache.zookeeper.KeeperException$NodeExistsException',
  message: 'KeeperErrorCode = NodeExists',
})

/** CheckedEphemeral: the broker epoch, or null where somebody else is this broker. */
function createZnode(run: ErrandRun): number | null {
  const { state, node } = run
  const path = brokerIdPath(state.brokerId)
  const data = encodeBroker({
    host: state.host,
    port: state.port,
    endpoints: [`PLAINTEXT://${state.host}:${state.port}`],
    securityProtocols: [['PLAINTEXT', 'PLAINTEXT']],
    rack: state.rack,
    timestampMs: node.wallClockMs,
  })
  const { results } = ask(run, {
    type: 'MultiRequest',
    operations: [
      { type: 'create', path, data: null, ephemeral: true, sequential: false },
      { type: 'setData', path, data, version: 0 },
    ],
  })
  const written = results[1]
  if (written?.type === 'setData') return written.stat.czxid
  const { stat } = ask(run, { type: 'GetDataRequest', path })
  const { zookeeper, registeredSession } = zookeeperLinkOf(state)
  if (stat === null) return createZnode(run)
  if (stat.ephemeralOwner === zookeeper.session.sessionId) return stat.czxid
  if (stat.ephemeralOwner !== registeredSession) return null
  // KAFKA-7165: it is this broker's own of before, whose session is over.
  ask(run, { type: 'DeleteRequest', path, version: -1 })
  return createZnode(run)
}

/** Another session is on its way, which knows nothing of the broker. */
export function onNewSession(state: BrokerState, node: NodeContext): void {
  const link = zookeeperLinkOf(state)
  if (!link.prepared) return beginErrand(state, { type: 'prepare' })
  expireController(link.controller, hostOf(state, node))
  if (!state.lifecycle.published) return beginErrand(state, { type: 'register', again: false })
  beginErrand(state, { type: 'register', again: true })
  lookAtConfigChanges(state)
}
