/** A process that finds that it cannot be a broker: it writes down why, and is gone. */
import type { NodeContext } from '../../engine/node-context.ts'
import { tell } from '../observe/tell.ts'
import type { BrokerState } from './broker-state.ts'
import { type StartFailure, writeServerLog } from './server-log.ts'

/** KafkaServer.startup and kafka.Kafka catch whatever was thrown. */
export function failToStart(state: BrokerState, node: NodeContext, { when, ...error }: StartFailure): void {
  writeServerLog(state, node.wallClockMs, when, Object.freeze(error))
  tell(node, { type: 'StartFailed', node: node.nodeId, error: `${error.class}: ${error.message}` })
  node.exit()
}
