/** Every timer a broker sets, and whose it is. */
import type { NodeContext, Timer } from '../../engine/node-context.ts'
import type { CoordinatorTimer } from '../coordinator/write-events.ts'
import { register, sendHeartbeat } from './broker-lifecycle.ts'
import type { BrokerState } from './broker-state.ts'
import { type AppendCommitted, handleCoordinatorTimer, onAppendCommitted } from './coordinator-host.ts'
import { onFetchExpiry } from './delayed-fetch.ts'
import { type DeleteExpiry, expireDelete } from './delete-records.ts'
import type { FetchExpiry } from './fetch.ts'
import { type ForwardRetry, send } from './forwarding.ts'
import { retryProducerIds } from './init-producer-id.ts'
import { onAlterPartitionRetry } from './isr.ts'
import { type FileRemoval, onFileRemoval, onLogFlush, onLogTask } from './log-manager.ts'
import { fetchMetadata } from './metadata-publisher.ts'
import type { LogFlush } from './partition.ts'
import { expireProduces } from './produce.ts'
import { type FetcherWakeUp, onFetcherWakeUp } from './replica-fetcher.ts'

export function onTimer(state: BrokerState, timer: Timer, node: NodeContext): void {
  switch (timer.type) {
    case 'DelayedFetchExpiry':
      return onFetchExpiry(state, (timer as FetchExpiry).sessionId, node)
    case 'DelayedProduceExpiry':
      return expireProduces(state, node)
    case 'ReplicaFetcherWakeUp':
      return onFetcherWakeUp(state, (timer as FetcherWakeUp).leaderId, node)
    case 'BrokerHeartbeat':
      return sendHeartbeat(state, node)
    case 'BrokerRegistrationRetry':
      return register(state, node)
    case 'MetadataFetchRetry':
      return fetchMetadata(state, node)
    case 'AlterPartitionRetry':
      return onAlterPartitionRetry(state, node)
    case 'ProducerIdsRetry':
      return retryProducerIds(state, node)
    case 'ForwardRetry':
      return send(state, (timer as ForwardRetry).id, node)
    case 'LogFlush':
      return onLogFlush(state, timer as LogFlush)
    case 'DeletedFilesRemoval':
      return onFileRemoval(state, timer as FileRemoval, node)
    case 'DelayedDeleteExpiry':
      return expireDelete(state, (timer as DeleteExpiry).id, node)
    case 'CoordinatorTimer':
      return handleCoordinatorTimer(state, timer as CoordinatorTimer, node)
    case 'CoordinatorAppendCommitted':
      return onAppendCommitted(state, timer as AppendCommitted, node)
    default:
      onLogTask(state, timer, node)
  }
}
