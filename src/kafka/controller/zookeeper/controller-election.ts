/**
 * Counterpart in Kafka: how a KafkaController is elected, takes over and resigns. Whoever creates `/controller` is it, and
 * raises `/controller_epoch` by the same transaction; then it reads all there is.
 */
import {
  decodeController,
  decodeControllerEpoch,
  encodeController,
  encodeControllerEpoch,
} from '../../znodes/znode-bodies.ts'
import {
  BROKER_IDS,
  CONTROLLER,
  CONTROLLER_EPOCH,
  DELETE_TOPICS,
  ISR_CHANGES,
  LOG_DIR_EVENTS,
  PREFERRED_REPLICA_ELECTION,
  REASSIGN_PARTITIONS,
  TOPICS,
  topicPath,
} from '../../znodes/znode-paths.ts'
import { unwatchBrokers, watchBrokers } from './broker-changes.ts'
import { allPartitions, isBeingReassigned, putAssignment, resetContext } from './controller-context.ts'
import { ask, once, type Turn } from './event-turn.ts'
import { caught, failure, isMoved } from './failure.ts'
import { startPartitions } from './partition-state-machine.ts'
import { resumeReassignments } from './reassignment.ts'
import { processZkReassignment } from './reassignment-requests.ts'
import { resumeZkElection, startRebalancing, stopRebalancing } from './replica-elections.ts'
import { startReplicas } from './replica-state-machine.ts'
import { sendUpdateMetadata } from './request-batch.ts'
import { tellOnce } from './tell-changes.ts'
import { readLeadership, watchTopics } from './topic-changes.ts'
import { initializeDeletions, tryTopicDeletion } from './topic-deletion-manager.ts'
import {
  deleteAll,
  errorOf,
  failsWith,
  getAssignments,
  getBrokers,
  getChildren,
  getOne,
  getTopics,
  watchAndCheckExistence,
} from './znode-requests.ts'

export function isActive({ context, host }: Turn): boolean {
  return context.activeControllerId === host.brokerId
}

function readControllerId(turn: Turn): number {
  const znode = getOne(turn, CONTROLLER)
  return znode === null ? -1 : decodeController(znode.data).brokerId
}

export function processStartup(turn: Turn): void {
  watchAndCheckExistence(turn, CONTROLLER)
  elect(turn)
}

/** `/controller` is another's, or nobody's. */
export function maybeResign(turn: Turn): void {
  const wasActive = isActive(turn)
  watchAndCheckExistence(turn, CONTROLLER)
  turn.context.activeControllerId = readControllerId(turn)
  if (wasActive && !isActive(turn)) resign(turn)
}

export function elect(turn: Turn): void {
  const { context, host } = turn
  context.activeControllerId = readControllerId(turn)
  if (context.activeControllerId !== -1) return
  try {
    const { epoch, zkVersion } = register(turn)
    context.epoch = epoch
    context.epochZkVersion = zkVersion
    context.activeControllerId = host.brokerId
    tellOnce(turn, { type: 'BrokerBecameController', broker: host.brokerId, epoch })
    takeOver(turn)
  } catch (error) {
    if (isMoved(caught(error))) maybeResign(turn)
    else moveController(turn)
  }
}

interface Election {
  readonly epoch: number
  readonly zkVersion: number
}

/** Both znodes or none; fails with ControllerMovedException where another broker was faster. */
function register(turn: Turn): Election {
  const before = readEpoch(turn) ?? createEpoch(turn)
  const epoch = before.epoch + 1
  const { brokerId, node } = turn.host
  // What is asked again in a later turn was sent in the first.
  const body = { brokerId, timestampMs: node.wallClockMs }
  const create = { path: CONTROLLER, data: encodeController(body), ephemeral: true, sequential: false }
  const raise = { path: CONTROLLER_EPOCH, data: encodeControllerEpoch(epoch), version: before.zkVersion }
  const operations = [{ type: 'create', ...create } as const, { type: 'setData', ...raise } as const]
  const [response] = ask(turn, [{ type: 'MultiRequest', operations }])
  const results = response?.type === 'MultiResponse' ? response.results : []
  const [created, raised] = results
  if (raised?.type === 'setData') return { epoch, zkVersion: raised.stat.version }
  const errors = [created, raised].map((result) => (result === undefined ? response?.error : errorOf(result)))
  if (errors.some((error) => error === 'NODEEXISTS' || error === 'BADVERSION')) return checkRegistration(turn, epoch)
  throw failsWith(errors.find((error) => error !== undefined && error !== 'OK') ?? 'RUNTIMEINCONSISTENCY')
}

