/**
 * What there is to place on stage, without anything that changes from record to record. The layout depends on this
 * alone, so it stays the same object while records flow, and nothing on stage jumps.
 */
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'

export interface ReplicaRef {
  /** `orders-0@1` */
  readonly id: string
  readonly topicPartition: string
  readonly topic: string
  readonly partition: number
}

export interface BrokerContent {
  readonly node: string
  readonly id: number
  readonly replicas: readonly ReplicaRef[]
  /** Replicas of internal topics; empty while they are hidden. */
  readonly internalReplicas: readonly ReplicaRef[]
}

export interface GroupContent {
  /** Empty: consumers without a group. */
  readonly groupId: string
  readonly members: readonly string[]
}

export interface StageContent {
  readonly controllers: readonly string[]
  readonly brokers: readonly BrokerContent[]
  readonly producers: readonly string[]
  readonly groups: readonly GroupContent[]
  /** Decimal digits of the largest offset on show: cells are as wide as their text needs. */
  readonly offsetDigits: number
}

/** Reads the content out of an image, in an order that never depends on what arrived first. */
export function contentOf(image: ClusterImage, options: { readonly showInternal: boolean }): StageContent {
  const internalTopics = new Set<string>()
  for (const topic of image.topics.values()) if (topic.internal) internalTopics.add(topic.name)

  const byBroker = new Map<number, { user: ReplicaRef[]; internal: ReplicaRef[] }>()
  let largestOffset = 0
  for (const replica of image.replicas.values()) {
    const internal = internalTopics.has(replica.topic)
    if (!internal) largestOffset = Math.max(largestOffset, replica.logEndOffset)
    let lanes = byBroker.get(replica.broker)
    if (lanes === undefined) byBroker.set(replica.broker, (lanes = { user: [], internal: [] }))
    const { id, topicPartition, topic, partition } = replica
    if (!internal) lanes.user.push({ id, topicPartition, topic, partition })
    else if (options.showInternal) lanes.internal.push({ id, topicPartition, topic, partition })
  }

  const brokers = [...image.brokers.values()]
    .sort((a, b) => a.id - b.id)
    .map((broker) => ({
      node: broker.node,
      id: broker.id,
      replicas: (byBroker.get(broker.id)?.user ?? []).sort(byTopicThenPartition),
      internalReplicas: (byBroker.get(broker.id)?.internal ?? []).sort(byTopicThenPartition),
    }))

  return {
    controllers: [...image.controllers.values()].sort((a, b) => a.id - b.id).map((controller) => controller.node),
    brokers,
    producers: [...image.producers.keys()],
    groups: groupsOf(image),
    offsetDigits: Math.max(2, String(Math.max(0, largestOffset)).length),
  }
}

/** Equal texts mean equal content, whatever objects hold it. */
export function contentSignature(content: StageContent): string {
  const replicas = (refs: readonly ReplicaRef[]) => refs.map((replica) => replica.id).join(',')
  return [
    content.controllers.join(','),
    content.brokers.map((broker) => `${broker.node}:${replicas(broker.replicas)};${replicas(broker.internalReplicas)}`),
    content.producers.join(','),
    content.groups.map((group) => `${group.groupId}:${group.members.join(',')}`),
    content.offsetDigits,
  ].join('|')
}

/**
 * Groups in the order their first members were added, whether or not the coordinator knows them yet; then those without
 * members by name. The coordinators' own order would change with every failover, and groups would jump about.
 */
export function groupsOf(image: Pick<ClusterImage, 'groups' | 'members'>): GroupContent[] {
  const groups = new Map<string, string[]>()
  for (const member of image.members.values()) {
    const names = groups.get(member.groupId)
    if (names === undefined) groups.set(member.groupId, [member.name])
    else names.push(member.name)
  }
  const memberless = [...image.groups.keys()].filter((groupId) => !groups.has(groupId))
  for (const groupId of memberless.sort((a, b) => (a < b ? -1 : 1))) groups.set(groupId, [])
  return [...groups].map(([groupId, members]) => ({ groupId, members }))
}

function byTopicThenPartition(a: ReplicaRef, b: ReplicaRef): number {
  if (a.topic !== b.topic) return a.topic < b.topic ? -1 : 1
  return a.partition - b.partition
}
