/** Counterpart in Kafka: BrokerLifecycleManager.propagateDirectoryFailure (KIP-858). */
import type { NodeContext } from '../../../../engine/node-context.ts'
import { exitInOrder } from '../../../observe/tell.ts'
import { settingNumber } from '../../broker-config.ts'
import type { BrokerState } from '../../broker-state.ts'
import { communicateNow } from './broker-lifecycle.ts'
import { kraftOf } from './kraft-state.ts'

interface FailureDeadline {
  readonly type: 'DirectoryFailureDeadline'
  readonly id: string
}

/** A heartbeat tells of it at once. A broker that cannot get it across for too long is of no use (KIP-858). */
export function tellOfFailure(state: BrokerState, folder: string, node: NodeContext): void {
  const id = kraftOf(state).directories?.ids[folder]
  if (id === undefined) return
  const deadline: FailureDeadline = { type: 'DirectoryFailureDeadline', id }
  node.setTimer(settingNumber(state.config, 'log.dir.failure.timeout.ms') * 1_000, deadline)
  if (state.lifecycle.brokerEpoch !== -1) communicateNow(state, node)
}

export function onFailureDeadline(state: BrokerState, timer: { readonly type: string }, node: NodeContext): void {
  const { directories } = kraftOf(state)
  if (directories === undefined || directories.told.includes((timer as FailureDeadline).id)) return
  state.lifecycle.state = 'ended'
  exitInOrder(node)
}
