/** Counterpart in Kafka: kafka.server.BrokerServer. One broker process: its start, what reaches it, and its end. */

import type { NodeBehavior, NodeContext, NodeId, ReceivedMessage } from '../../engine/node-context.ts'
import { createSlotMap, rowsOf } from '../common/slot-map.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { CoordinatorQuestion } from '../coordinator/coordinator-host.ts'
import { closeCleanly, losePageCache } from '../log/log-recovery.ts'
import type { ReplicaLog } from '../log/replica-log.ts'
import { unflushedBatches } from '../log/unflushed.ts'
import { emptyMetadataImage } from '../metadata/metadata-image.ts'
import { completeRequest, expireRequests, failConnection } from '../network/network-client.ts'
import { profileOf } from '../profile/registry.ts'
import type { Thrown } from '../profile/rules.ts'
import { isResponse, type Response } from '../protocol/apis.ts'
import type { ListOffsetsResponse } from '../protocol/list-offsets.ts'
import type { BrokerRequest } from '../protocol/messages.ts'
import type { OffsetForLeaderEpochResponse } from '../protocol/offset-for-leader-epoch.ts'
import { advertisedEndpoint } from './advertised-endpoint.ts'
import { noMoves } from './alter-replica-log-dirs.ts'
import type { EpochEndsTag } from './ask-epoch-ends.ts'
import { clientsOf } from './broker-clients.ts'
import { createBrokerConfig } from './broker-config.ts'
import { handleRequest } from './broker-requests.ts'
import type { BrokerStartSpec } from './broker-start-spec.ts'
import type { BrokerDisk, BrokerState, LeaderOffsetsTag, RequestTag, VerificationTag } from './broker-state.ts'
import { onTimer } from './broker-timers.ts'
import {
  checkpointAndCleanSnapshots,
  checkpointHighWatermarks,
  checkpointLogStartOffsets,
  emptyCheckpointFiles,
} from './checkpoint-files.ts'
import { handleCoordinatorAnswer } from './coordinator-host.ts'
import { createCoordinatorRuntimes } from './coordinators.ts'
import { onEpochEnds } from './epoch-ends.ts'
import { withNewDisks } from './failed-disk.ts'
import { handleFetch } from './fetch.ts'
import { closeSessionsOf } from './fetch-session.ts'
import { onLeaderOffsets } from './leader-offsets.ts'
import { linkFor, linkOf } from './link/broker-link.ts'
import type { LostPages } from './lost-pages.ts'
import { type SecondStart, type ServerLog, type StartFailure, writeServerLog } from './server-log.ts'
import './link/links.ts'
import { loadLogs, noteLoaded } from './load-logs.ts'
import { type FolderFailure, failFolder } from './log-dir-failure.ts'
import { scheduleLogTasks } from './log-manager.ts'
import { limitPageCache, type PageCacheLimit } from './page-cache.ts'
import { handleProduce } from './produce.ts'
import { expireFetches, failFetcher, onFetchResponse } from './replica-fetcher.ts'
import { forgetUnverified, onVerificationAnswer } from './verification.ts'

const REQUEST_CHECK_US = 500_000

export const brokerBehavior: NodeBehavior<BrokerState> = {
  start: (disk, spec, node) => start(disk as BrokerDisk | null, spec as BrokerStartSpec, node),
  onMessage,
  onTimer(state, timer, node) {
    if (timer.type === 'LogsRecovered') onLogsRecovered(state, node)
    else if (timer.type === 'RequestTimeoutCheck') onRequestTimeoutCheck(state, node)
    else onTimer(state, timer, node)
  },
  onDisconnect,
  onCommand(state, command, node) {
    if (command.type === 'ControlledShutdown') linkOf(state).beginControlledShutdown(state, node)
    if (command.type === 'FailFolder') failFolder(state, (command as FolderFailure).folder, node)
    if (command.type === 'SecondStart') noteSecondStart(state, command as SecondStart, node)
    if (command.type === 'LimitPageCache') limitPageCache(state, (command as PageCacheLimit).bytes, node)
  },
  survive,
}

function start(disk: BrokerDisk | null, spec: BrokerStartSpec, node: NodeContext): BrokerState {
  const state = createState(disk, spec, node)
  if (spec.refused !== undefined) return dieAtOnce(state, disk, spec.refused, node)
  writeServerLog(state, node.wallClockMs, 'starting')
  const loadingUs = loadLogs(state, disk, node)
  scheduleLogTasks(state, node)
  node.setTimer(REQUEST_CHECK_US, { type: 'RequestTimeoutCheck', periodic: true })
  node.setTimer(loadingUs, { type: 'LogsRecovered' })
  linkOf(state).start(state, node)
  return state
}

