/** Counterpart in Kafka: what KafkaController does when brokers come, go, come back unnoticed or have other addresses. */
import type { TopicPartition } from '../../common/topic-partition.ts'
import { decodeLogDirEvent } from '../../znodes/znode-bodies.ts'
import { brokerIdPath, LOG_DIR_EVENTS } from '../../znodes/znode-paths.ts'
import {
  isQueuedForDeletion,
  isReplicaOnline,
  type LiveBroker,
  liveOrShuttingDownBrokerIds,
  type Replica,
  replicasOnBrokers,
  targetReplicas,
  topicOf,
} from './controller-context.ts'
import type { EventOf } from './controller-event.ts'
import { once, type Turn } from './event-turn.ts'
import { bringOnline, changePartitions } from './partition-state-machine.ts'
import { resumeReassignments } from './reassignment.ts'
import { changeReplicas } from './replica-state-machine.ts'
import { sendUpdateMetadata } from './request-batch.ts'
import { tellOnce } from './tell-changes.ts'
import { failReplicaDeletion, resumeDeletionFor } from './topic-deletion-manager.ts'
import { deleteAll, exists, getBroker, getBrokers, getChildren, getData } from './znode-requests.ts'

/** The children of `/brokers/ids` have changed. */
export function processBrokerChange(turn: Turn): void {
  const { context, host } = turn
  const current = new Map(getBrokers(turn).map((broker) => [broker.brokerId, broker]))
  const known = new Map(context.liveBrokers)
  const fresh = [...current.values()].filter(({ brokerId }) => !known.has(brokerId))
  const dead = [...known.keys()].filter((brokerId) => !current.has(brokerId)).sort((a, b) => a - b)
  // One that was gone and is back: its znode was made by a later transaction.
  const bounced = [...current.values()].filter(({ brokerId, epoch }) => epoch > (known.get(brokerId)?.epoch ?? epoch))
  const bouncedIds = bounced.map(({ brokerId }) => brokerId)
  for (const broker of fresh) once(turn, () => host.addBroker(broker))
  for (const brokerId of bouncedIds) once(turn, () => host.removeBroker(brokerId))
  for (const broker of bounced) once(turn, () => host.addBroker(broker))
  for (const brokerId of dead) once(turn, () => host.removeBroker(brokerId))
  addLive(turn, fresh)
  if (fresh.length > 0)
    onBrokersStarted(
      turn,
      fresh.map(({ brokerId }) => brokerId),
    )
  if (bounced.length > 0) {
    for (const brokerId of bouncedIds) context.liveBrokers.delete(brokerId)
    onBrokersFailed(turn, bouncedIds)
    addLive(turn, bounced)
    onBrokersStarted(turn, bouncedIds)
  }
  for (const brokerId of dead) context.liveBrokers.delete(brokerId)
  if (dead.length > 0) onBrokersFailed(turn, dead)
}

function addLive(turn: Turn, brokers: readonly LiveBroker[]): void {
  for (const broker of brokers) {
    const { brokerId, epoch } = broker
    turn.context.liveBrokers.set(brokerId, broker)
    const isEmpty = replicasOnBrokers(turn.context, [brokerId]).length === 0 ? ({ isEmpty: true } as const) : {}
    tellOnce(turn, { type: 'BrokerAppeared', broker: brokerId, brokerEpoch: epoch, ...isEmpty })
  }
}

function onBrokersStarted(turn: Turn, brokerIds: readonly number[]): void {
  const { context } = turn
  for (const brokerId of brokerIds) context.replicasOnOfflineDirs.delete(brokerId)
  // The others hear of the new ones, and these of all there is, before anybody is made leader.
  const others = liveOrShuttingDownBrokerIds(context).filter((brokerId) => !brokerIds.includes(brokerId))
  sendUpdateMetadata(turn, others, [])
  sendUpdateMetadata(turn, brokerIds, [...context.leadership.keys()])
  const replicas = replicasOnBrokers(context, brokerIds)
  changeReplicas(turn, replicas, 'online')
  bringOnline(turn)
  resumeReassignments(turn, (_, to) => targetReplicas(to).some((brokerId) => brokerIds.includes(brokerId)))
  const going = replicas.filter(({ topicPartition }) => isQueuedForDeletion(context, topicPartition))
  if (going.length > 0)
    resumeDeletionFor(turn, [...new Set(going.map(({ topicPartition }) => topicOf(topicPartition)))])
  watchBrokers(turn, brokerIds)
}

