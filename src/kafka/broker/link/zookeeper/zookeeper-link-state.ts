/** What a broker of a cluster kept in ZooKeeper remembers of its tie to it. Plain data. */
import { assert } from '../../../../engine/assert.ts'
import type { NodeContext, NodeId } from '../../../../engine/node-context.ts'
import { zookeeperNode } from '../../../common/addresses.ts'
import type { TopicPartition } from '../../../common/topic-partition.ts'
import type { ControllerTag, UnsentPush } from '../../../controller/zookeeper/controller-host.ts'
import { createController, type ZooKeeperControllerState } from '../../../controller/zookeeper/controller-state.ts'
import { createNetworkClient, type NetworkClient } from '../../../network/network-client.ts'
import { profileOf } from '../../../profile/registry.ts'
import type { SessionResponse } from '../../../protocol/zookeeper/client-messages.ts'
import { NO_SESSION, type SessionId } from '../../../protocol/zookeeper/znode-stat.ts'
import {
  type KafkaZooKeeperClient,
  openKafkaZooKeeperClient,
} from '../../../zookeeper-client/kafka-zookeeper-client.ts'
import type { BrokerStartSpec } from '../../broker-start-spec.ts'
import type { BrokerState, LinkState } from '../../broker-state.ts'
import { CHANNEL_IDS } from '../broker-link.ts'
import type { DelayedElection } from './delayed-elections.ts'
import type { DelayedTopics } from './delayed-topics.ts'
import type { Work } from './works.ts'

/** What a question to ZooKeeper was for: the broker's own errands, or the controller's affairs. */
export type ZooKeeperTag =
  | { readonly owner: 'controller'; readonly tag: ControllerTag }
  | { readonly owner: 'broker'; readonly errand: number; readonly index: number }

/** Something done with ZooKeeper's answers, one after the other. Handlers: `errands.ts`. */
export interface Errand {
  readonly id: number
  readonly work: Work
  /** To what was asked at once, in order; null: the session was over. */
  readonly answers: (readonly (SessionResponse | null)[])[]
  /** What is waited for, filled as it comes; null: it is to be run. */
  asked: (SessionResponse | null | undefined)[] | null
}

/** The way from the controller on this broker to another one. Handlers: `broker-channels.ts`. */
export interface BrokerChannel {
  readonly brokerId: number
  readonly node: NodeId
  /** In order; where one is in flight it is the first. */
  readonly queue: { readonly push: UnsentPush; readonly tag: ControllerTag | null }[]
  inFlight: boolean
  /** A `BrokerChannelRetry` is set. */
  waiting: boolean
}

/** What a request to another broker was for. */
export type ZooKeeperLinkTag =
  | { readonly type: 'push'; readonly brokerId: number }
  | { readonly type: 'controlledShutdown' }

/** What server.properties says to this link alone. Frozen. */
export interface ZooKeeperSettings {
  readonly sessionTimeoutMs: number
  readonly connectionTimeoutMs: number
  readonly maxInFlightRequests: number
  readonly controlledShutdownEnable: boolean
  readonly controlledShutdownMaxRetries: number
  readonly controlledShutdownRetryBackoffMs: number
  readonly deleteTopicEnable: boolean
}

