/**
 * Counterpart in Kafka: kafka.controller.KafkaController of ZooKeeper mode, which every broker has, and ControllerEventManager.
 * What reaches it becomes an event; events are processed one after the other.
 */
import { fail } from '../../../engine/assert.ts'
import type { NodeId, Timer } from '../../../engine/node-context.ts'
import type { ErrorCode } from '../../common/errors.ts'
import { splitTopicPartition, topicPartition } from '../../common/topic-partition.ts'
import type { ElectLeadersRequest } from '../../protocol/elect-leaders.ts'
import type { SessionResponse, WatchedEventType } from '../../protocol/zookeeper/client-messages.ts'
import {
  BROKER_IDS,
  CONTROLLER,
  DELETE_TOPICS,
  ISR_CHANGES,
  LOG_DIR_EVENTS,
  PREFERRED_REPLICA_ELECTION,
  REASSIGN_PARTITIONS,
  TOPICS,
} from '../../znodes/znode-paths.ts'
import {
  processBrokerChange,
  processBrokerModification,
  processLeaderAndIsrResponse,
  processLogDirEvents,
} from './broker-changes.ts'
import { processControlledShutdown } from './controlled-shutdown.ts'
import { elect, isActive as isActiveTurn, maybeResign, processExpire, processStartup } from './controller-election.ts'
import type { ControllerEvent, EventOf } from './controller-event.ts'
import type { AskedOfController, ControllerHost, PushAnswer } from './controller-host.ts'
import type { ControllerTag, ZooKeeperControllerState } from './controller-state.ts'
import { processEvents, putEvent, type Turn, takeAnswer } from './event-turn.ts'
import { caught, isMoved } from './failure.ts'
import { bringOnline } from './partition-state-machine.ts'
import {
  processApiReassignment,
  processListReassignments,
  processReassignmentIsrChange,
  processZkReassignment,
} from './reassignment-requests.ts'
import { processElectLeaders, processRebalance, processZkElection } from './replica-elections.ts'
import { processIsrChanges, processPartitionModifications, processTopicChange } from './topic-changes.ts'
import { completeReplicaDeletion, failReplicaDeletion, processTopicDeletion } from './topic-deletion-manager.ts'

export { createController } from './controller-state.ts'

export const CONTROLLER_TIMERS: readonly string[] = ['ControllerLeaderRebalance']

/** Whether this broker takes itself for the controller. */
export function isActive({ context }: ZooKeeperControllerState, brokerId: number): boolean {
  return context.activeControllerId === brokerId
}

/** The broker stands in `/brokers/ids`. */
export function startController(controller: ZooKeeperControllerState, host: ControllerHost): void {
  tell(controller, { type: 'Startup' }, host)
}

/** The session has ended, and with it what waits in the queue. */
export function onSessionExpired(controller: ZooKeeperControllerState, host: ControllerHost): void {
  for (const event of controller.queue.splice(0)) preempt(event, host)
  tell(controller, { type: 'Expire' }, host)
}

/** There is another session, and the broker stands in `/brokers/ids` again. */
export function onSessionReestablished(controller: ZooKeeperControllerState, host: ControllerHost): void {
  tell(controller, { type: 'RegisterBrokerAndReelect' }, host)
}

/** Null: it will never be answered, the session is over. */
export function onZooKeeperAnswer(
  controller: ZooKeeperControllerState,
  tag: { readonly type: string },
  answer: SessionResponse | null,
  host: ControllerHost,
): void {
  const known = tag as ControllerTag
  if (known.type === 'event' && takeAnswer(controller, known, answer)) processEvents(controller, host, process)
}

export function onWatch(
  controller: ZooKeeperControllerState,
  event: WatchedEventType,
  path: string,
  host: ControllerHost,
): void {
  const news = newsOf(event, path)
  if (news !== null) tell(controller, news, host)
}

export function onBrokerAnswer(
  controller: ZooKeeperControllerState,
  brokerId: number,
  tag: { readonly type: string },
  response: PushAnswer,
  host: ControllerHost,
): void {
  if (response.type === 'LeaderAndIsrResponse') {
    return tell(controller, { type: 'LeaderAndIsrResponseReceived', brokerId, response }, host)
  }
  if (tag.type !== 'deleteReplicas' || response.type !== 'StopReplicaResponse') return
  const { errorCode } = response
  const partitionErrors = response.partitionErrors.filter(({ topicPartition: name }) =>
    controller.context.topicsWithDeletionStarted.has(splitTopicPartition(name).topic),
  )
  if (partitionErrors.length === 0) return
  tell(controller, { type: 'TopicDeletionStopReplicaResponseReceived', brokerId, errorCode, partitionErrors }, host)
}