export function watchBrokers(turn: Turn, brokerIds: readonly number[]): void {
  for (const brokerId of brokerIds) {
    once(turn, () => turn.host.watchZnode(brokerIdPath(brokerId)))
    exists(turn, brokerIdPath(brokerId))
    turn.context.watchedBrokers.add(brokerId)
  }
}

export function unwatchBrokers(turn: Turn, brokerIds: readonly number[]): void {
  for (const brokerId of brokerIds) {
    if (turn.context.watchedBrokers.delete(brokerId)) once(turn, () => turn.host.unwatchZnode(brokerIdPath(brokerId)))
  }
}

function onBrokersFailed(turn: Turn, brokerIds: readonly number[]): void {
  const { context } = turn
  for (const brokerId of brokerIds) {
    const reason = context.shuttingDownBrokerIds.has(brokerId) ? 'shutdown' : 'sessionEnded'
    tellOnce(turn, { type: 'BrokerDisappeared', broker: brokerId, reason })
    context.replicasOnOfflineDirs.delete(brokerId)
    context.shuttingDownBrokerIds.delete(brokerId)
  }
  onReplicasOffline(turn, replicasOnBrokers(context, brokerIds))
  unwatchBrokers(turn, brokerIds)
}

/** Leaders first, so that nobody waits longer than he must; then they leave the ISRs they followed in. */
function onReplicasOffline(turn: Turn, replicas: readonly Replica[]): void {
  const { context } = turn
  const isGoing = ({ topicPartition }: Replica) => isQueuedForDeletion(context, topicPartition)
  const withoutLeader: TopicPartition[] = []
  for (const [topicPartition, { leader }] of context.leadership) {
    const isLed = isReplicaOnline(context, { topicPartition, brokerId: leader })
    if (!isLed && !isQueuedForDeletion(context, topicPartition)) withoutLeader.push(topicPartition)
  }
  changePartitions(turn, withoutLeader, 'offline')
  bringOnline(turn)
  changeReplicas(
    turn,
    replicas.filter((replica) => !isGoing(replica)),
    'offline',
  )
  failReplicaDeletion(turn, replicas.filter(isGoing))
  if (withoutLeader.length === 0) sendUpdateMetadata(turn, liveOrShuttingDownBrokerIds(context), [])
}

/** The data of a broker's znode has changed. */
export function processBrokerModification(turn: Turn, brokerId: number): void {
  const { context } = turn
  const now = getBroker(turn, brokerId)
  const before = context.liveBrokers.get(brokerId)
  if (now === null || before === undefined || now.endpoints.join() === before.endpoints.join()) return
  context.liveBrokers.set(brokerId, Object.freeze({ ...now, epoch: before.epoch }))
  sendUpdateMetadata(turn, liveOrShuttingDownBrokerIds(context), [])
}

/** A broker has lost a log directory: what is in it, its answers say (KAFKA_STORAGE_ERROR). */
export function processLogDirEvents(turn: Turn): void {
  const paths = getChildren(turn, LOG_DIR_EVENTS).map((name) => `${LOG_DIR_EVENTS}/${name}`)
  const brokerIds = getData(turn, paths).flatMap((znode) => (znode === null ? [] : [decodeLogDirEvent(znode.data)]))
  for (const broker of brokerIds) tellOnce(turn, { type: 'LogDirectoryReported', broker })
  changeReplicas(turn, replicasOnBrokers(turn.context, brokerIds), 'online')
  deleteAll(turn, paths)
}

/** Which replicas a broker has on directories that are gone. */
export function processLeaderAndIsrResponse(turn: Turn, event: EventOf<'LeaderAndIsrResponseReceived'>): void {
  const { context } = turn
  const { response, brokerId } = event
  if (response.errorCode !== 'NONE') return
  const before = context.replicasOnOfflineDirs.get(brokerId) ?? new Set<TopicPartition>()
  const after = new Set(before)
  for (const { topicPartition, errorCode } of response.partitionErrors) {
    if (errorCode === 'NONE') after.delete(topicPartition)
    else if (errorCode === 'KAFKA_STORAGE_ERROR') after.add(topicPartition)
  }
  if (after.size === 0) context.replicasOnOfflineDirs.delete(brokerId)
  else context.replicasOnOfflineDirs.set(brokerId, after)
  const lost = [...after].filter((name) => !before.has(name))
  if (lost.length > 0) {
    onReplicasOffline(
      turn,
      lost.map((topicPartition) => ({ topicPartition, brokerId })),
    )
  }
}
