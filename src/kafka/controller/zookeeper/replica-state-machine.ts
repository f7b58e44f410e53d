/**
 * Counterpart in Kafka: kafka.controller.ZkReplicaStateMachine. What the controller has each replica be: new, online,
 * offline (out of the ISR, told to stop), or on its way to be deleted.
 */
import type { TopicPartition } from '../../common/topic-partition.ts'
import { inScala212GroupOrder } from '../../znodes/scala-map-order.ts'
import {
  allPartitions,
  assignmentOf,
  type ControllerContext,
  isQueuedForDeletion,
  isReplicaOnline,
  type LeaderAndIsr,
  type LeaderIsrAndControllerEpoch,
  liveOrShuttingDownBrokerIds,
  putAssignment,
  type Replica,
  type ReplicaState,
  replicaKey,
  replicaStateOf,
  replicasForPartitions,
  replicasOf,
  withoutReplica,
} from './controller-context.ts'
import { changedTo } from './elections.ts'
import type { Turn } from './event-turn.ts'
import { attempt, isFailure } from './failure.ts'
import {
  addLeaderAndIsr,
  addMetadata,
  addStopReplica,
  newBatch,
  type RequestBatch,
  sendBatch,
} from './request-batch.ts'
import { tellPartitionChange } from './tell-changes.ts'
import { decodeState, readPartitionStates, updateLeaderAndIsr } from './znode-requests.ts'

const FROM: { readonly [To in ReplicaState]: readonly ReplicaState[] } = {
  new: ['nonExistent'],
  online: ['new', 'online', 'offline', 'deletionIneligible'],
  offline: ['new', 'online', 'offline', 'deletionIneligible'],
  deletionStarted: ['offline'],
  deletionSuccessful: ['deletionStarted'],
  deletionIneligible: ['offline', 'deletionStarted'],
  nonExistent: ['deletionSuccessful'],
}

/** Once a controller has been elected. */
export function startReplicas(turn: Turn): void {
  const { context } = turn
  const replicas = replicasForPartitions(context, allPartitions(context))
  const isOnline = (replica: Replica) => isReplicaOnline(context, replica)
  for (const replica of replicas) putState(context, replica, isOnline(replica) ? 'online' : 'deletionIneligible')
  changeReplicas(turn, replicas.filter(isOnline), 'online')
  changeReplicas(
    turn,
    replicas.filter((replica) => !isOnline(replica)),
    'offline',
  )
}

function putState({ replicaStates }: ControllerContext, replica: Replica, state: ReplicaState): void {
  replicaStates.set(replicaKey(replica), state)
}

export function changeReplicas(turn: Turn, replicas: readonly Replica[], to: ReplicaState): void {
  if (replicas.length === 0) return
  attempt(() => {
    const batch = newBatch()
    const brokerIds = inScala212GroupOrder([...new Set(replicas.map(({ brokerId }) => brokerId))])
    for (const id of brokerIds) {
      const ofBroker = replicas.filter(({ brokerId }) => brokerId === id)
      changeOnBroker(turn, batch, ofBroker, to)
    }
    sendBatch(turn, batch)
  })
}

function changeOnBroker(turn: Turn, batch: RequestBatch, replicas: readonly Replica[], to: ReplicaState): void {
  const { context } = turn
  for (const replica of replicas) putState(context, replica, replicaStateOf(context, replica))
  const valid = replicas.filter((replica) => FROM[to].includes(replicaStateOf(context, replica)))
  if (to === 'offline') return takeOffline(turn, batch, valid)
  for (const replica of valid) changeOne(turn, batch, replica, to)
}

function changeOne(turn: Turn, batch: RequestBatch, replica: Replica, to: ReplicaState): void {
  const { context } = turn
  const { topicPartition, brokerId } = replica
  switch (to) {
    case 'new': {
      const state = context.leadership.get(topicPartition)
      // Whoever leads is nobody's follower.
      if (state?.leader === brokerId) return
      if (state !== undefined) tellReplica(turn, batch, replica, state, true)
      break
    }
    case 'online':
      bringReplicaOnline(turn, batch, replica)
      break
    case 'deletionStarted':
      addStopReplica(batch, brokerId, topicPartition, true)
      break
    case 'nonExistent':
      putAssignment(context, topicPartition, withoutReplica(assignmentOf(context, topicPartition), brokerId))
      context.replicaStates.delete(replicaKey(replica))
      return
    default:
      break
  }
  putState(context, replica, to)
}

