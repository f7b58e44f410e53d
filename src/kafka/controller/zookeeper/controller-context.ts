/**
 * Counterpart in Kafka: kafka.controller.ControllerContext. What the controller remembers of the cluster between events;
 * all of it stands in ZooKeeper too, and is read anew by whoever is elected. Values are frozen and replaced, never changed.
 */
import { sameIds } from '../../common/same-ids.ts'
import { splitTopicPartition, type TopicPartition, topicPartition } from '../../common/topic-partition.ts'

/** Replicas that are added and removed belong to a reassignment that goes on. */
export interface Assignment {
  readonly replicas: readonly number[]
  readonly addingReplicas: readonly number[]
  readonly removingReplicas: readonly number[]
}

export interface LeaderAndIsr {
  /** -1: none. */
  readonly leader: number
  readonly leaderEpoch: number
  readonly isr: readonly number[]
  /** Of the partition's state znode, as it was read or written last. */
  readonly zkVersion: number
}

export interface LeaderIsrAndControllerEpoch extends LeaderAndIsr {
  readonly controllerEpoch: number
}

export interface LiveBroker {
  readonly brokerId: number
  /** czxid of its znode. */
  readonly epoch: number
  readonly host: string
  readonly port: number
  readonly rack: string | null
  readonly endpoints: readonly string[]
}

export interface Replica {
  readonly topicPartition: TopicPartition
  readonly brokerId: number
}

export type PartitionState = 'new' | 'online' | 'offline' | 'nonExistent'

export type ReplicaState =
  | 'new'
  | 'online'
  | 'offline'
  | 'deletionStarted'
  | 'deletionSuccessful'
  | 'deletionIneligible'
  | 'nonExistent'

export interface ControllerContext {
  /** As this broker believes; -1 where it knows of none. */
  activeControllerId: number
  epoch: number
  /** Version of `/controller_epoch`, which every write of the controller's depends on. */
  epochZkVersion: number
  readonly liveBrokers: Map<number, LiveBroker>
  readonly shuttingDownBrokerIds: Set<number>
  readonly allTopics: Set<string>
  /** By topic and partition. */
  readonly assignments: Map<string, Map<number, Assignment>>
  readonly leadership: Map<TopicPartition, LeaderIsrAndControllerEpoch>
  readonly partitionsBeingReassigned: Set<TopicPartition>
  readonly partitionStates: Map<TopicPartition, PartitionState>
  /** By `replicaKey`. */
  readonly replicaStates: Map<string, ReplicaState>
  readonly replicasOnOfflineDirs: Map<number, ReadonlySet<TopicPartition>>
  readonly topicsToBeDeleted: Set<string>
  readonly topicsWithDeletionStarted: Set<string>
  readonly topicsIneligibleForDeletion: Set<string>
  /** Brokers whose znodes are watched for other addresses, and topics watched for other assignments. */
  readonly watchedBrokers: Set<number>
  readonly watchedTopics: Set<string>
}

export function emptyControllerContext(): ControllerContext {
  return {
    ...{ activeControllerId: -1, epoch: 0, epochZkVersion: 0 },
    ...{ liveBrokers: new Map(), shuttingDownBrokerIds: new Set() },
    ...{ allTopics: new Set(), assignments: new Map(), leadership: new Map() },
    ...{ partitionsBeingReassigned: new Set(), partitionStates: new Map(), replicaStates: new Map() },
    ...{ replicasOnOfflineDirs: new Map(), topicsToBeDeleted: new Set(), topicsWithDeletionStarted: new Set() },
    ...{ topicsIneligibleForDeletion: new Set(), watchedBrokers: new Set(), watchedTopics: new Set() },
  }
}

/** What happens to the copy leaves the other as it is. */
export function copyControllerContext(context: ControllerContext): ControllerContext {
  const assignments = new Map<string, Map<number, Assignment>>()
  for (const [topic, partitions] of context.assignments) assignments.set(topic, new Map(partitions))
  return {
    activeControllerId: context.activeControllerId,
    epoch: context.epoch,
    epochZkVersion: context.epochZkVersion,
    liveBrokers: new Map(context.liveBrokers),
    shuttingDownBrokerIds: new Set(context.shuttingDownBrokerIds),
    allTopics: new Set(context.allTopics),
    assignments,
    leadership: new Map(context.leadership),
    partitionsBeingReassigned: new Set(context.partitionsBeingReassigned),
    partitionStates: new Map(context.partitionStates),
    replicaStates: new Map(context.replicaStates),
    replicasOnOfflineDirs: new Map(context.replicasOnOfflineDirs),
    topicsToBeDeleted: new Set(context.topicsToBeDeleted),
    topicsWithDeletionStarted: new Set(context.topicsWithDeletionStarted),
    topicsIneligibleForDeletion: new Set(context.topicsIneligibleForDeletion),
    watchedBrokers: new Set(context.watchedBrokers),
    watchedTopics: new Set(context.watchedTopics),
  }
}

/** A controller that has resigned remembers nothing but who it takes for the controller now. */
export function resetContext(context: ControllerContext): void {
  const { activeControllerId } = context
  Object.assign(context, emptyControllerContext(), { activeControllerId })
}

export function replicaKey({ topicPartition: name, brokerId }: Replica): string {
  return `${name}/${brokerId}`
}

export function topicOf(name: TopicPartition): string {
  return splitTopicPartition(name).topic
}

export const NO_ASSIGNMENT: Assignment = Object.freeze({
  replicas: Object.freeze([]),
  addingReplicas: Object.freeze([]),
  removingReplicas: Object.freeze([]),
})