/** Its own attempt may have been done before the connection was lost. */
function checkRegistration(turn: Turn, epoch: number): Election {
  const current = readControllerId(turn)
  if (current === turn.host.brokerId) {
    const now = readEpoch(turn)
    if (now === null) throw failure('IllegalStateException', 'the epoch of controllers stays once it is there')
    if (now.epoch === epoch) return now
  }
  throw failure('ControllerMovedException')
}

function readEpoch(turn: Turn): Election | null {
  const znode = getOne(turn, CONTROLLER_EPOCH)
  return znode === null ? null : { epoch: decodeControllerEpoch(znode.data), zkVersion: znode.stat.version }
}

/** The first controller of all. */
function createEpoch(turn: Turn): Election {
  const first = { path: CONTROLLER_EPOCH, data: encodeControllerEpoch(0), ephemeral: false, sequential: false }
  const [response] = ask(turn, [{ type: 'CreateRequest', ...first }])
  if (response?.error === 'OK') return { epoch: 0, zkVersion: 0 }
  const there = response?.error === 'NODEEXISTS' ? readEpoch(turn) : null
  if (there === null) throw failsWith(response?.error ?? 'RUNTIMEINCONSISTENCY')
  return there
}

const WATCHED_CHILDREN = [BROKER_IDS, TOPICS, DELETE_TOPICS, LOG_DIR_EVENTS, ISR_CHANGES]
const WATCHED_ZNODES = [PREFERRED_REPLICA_ELECTION, REASSIGN_PARTITIONS]

/** onControllerFailover */
function takeOver(turn: Turn): void {
  const { context, host } = turn
  for (const path of WATCHED_CHILDREN) once(turn, () => host.watchChildren(path))
  for (const path of WATCHED_ZNODES) watchAndCheckExistence(turn, path)
  // What they tell of is read now anyway.
  for (const path of [LOG_DIR_EVENTS, ISR_CHANGES]) {
    deleteAll(
      turn,
      getChildren(turn, path).map((name) => `${path}/${name}`),
    )
  }
  readCluster(turn)
  initializeDeletions(turn)
  // Brokers hear of one another before anybody is made leader or follower.
  sendUpdateMetadata(turn, [...context.liveBrokers.keys()], [])
  startReplicas(turn)
  startPartitions(turn)
  const resumed = processZkReassignment(turn)
  resumeReassignments(turn, (name) => !resumed.has(name))
  tryTopicDeletion(turn)
  resumeZkElection(turn)
  startRebalancing(turn)
}

/** initializeControllerContext */
function readCluster(turn: Turn): void {
  const { context, host } = turn
  for (const broker of getBrokers(turn)) context.liveBrokers.set(broker.brokerId, broker)
  const topics = getTopics(turn)
  for (const topic of topics) context.allTopics.add(topic)
  watchTopics(turn, topics)
  for (const { topicPartition: name, assignment } of getAssignments(turn, topics)) {
    putAssignment(context, name, assignment)
    if (isBeingReassigned(assignment)) context.partitionsBeingReassigned.add(name)
  }
  context.leadership.clear()
  context.shuttingDownBrokerIds.clear()
  watchBrokers(turn, [...context.liveBrokers.keys()])
  readLeadership(turn, allPartitions(context))
  for (const broker of context.liveBrokers.values()) once(turn, () => host.addBroker(broker))
}

/** onControllerResignation, of one that was the controller, or was not. */
export function resign(turn: Turn): void {
  const { context, host } = turn
  const { epoch } = context
  for (const path of WATCHED_ZNODES) once(turn, () => host.unwatchZnode(path))
  unwatchBrokers(turn, [...context.watchedBrokers])
  stopRebalancing(turn)
  for (const topic of context.watchedTopics) once(turn, () => host.unwatchZnode(topicPath(topic)))
  for (const path of WATCHED_CHILDREN) once(turn, () => host.unwatchChildren(path))
  once(turn, () => host.removeAllBrokers())
  if (epoch > 0) tellOnce(turn, { type: 'BrokerStoppedControlling', broker: host.brokerId, epoch })
  resetContext(context)
}

/** Something went wrong that nobody foresaw: another one, or this one anew, shall try (triggerControllerMove). */
function moveController(turn: Turn): void {
  const { context, host } = turn
  context.activeControllerId = readControllerId(turn)
  if (context.activeControllerId !== host.brokerId) return
  const { epochZkVersion } = context
  context.activeControllerId = -1
  resign(turn)
  context.epochZkVersion = epochZkVersion
  try {
    deleteAll(turn, [CONTROLLER])
  } catch (error) {
    if (!isMoved(caught(error))) throw error
  }
  context.epochZkVersion = 0
}

export function processExpire(turn: Turn): void {
  turn.context.activeControllerId = -1
  resign(turn)
}
