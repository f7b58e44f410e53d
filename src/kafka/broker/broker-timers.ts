/** Every timer a broker sets, and whose it is; those of its link to the cluster are the link's own. */
import type { NodeContext, Timer } from '../../engine/node-context.ts'
import type { CoordinatorTimer } from '../coordinator/write-events.ts'
import { onFolderMove } from './alter-replica-log-dirs.ts'
import type { BrokerState } from './broker-state.ts'
import { type AppendCommitted, handleCoordinatorTimer, onAppendCommitted } from './coordinator-host.ts'
import { onFetchExpiry } from './delayed-fetch.ts'
import { type DeleteExpiry, expireDelete } from './delete-records.ts'
import type { FetchExpiry } from './fetch.ts'
import type { FetcherWakeUp } from './fetcher-session.ts'
import { linkOf } from './link/broker-link.ts'
import { type FileRemoval, onFileRemoval, onLogFlush, onLogTask } from './log-manager.ts'
import { onPageRead, type PageRead } from './page-cache.ts'
import type { LogFlush } from './partition.ts'
import { expireProduces, onThrottleDone } from './produce.ts'
import type { ThrottledChannel } from './produce-answer.ts'
import { onFetcherWakeUp } from './replica-fetcher.ts'
import { onVerificationRetry, type VerificationRetry } from './verification.ts'

export function onTimer(state: BrokerState, timer: Timer, node: NodeContext): void {
  switch (timer.type) {
    case 'DelayedFetchExpiry':
      return onFetchExpiry(state, (timer as FetchExpiry).sessionId, node)
    case 'DelayedProduceExpiry':
      return expireProduces(state, node)
    case 'ReplicaFetcherWakeUp':
      return onFetcherWakeUp(state, (timer as FetcherWakeUp).leaderId, node)
    case 'LogFlush':
      return onLogFlush(state, timer as LogFlush)
    case 'DeletedFilesRemoval':
      return onFileRemoval(state, timer as FileRemoval, node)
    case 'PageRead':
      return onPageRead(state, timer as PageRead, node)
    case 'FolderMove':
      return onFolderMove(state, node)
    case 'DelayedDeleteExpiry':
      return expireDelete(state, (timer as DeleteExpiry).id, node)
    case 'CoordinatorTimer':
      return handleCoordinatorTimer(state, timer as CoordinatorTimer, node)
    case 'CoordinatorAppendCommitted':
      return onAppendCommitted(state, timer as AppendCommitted, node)
    case 'ThrottledChannel':
      return onThrottleDone(state, (timer as ThrottledChannel).from, node)
    case 'VerificationRetry':
      return onVerificationRetry(state, timer as VerificationRetry, node)
    default:
      if (!linkOf(state).onTimer(state, timer, node)) onLogTask(state, timer, node)
  }
}