/** It was told of its partition when it was new. */
function bringReplicaOnline(turn: Turn, batch: RequestBatch, replica: Replica): void {
  const { context } = turn
  const { topicPartition, brokerId } = replica
  if (replicaStateOf(context, replica) === 'new') {
    const assignment = assignmentOf(context, topicPartition)
    if (assignment.replicas.includes(brokerId)) return
    const replicas = Object.freeze([...assignment.replicas, brokerId])
    putAssignment(context, topicPartition, Object.freeze({ ...assignment, replicas }))
    return
  }
  const state = context.leadership.get(topicPartition)
  if (state !== undefined) tellReplica(turn, batch, replica, state, false)
}

function tellReplica(
  turn: Turn,
  batch: RequestBatch,
  { topicPartition, brokerId }: Replica,
  state: LeaderIsrAndControllerEpoch,
  isNew: boolean,
): void {
  const assignment = assignmentOf(turn.context, topicPartition)
  addLeaderAndIsr(turn, batch, [brokerId], { topicPartition, state, assignment, isNew })
}

/** All of one broker. It is told to stop, and those that stay hear of the ISR without it. */
function takeOffline(turn: Turn, batch: RequestBatch, replicas: readonly Replica[]): void {
  const { context } = turn
  const [first] = replicas
  if (first === undefined) return
  const { brokerId } = first
  for (const { topicPartition } of replicas) addStopReplica(batch, brokerId, topicPartition, false)
  const hasLeadership = ({ topicPartition }: Replica) => context.leadership.has(topicPartition)
  const led = replicas.filter(hasLeadership).map(({ topicPartition }) => topicPartition)
  for (const [topicPartition, state] of removeFromIsrs(turn, brokerId, led)) {
    if (!isQueuedForDeletion(context, topicPartition)) {
      const recipients = replicasOf(context, topicPartition).filter((id) => id !== brokerId)
      const assignment = assignmentOf(context, topicPartition)
      addLeaderAndIsr(turn, batch, recipients, { topicPartition, state, assignment, isNew: false })
    }
    putState(context, { topicPartition, brokerId }, 'offline')
  }
  for (const replica of replicas.filter((each) => !hasLeadership(each))) {
    addMetadata(turn, batch, liveOrShuttingDownBrokerIds(context), [replica.topicPartition])
    putState(context, replica, 'offline')
  }
}

/** Of those for which that could be found out and written. */
function removeFromIsrs(
  turn: Turn,
  brokerId: number,
  partitions: readonly TopicPartition[],
): ReadonlyMap<TopicPartition, LeaderIsrAndControllerEpoch> {
  const removed = new Map<TopicPartition, LeaderIsrAndControllerEpoch>()
  for (let remaining = partitions; remaining.length > 0; ) {
    remaining = removeFromIsrsOnce(turn, brokerId, remaining, removed)
  }
  return removed
}

/** Returns those whose state was changed by their leader while the controller was about to. */
function removeFromIsrsOnce(
  turn: Turn,
  brokerId: number,
  partitions: readonly TopicPartition[],
  removed: Map<TopicPartition, LeaderIsrAndControllerEpoch>,
): readonly TopicPartition[] {
  const { context } = turn
  const remember = (name: TopicPartition, state: LeaderAndIsr) => {
    const known = Object.freeze({ ...state, controllerEpoch: context.epoch })
    context.leadership.set(name, known)
    removed.set(name, known)
  }
  const rows = attempt(() => readPartitionStates(turn, partitions))
  if (isFailure(rows)) return []
  const before = new Map<TopicPartition, LeaderAndIsr>()
  const wanted = new Map<TopicPartition, LeaderAndIsr>()
  for (const { topicPartition: name, znode } of rows) {
    const state = znode === null ? null : decodeState(znode)
    // Written by a controller that was elected after this one, or not there at all.
    if (state === null || state.controllerEpoch > context.epoch) continue
    if (!state.isr.includes(brokerId)) {
      remember(name, state)
      continue
    }
    before.set(name, state)
    const isr = state.isr.length === 1 ? state.isr : state.isr.filter((id) => id !== brokerId)
    wanted.set(name, changedTo(state, state.leader === brokerId ? -1 : state.leader, isr))
  }
  const { updated, toRetry } = updateLeaderAndIsr(turn, wanted)
  for (const [name, state] of updated) {
    remember(name, state)
    tellPartitionChange(turn, name, before.get(name) as LeaderAndIsr, state, null)
  }
  return toRetry
}
