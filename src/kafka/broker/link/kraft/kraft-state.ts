/** What a broker of a KRaft cluster remembers of its tie to it. Plain data. */
import { assert } from '../../../../engine/assert.ts'
import type { NodeContext, NodeId } from '../../../../engine/node-context.ts'
import type { TopicPartition } from '../../../common/topic-partition.ts'
import type { MetadataLogEntry } from '../../../metadata/metadata-records.ts'
import { createNetworkClient, type NetworkClient, type UnsentRequest } from '../../../network/network-client.ts'
import type { ForwardedRequest } from '../../../protocol/messages.ts'
import type { BrokerStartSpec } from '../../broker-start-spec.ts'
import type { BrokerDisk, BrokerState, LinkState } from '../../broker-state.ts'
import { CHANNEL_IDS } from '../broker-link.ts'
import { createDirectories } from './directory-ids.ts'

/** BrokerLifecycleManager (KIP-631), beside what any broker has. Handlers: `broker-lifecycle.ts`. */
export interface KraftLifecycle {
  /** Differs with every start of the process. */
  readonly incarnationId: string
  readonly previousBrokerEpoch: number
  fenced: boolean
  /** The controller thought to be active; -1 unknown. */
  controllerId: number
  /** Index into the controllers of the one asked last, where none is known. */
  controllerIndex: number
  /** A registration or a heartbeat is not answered yet. */
  communicating: boolean
  /** The next heartbeat is to follow at once on what is on its way. */
  nextIsImmediate: boolean
  /** In a row. */
  failedAttempts: number
  /** Of the next registration or heartbeat. */
  timer: number
  /** Ends a process that no controller has taken by then. */
  deadline: number
  /** The controller has not been told yet that this broker may be unfenced. */
  awaitingReadiness: boolean
  /** When the controlled shutdown began, microseconds; -1 not. */
  shutdownBeganAtUs: number
  /** The controller has answered a wish to shut down. */
  shutdownAnswered: boolean
}

/** The metadata log as this observer has it. Handlers: `metadata-loader.ts`. */
export interface MetadataLoader {
  /** Fetched and not yet known to be committed. */
  pending: MetadataLogEntry[]
  leaderEpoch: number
  highWatermark: number
}

/** Log directories of a broker that has several, as the controller knows them. Handlers: `directories.ts`. */
export interface KraftDirectories {
  /** By path. Frozen. */
  readonly ids: Readonly<Record<string, string>>
  /** Ids of failed ones that the controller has been told of. Frozen. */
  told: readonly string[]
  /** Where replicas lie that it has not been told of. */
  readonly ready: Map<TopicPartition, string>
  inFlight: boolean
  /** An `AssignmentsDue` timer is set. */
  timerArmed: boolean
  /** In a row. */
  failures: number
}

/**
 * Registration and heartbeats; changes of ISRs; clients' requests that only the controller answers, and producer ids; where
 * replicas lie, of a broker with several log directories.
 */
export type ChannelName = 'heartbeat' | 'alterPartition' | 'forwarding' | 'assignments'

/** What a request of a channel is for, whatever controller will answer it. */
export type Errand =
  | { readonly type: 'registration' }
  | { readonly type: 'heartbeat'; readonly offline?: readonly string[] }
  | { readonly type: 'assignments'; readonly sent: ReadonlyMap<TopicPartition, string> }
  | { readonly type: 'alterPartition'; readonly partitions: readonly TopicPartition[] }
  | { readonly type: 'producerIds' }
  /** `from` is null for a request of the broker's own (an automatic topic). */
  | { readonly type: 'forward'; readonly from: NodeId | null; readonly request: ForwardedRequest }

export interface QueuedRequest {
  readonly request: UnsentRequest
  readonly errand: Errand
  /** Microseconds; after that it is not sent any more. */
  readonly expiresAtUs: number
}

