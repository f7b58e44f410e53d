/** What a broker of a KRaft cluster remembers of its tie to it. Plain data. */
import { assert } from '../../../../engine/assert.ts'
import type { NodeContext, NodeId } from '../../../../engine/node-context.ts'
import type { TopicPartition } from '../../../common/topic-partition.ts'
import type { MetadataLogEntry } from '../../../metadata/metadata-records.ts'
import { createNetworkClient, type NetworkClient } from '../../../network/network-client.ts'
import type { ForwardedRequest } from '../../../protocol/messages.ts'
import type { BrokerDisk, BrokerStartSpec, BrokerState, LinkState } from '../../broker-state.ts'
import { CHANNEL_IDS } from '../broker-link.ts'

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
  /** A heartbeat is on its way. */
  communicating: boolean
  heartbeatTimer: number
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

/** What a request to a controller was for. */
export type KraftTag =
  | { readonly type: 'registration' }
  | { readonly type: 'heartbeat' }
  | { readonly type: 'metadata'; readonly controllerId: number }
  | { readonly type: 'alterPartition'; readonly partitions: readonly TopicPartition[] }
  | { readonly type: 'producerIds' }
  | { readonly type: 'forward'; readonly forwardId: number }

/** A client's request on its way to the active controller. Handlers: `forwarding.ts`. */
export interface ForwardedCall {
  readonly id: number
  /** Null: the broker's own (an automatic topic). */
  readonly from: NodeId | null
  readonly correlationId: number
  readonly request: ForwardedRequest
  readonly expiresAtUs: number
}

/** The channels to the controller (NodeToControllerChannelManager) and the Raft client (KafkaRaftManager). */
export interface KraftClients {
  /** Registration and heartbeats. */
  readonly heartbeat: NetworkClient<KraftTag>
  readonly alterPartition: NetworkClient<KraftTag>
  /** Clients' requests that only the controller answers, and blocks of producer ids. */
  readonly forwarding: NetworkClient<KraftTag>
  readonly raft: NetworkClient<KraftTag>
}

export interface KraftState extends LinkState {
  readonly type: 'kraft'
  readonly controllers: readonly number[]
  readonly lifecycle: KraftLifecycle
  readonly loader: MetadataLoader
  readonly clients: KraftClients
  alterPartitionInFlight: boolean
  readonly forwards: Map<number, ForwardedCall>
  nextForwardId: number
}

export function createKraftState(spec: BrokerStartSpec, disk: BrokerDisk | null, node: NodeContext): KraftState {
  const { brokerId, controllers } = spec
  return {
    type: 'kraft',
    controllers: Object.freeze(controllers.slice()),
    lifecycle: {
      incarnationId: `${brokerId}-${node.randomInt(`broker-${brokerId}`, 4_294_967_296)}`,
      previousBrokerEpoch: disk?.cleanShutdown?.brokerEpoch ?? -1,
      fenced: true,
      controllerId: -1,
      // Spreads the first questions of several brokers over the controllers.
      controllerIndex: brokerId,
      communicating: false,
      heartbeatTimer: -1,
      awaitingReadiness: true,
      shutdownBeganAtUs: -1,
      shutdownAnswered: false,
    },
    loader: { pending: [], leaderEpoch: -1, highWatermark: -1 },
    clients: {
      heartbeat: createNetworkClient(String(brokerId)),
      alterPartition: createNetworkClient(String(brokerId), CHANNEL_IDS),
      forwarding: createNetworkClient(String(brokerId), 2 * CHANNEL_IDS),
      raft: createNetworkClient(`raft-client-${brokerId}`, 3 * CHANNEL_IDS),
    },
    alterPartitionInFlight: false,
    forwards: new Map(),
    nextForwardId: 0,
  }
}

export function kraftOf({ link }: BrokerState): KraftState {
  assert(link.type === 'kraft', 'only a broker of a KRaft cluster asks controllers')
  return link as KraftState
}