export function onControllerTimer(controller: ZooKeeperControllerState, timer: Timer, host: ControllerHost): void {
  if (timer.type !== 'ControllerLeaderRebalance') return
  controller.rebalanceTimer = null
  tell(controller, { type: 'AutoPreferredReplicaLeaderElection' }, host)
}

/** Answered in its turn; by one that is not the controller, with NOT_CONTROLLER. */
export function onControllerRequest(
  controller: ZooKeeperControllerState,
  request: AskedOfController,
  from: NodeId,
  host: ControllerHost,
): void {
  switch (request.type) {
    case 'ControlledShutdownRequest':
      return tell(controller, { type: 'ControlledShutdown', request, from }, host)
    case 'AlterPartitionReassignmentsRequest':
      return tell(controller, { type: 'ApiPartitionReassignment', request, from }, host)
    case 'ListPartitionReassignmentsRequest':
      return tell(controller, { type: 'ListPartitionReassignments', request, from }, host)
  }
}

/** Answered in its turn, too. */
export function electLeaders(
  controller: ZooKeeperControllerState,
  asked: { readonly request: ElectLeadersRequest; readonly ofAll: boolean; readonly from: NodeId },
  host: ControllerHost,
): void {
  tell(controller, { type: 'ElectLeaders', ...asked, askedAtUs: host.node.nowUs }, host)
}

/** The default of unclean.leader.election.enable has become true. */
export function enableUncleanElection(controller: ZooKeeperControllerState, host: ControllerHost): void {
  tell(controller, { type: 'UncleanLeaderElectionEnable' }, host)
}

export function enableTopicUncleanElection(
  controller: ZooKeeperControllerState,
  topic: string,
  host: ControllerHost,
): void {
  if (isActive(controller, host.brokerId)) tell(controller, { type: 'TopicUncleanLeaderElectionEnable', topic }, host)
}

function tell(controller: ZooKeeperControllerState, event: ControllerEvent, host: ControllerHost): void {
  putEvent(controller, event)
  processEvents(controller, host, process)
}

/** What a watch means. Of a path that is watched for its coming alone, no more than that. */
function newsOf(event: WatchedEventType, path: string): ControllerEvent | null {
  if (event === 'NodeChildrenChanged') return CHILDREN[path] ?? null
  if (path === CONTROLLER) return { type: event === 'NodeDeleted' ? 'Reelect' : 'ControllerChange' }
  if (event === 'NodeCreated') return CREATED[path] ?? null
  return event === 'NodeDataChanged' ? newsOfData(path) : null
}

const CHILDREN: Readonly<Record<string, ControllerEvent>> = {
  [BROKER_IDS]: { type: 'BrokerChange' },
  [TOPICS]: { type: 'TopicChange' },
  [DELETE_TOPICS]: { type: 'TopicDeletion' },
  [LOG_DIR_EVENTS]: { type: 'LogDirEventNotification' },
  [ISR_CHANGES]: { type: 'IsrChangeNotification' },
}

const CREATED: Readonly<Record<string, ControllerEvent>> = {
  [REASSIGN_PARTITIONS]: { type: 'ZkPartitionReassignment' },
  [PREFERRED_REPLICA_ELECTION]: { type: 'ZkPreferredElection' },
}

function newsOfData(path: string): ControllerEvent | null {
  const broker = path.startsWith(`${BROKER_IDS}/`) ? path.slice(BROKER_IDS.length + 1) : null
  if (broker !== null) return { type: 'BrokerModifications', brokerId: Number(broker) }
  if (!path.startsWith(`${TOPICS}/`)) return null
  const [topic = '', , partition] = path.slice(TOPICS.length + 1).split('/')
  if (partition === undefined) return { type: 'PartitionModifications', topic }
  return { type: 'PartitionReassignmentIsrChange', topicPartition: topicPartition(topic, Number(partition)) }
}

/** KafkaController.process */
function process(turn: Turn, event: ControllerEvent): void {
  try {
    if (isActiveTurn(turn)) processActive(turn, event)
    else processInactive(turn, event)
  } catch (error) {
    if (isMoved(caught(error))) maybeResign(turn)
  }
}

type Handler<Type extends ControllerEvent['type']> = (turn: Turn, event: EventOf<Type>) => void