export function assignmentTo(replicas: readonly number[]): Assignment {
  return Object.freeze({ ...NO_ASSIGNMENT, replicas: Object.freeze([...replicas]) })
}

export function assignmentOf({ assignments }: ControllerContext, name: TopicPartition): Assignment {
  const { topic, partition } = splitTopicPartition(name)
  return assignments.get(topic)?.get(partition) ?? NO_ASSIGNMENT
}

export function replicasOf(context: ControllerContext, name: TopicPartition): readonly number[] {
  return assignmentOf(context, name).replicas
}

export function putAssignment({ assignments }: ControllerContext, name: TopicPartition, to: Assignment): void {
  const { topic, partition } = splitTopicPartition(name)
  const partitions = assignments.get(topic)
  if (partitions === undefined) assignments.set(topic, new Map([[partition, to]]))
  else partitions.set(partition, to)
}

export function allPartitions({ assignments }: ControllerContext): TopicPartition[] {
  return [...assignments].flatMap(([topic, partitions]) =>
    [...partitions.keys()].map((id) => topicPartition(topic, id)),
  )
}

export function partitionsOfTopic({ assignments }: ControllerContext, topic: string): TopicPartition[] {
  return [...(assignments.get(topic)?.keys() ?? [])].map((partition) => topicPartition(topic, partition))
}

export function replicasForPartitions(context: ControllerContext, partitions: Iterable<TopicPartition>): Replica[] {
  return [...partitions].flatMap((name) =>
    replicasOf(context, name).map((brokerId) => ({ topicPartition: name, brokerId })),
  )
}

export function replicasOfTopic(context: ControllerContext, topic: string): Replica[] {
  return replicasForPartitions(context, partitionsOfTopic(context, topic))
}

export function replicasOnBrokers(context: ControllerContext, brokerIds: readonly number[]): Replica[] {
  return replicasForPartitions(context, allPartitions(context)).filter(({ brokerId }) => brokerIds.includes(brokerId))
}

export function liveOrShuttingDownBrokerIds({ liveBrokers }: ControllerContext): number[] {
  return [...liveBrokers.keys()]
}

export function isLive({ liveBrokers, shuttingDownBrokerIds }: ControllerContext, brokerId: number): boolean {
  return liveBrokers.has(brokerId) && !shuttingDownBrokerIds.has(brokerId)
}

/** `orShuttingDown`: one that is about to leave counts too. */
export function isReplicaOnline(
  context: ControllerContext,
  { topicPartition: name, brokerId }: Replica,
  orShuttingDown = false,
): boolean {
  const isThere = orShuttingDown ? context.liveBrokers.has(brokerId) : isLive(context, brokerId)
  return isThere && context.replicasOnOfflineDirs.get(brokerId)?.has(name) !== true
}

export function onlineReplicasOf(context: ControllerContext, name: TopicPartition): number[] {
  return replicasOf(context, name).filter((brokerId) => isReplicaOnline(context, { topicPartition: name, brokerId }))
}

export function removeTopic(context: ControllerContext, topic: string): void {
  context.allTopics.delete(topic)
  context.assignments.delete(topic)
  for (const name of [...context.leadership.keys()]) if (topicOf(name) === topic) context.leadership.delete(name)
}

export function isQueuedForDeletion({ topicsToBeDeleted }: ControllerContext, name: TopicPartition): boolean {
  return topicsToBeDeleted.has(topicOf(name))
}

export function replicaStateOf({ replicaStates }: ControllerContext, replica: Replica): ReplicaState {
  return replicaStates.get(replicaKey(replica)) ?? 'nonExistent'
}

export function replicasInState(context: ControllerContext, topic: string, state: ReplicaState): Replica[] {
  return replicasOfTopic(context, topic).filter((replica) => replicaStateOf(context, replica) === state)
}

// What kafka.controller.ReplicaAssignment knows of itself.

export function isBeingReassigned({ addingReplicas, removingReplicas }: Assignment): boolean {
  return addingReplicas.length > 0 || removingReplicas.length > 0
}

export function originReplicas({ replicas, addingReplicas }: Assignment): number[] {
  return replicas.filter((id) => !addingReplicas.includes(id))
}

export function targetReplicas({ replicas, removingReplicas }: Assignment): number[] {
  return replicas.filter((id) => !removingReplicas.includes(id))
}

/** Targets first, in the order wished for; then those that will go. */
export function reassignTo(assignment: Assignment, target: readonly number[]): Assignment {
  const origin = originReplicas(assignment)
  const replicas = [...new Set([...target, ...origin])]
  return Object.freeze({
    replicas: Object.freeze(replicas),
    addingReplicas: Object.freeze(replicas.filter((id) => !origin.includes(id))),
    removingReplicas: Object.freeze(replicas.filter((id) => !target.includes(id))),
  })
}

export function withoutReplica(assignment: Assignment, brokerId: number): Assignment {
  const others = (ids: readonly number[]) => Object.freeze(ids.filter((id) => id !== brokerId))
  return Object.freeze({
    replicas: others(assignment.replicas),
    addingReplicas: others(assignment.addingReplicas),
    removingReplicas: others(assignment.removingReplicas),
  })
}

export function sameAssignment(a: Assignment, b: Assignment): boolean {
  return (
    sameIds(a.replicas, b.replicas) &&
    sameIds(a.addingReplicas, b.addingReplicas) &&
    sameIds(a.removingReplicas, b.removingReplicas)
  )
}
