/** Counterpart in Kafka: KafkaController.onReplicaElection and who triggers it: a znode, an API, time. */
import type { TimerId } from '../../../engine/node-context.ts'
import type { ErrorCode } from '../../common/errors.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import { profileOf } from '../../profile/registry.ts'
import { decodePartitions } from '../../znodes/znode-bodies.ts'
import { PREFERRED_REPLICA_ELECTION } from '../../znodes/znode-paths.ts'
import {
  allPartitions,
  type ControllerContext,
  isLive,
  isQueuedForDeletion,
  isReplicaOnline,
  replicasOf,
  topicOf,
} from './controller-context.ts'
import type { EventOf } from './controller-event.ts'
import type { ElectionAnswer } from './controller-host.ts'
import { once, putEvent, type Turn } from './event-turn.ts'
import { caught, type Failure, isFailure } from './failure.ts'
import { changePartitions, type Elections } from './partition-state-machine.ts'
import { getOne, watchAndCheckExistence, write } from './znode-requests.ts'

type ElectionType = 'preferred' | 'unclean'
type Trigger = 'auto' | 'zookeeper' | 'adminClient'

/** Only who asks by the API may have somebody lead who is not in sync. */
function elect(turn: Turn, partitions: readonly TopicPartition[], type: ElectionType, trigger: Trigger): Elections {
  const strategy =
    type === 'preferred'
      ? ({ type: 'preferred' } as const)
      : ({ type: 'offline', allowUnclean: trigger === 'adminClient' } as const)
  const elections = changePartitions(turn, partitions, 'online', strategy)
  if (trigger === 'zookeeper') endZkElection(turn)
  return elections
}

/** A next one must be noticed, and the watch is gone. */
function endZkElection(turn: Turn): void {
  write(turn, [{ type: 'delete', path: PREFERRED_REPLICA_ELECTION, version: -1 }])
  once(turn, () => putEvent(turn.controller, { type: 'ZkPreferredElection' }))
}

function readZkElection(turn: Turn): readonly TopicPartition[] {
  const znode = getOne(turn, PREFERRED_REPLICA_ELECTION)
  return znode === null ? [] : decodePartitions(znode.data)
}

/** What the controller before this one was asked for and did not get to. */
export function resumeZkElection(turn: Turn): void {
  const { context } = turn
  const pending = readZkElection(turn).filter((name) => {
    const [preferred] = replicasOf(context, name)
    const isDone = preferred === undefined || context.leadership.get(name)?.leader === preferred
    return !isDone && !isQueuedForDeletion(context, name)
  })
  elect(turn, pending, 'preferred', 'zookeeper')
}

export function processZkElection(turn: Turn): void {
  if (!watchAndCheckExistence(turn, PREFERRED_REPLICA_ELECTION)) return
  const { electable } = sorted(turn.context, readZkElection(turn), 'preferred')
  elect(turn, electable, 'preferred', 'zookeeper')
}

interface Outcome {
  readonly errorCode: ErrorCode
  readonly errorMessage: string | null
}

const NOT_NEEDED: Outcome = {
  errorCode: 'ELECTION_NOT_NEEDED',
  errorMessage: 'Leader election not needed for topic partition.',
}

export function processElectLeaders(turn: Turn, event: EventOf<'ElectLeaders'>): void {
  const { request, from, askedAtUs, ofAll } = event
  const { electionType, topicPartitions, correlationId } = request
  const { electable, outcomes } = sorted(turn.context, topicPartitions ?? [], electionType)
  const elected: ElectionAnswer['elected'][number][] = []
  for (const [name, outcome] of elect(turn, electable, electionType, 'adminClient')) {
    if (isFailure(outcome)) outcomes.set(name, refusal(outcome, electionType))
    else elected.push(Object.freeze({ topicPartition: name, leader: outcome.leader }))
  }
  const settled = Object.freeze([...outcomes].map(([topicPartition, outcome]) => ({ topicPartition, ...outcome })))
  const answer = { to: from, correlationId, askedAtUs, ofAll, settled, elected: Object.freeze(elected) }
  once(turn, () => turn.host.answerElection(answer))
}

function refusal({ failure, message: errorMessage }: Failure, type: ElectionType): Outcome {
  if (failure !== 'StateChangeFailedException') {
    return {
      errorCode: 'UNKNOWN_SERVER_ERROR',
      errorMessage: 'The server experienced an unexpected error when processing the request.',
    }
  }
  const errorCode = type === 'preferred' ? 'PREFERRED_LEADER_NOT_AVAILABLE' : 'ELIGIBLE_LEADERS_NOT_AVAILABLE'
  return { errorCode, errorMessage }
}