/** What it was started with does not do: it says why, and leaves everything as it is. */
function dieAtOnce(
  state: BrokerState,
  disk: BrokerDisk | null,
  { when, ...error }: StartFailure,
  node: NodeContext,
): BrokerState {
  writeServerLog(state, node.wallClockMs, when, Object.freeze(error))
  state.unopened = { disk }
  node.exit()
  return state
}

function createState(disk: BrokerDisk | null, spec: BrokerStartSpec, node: NodeContext): BrokerState {
  const { profile, brokerId, host, port, clusterId } = spec
  // Brokers share one machine, so each properties file names a directory of its own.
  const staticConfig: Readonly<Record<string, string>> = Object.freeze({
    'log.dirs': `/tmp/kafka-logs-${brokerId}`,
    ...spec.config,
  })
  const config = createBrokerConfig(staticConfig, profileOf(profile))
  return {
    profile,
    brokerId,
    rack: spec.rack ?? staticConfig['broker.rack'] ?? null,
    ...advertisedEndpoint(staticConfig, profileOf(profile).configs.broker, { host, port }),
    clusterId,
    staticConfig,
    config,
    metadata: disk?.metadata ?? emptyMetadataImage(),
    link: linkFor(spec).createState(spec, disk, node),
    lifecycle: { state: 'recovering', brokerEpoch: -1, published: false },
    serverLog: disk?.serverLog ?? NO_LINES,
    partitions: createSlotMap(),
    strayLogs: disk?.logs ?? new Map<string, ReplicaLog>(),
    checkpoints: disk?.checkpoints ?? emptyCheckpointFiles(),
    deletedLogs: (disk?.deletedLogs ?? []).map((log) => ({
      log,
      // The delay begins anew with the process that finds it.
      deleteAtMs: node.wallClockMs + log.config.fileDeleteDelayMs,
    })),
    ...(disk?.futureLogs === undefined ? {} : { folderMoves: { ...noMoves(), futureLogs: disk.futureLogs } }),
    ...(disk?.folderFailures === undefined ? {} : { folderFailures: withNewDisks(disk.folderFailures) }),
    ...(disk?.pageCache === undefined ? {} : { pageCache: disk.pageCache }),
    logConfigs: new Map(),
    sessions: createSlotMap(),
    nextSessionId: 1,
    followerFetches: [],
    fetchers: new Map(),
    fetchersSoFar: 0,
    delayedProduces: [],
    producerConnections: new Map(),
    nextProduceId: 0,
    produceTimerAtUs: -1,
    delayedDeletes: new Map(),
    nextDeleteId: 0,
    unsentIsrChanges: new Set(),
    producerIds: { next: 0, end: 0, nextBlock: null, asking: false },
    topicsBeingCreated: new Set(),
    coordinators: createCoordinatorRuntimes(),
  }
}

/** Another process was started on the same directories: LogManager.lockLogDirs. */
function noteSecondStart(state: BrokerState, { refused }: SecondStart, node: NodeContext): void {
  const { when, ...error } = refused ?? { ...locked(state), when: 'failed' as const }
  writeServerLog(state, node.wallClockMs, when, Object.freeze(error))
}

function locked({ config }: BrokerState): Thrown {
  const message = `Failed to acquire lock on file .lock in ${config.logDirs[0]}. A Kafka instance in another process or thread is using this directory.`
  return Object.freeze({ class: 'org.apache.kafka.common.KafkaException', message })
}

const NO_LINES: ServerLog = Object.freeze([])

function onLogsRecovered(state: BrokerState, node: NodeContext): void {
  noteLoaded(state, node)
  state.lifecycle.state = 'recovered'
  linkOf(state).register(state, node)
}

function onMessage(state: BrokerState, message: ReceivedMessage, node: NodeContext): void {
  const body = message.body as BrokerRequest | Response
  switch (body.type) {
    case 'FetchResponse':
      onFetchResponse(state, body, node)
      return
    // The two that come all the time. The table of requests would do, at the price of a look-up for each.
    case 'FetchRequest':
      return handleFetch(state, body, message.from, node)
    case 'ProduceRequest':
      return handleProduce(state, body, message.from, node)
    default:
      if (!isResponse(body)) return handleRequest(state, body, message.from, node)
      onOtherResponse(state, body, message.from, node)
  }
}

/** One that nobody waits for any more was answered after its time. */
function onOtherResponse(state: BrokerState, response: Response, from: NodeId, node: NodeContext): void {
  for (const client of clientsOf(state)) {
    const request = completeRequest(client, from, response)
    if (request !== undefined) return dispatchResponse(state, request.tag, response, node)
  }
}

