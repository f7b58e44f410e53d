/**
 * Counterpart in Kafka: the fields of org.apache.kafka.controller.QuorumController. What a controller process holds in
 * memory, and what of it lies on its disk.
 */
import type { NodeId, TimerId } from '../../engine/node-context.ts'
import type { FormattedNode } from '../common/log-directory.ts'
import type { ProcessLog } from '../common/process-log.ts'
import type { MetadataImage } from '../metadata/metadata-image.ts'
import type { Happening } from '../observe/happenings.ts'
import type { ControllerResponse } from '../protocol/messages.ts'
import type { ControllerRegistrationManager } from './controller-registration-manager.ts'
import type { RaftLog } from './kraft/raft-log.ts'
import type { QuorumStateFile, RaftState } from './kraft/raft-state.ts'
import type { MutationTokens } from './mutation-quota.ts'

/** What a controller process is started with. */
export interface ControllerSpec extends FormattedNode {
  /** Name of a Kafka version in `profile/registry.ts`. */
  readonly profile: string
  readonly controllerId: number
  readonly voters: readonly number[]
  /** Its properties file; the same keys as the brokers', of which it reads those that are a controller's. */
  readonly config: Readonly<Record<string, string>>
}

/** What survives a controller's process, whatever ends it: everything here is flushed before it is acknowledged. */
export interface ControllerDisk {
  /** Null where it was never formatted, as is the next. */
  readonly log: RaftLog | null
  readonly quorum: QuorumStateFile | null
  /** It lies beside the log directory. */
  readonly serverLog: ProcessLog
}

/**
 * What the active controller knows of a broker from its heartbeats (BrokerHeartbeatManager). It is in no record: a new
 * active controller gives every broker a fresh session.
 */
export interface BrokerHeartbeatState {
  readonly brokerId: number
  /** When this controller last had a heartbeat of it; -1: it had none. For people: fencing and failover renew nothing. */
  lastHeartbeatAtUs: number
  /** -1 before the first heartbeat. */
  metadataOffset: number
  /** Log end offset when its leaderships had been moved away; -1: it is not shutting down. */
  controlledShutdownOffset: number
  fenced: boolean
}

/** When an incarnation of a broker was heard of last (BrokerHeartbeatTracker), whatever has become of it since. */
export interface BrokerContact {
  readonly brokerId: number
  readonly brokerEpoch: number
  atUs: number
  /** Happening that ended its process; what comes of its silence names it as the cause. 0: nothing is known of an end. */
  goneCause: number
}

/** An answer that waits until the records it is about are committed. */
export interface DeferredResponse {
  readonly offset: number
  readonly to: NodeId
  readonly response: ControllerResponse
  /** Sent instead when leadership is lost first. */
  readonly refusal: ControllerResponse
}

export interface DeferredHappening {
  readonly offset: number
  readonly happening: Happening
  /** What led to the decision; what leads to its commit is the fetch of some standby. */
  readonly causedBy: number
}

/** What only the active controller has; gone with its leadership. */
export interface ActiveController {
  readonly epoch: number
  readonly heartbeats: Map<number, BrokerHeartbeatState>
  /** By broker and epoch. */
  readonly contacts: Map<string, BrokerContact>
  /** The periodic search for silent brokers: an instant at which it runs, and the timer of the next run that may find one. */
  readonly staleCheck: { nextAtUs: number; timer: TimerId | null }
  /** By offset, ascending. */
  readonly deferred: DeferredResponse[]
  readonly deferredHappenings: DeferredHappening[]
}

export interface ControllerState {
  readonly profile: string
  readonly controllerId: number
  readonly clusterId: string
  readonly directoryIds: Readonly<Record<number, string>>
  readonly config: Readonly<Record<string, string>>
  readonly raft: RaftState
  /**
   * On a standby every committed record, on the active controller every appended one: it decides on what it has
   * decided before, committed or not.
   */
  image: MetadataImage
  active: ActiveController | null
  readonly registration: ControllerRegistrationManager
  /** Of clients with quotas of changes; absent until one of them has changed anything. */
  mutationTokens?: Map<string, MutationTokens>
  /** Set by a clean stop that waits for its successors to hear of it. */
  shuttingDown: boolean
  /** What its process has written into `logs/server.log`, and those before it. */
  serverLog: ProcessLog
}
