/**
 * What ties a broker to its cluster: how it makes itself known and stays so, how it learns what the cluster has decided,
 * and how it asks whoever decides. The log path knows no more than this; how it is done, with KRaft controllers or
 * otherwise, is the link's. Counterpart in Kafka: what BrokerServer and the KafkaServer of old do not share.
 *
 * A link tells the broker through `metadata-publisher.ts` (a `MetadataDelta`, once the image has it), `isr.ts` (what
 * became of a change), `auto-topic-creation.ts` and `state.lifecycle` (how far the broker is, and its epoch). What it
 * remembers is in `state.link`, and nobody else's. `testing/toy-link.ts` is the smallest one.
 */
import { fail } from '../../../engine/assert.ts'
import type { NodeContext, NodeId, Timer } from '../../../engine/node-context.ts'
import type { DiskFile } from '../../common/log-directory.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import type { NetworkClient } from '../../network/network-client.ts'
import type { Response } from '../../protocol/apis.ts'
import type { DescribeConfigsRequest } from '../../protocol/describe-configs.ts'
import type { ForwardedRequest } from '../../protocol/messages.ts'
import type { BrokerStartSpec } from '../broker-start-spec.ts'
import type { BrokerDisk, BrokerState, LinkState, LinkTag, Partition, RequestTag } from '../broker-state.ts'

/** Correlation ids of a link's clients: the n-th begins to count at n times this, and there are four at most. */
export const CHANNEL_IDS = 268_435_456

/** What is known of one of a broker's log directories, for the files in it that are about the broker. */
export interface FolderFacts {
  readonly spec: BrokerStartSpec
  /** Which of `log.dirs` it is. */
  readonly index: number
  /** How many disks have failed there before. */
  readonly disksBefore: number
  /** A process has run on it. */
  readonly used: boolean
  /** The last process ended cleanly, and none has begun since. */
  readonly cleanShutdown: BrokerDisk['cleanShutdown']
  readonly formattedAtMs: number
}

/** What its type is, only the link knows. */
export interface RequestToLink {
  readonly type: string
  readonly correlationId: number
}

export interface BrokerLink {
  /** As in `LinkState`. */
  readonly type: string
  /** Whether a broker that is started so is tied to its cluster so; its properties say it. */
  ties(spec: BrokerStartSpec): boolean
  createState(spec: BrokerStartSpec, disk: BrokerDisk | null, node: NodeContext): LinkState
  /**
   * Types of what whoever rules asks of brokers by itself, as a controller that ZooKeeper has elected does; and of what comes
   * of those who keep the metadata by a protocol of their own.
   */
  readonly requests: readonly string[]
  onRequest(state: BrokerState, request: RequestToLink, from: NodeId, node: NodeContext): void
  /** What it asks others with, in the order in which they look for whose an answer is. */
  clientsOf(state: BrokerState): readonly NetworkClient<RequestTag>[]
  /** The process has begun: it may listen to what the cluster decides, though nobody hears of it yet. */
  start(state: BrokerState, node: NodeContext): void
  /** The logs are recovered: from now on the cluster may hear of this broker. */
  register(state: BrokerState, node: NodeContext): void
  /** SIGTERM. Leaderships move away first, then the process exits. */
  beginControlledShutdown(state: BrokerState, node: NodeContext): void
  /** Sends the changes of ISRs that wait in `unsentIsrChanges`, unless an answer is still awaited. */
  alterIsr(state: BrokerState, node: NodeContext): void
  /** One of the broker's log directories has failed, and the broker goes on with the others: whoever rules is to hear of it. */
  tellOfFailure(state: BrokerState, folder: string, node: NodeContext): void
  /** Under which the controller knows the directory; null where nobody has given it one. */
  directoryIdOf(state: BrokerState, folder: string): string | null
  /** These partitions have come up in what the metadata says: whoever keeps book of where replicas lie hears of news. */
  tellPlaces(state: BrokerState, topicPartitions: readonly TopicPartition[], node: NodeContext): void
  /** A replica is about to lie in another of the broker's directories. */
  tellPlace(state: BrokerState, topicPartition: TopicPartition, folder: string, node: NodeContext): void
  /** Has a request answered by whoever rules, for a client (`from`) or for the broker itself (null). */
  forward(state: BrokerState, request: ForwardedRequest, from: NodeId | null, node: NodeContext): void
  /** Answers a client (`from`) by the settings that are in force as far as this broker knows, or that whoever keeps them tells. */
  describeConfigs(state: BrokerState, request: DescribeConfigsRequest, from: NodeId, node: NodeContext): void
  /** Asks for the next block of producer ids, unless it has been asked for. */
  allocateProducerIds(state: BrokerState, node: NodeContext): void
  /** An answer to a request of the link's own; null when the connection broke or the time was over. */
  onMessage(state: BrokerState, tag: LinkTag, response: Response | null, node: NodeContext): void
  /** The connection to `peer` broke; requests to it that its clients have in flight come back through `onMessage`. */
  onDisconnect(state: BrokerState, peer: NodeId, node: NodeContext): void
  /** False where the timer is not the link's. */
  onTimer(state: BrokerState, timer: Timer, node: NodeContext): boolean
  /** Of a broker that takes itself for the cluster's controller, its epoch as such; null of any other. */
  controllerEpochOf(state: BrokerState): number | null
  /** Of such a broker: the replicas it has partitions move to, where brokers are told of them otherwise than by metadata. */
  movesOf?(state: BrokerState): readonly Move[]
  /** Whom the broker takes for the leader of the metadata log, as it writes down; null where there is no such log. */
  quorumOf(state: BrokerState): BrokerDisk['quorum']
  /** Of a log directory, what tells whose it is, and how its last process ended. */
  ownFiles(facts: FolderFacts): readonly DiskFile[]
  /** What tells a replica from one of a topic before, of the same name; for observers. */
  incarnationOf(state: BrokerState, partition: Partition): string
  /** Whom clients are told to be the controller, -1 none; null where any broker does as well. */
  controllerOf(state: BrokerState): number | null
}

/** A partition whose replicas change. */
export interface Move {
  readonly topicPartition: TopicPartition
  readonly replicas: readonly number[]
  readonly addingReplicas: readonly number[]
  readonly removingReplicas: readonly number[]
}

const links: BrokerLink[] = []

/** To be called once, when the link is loaded. */
export function registerLink(link: BrokerLink): void {
  links.push(link)
}

export function linkFor(spec: BrokerStartSpec): BrokerLink {
  return links.find((link) => link.ties(spec)) ?? fail('a broker is tied to its cluster in one of the ways there are')
}

export function linkOf({ link: { type } }: BrokerState): BrokerLink {
  return links.find((link) => link.type === type) ?? fail('a broker keeps the link that it was started with')
}
