/**
 * The network clients of a broker. Whatever asks others has one of its own in Kafka, and with it connections and
 * correlation ids that nobody else counts: the channels to the controller (NodeToControllerChannelManager), the Raft client
 * (KafkaRaftManager), and every replica fetcher (BrokerBlockingSender).
 */
import { createNetworkClient, type NetworkClient } from '../network/network-client.ts'
import type { BrokerState, RequestTag } from './broker-state.ts'

export interface BrokerClients {
  /** Registration and heartbeats. */
  readonly heartbeat: NetworkClient<RequestTag>
  readonly alterPartition: NetworkClient<RequestTag>
  /** Clients' requests that only the controller answers, and blocks of producer ids. */
  readonly forwarding: NetworkClient<RequestTag>
  readonly raft: NetworkClient<RequestTag>
  /** Fetchers there have been: none has the number of an earlier one, whose answers may still come. */
  fetchers: number
}

/**
 * Where each begins to count: answers that come on one connection tell by their ids whose they are, so the ids of two
 * clients must not meet. A channel has room for some 270 million, a fetcher for 17 million before the next one's begin.
 */
const CHANNEL_IDS = 268_435_456
const FIRST_FETCHER_ID = 4 * CHANNEL_IDS
const FETCHER_IDS = 16_777_216

export function createBrokerClients(brokerId: number): BrokerClients {
  return {
    heartbeat: createNetworkClient(String(brokerId)),
    alterPartition: createNetworkClient(String(brokerId), CHANNEL_IDS),
    forwarding: createNetworkClient(String(brokerId), 2 * CHANNEL_IDS),
    raft: createNetworkClient(`raft-client-${brokerId}`, 3 * CHANNEL_IDS),
    fetchers: 0,
  }
}

export function createFetcherClient({ clients, brokerId }: BrokerState): NetworkClient<RequestTag> {
  return createNetworkClient(`broker-${brokerId}-fetcher-0`, FIRST_FETCHER_ID + FETCHER_IDS * clients.fetchers++)
}

/** Every client there is, for what concerns a peer or the time rather than an answer. */
export function clientsOf({ clients, fetchers }: BrokerState): NetworkClient<RequestTag>[] {
  const all = [clients.heartbeat, clients.alterPartition, clients.forwarding, clients.raft]
  for (const fetcher of fetchers.values()) all.push(fetcher.client)
  return all
}

export type ControllerChannel = 'heartbeat' | 'alterPartition' | 'forwarding'