/** Of every broker. */
const OF_ALL = {
  Startup: processStartup,
  ControllerChange: maybeResign,
  Reelect: reelect,
  RegisterBrokerAndReelect: reelect,
  Expire: processExpire,
  ControlledShutdown: processControlledShutdown,
} satisfies { readonly [Type in ControllerEvent['type']]?: Handler<Type> }

type OfActive = Exclude<ControllerEvent['type'], keyof typeof OF_ALL>

const OF_ACTIVE: { readonly [Type in OfActive]: Handler<Type> } = {
  AutoPreferredReplicaLeaderElection: processRebalance,
  UncleanLeaderElectionEnable: (turn) => bringOnline(turn),
  TopicUncleanLeaderElectionEnable: (turn, { topic }) => bringOnline(turn, topic),
  LeaderAndIsrResponseReceived: processLeaderAndIsrResponse,
  TopicDeletionStopReplicaResponseReceived: processDeletionAnswer,
  BrokerChange: processBrokerChange,
  BrokerModifications: (turn, { brokerId }) => processBrokerModification(turn, brokerId),
  TopicChange: processTopicChange,
  LogDirEventNotification: processLogDirEvents,
  PartitionModifications: (turn, { topic }) => processPartitionModifications(turn, topic),
  TopicDeletion: processTopicDeletion,
  ApiPartitionReassignment: processApiReassignment,
  ZkPartitionReassignment: processZkReassignment,
  ListPartitionReassignments: processListReassignments,
  PartitionReassignmentIsrChange: (turn, { topicPartition: name }) => processReassignmentIsrChange(turn, name),
  IsrChangeNotification: processIsrChanges,
  ZkPreferredElection: processZkElection,
  ElectLeaders: processElectLeaders,
}

type AnyHandler = (turn: Turn, event: ControllerEvent) => void
const ofAll = OF_ALL as unknown as Readonly<Record<string, AnyHandler | undefined>>
const ofActive = OF_ACTIVE as unknown as Readonly<Record<string, AnyHandler | undefined>>

function processActive(turn: Turn, event: ControllerEvent): void {
  const handle = ofAll[event.type] ?? ofActive[event.type] ?? fail(`an event has a handler: ${event.type}`)
  handle(turn, event)
}

function processInactive(turn: Turn, event: ControllerEvent): void {
  const handle = ofAll[event.type]
  if (handle !== undefined) handle(turn, event)
  else preempt(event, turn.host)
}

function reelect(turn: Turn): void {
  maybeResign(turn)
  elect(turn)
}

function processDeletionAnswer(turn: Turn, event: EventOf<'TopicDeletionStopReplicaResponseReceived'>): void {
  const { brokerId, errorCode, partitionErrors } = event
  const isFailed = (row: (typeof partitionErrors)[number]) => errorCode !== 'NONE' || row.errorCode !== 'NONE'
  const replicasOf = (rows: typeof partitionErrors) =>
    rows.map(({ topicPartition: name }) => ({ topicPartition: name, brokerId }))
  const failed = partitionErrors.filter(isFailed)
  failReplicaDeletion(turn, replicasOf(failed))
  if (failed.length < partitionErrors.length) {
    completeReplicaDeletion(turn, replicasOf(partitionErrors.filter((row) => !isFailed(row))))
  }
}

/** Whoever waits for an answer gets one from a broker that is not, or no more, the controller. */
function preempt(event: ControllerEvent, host: ControllerHost): void {
  if (!('from' in event)) return
  const { from } = event
  const { correlationId } = event.request
  const errorCode: ErrorCode = 'NOT_CONTROLLER'
  switch (event.type) {
    case 'ControlledShutdown':
      return host.reply(from, { type: 'ControlledShutdownResponse', correlationId, errorCode, remainingPartitions: [] })
    case 'ElectLeaders': {
      const partitions = (event.request.topicPartitions ?? []).map((name) => ({
        ...{ topicPartition: name, errorCode, errorMessage: null },
      }))
      return host.reply(from, { type: 'ElectLeadersResponse', correlationId, errorCode: 'NONE', partitions })
    }
    case 'ApiPartitionReassignment':
      return host.reply(from, { type: 'AlterPartitionReassignmentsResponse', correlationId, errorCode, partitions: [] })
    case 'ListPartitionReassignments':
      return host.reply(from, { type: 'ListPartitionReassignmentsResponse', correlationId, errorCode, partitions: [] })
  }
}