/** Handlers: `controller-channel.ts`. */
export interface ControllerChannel {
  readonly client: NetworkClient<KraftTag>
  /** The controller it asks; -1: to be found out. */
  controllerId: number
  inFlight: QueuedRequest | null
  /** Not sent yet, in order. */
  readonly queue: QueuedRequest[]
  /** A `ControllerChannelTimer` is set. */
  timerArmed: boolean
}

/** What a request to a controller was for. */
export type KraftTag =
  | { readonly type: 'metadata'; readonly controllerId: number }
  | { readonly type: 'channel'; readonly name: ChannelName }

export interface KraftState extends LinkState {
  readonly type: 'kraft'
  readonly controllers: readonly number[]
  readonly lifecycle: KraftLifecycle
  readonly loader: MetadataLoader
  readonly channels: Readonly<Record<Exclude<ChannelName, 'assignments'>, ControllerChannel>> & {
    readonly assignments?: ControllerChannel
  }
  /** Of a broker that has several. */
  readonly directories?: KraftDirectories
  /** The Raft client (KafkaRaftManager). */
  readonly raft: NetworkClient<KraftTag>
  alterPartitionInFlight: boolean
  /** Producer ids are not asked for before, microseconds: the backoff after an error. */
  producerIdsNotBeforeUs: number
}

export function createKraftState(spec: BrokerStartSpec, disk: BrokerDisk | null, node: NodeContext): KraftState {
  const { brokerId } = spec
  const controllers = spec.stranger === true ? [] : spec.controllers
  const directories = createDirectories(spec, disk)
  return {
    type: 'kraft',
    controllers: Object.freeze(controllers.slice()),
    lifecycle: {
      incarnationId: `${brokerId}-${node.randomInt(`broker-${brokerId}`, 4_294_967_296)}`,
      previousBrokerEpoch: epochWrittenDown(disk),
      fenced: true,
      controllerId: -1,
      // Spreads the first questions of several brokers over the controllers.
      controllerIndex: brokerId,
      communicating: false,
      nextIsImmediate: false,
      failedAttempts: 0,
      timer: -1,
      deadline: -1,
      awaitingReadiness: true,
      shutdownBeganAtUs: -1,
      shutdownAnswered: false,
    },
    loader: { pending: [], leaderEpoch: -1, highWatermark: -1 },
    channels: {
      heartbeat: createChannel(brokerId, 0),
      alterPartition: createChannel(brokerId, CHANNEL_IDS),
      forwarding: createChannel(brokerId, 2 * CHANNEL_IDS),
      ...(directories === undefined ? {} : { assignments: createChannel(brokerId, ASSIGNMENT_IDS) }),
    },
    ...(directories === undefined ? {} : { directories }),
    raft: createNetworkClient(`raft-client-${brokerId}`, 3 * CHANNEL_IDS),
    alterPartitionInFlight: false,
    producerIdsNotBeforeUs: 0,
  }
}

/** Apart from those of the heartbeat channel, which never makes that many requests. */
const ASSIGNMENT_IDS = CHANNEL_IDS / 2

/** Every directory must have it (LogManager.readBrokerEpochFromCleanShutdownFiles), and a new disk has nothing. */
function epochWrittenDown(disk: BrokerDisk | null): number {
  const replaced = disk?.folderFailures?.failed ?? []
  return replaced.length > 0 ? -1 : (disk?.cleanShutdown?.brokerEpoch ?? -1)
}

/** Its pause before it connects again is always the same. */
const RECONNECT_BACKOFF_US = 50_000

function createChannel(brokerId: number, firstCorrelationId: number): ControllerChannel {
  const client = createNetworkClient<KraftTag>(String(brokerId), firstCorrelationId, RECONNECT_BACKOFF_US)
  return { client, controllerId: -1, inFlight: null, queue: [], timerArmed: false }
}

export function kraftOf({ link }: BrokerState): KraftState {
  assert(link.type === 'kraft', 'only a broker of a KRaft cluster asks controllers')
  return link as KraftState
}
