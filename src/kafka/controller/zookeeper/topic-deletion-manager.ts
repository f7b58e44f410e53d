/**
 * Counterpart in Kafka: kafka.controller.TopicDeletionManager. A topic that is to go waits until all its replicas are on
 * brokers that live and none is being moved; then its replicas are deleted, and its znodes once all of them are.
 */
import { configPath, DELETE_TOPICS, deleteTopicPath, topicPath } from '../../znodes/znode-paths.ts'
import {
  isReplicaOnline,
  liveOrShuttingDownBrokerIds,
  partitionsOfTopic,
  type Replica,
  removeTopic,
  replicaStateOf,
  replicasInState,
  replicasOfTopic,
  topicOf,
} from './controller-context.ts'
import { once, type Turn } from './event-turn.ts'
import { changePartitions } from './partition-state-machine.ts'
import { changeReplicas } from './replica-state-machine.ts'
import { sendUpdateMetadata } from './request-batch.ts'
import { tellOnce } from './tell-changes.ts'
import { deleteAll, deleteRecursive, getChildren } from './znode-requests.ts'

/** delete.topic.enable */
function isEnabled({ host }: Turn): boolean {
  return host.config.properties['delete.topic.enable']?.trim().toLowerCase() !== 'false'
}

/** Once a controller has been elected. */
export function initializeDeletions(turn: Turn): void {
  const { context } = turn
  const toBeDeleted = getChildren(turn, DELETE_TOPICS)
  const isOffline = (replica: Replica) => !isReplicaOnline(context, replica)
  const ineligible = new Set([...context.partitionsBeingReassigned].map(topicOf))
  for (const topic of context.allTopics) if (replicasOfTopic(context, topic).some(isOffline)) ineligible.add(topic)
  if (!isEnabled(turn)) return deleteAll(turn, toBeDeleted.map(deleteTopicPath))
  for (const topic of toBeDeleted) {
    context.topicsToBeDeleted.add(topic)
    if (ineligible.has(topic)) context.topicsIneligibleForDeletion.add(topic)
  }
}

export function tryTopicDeletion(turn: Turn): void {
  if (isEnabled(turn)) resumeDeletions(turn)
}

/** Somebody has put topics into `/admin/delete_topics`. */
export function processTopicDeletion(turn: Turn): void {
  const { context } = turn
  const wanted = getChildren(turn, DELETE_TOPICS)
  const unknown = wanted.filter((topic) => !context.allTopics.has(topic))
  if (unknown.length > 0) deleteAll(turn, unknown.map(deleteTopicPath))
  const known = wanted.filter((topic) => context.allTopics.has(topic))
  if (!isEnabled(turn)) return deleteAll(turn, known.map(deleteTopicPath))
  if (known.length === 0) return
  // Kafka marks those that are being moved before they are in the list, which marks nothing: they are deleted all the same.
  for (const topic of known) context.topicsToBeDeleted.add(topic)
  resumeDeletions(turn)
}

/** A broker that has some of their replicas is back, or one of their partitions has finished to move. */
export function resumeDeletionFor(turn: Turn, topics: readonly string[]): void {
  const { topicsToBeDeleted, topicsIneligibleForDeletion } = turn.context
  const resumed = topics.filter((topic) => topicsToBeDeleted.has(topic))
  if (!isEnabled(turn) || resumed.length === 0) return
  for (const topic of resumed) topicsIneligibleForDeletion.delete(topic)
  resumeDeletions(turn)
}

/** Their broker is gone, or has answered that it could not. */
export function failReplicaDeletion(turn: Turn, replicas: readonly Replica[]): void {
  const failed = ofTopicsToBeDeleted(turn, replicas)
  if (!isEnabled(turn) || failed.length === 0) return
  changeReplicas(turn, failed, 'deletionIneligible')
  markIneligible(
    turn,
    failed.map(({ topicPartition }) => topicOf(topicPartition)),
  )
  resumeDeletions(turn)
}