/** What the answer to a request of this broker's own goes to; null when the connection broke or the time was over. */
function dispatchResponse(state: BrokerState, tag: RequestTag, response: Response | null, node: NodeContext): void {
  if (isLeaderOffsets(tag))
    onLeaderOffsets(state, tag.leaderId, tag.topicPartition, response as ListOffsetsResponse | null, node)
  else if (isEpochEnds(tag)) onEpochEnds(state, tag, response as OffsetForLeaderEpochResponse | null, node)
  else if (isOfCoordinator(tag)) handleCoordinatorAnswer(state, tag, response, node)
  else if (isVerification(tag)) onVerificationAnswer(state, tag.id, response, node)
  else linkOf(state).onMessage(state, tag, response, node)
}

function isLeaderOffsets(tag: RequestTag): tag is LeaderOffsetsTag {
  return tag.type === 'leaderOffsets'
}

function isEpochEnds(tag: RequestTag): tag is EpochEndsTag {
  return tag.type === 'epochEnds'
}

function isOfCoordinator(tag: RequestTag): tag is CoordinatorQuestion {
  return tag.type === 'coordinator'
}

function isVerification(tag: RequestTag): tag is VerificationTag {
  return tag.type === 'verification'
}

function onDisconnect(state: BrokerState, peer: NodeId, node: NodeContext): void {
  closeSessionsOf(state, peer)
  // What was not read from the socket is gone with it.
  state.producerConnections.delete(peer)
  forgetUnverified(state, peer)
  for (const fetcher of state.fetchers.values()) {
    if (fetcher.leaderNode === peer && fetcher.correlationId !== -1) failFetcher(state, fetcher, node)
  }
  linkOf(state).onDisconnect(state, peer, node)
  for (const client of clientsOf(state)) {
    for (const lost of failConnection(client, peer, node.nowUs)) dispatchResponse(state, lost.tag, null, node)
  }
}

function onRequestTimeoutCheck(state: BrokerState, node: NodeContext): void {
  expireFetches(state, node)
  for (const client of clientsOf(state)) {
    for (const lost of expireRequests(client, node.nowUs)) dispatchResponse(state, lost.tag, null, node)
  }
  node.setTimer(REQUEST_CHECK_US, { type: 'RequestTimeoutCheck', periodic: true })
}

function survive(state: BrokerState, how: 'stop' | 'kill' | 'powerCut'): BrokerDisk {
  const { serverLog, unopened } = state
  if (unopened?.disk != null) return { ...unopened.disk, serverLog }
  const logs = new Map(state.strayLogs)
  for (const { topicPartition, log } of rowsOf(state.partitions)) logs.set(topicPartition, log)
  const futureLogs = state.folderMoves?.futureLogs ?? new Map<string, ReplicaLog>()
  for (const log of [...logs.values(), ...futureLogs.values()]) {
    if (how === 'stop') closeCleanly(log)
  }
  const lostPages = how === 'powerCut' ? loseMemory(logs, futureLogs) : null
  if (how === 'stop') {
    checkpointHighWatermarks(state)
    checkpointAndCleanSnapshots(state, logs.values())
    checkpointLogStartOffsets(state)
  }
  const { brokerEpoch } = state.lifecycle
  const clean = how === 'stop' && brokerEpoch !== -1
  const quorum = unopened === undefined ? linkOf(state).quorumOf(state) : null
  return {
    logs,
    deletedLogs: state.deletedLogs.map(({ log }) => log),
    ...(futureLogs.size === 0 ? {} : { futureLogs }),
    ...(state.folderFailures === undefined ? {} : { folderFailures: state.folderFailures }),
    ...(how === 'powerCut' || state.pageCache === undefined ? {} : { pageCache: state.pageCache }),
    // Without a log of it nothing is on the disk.
    metadata: quorum === null ? emptyMetadataImage() : state.metadata,
    checkpoints: state.checkpoints,
    quorum,
    ...(unopened === undefined ? {} : { neverOpened: true as const }),
    cleanShutdown: clean ? { brokerEpoch } : null,
    serverLog,
    ...(lostPages === null || lostPages.size === 0 ? {} : { lostPages }),
  }
}

/** A picture shows no more of what was lost than of what is there. */
const LOST_RECORDS_KEPT = 40

/** The machine lost power. Returns what went with it, by log. */
function loseMemory(
  logs: ReadonlyMap<TopicPartition, ReplicaLog>,
  copies: ReadonlyMap<TopicPartition, ReplicaLog>,
): Map<TopicPartition, LostPages> {
  const lost = new Map<TopicPartition, LostPages>()
  for (const [topicPartition, log] of logs) {
    const { logEndOffset } = log
    const batches = Object.freeze(unflushedBatches(log, LOST_RECORDS_KEPT))
    if (losePageCache(log, 0) > 0) lost.set(topicPartition, Object.freeze({ logEndOffset, batches }))
  }
  for (const copy of copies.values()) losePageCache(copy, 0)
  return lost
}
