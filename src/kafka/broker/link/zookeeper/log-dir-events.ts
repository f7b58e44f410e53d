/** Counterpart in Kafka: KafkaZkClient.propagateLogDirEvent (KIP-112): a broker says that it has lost a log directory, not which. */
import { encodeLogDirEvent } from '../../../znodes/znode-bodies.ts'
import { LOG_DIR_EVENT_PREFIX } from '../../../znodes/znode-paths.ts'
import { ask, type ErrandRun } from './errands.ts'

export interface FailureAnnouncement {
  readonly type: 'announceFailure'
}

export function announceFailure(_work: FailureAnnouncement, run: ErrandRun): void {
  const data = encodeLogDirEvent(run.state.brokerId)
  ask(run, { type: 'CreateRequest', path: LOG_DIR_EVENT_PREFIX, data, ephemeral: false, sequential: true })
}
