/**
 * The network clients of a broker. Whatever asks others has one of its own in Kafka, and with it connections and
 * correlation ids that nobody else counts: every replica fetcher (BrokerBlockingSender), and what the link to the cluster
 * and the coordinators on it ask with.
 */
import { createNetworkClient, type NetworkClient } from '../network/network-client.ts'
import type { BrokerState, RequestTag } from './broker-state.ts'
import { CHANNEL_IDS, linkOf } from './link/broker-link.ts'

/**
 * Where each begins to count: answers that come on one connection tell by their ids whose they are, so the ids of two
 * clients must not meet. A link has room for four clients of some 270 million, a fetcher for 17 million requests before
 * the next one's begin.
 */
const FIRST_FETCHER_ID = 4 * CHANNEL_IDS
const FETCHER_IDS = 16_777_216
/** Ids are int32: the fetcher after so many begins where the first did, whose answers nobody waits for any more. */
const FETCHERS = 48
const COORDINATOR_IDS = FIRST_FETCHER_ID + FETCHERS * FETCHER_IDS

export function createFetcherClient(state: BrokerState): NetworkClient<RequestTag> {
  return createNetworkClient(
    `broker-${state.brokerId}-fetcher-0`,
    FIRST_FETCHER_ID + FETCHER_IDS * (state.fetchersSoFar++ % FETCHERS),
  )
}

/** With which coordinators on this broker ask other brokers. */
export function createCoordinatorClient({ brokerId }: BrokerState): NetworkClient<RequestTag> {
  return createNetworkClient(String(brokerId), COORDINATOR_IDS)
}

/** Every client there is, for what concerns a peer or the time rather than an answer. */
export function clientsOf(state: BrokerState): NetworkClient<RequestTag>[] {
  const all = [...linkOf(state).clientsOf(state)]
  if (state.coordinatorClient !== undefined) all.push(state.coordinatorClient)
  for (const fetcher of state.fetchers.values()) all.push(fetcher.client)
  return all
}
