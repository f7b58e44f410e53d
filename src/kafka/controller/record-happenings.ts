/** What a batch of metadata records means to people: read from the image before and after it. */

import { sameIds } from '../common/same-ids.ts'
import type { MetadataImage, PartitionRegistration } from '../metadata/metadata-image.ts'
import type { MetadataRecord } from '../metadata/metadata-records.ts'
import type { Happening } from '../observe/happenings.ts'
import { isReassignmentInProgress } from './reassignment-replicas.ts'

export interface Occasion {
  /** Who asked for a smaller ISR. */
  readonly isrBy: 'leader' | 'controller'
  /** Null: it was fenced before, and is no news. */
  readonly fencing: 'sessionExpired' | 'shutdown' | null
  /** The happening that led to it, where that is not what led to the event. */
  readonly causedBy?: number
}

type RecordOf<Type extends MetadataRecord['type']> = Extract<MetadataRecord, { readonly type: Type }>

/** Facts about partitions whose records are about to be applied; `after` looks at the image once they are. */
export interface PartitionsBefore {
  readonly partitions: ReadonlyMap<string, PartitionRegistration>
  readonly topicSizes: ReadonlyMap<string, number>
  /** Name of each deleted topic by its id. */
  readonly deleted: ReadonlyMap<string, string>
}

/** To be called before the records are applied. */
export function rememberBefore(image: MetadataImage, records: readonly MetadataRecord[]): PartitionsBefore {
  const partitions = new Map<string, PartitionRegistration>()
  const topicSizes = new Map<string, number>()
  const deleted = new Map<string, string>()
  for (const record of records) {
    if (record.type === 'RemoveTopicRecord') deleted.set(record.topicId, image.topicNames.get(record.topicId) ?? '')
    if (record.type !== 'PartitionChangeRecord' && record.type !== 'PartitionRecord') continue
    const topic = image.topics.get(image.topicNames.get(record.topicId) ?? '')
    if (topic === undefined) continue
    topicSizes.set(topic.name, topic.partitions.length)
    const partition = topic.partitions[record.partition]
    if (partition !== undefined) partitions.set(partition.topicPartition, partition)
  }
  return { partitions, topicSizes, deleted }
}

/**
 * To be called when the records have been applied. What happened to a broker comes first, though its record is the last:
 * the rest is what came of it.
 */
export function happeningsOf(
  image: MetadataImage,
  records: readonly MetadataRecord[],
  before: PartitionsBefore,
  occasion: Occasion,
): Happening[] {
  const happenings: Happening[] = []
  const consequences: Happening[] = []
  for (const record of records) {
    switch (record.type) {
      case 'RegisterBrokerRecord':
        happenings.push({ type: 'BrokerRegistered', broker: record.brokerId, brokerEpoch: record.brokerEpoch })
        break
      case 'UnregisterBrokerRecord':
        happenings.push({ type: 'BrokerUnregistered', broker: record.brokerId })
        break
      case 'BrokerRegistrationChangeRecord':
        if (record.fenced === true && occasion.fencing !== null)
          happenings.push({ type: 'BrokerFenced', broker: record.brokerId, reason: occasion.fencing })
        if (record.logDirs !== undefined) happenings.push({ type: 'LogDirectoryReported', broker: record.brokerId })
        if (record.fenced === false) happenings.push(unfenced(image, record.brokerId))
        break
      case 'PartitionChangeRecord':
        consequences.push(...partitionHappenings(image, record, before, occasion))
        break
      case 'RemoveTopicRecord':
        happenings.push({ type: 'TopicDeleted', topic: before.deleted.get(record.topicId) ?? '' })
        break
      default:
        break
    }
  }
  return [...happenings, ...consequences, ...topicHappenings(image, records, before)]
}

function partitionHappenings(
  image: MetadataImage,
  record: RecordOf<'PartitionChangeRecord'>,
  before: PartitionsBefore,
  occasion: Occasion,
): Happening[] {
  const after = image.topics.get(image.topicNames.get(record.topicId) ?? '')?.partitions[record.partition]
  const old = after === undefined ? undefined : before.partitions.get(after.topicPartition)
  if (after === undefined || old === undefined) return []
  const { topicPartition, isr } = after
  const happenings: Happening[] = []
  const moved = reassignmentHappening(old, after)
  const unclean = isUnclean(old, after, moved?.type === 'ReassignmentCancelled')
  const removed = old.isr.filter((id) => !isr.includes(id))
  const added = isr.filter((id) => !old.isr.includes(id))
  // Whoever is no replica any more has not fallen behind.
  const by = removed.some((id) => after.replicas.includes(id)) ? occasion.isrBy : 'controller'
  if (removed.length > 0) happenings.push({ type: 'IsrShrunk', topicPartition, removed, isr, by })
  if (added.length > 0 && !unclean) happenings.push({ type: 'IsrExpanded', topicPartition, added, isr })
  if (moved !== null) happenings.push(moved)
  if (after.leader === old.leader) return happenings
  happenings.push({
    type: 'LeaderElected',
    topicPartition,
    from: old.leader,
    to: after.leader,
    leaderEpoch: after.leaderEpoch,
    election: electionOf(old, after, unclean),
    isr,
  })
  return happenings
}