/** Those to elect for, and what is to be said of the others. */
function sorted(context: ControllerContext, partitions: readonly TopicPartition[], type: ElectionType) {
  const outcomes = new Map<TopicPartition, Outcome>()
  const electable: TopicPartition[] = []
  for (const name of partitions) {
    const [preferred] = replicasOf(context, name)
    const leader = context.leadership.get(name)?.leader
    if (preferred === undefined) {
      outcomes.set(name, {
        errorCode: 'UNKNOWN_TOPIC_OR_PARTITION',
        errorMessage: 'The partition does not exist.',
      })
    } else if (isQueuedForDeletion(context, name)) {
      outcomes.set(name, { errorCode: 'INVALID_TOPIC_EXCEPTION', errorMessage: 'The topic is being deleted' })
    } else if (leader !== undefined && isNeeded(context, type, leader, preferred)) electable.push(name)
    else outcomes.set(name, NOT_NEEDED)
  }
  return { electable, outcomes }
}

function isNeeded(context: ControllerContext, type: ElectionType, leader: number, preferred: number): boolean {
  return type === 'preferred' ? leader !== preferred : leader === -1 || !isLive(context, leader)
}

const REBALANCE = { type: 'ControllerLeaderRebalance', periodic: true } as const
const FIRST_REBALANCE_US = 5_000_000
const US_PER_SECOND = 1_000_000

/** auto.leader.rebalance.enable: the first look comes soon after an election. */
export function startRebalancing(turn: Turn): void {
  const isEnabled = turn.host.config.properties['auto.leader.rebalance.enable']?.trim().toLowerCase() !== 'false'
  if (isEnabled) scheduleRebalance(turn, FIRST_REBALANCE_US)
}

function scheduleRebalance(turn: Turn, delayUs: number): void {
  once(turn, () => {
    turn.controller.rebalanceTimer = turn.host.setTimer(delayUs, REBALANCE)
  })
}

export function stopRebalancing(turn: Turn): void {
  const { controller, host } = turn
  once(turn, () => {
    const timer: TimerId | null = controller.rebalanceTimer
    if (timer !== null) host.cancelTimer(timer)
    controller.rebalanceTimer = null
  })
}

/** Whatever comes of it, it looks again. */
export function processRebalance(turn: Turn): void {
  try {
    rebalance(turn)
  } catch (error) {
    const failed = caught(error)
    scheduleNext(turn)
    throw failed
  }
  scheduleNext(turn)
}

function scheduleNext(turn: Turn): void {
  scheduleRebalance(turn, Math.max(1, setting(turn, 'leader.imbalance.check.interval.seconds')) * US_PER_SECOND)
}

function setting({ host }: Turn, key: string): number {
  return Number(host.config.properties[key] ?? profileOf(host.profile).configs.broker.get(key)?.defaultValue)
}

/** Broker by broker: where too many partitions that it should lead are led by others, it gets them back. */
function rebalance(turn: Turn): void {
  const { context } = turn
  const allowed = setting(turn, 'leader.imbalance.per.broker.percentage') / 100
  for (const [brokerId, partitions] of byPreferredReplica(context)) {
    const elsewhere = partitions.filter((name) => {
      const leader = context.leadership.get(name)?.leader
      return leader !== undefined && leader !== brokerId
    })
    if (elsewhere.length / partitions.length <= allowed) continue
    const candidates = elsewhere.filter(
      (name) =>
        isReplicaOnline(context, { topicPartition: name, brokerId }) &&
        context.partitionsBeingReassigned.size === 0 &&
        !isQueuedForDeletion(context, name) &&
        context.allTopics.has(topicOf(name)),
    )
    elect(turn, candidates, 'preferred', 'auto')
  }
}

function byPreferredReplica(context: ControllerContext): Map<number, TopicPartition[]> {
  const grouped = new Map<number, TopicPartition[]>()
  for (const name of allPartitions(context)) {
    const [preferred] = replicasOf(context, name)
    if (preferred === undefined || isQueuedForDeletion(context, name)) continue
    const group = grouped.get(preferred)
    if (group === undefined) grouped.set(preferred, [name])
    else group.push(name)
  }
  return grouped
}
