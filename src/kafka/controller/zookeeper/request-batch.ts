/**
 * Counterpart in Kafka: kafka.controller.ControllerBrokerRequestBatch. What state changes have to say to brokers, gathered
 * and sent together: to each at most one LeaderAndIsr, one UpdateMetadata, and StopReplicas with and without deletion.
 */
import type { TopicPartition } from '../../common/topic-partition.ts'
import type { LeaderAndIsrRequest } from '../../protocol/leader-and-isr.ts'
import type { UpdateMetadataRequest } from '../../protocol/update-metadata.ts'
import {
  type Assignment,
  isQueuedForDeletion,
  isReplicaOnline,
  type LeaderIsrAndControllerEpoch,
  replicasOf,
} from './controller-context.ts'
import type { UnsentPush } from './controller-host.ts'
import type { ControllerTag } from './controller-state.ts'
import { once, type Turn } from './event-turn.ts'

type LeaderAndIsrRow = LeaderAndIsrRequest['partitionStates'][number]
type MetadataRow = UpdateMetadataRequest['partitionStates'][number]

export interface RequestBatch {
  readonly leaderAndIsr: Map<number, Map<TopicPartition, LeaderAndIsrRow>>
  readonly stopReplica: Map<number, { readonly topicPartition: TopicPartition; readonly deletes: boolean }[]>
  readonly metadataBrokers: Set<number>
  readonly metadata: Map<TopicPartition, MetadataRow>
}

export function newBatch(): RequestBatch {
  return { leaderAndIsr: new Map(), stopReplica: new Map(), metadataBrokers: new Set(), metadata: new Map() }
}

/** Of a partition whose topic goes: nobody leads it. */
const LEADER_DURING_DELETE = { leader: -2, leaderEpoch: 0, zkVersion: 0 }

export interface PartitionNews {
  readonly topicPartition: TopicPartition
  readonly state: LeaderIsrAndControllerEpoch
  readonly assignment: Assignment
  readonly isNew: boolean
}

/** All live brokers hear of the partition too, as clients may. */
export function addLeaderAndIsr(
  turn: Turn,
  batch: RequestBatch,
  brokerIds: readonly number[],
  { topicPartition, state, assignment, isNew }: PartitionNews,
): void {
  for (const brokerId of brokerIds) {
    if (brokerId < 0) continue
    const rows = batch.leaderAndIsr.get(brokerId) ?? new Map<TopicPartition, LeaderAndIsrRow>()
    batch.leaderAndIsr.set(brokerId, rows)
    const alreadyNew = rows.get(topicPartition)?.isNew === true
    rows.set(topicPartition, { topicPartition, ...state, ...assignment, isNew: isNew || alreadyNew })
  }
  addMetadata(turn, batch, [...turn.context.liveBrokers.keys()], [topicPartition])
}

export function addStopReplica(
  { stopReplica }: RequestBatch,
  brokerId: number,
  topicPartition: TopicPartition,
  deletes: boolean,
): void {
  if (brokerId < 0) return
  const rows = stopReplica.get(brokerId)
  if (rows === undefined) stopReplica.set(brokerId, [{ topicPartition, deletes }])
  else rows.push({ topicPartition, deletes })
}

/** A partition that has no leader yet is passed over. */
export function addMetadata(
  { context }: Turn,
  { metadata, metadataBrokers }: RequestBatch,
  brokerIds: readonly number[],
  partitions: readonly TopicPartition[],
): void {
  for (const brokerId of brokerIds) if (brokerId >= 0) metadataBrokers.add(brokerId)
  for (const topicPartition of partitions) {
    const state = context.leadership.get(topicPartition)
    if (state === undefined) continue
    const replicas = replicasOf(context, topicPartition)
    const isOffline = (brokerId: number) => !isReplicaOnline(context, { topicPartition, brokerId })
    metadata.set(topicPartition, {
      topicPartition,
      ...state,
      ...(isQueuedForDeletion(context, topicPartition) ? LEADER_DURING_DELETE : {}),
      replicas,
      offlineReplicas: replicas.filter(isOffline),
    })
  }
}

/** In this order; brokers that are gone get nothing. */
export function sendBatch(turn: Turn, batch: RequestBatch): void {
  for (const [brokerId, rows] of batch.leaderAndIsr) sendLeaderAndIsr(turn, brokerId, [...rows.values()])
  if (batch.metadataBrokers.size > 0) sendMetadata(turn, [...batch.metadataBrokers], [...batch.metadata.values()])
  for (const [brokerId, rows] of batch.stopReplica) {
    for (const deletes of [true, false]) {
      const wanted = rows.filter((row) => row.deletes === deletes).map(({ topicPartition }) => topicPartition)
      if (wanted.length > 0) sendStopReplica(turn, brokerId, wanted, deletes)
    }
  }
}

function sendLeaderAndIsr(turn: Turn, brokerId: number, partitionStates: readonly LeaderAndIsrRow[]): void {
  const { context } = turn
  const leaders = new Set(partitionStates.map(({ leader }) => leader))
  const liveLeaders = [...context.liveBrokers.values()]
    .filter((broker) => leaders.has(broker.brokerId))
    .map(({ brokerId: id, host, port }) => ({ brokerId: id, host, port }))
  const body = { type: 'LeaderAndIsrRequest', partitionStates, liveLeaders } as const
  send(turn, brokerId, body, { type: 'leaderAndIsr' })
}

function sendMetadata(turn: Turn, brokerIds: readonly number[], partitionStates: readonly MetadataRow[]): void {
  const liveBrokers = [...turn.context.liveBrokers.values()].map(({ brokerId, host, port, rack }) => ({
    ...{ brokerId, host, port, rack },
  }))
  for (const brokerId of brokerIds) {
    const body = { type: 'UpdateMetadataRequest', partitionStates, liveBrokers } as const
    send(turn, brokerId, body, { type: 'updateMetadata' })
  }
}

function sendStopReplica(turn: Turn, brokerId: number, topicPartitions: TopicPartition[], deletes: boolean): void {
  const body = { type: 'StopReplicaRequest', deletePartitions: deletes, topicPartitions } as const
  send(turn, brokerId, body, deletes ? { type: 'deleteReplicas' } : null)
}

type WithoutEpochs<Push> = Push extends UnsentPush
  ? Omit<Push, 'controllerId' | 'controllerEpoch' | 'brokerEpoch'>
  : never

function send(turn: Turn, brokerId: number, body: WithoutEpochs<UnsentPush>, tag: ControllerTag | null): void {
  const { context, host } = turn
  const broker = context.liveBrokers.get(brokerId)
  if (broker === undefined) return
  const epochs = { controllerId: host.brokerId, controllerEpoch: context.epoch, brokerEpoch: broker.epoch }
  once(turn, () => host.sendToBroker(brokerId, Object.freeze({ ...body, ...epochs }) as UnsentPush, tag))
}

/** Tells brokers what clients may hear of these partitions, and which brokers there are. */
export function sendUpdateMetadata(
  turn: Turn,
  brokerIds: readonly number[],
  partitions: readonly TopicPartition[],
): void {
  const batch = newBatch()
  addMetadata(turn, batch, brokerIds, partitions)
  sendBatch(turn, batch)
}
