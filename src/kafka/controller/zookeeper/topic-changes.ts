/** Counterpart in Kafka: what KafkaController does when topics come, grow, or have other ISRs. */
import { splitTopicPartition, type TopicPartition } from '../../common/topic-partition.ts'
import { decodePartitions, encodeTopic } from '../../znodes/znode-bodies.ts'
import { ISR_CHANGES, partitionsPath, topicPath } from '../../znodes/znode-paths.ts'
import {
  assignmentOf,
  liveOrShuttingDownBrokerIds,
  putAssignment,
  removeTopic,
  replicasForPartitions,
  replicasOf,
} from './controller-context.ts'
import { once, type Turn } from './event-turn.ts'
import { changePartitions } from './partition-state-machine.ts'
import { changeReplicas } from './replica-state-machine.ts'
import { sendUpdateMetadata } from './request-batch.ts'
import { tellOnce } from './tell-changes.ts'
import {
  type AssignedPartition,
  deleteAll,
  failsWith,
  getAssignments,
  getChildren,
  getData,
  getPartitionStates,
  getTopics,
  setTopicAssignment,
} from './znode-requests.ts'

/** The children of `/brokers/topics` have changed. */
export function processTopicChange(turn: Turn): void {
  const { context } = turn
  const topics = getTopics(turn)
  const fresh = topics.filter((topic) => !context.allTopics.has(topic))
  const gone = [...context.allTopics].filter((topic) => !topics.includes(topic))
  context.allTopics.clear()
  for (const topic of topics) context.allTopics.add(topic)
  watchTopics(turn, fresh)
  const added = getAssignments(turn, fresh)
  for (const topic of gone) removeTopic(context, topic)
  putAssignments(turn, added)
  tellTopics(turn, added)
  createPartitions(turn, added)
}

export function watchTopics(turn: Turn, topics: readonly string[]): void {
  for (const topic of topics) {
    turn.context.watchedTopics.add(topic)
    once(turn, () => turn.host.watchZnode(topicPath(topic)))
  }
}

function putAssignments({ context }: Turn, added: readonly AssignedPartition[]): void {
  for (const { topicPartition: name, assignment } of added) putAssignment(context, name, assignment)
}

function tellTopics(turn: Turn, added: readonly AssignedPartition[]): void {
  const sizes = new Map<string, { partitions: number; replicationFactor: number }>()
  for (const { topicPartition: name, assignment } of added) {
    const { topic } = splitTopicPartition(name)
    const partitions = (sizes.get(topic)?.partitions ?? 0) + 1
    sizes.set(topic, { partitions, replicationFactor: assignment.replicas.length })
  }
  for (const [topic, size] of sizes) tellOnce(turn, { type: 'TopicCreated', topic, ...size })
}

function createPartitions(turn: Turn, added: readonly AssignedPartition[]): void {
  const partitions = added.map(({ topicPartition: name }) => name)
  const replicas = replicasForPartitions(turn.context, partitions)
  changePartitions(turn, partitions, 'new')
  changeReplicas(turn, replicas, 'new')
  changePartitions(turn, partitions, 'online', { type: 'offline', allowUnclean: false })
  changeReplicas(turn, replicas, 'online')
}

/** The data of a topic's znode has changed: it has more partitions, or they have other replicas, which is the controller's own doing. */
export function processPartitionModifications(turn: Turn, topic: string): void {
  const { context } = turn
  const read = getAssignments(turn, [topic])
  const added = read.filter(({ topicPartition: name }) => replicasOf(context, name).length === 0)
  if (added.length === 0) return
  // No partitions are added to what goes.
  if (context.topicsToBeDeleted.has(topic)) return restoreAssignment(turn, topic, read)
  const from = context.assignments.get(topic)?.size ?? 0
  putAssignments(turn, added)
  tellOnce(turn, { type: 'PartitionsAdded', topic, from, to: from + added.length })
  createPartitions(turn, added)
}

function restoreAssignment(turn: Turn, topic: string, read: readonly AssignedPartition[]): void {
  const existing = getChildren(turn, partitionsPath(topic))
  const rows = read
    .map(({ topicPartition: name }) => ({
      partition: splitTopicPartition(name).partition,
      ...assignmentOf(turn.context, name),
    }))
    .filter(({ partition }) => existing.includes(String(partition)))
  const error = setTopicAssignment(turn, topic, () => encodeTopic(topic, rows))
  if (error !== 'OK') throw failsWith(error)
}

/** Leaders have changed ISRs by themselves: everybody hears of that. */
export function processIsrChanges(turn: Turn): void {
  const { context } = turn
  const paths = getChildren(turn, ISR_CHANGES).map((name) => `${ISR_CHANGES}/${name}`)
  const znodes = getData(turn, paths)
  const partitions = znodes.flatMap((znode) => (znode === null ? [] : decodePartitions(znode.data)))
  if (partitions.length > 0) {
    readLeadership(turn, partitions)
    sendUpdateMetadata(turn, liveOrShuttingDownBrokerIds(context), [...new Set(partitions)])
  }
  deleteAll(turn, paths)
}

/** updateLeaderAndIsrCache */
export function readLeadership(turn: Turn, partitions: readonly TopicPartition[]): void {
  for (const [name, state] of getPartitionStates(turn, partitions)) turn.context.leadership.set(name, state)
}
