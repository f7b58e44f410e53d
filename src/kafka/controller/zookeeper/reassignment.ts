/**
 * Counterpart in Kafka: the reassignments of kafka.controller.KafkaController (KIP-455). A partition gets further replicas,
 * and once these are in sync loses those it is to lose. Where it stands, the topic's znode says, so that whoever is elected
 * next can go on.
 */
import { sameIds } from '../../common/same-ids.ts'
import { splitTopicPartition, type TopicPartition } from '../../common/topic-partition.ts'
import { decodeReassignments, encodeReassignments, encodeTopic, type Reassignment } from '../../znodes/znode-bodies.ts'
import { partitionStatePath, REASSIGN_PARTITIONS } from '../../znodes/znode-paths.ts'
import {
  type Assignment,
  assignmentOf,
  assignmentTo,
  isBeingReassigned,
  isReplicaOnline,
  liveOrShuttingDownBrokerIds,
  originReplicas,
  putAssignment,
  replicasOf,
  sameAssignment,
  targetReplicas,
} from './controller-context.ts'
import { changedTo } from './elections.ts'
import { once, putEvent, type Turn } from './event-turn.ts'
import { failure } from './failure.ts'
import { changePartitions } from './partition-state-machine.ts'
import { changeReplicas } from './replica-state-machine.ts'
import { addLeaderAndIsr, newBatch, sendBatch, sendUpdateMetadata } from './request-batch.ts'
import { tellOnce } from './tell-changes.ts'
import { markIneligible, resumeDeletionFor } from './topic-deletion-manager.ts'
import {
  deleteRecursive,
  exists,
  failsWith,
  getOne,
  getPartitionStates,
  setTopicAssignment,
  updateLeaderAndIsr,
  write,
} from './znode-requests.ts'

/** Begins, goes on with or completes what `to` says, as far as that is possible now (onPartitionReassignment). */
export function reassignPartition(turn: Turn, name: TopicPartition, to: Assignment): void {
  const { topic } = splitTopicPartition(name)
  markIneligible(turn, [topic])
  const before = assignmentOf(turn.context, name)
  updateCurrentReassignment(turn, name, to)
  if (isReassignmentComplete(turn, name, to)) {
    completeReassignment(turn, name, to)
    return tellReassigned(turn, name, before, to)
  }
  if (!sameAssignment(before, to)) {
    const { addingReplicas: adding, removingReplicas: removing } = to
    const replicas = targetReplicas(to)
    tellOnce(turn, { type: 'ReassignmentStarted', topicPartition: name, replicas, adding, removing })
  }
  updateLeaderEpochAndTell(turn, name, to)
  for (const brokerId of to.addingReplicas) changeReplicas(turn, [{ topicPartition: name, brokerId }], 'new')
}

/** Back to what it was before it began is taken back, not done. */
function tellReassigned(turn: Turn, topicPartition: TopicPartition, before: Assignment, to: Assignment): void {
  const { addingReplicas: added, removingReplicas: removed } = to
  const replicas = targetReplicas(to)
  const isBack = !isBeingReassigned(to) && isBeingReassigned(before) && sameIds(originReplicas(before), replicas)
  if (isBack) return tellOnce(turn, { type: 'ReassignmentCancelled', topicPartition, replicas })
  if (added.length + removed.length === 0 && sameIds(before.replicas, replicas)) return
  tellOnce(turn, { type: 'ReassignmentCompleted', topicPartition, replicas, added, removed })
}

function completeReassignment(turn: Turn, name: TopicPartition, to: Assignment): void {
  const { context } = turn
  const replicas = to.addingReplicas.map((brokerId) => ({ topicPartition: name, brokerId }))
  changeReplicas(turn, replicas, 'online')
  const completed = assignmentTo(targetReplicas(to))
  putAssignment(context, name, completed)
  moveLeaderIfRequired(turn, name, completed)
  stopRemovedReplicas(turn, name, to.removingReplicas)
  writeAssignment(turn, name, completed)
  forgetReassignment(turn, name, completed)
  sendUpdateMetadata(turn, liveOrShuttingDownBrokerIds(context), [name])
  resumeDeletionFor(turn, [splitTopicPartition(name).topic])
}

/** In ZooKeeper before in memory. Replicas that an earlier reassignment has added and this one does not want are stopped. */
function updateCurrentReassignment(turn: Turn, name: TopicPartition, to: Assignment): void {
  const { context } = turn
  const current = assignmentOf(context, name)
  if (!sameAssignment(current, to)) {
    writeAssignment(turn, name, to)
    putAssignment(context, name, to)
    stopRemovedReplicas(
      turn,
      name,
      current.replicas.filter((id) => !to.replicas.includes(id)),
    )
  }
  once(turn, () => turn.host.watchZnode(statePathOf(name)))
  context.partitionsBeingReassigned.add(name)
}

function statePathOf(name: TopicPartition): string {
  const { topic, partition } = splitTopicPartition(name)
  return partitionStatePath(topic, partition)
}

export function isReassignmentComplete(turn: Turn, name: TopicPartition, assignment: Assignment): boolean {
  if (!isBeingReassigned(assignment)) return true
  const isr = getPartitionStates(turn, [name]).get(name)?.isr
  return isr !== undefined && targetReplicas(assignment).every((id) => isr.includes(id))
}