export interface ZooKeeperLinkState extends LinkState {
  readonly type: 'zookeeper'
  readonly settings: ZooKeeperSettings
  readonly zookeeper: KafkaZooKeeperClient<ZooKeeperTag>
  readonly errands: Errand[]
  errandsSoFar: number
  readonly controller: ZooKeeperControllerState
  /** What ZooKeeper knows that has to be known before the broker stands in it has been read. */
  prepared: boolean
  /** In which this broker's znode was made. */
  registeredSession: SessionId
  /** The latest that a controller has told (ReplicaManager.controllerEpoch). */
  controllerEpoch: number
  /** Whom the last UpdateMetadata came from; -1: none yet. */
  controllerId: number
  /** By the controller of which epoch each partition's leader was made: it stands in the znode. */
  readonly decidedIn: Map<TopicPartition, number>
  /** Of topics with a replica here, the transaction that created their settings: an observer's, to tell one from the next. */
  readonly topicsCreatedIn: Map<string, number>
  /** ISRs that have changed and are not announced. Handlers: `isr-znodes.ts`. */
  readonly isrChanges: { readonly partitions: Set<TopicPartition>; lastChangeMs: number; lastAnnouncedMs: number }
  /** Number of the last notification acted on; -1: none yet. */
  lastConfigChange: number
  /** Their list is being read, and has changed again meanwhile. */
  configChanges: 'none' | 'reading' | 'again'
  readonly channels: Map<number, BrokerChannel>
  readonly pushes: NetworkClient<ZooKeeperLinkTag>
  readonly shutdownClient: NetworkClient<ZooKeeperLinkTag>
  /** Of a controlled shutdown: how often the controller may still be asked; null: there is none. */
  shutdownRetries: number | null
  /** Requests answered once this broker's metadata shows what they have led to. Handlers: `delayed-topics.ts`. */
  readonly delayedTopics: DelayedTopics[]
  /** The same of elections. Handlers: `delayed-elections.ts`. */
  readonly delayedElections: DelayedElection[]
}

export function createZooKeeperLink(spec: BrokerStartSpec, node: NodeContext): ZooKeeperLinkState {
  const { brokerId } = spec
  const settings = zookeeperSettings(spec)
  return {
    type: 'zookeeper',
    settings,
    zookeeper: openKafkaZooKeeperClient<ZooKeeperTag>(
      {
        name: `broker-${brokerId}`,
        servers: serversOf(spec),
        sessionTimeoutMs: settings.sessionTimeoutMs,
        maxInFlight: settings.maxInFlightRequests,
      },
      node,
    ),
    ...{ errands: [], errandsSoFar: 0 },
    controller: createController(),
    ...{ prepared: false, registeredSession: NO_SESSION, controllerEpoch: 0, controllerId: -1 },
    decidedIn: new Map(),
    topicsCreatedIn: new Map(),
    isrChanges: { partitions: new Set(), lastChangeMs: node.nowMs, lastAnnouncedMs: node.nowMs },
    ...{ lastConfigChange: -1, configChanges: 'none' },
    channels: new Map(),
    // Without a pause before they connect again.
    pushes: createNetworkClient<ZooKeeperLinkTag>(String(brokerId), 0, 0),
    shutdownClient: createNetworkClient<ZooKeeperLinkTag>(String(brokerId), CHANNEL_IDS, 0),
    shutdownRetries: null,
    delayedTopics: [],
    delayedElections: [],
  }
}

function zookeeperSettings({ profile, config }: BrokerStartSpec): ZooKeeperSettings {
  const { broker } = profileOf(profile).configs
  const text = (key: string): string => config[key] ?? broker.get(key)?.defaultValue ?? ''
  const sessionTimeoutMs = Number(text('zookeeper.session.timeout.ms'))
  return Object.freeze({
    sessionTimeoutMs,
    // KafkaConfig.zkConnectionTimeoutMs
    connectionTimeoutMs: Number(text('zookeeper.connection.timeout.ms') || sessionTimeoutMs),
    maxInFlightRequests: Number(text('zookeeper.max.in.flight.requests')),
    controlledShutdownEnable: text('controlled.shutdown.enable') !== 'false',
    controlledShutdownMaxRetries: Number(text('controlled.shutdown.max.retries')),
    controlledShutdownRetryBackoffMs: Number(text('controlled.shutdown.retry.backoff.ms')),
    deleteTopicEnable: text('delete.topic.enable') !== 'false',
  })
}

/** Whom zookeeper.connect names: the ensemble of the spec, as any line that says otherwise is not obeyed. */
function serversOf({ zookeeper = [] }: BrokerStartSpec): readonly NodeId[] {
  return zookeeper.map(zookeeperNode)
}

export function zookeeperLinkOf({ link }: BrokerState): ZooKeeperLinkState {
  assert(link.type === 'zookeeper', 'only a broker of a cluster kept in ZooKeeper asks it')
  return link as ZooKeeperLinkState
}