export function completeReplicaDeletion(turn: Turn, replicas: readonly Replica[]): void {
  changeReplicas(turn, ofTopicsToBeDeleted(turn, replicas), 'deletionSuccessful')
  resumeDeletions(turn)
}

function ofTopicsToBeDeleted({ context }: Turn, replicas: readonly Replica[]): Replica[] {
  return replicas.filter(({ topicPartition }) => context.topicsToBeDeleted.has(topicOf(topicPartition)))
}

export function markIneligible({ context }: Turn, topics: readonly string[]): void {
  for (const topic of topics) {
    if (context.topicsToBeDeleted.has(topic)) context.topicsIneligibleForDeletion.add(topic)
  }
}

function resumeDeletions(turn: Turn): void {
  const { context } = turn
  const toRetry: string[] = []
  const toDelete: string[] = []
  for (const topic of [...context.topicsToBeDeleted]) {
    const states = replicasOfTopic(context, topic).map((replica) => replicaStateOf(context, replica))
    if (states.every((state) => state === 'deletionSuccessful')) completeDeletion(turn, topic)
    else if (!states.includes('deletionStarted') && states.includes('deletionIneligible')) toRetry.push(topic)
    // One that has just been completed is to be deleted no more.
    const isUnderWay = states.includes('deletionStarted')
    const isEligible = context.topicsToBeDeleted.has(topic) && !context.topicsIneligibleForDeletion.has(topic)
    if (isEligible && !isUnderWay) toDelete.push(topic)
  }
  const failed = toRetry.flatMap((topic) => replicasInState(context, topic, 'deletionIneligible'))
  changeReplicas(turn, failed, 'offline')
  if (toDelete.length > 0) deleteTopics(turn, toDelete)
}

function completeDeletion(turn: Turn, topic: string): void {
  const { context, host } = turn
  // A topic of the same name may come into being before the old one is out of the list of topics.
  context.watchedTopics.delete(topic)
  once(turn, () => host.unwatchZnode(topicPath(topic)))
  changeReplicas(turn, replicasInState(context, topic, 'deletionSuccessful'), 'nonExistent')
  context.topicsToBeDeleted.delete(topic)
  context.topicsWithDeletionStarted.delete(topic)
  deleteRecursive(turn, topicPath(topic))
  deleteAll(turn, [configPath('topics', topic)])
  deleteAll(turn, [deleteTopicPath(topic)])
  removeTopic(context, topic)
  tellOnce(turn, { type: 'TopicDeleted', topic })
}

function deleteTopics(turn: Turn, topics: readonly string[]): void {
  const { context } = turn
  const unseen = topics.filter((topic) => !context.topicsWithDeletionStarted.has(topic))
  const partitions = unseen.flatMap((topic) => partitionsOfTopic(context, topic))
  changePartitions(turn, partitions, 'offline')
  changePartitions(turn, partitions, 'nonExistent')
  for (const topic of unseen) context.topicsWithDeletionStarted.add(topic)
  // Brokers stop serving what goes.
  const going = topics.flatMap((topic) => partitionsOfTopic(context, topic))
  sendUpdateMetadata(turn, liveOrShuttingDownBrokerIds(context), going)
  deleteReplicas(turn, topics)
}

/** Replicas on brokers that are down cannot be: their topics wait. */
function deleteReplicas(turn: Turn, topics: readonly string[]): void {
  const { context } = turn
  const replicas = topics.flatMap((topic) => replicasOfTopic(context, topic))
  const isOnline = (replica: Replica) => isReplicaOnline(context, replica)
  const dead = replicas.filter((replica) => !isOnline(replica))
  const alive = replicas.filter(
    (replica) => isOnline(replica) && replicaStateOf(context, replica) !== 'deletionSuccessful',
  )
  changeReplicas(turn, dead, 'deletionIneligible')
  changeReplicas(turn, alive, 'offline')
  changeReplicas(turn, alive, 'deletionStarted')
  markIneligible(
    turn,
    dead.map(({ topicPartition }) => topicOf(topicPartition)),
  )
}
