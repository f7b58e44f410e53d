/**
 * What ties a broker to its cluster: how it makes itself known and stays so, how it learns what the cluster has decided,
 * and how it asks whoever decides. The log path knows no more than this; how it is done, with KRaft controllers or
 * otherwise, is the link's. Counterpart in Kafka: what BrokerServer and the KafkaServer of old do not share.
 *
 * A link tells the broker through `metadata-publisher.ts` (a `MetadataDelta`, once the image has it), `isr.ts` (what
 * became of a change) and `auto-topic-creation.ts`.
 */
import { fail } from '../../../engine/assert.ts'
import type { NodeContext, NodeId, Timer } from '../../../engine/node-context.ts'
import type { Response } from '../../protocol/apis.ts'
import type { ForwardedRequest } from '../../protocol/messages.ts'
import type { BrokerState, LinkTag } from '../broker-state.ts'

export interface BrokerLink {
  /** Whether this broker is tied to its cluster so; its properties say it. */
  ties(state: BrokerState): boolean
  /** The process has begun: it may listen to what the cluster decides, though nobody hears of it yet. */
  start(state: BrokerState, node: NodeContext): void
  /** The logs are recovered: from now on the cluster may hear of this broker. */
  register(state: BrokerState, node: NodeContext): void
  /** SIGTERM. Leaderships move away first, then the process exits. */
  beginControlledShutdown(state: BrokerState, node: NodeContext): void
  /** Sends the changes of ISRs that wait in `unsentIsrChanges`, unless an answer is still awaited. */
  alterIsr(state: BrokerState, node: NodeContext): void
  /** Has a request answered by whoever rules, for a client (`from`) or for the broker itself (null). */
  forward(state: BrokerState, request: ForwardedRequest, from: NodeId | null, node: NodeContext): void
  /** Asks for the next block of producer ids, unless it has been asked for. */
  allocateProducerIds(state: BrokerState, node: NodeContext): void
  /** An answer to a request of the link's own; null when the connection broke or the time was over. */
  onMessage(state: BrokerState, tag: LinkTag, response: Response | null, node: NodeContext): void
  /** False where the timer is not the link's. */
  onTimer(state: BrokerState, timer: Timer, node: NodeContext): boolean
}

const links: BrokerLink[] = []

/** To be called once, when the link is loaded. */
export function registerLink(link: BrokerLink): void {
  links.push(link)
}

export function linkOf(state: BrokerState): BrokerLink {
  for (const link of links) if (link.ties(state)) return link
  return fail('a broker is tied to its cluster in one of the ways there are')
}