/**
 * An unclean election leaves its leader to recover, but for one by which a reassignment is taken back that only its newcomers
 * had kept in sync (PartitionReassignmentRevert). One that was not in the ISR before may still be a clean choice: the last
 * replica of a reassignment joins the ISR, and leads, by one and the same record.
 */
function isUnclean(
  { isr, eligibleLeaderReplicas }: PartitionRegistration,
  { leader, leaderRecoveryState }: PartitionRegistration,
  isTakenBack: boolean,
): boolean {
  if (leader === -1 || isr.includes(leader) || eligibleLeaderReplicas.includes(leader)) return false
  return isTakenBack || leaderRecoveryState === 'recovering'
}

function unfenced(image: MetadataImage, broker: number): Happening {
  for (const { partitions } of image.topics.values())
    for (const { replicas } of partitions) if (replicas.includes(broker)) return { type: 'BrokerUnfenced', broker }
  return { type: 'BrokerUnfenced', broker, isEmpty: true }
}

/** Null: nothing moves that did not before. */
function reassignmentHappening(old: PartitionRegistration, after: PartitionRegistration): Happening | null {
  const { topicPartition, replicas, addingReplicas: adding, removingReplicas: removing } = after
  if (isReassignmentInProgress(after)) {
    if (sameIds(old.addingReplicas, adding) && sameIds(old.removingReplicas, removing)) return null
    const target = replicas.filter((id) => !removing.includes(id))
    return { type: 'ReassignmentStarted', topicPartition, replicas: target, adding, removing }
  }
  const wasMoving = isReassignmentInProgress(old)
  if (!wasMoving && sameIds(old.replicas, replicas)) return null
  const origin = old.replicas.filter((id) => !old.addingReplicas.includes(id))
  const target = old.replicas.filter((id) => !old.removingReplicas.includes(id))
  if (wasMoving && !sameIds(target, replicas) && hasSameIds(origin, replicas))
    return { type: 'ReassignmentCancelled', topicPartition, replicas }
  const removed = origin.filter((id) => !replicas.includes(id))
  const added = replicas.filter((id) => !origin.includes(id))
  return { type: 'ReassignmentCompleted', topicPartition, replicas, added, removed }
}

/** In any order. */
function hasSameIds(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id))
}

function electionOf(
  old: PartitionRegistration,
  after: PartitionRegistration,
  unclean: boolean,
): 'clean' | 'preferred' | 'unclean' | 'none' {
  if (after.leader === -1) return 'none'
  if (unclean) return 'unclean'
  // The old leader could have gone on: only a preferred election takes over from such a one.
  return old.leader !== -1 && after.isr.includes(old.leader) && after.leader === after.replicas[0]
    ? 'preferred'
    : 'clean'
}

function topicHappenings(
  image: MetadataImage,
  records: readonly MetadataRecord[],
  before: PartitionsBefore,
): Happening[] {
  const happenings: Happening[] = []
  const created = new Set<string>()
  const grown = new Set<string>()
  const configured = new Map<string, string[]>()
  for (const record of records) {
    if (record.type === 'TopicRecord') created.add(record.name)
    else if (record.type === 'PartitionRecord') grown.add(image.topicNames.get(record.topicId) ?? '')
    else if (record.type === 'ConfigRecord' && record.resourceType === 'topic') {
      configured.set(record.resourceName, [...(configured.get(record.resourceName) ?? []), record.name])
    }
  }
  for (const name of grown) {
    const partitions = image.topics.get(name)?.partitions ?? []
    const from = before.topicSizes.get(name) ?? 0
    const replicationFactor = partitions[0]?.replicas.length ?? 0
    if (created.has(name))
      happenings.push({ type: 'TopicCreated', topic: name, partitions: partitions.length, replicationFactor })
    else happenings.push({ type: 'PartitionsAdded', topic: name, from, to: partitions.length })
  }
  for (const [topic, keys] of configured) {
    if (!created.has(topic)) happenings.push({ type: 'TopicConfigChanged', topic, keys })
  }
  return happenings
}