function moveLeaderIfRequired(turn: Turn, name: TopicPartition, to: Assignment): void {
  const { context } = turn
  const leader = context.leadership.get(name)?.leader
  if (leader === undefined) throw failure('NoSuchElementException', `key not found: ${name}`)
  const mayStay = to.replicas.includes(leader) && isReplicaOnline(context, { topicPartition: name, brokerId: leader })
  if (mayStay) updateLeaderEpochAndTell(turn, name, to)
  else changePartitions(turn, [name], 'online', { type: 'reassign' })
}

function stopRemovedReplicas(turn: Turn, name: TopicPartition, brokerIds: readonly number[]): void {
  const replicas = brokerIds.map((brokerId) => ({ topicPartition: name, brokerId }))
  for (const state of ['offline', 'deletionStarted', 'deletionSuccessful', 'nonExistent'] as const) {
    changeReplicas(turn, replicas, state)
  }
}

function writeAssignment(turn: Turn, name: TopicPartition, to: Assignment): void {
  const { topic, partition } = splitTopicPartition(name)
  const error = setTopicAssignment(turn, topic, () => {
    const partitions = new Map(turn.context.assignments.get(topic)).set(partition, to)
    const rows = [...partitions].map(([id, each]) => ({ partition: id, ...each }))
    return encodeTopic(topic, rows)
  })
  if (error === 'NONODE') {
    const why = `Failed to update assignment for ${name} since the topic has no current assignment`
    throw failure('IllegalStateException', why)
  }
  if (error !== 'OK') throw failsWith(error)
}

function updateLeaderEpochAndTell(turn: Turn, name: TopicPartition, assignment: Assignment): void {
  updateLeaderEpoch(turn, name)
  const state = turn.context.leadership.get(name)
  if (state === undefined) return
  const batch = newBatch()
  addLeaderAndIsr(turn, batch, assignment.replicas, { topicPartition: name, state, assignment, isNew: false })
  sendBatch(turn, batch)
}

/** Leader and ISR stay; the leader has to hear of other replicas. */
function updateLeaderEpoch(turn: Turn, name: TopicPartition): void {
  const { context } = turn
  for (;;) {
    const state = getPartitionStates(turn, [name]).get(name)
    if (state === undefined) {
      const why = `Cannot update leader epoch for partition ${name} as leaderAndIsr path is empty. This could mean we somehow tried to reassign a partition that doesn't exist`
      throw failure('IllegalStateException', why)
    }
    if (state.controllerEpoch > context.epoch)
      throw failure('StateChangeFailedException', writtenByAnother(turn, state))
    const wanted = new Map([[name, changedTo(state, state.leader, state.isr)]])
    const { updated, failed } = updateLeaderAndIsr(turn, wanted)
    const why = failed.get(name)
    if (why !== undefined) throw why
    const written = updated.get(name)
    if (written === undefined) continue
    context.leadership.set(name, Object.freeze({ ...written, controllerEpoch: context.epoch }))
    return
  }
}

function writtenByAnother({ context }: Turn, { controllerEpoch }: { readonly controllerEpoch: number }): string {
  return `Leader and isr path written by another controller. This probably means the current controller with epoch ${context.epoch} went through a soft failure and another controller was elected with epoch ${controllerEpoch}. Aborting state change by this controller`
}

function forgetReassignment(turn: Turn, name: TopicPartition, { replicas }: Assignment): void {
  const { context, host } = turn
  once(turn, () => host.unwatchZnode(statePathOf(name)))
  removeFromZnode(turn, (each) => each.topicPartition === name && sameIds(each.replicas, replicas))
  context.partitionsBeingReassigned.delete(name)
}

export function readReassignments(turn: Turn): readonly Reassignment[] {
  const znode = getOne(turn, REASSIGN_PARTITIONS)
  return znode === null ? [] : decodeReassignments(znode.data)
}

/** From `/admin/reassign_partitions`, which is deleted with the last of them. */
export function removeFromZnode(turn: Turn, isDone: (reassignment: Reassignment) => boolean): void {
  const { controller } = turn
  if (!exists(turn, REASSIGN_PARTITIONS)) return
  const left = readReassignments(turn).filter((each) => !isDone(each))
  if (left.length === 0) {
    deleteRecursive(turn, REASSIGN_PARTITIONS)
    // The next one must be noticed, and the watch is gone.
    once(turn, () => putEvent(controller, { type: 'ZkPartitionReassignment' }))
    return
  }
  const data = encodeReassignments(left)
  const [set] = write(turn, [{ type: 'setData', path: REASSIGN_PARTITIONS, data, version: -1 }])
  if (set === undefined || set.error === 'OK') return
  if (set.error !== 'NONODE') throw failsWith(set.error)
  const create = { type: 'create', path: REASSIGN_PARTITIONS, data, ephemeral: false, sequential: false } as const
  const [created] = write(turn, [create])
  if (created !== undefined && created.error !== 'OK') throw failsWith(created.error)
}

/** Those that are under way when a broker comes, or a controller is elected (maybeResumeReassignments). */
export function resumeReassignments(turn: Turn, isMeant: (name: TopicPartition, to: Assignment) => boolean): void {
  for (const name of [...turn.context.partitionsBeingReassigned]) {
    const assignment = assignmentOf(turn.context, name)
    if (isMeant(name, assignment)) reassignPartition(turn, name, assignment)
  }
}

export function hasReplicas(turn: Turn, name: TopicPartition): boolean {
  return replicasOf(turn.context, name).length > 0
}
