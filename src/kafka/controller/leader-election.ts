/**
 * Counterpart in Kafka: the elections of org.apache.kafka.controller.ReplicationControlManager. Decides which partitions
 * change when a broker comes, goes or is asked for; who is elected is `partition-change-builder.ts`'s business.
 */

import { shownPartition, splitTopicPartition, type TopicPartition } from '../common/topic-partition.ts'
import type { MetadataImage, PartitionRegistration } from '../metadata/metadata-image.ts'
import { partitionOf } from '../metadata/metadata-image.ts'
import { topicConfigBoolean, topicConfigNumber, topicOverrides } from '../profile/effective-config.ts'
import { rulesOf } from '../profile/registry.ts'
import type { ElectLeadersRequest, ElectLeadersResponse } from '../protocol/elect-leaders.ts'
import { controllerLayers, imbalancePercentage } from './controller-config.ts'
import { type ApiError, apiError, type ControllerResult, NO_ERROR, plainError } from './controller-result.ts'
import type { ControllerState } from './controller-state.ts'
import { elrEnabled } from './features.ts'
import {
  buildPartitionChange,
  type PartitionChange,
  type PartitionChangeContext,
  type PartitionChangeRecord,
} from './partition-change-builder.ts'

const NO_LEADER = -1

/** Registered, unfenced and not on its way out: it may lead, and be in an ISR. */
export function isActiveBroker(image: MetadataImage, brokerId: number): boolean {
  const registration = image.brokers.get(brokerId)
  return registration !== undefined && !registration.fenced && !registration.inControlledShutdown
}

/** How many members of the ISR a partition needs, by the replication factor of partition 0. */
export function effectiveMinIsr(state: ControllerState, topic: string): number {
  const layers = controllerLayers(state)
  const minIsr = topicConfigNumber(layers, topicOverrides(state.image, topic), 'min.insync.replicas')
  const replicas = partitionOf(state.image, topic, 0)?.replicas.length ?? minIsr
  return rulesOf(state).replication.effectiveMinIsr(minIsr, replicas)
}

export function uncleanElectionEnabled(state: ControllerState, topic: string): boolean {
  const layers = controllerLayers(state)
  return topicConfigBoolean(layers, topicOverrides(state.image, topic), 'unclean.leader.election.enable')
}

/** What `buildPartitionChange` needs to know of the cluster; `isAcceptable` replaces "is active" where given. */
export function changeContext(
  state: ControllerState,
  topic: string,
  isAcceptable: (brokerId: number) => boolean = (brokerId) => isActiveBroker(state.image, brokerId),
): PartitionChangeContext {
  return {
    isAcceptableLeader: isAcceptable,
    image: state.image,
    minIsr: effectiveMinIsr(state, topic),
    elrEnabled: elrEnabled(state.image),
  }
}

/** Partitions of every topic, topics in the order of their creation. */
export function partitionsWhere(
  image: MetadataImage,
  wanted: (partition: PartitionRegistration) => boolean,
): PartitionRegistration[] {
  const found: PartitionRegistration[] = []
  for (const topic of image.topics.values()) {
    for (const partition of topic.partitions) if (wanted(partition)) found.push(partition)
  }
  return found
}

export interface BrokerChange {
  /** Leaves every ISR and may not lead. */
  readonly remove?: number
  /** May lead, though the image still has it fenced. */
  readonly add?: number
  /** Leaves ISR and ELR: it came back without what a clean stop would have kept. */
  readonly uncleanShutdown?: number
}

/** Records for what a broker's change means to `partitions` (generateLeaderAndIsrUpdates). */
export function leaderAndIsrUpdates(
  state: ControllerState,
  change: BrokerChange,
  partitions: readonly PartitionRegistration[],
): PartitionChangeRecord[] {
  const { remove = NO_LEADER, add = NO_LEADER, uncleanShutdown = NO_LEADER } = change
  const isAcceptable = (brokerId: number) =>
    brokerId !== remove && brokerId !== uncleanShutdown && (brokerId === add || isActiveBroker(state.image, brokerId))
  const records: PartitionChangeRecord[] = []
  for (const partition of partitions) {
    const record = buildPartitionChange(
      partition,
      {
        election: uncleanElectionEnabled(state, partition.topic) ? 'unclean' : 'online',
        targetIsr: partition.isr.filter((brokerId) => brokerId !== remove && brokerId !== uncleanShutdown),
        uncleanShutdownReplica: uncleanShutdown,
      },
      changeContext(state, partition.topic, isAcceptable),
    )
    if (record !== null) records.push(record)
  }
  return records
}

/** kafka-leader-election.sh and the like. Of "all partitions" only those are answered that needed an election. */
export function electLeaders(
  state: ControllerState,
  request: ElectLeadersRequest,
): ControllerResult<ElectLeadersResponse> {
  const records: PartitionChangeRecord[] = []
  const partitions: {
    topicPartition: TopicPartition
    errorCode: ApiError['errorCode']
    errorMessage: string | null
  }[] = []
  const all = request.topicPartitions === null
  const wanted =
    request.topicPartitions ?? partitionsWhere(state.image, () => true).map((partition) => partition.topicPartition)
  for (const topicPartition of wanted) {
    const result = electLeader(state, topicPartition, request.electionType)
    if (result.record !== null) records.push(result.record)
    if (!all || result.error.errorCode !== 'ELECTION_NOT_NEEDED') partitions.push({ topicPartition, ...result.error })
  }
  const { correlationId } = request
  return { records, response: { type: 'ElectLeadersResponse', correlationId, errorCode: 'NONE', partitions } }
}

function electLeader(
  state: ControllerState,
  topicPartition: TopicPartition,
  electionType: 'preferred' | 'unclean',
): { record: PartitionChangeRecord | null; error: ApiError } {
  const name = splitTopicPartition(topicPartition)
  const partition = partitionOf(state.image, name.topic, name.partition)
  if (partition === undefined) {
    const topicKnown = state.image.topics.has(name.topic)
    const what = topicKnown
      ? `No such partition as ${shownPartition(topicPartition)}`
      : `No such topic as ${name.topic}`
    return { record: null, error: apiError('UNKNOWN_TOPIC_OR_PARTITION', what) }
  }
  const needless =
    electionType === 'preferred' ? partition.leader === partition.replicas[0] : partition.leader !== NO_LEADER
  if (needless) return { record: null, error: plainError(state, 'ELECTION_NOT_NEEDED') }
  const record = buildPartitionChange(partition, { election: electionType }, changeContext(state, partition.topic))
  if (record !== null) return { record, error: NO_ERROR }
  return {
    record,
    error: plainError(
      state,
      electionType === 'preferred' ? 'PREFERRED_LEADER_NOT_AVAILABLE' : 'ELIGIBLE_LEADERS_NOT_AVAILABLE',
    ),
  }
}

/** Elections of one periodic run at most (ReplicationControlManager.maxElectionsPerImbalance). */
const MAX_ELECTIONS_PER_RUN = 1000

/** Back to the preferred leaders, wherever they can lead, of brokers that are imbalanced enough for it. */
export function balancePartitionLeaders(state: ControllerState): PartitionChangeRecord[] {
  const preferred = new Map<number, number>()
  const misplaced = new Map<number, number>()
  for (const { leader, replicas } of partitionsWhere(state.image, () => true)) {
    const [first = NO_LEADER] = replicas
    preferred.set(first, (preferred.get(first) ?? 0) + 1)
    if (leader !== first) misplaced.set(first, (misplaced.get(first) ?? 0) + 1)
  }
  const { isImbalanced } = rulesOf(state).controller
  const percentage = imbalancePercentage(state)
  const counts = (broker: number) => isImbalanced(misplaced.get(broker) ?? 0, preferred.get(broker) ?? 0, percentage)
  const due = partitionsWhere(
    state.image,
    ({ leader, replicas: [first = NO_LEADER] }) => leader !== first && counts(first),
  )
  return changes(state, due, { election: 'preferred' })
}

/** For partitions that were left without a leader and whose topic allows an unclean election. */
export function electUncleanLeaders(state: ControllerState): PartitionChangeRecord[] {
  const leaderless = partitionsWhere(
    state.image,
    (partition) => partition.leader === NO_LEADER && uncleanElectionEnabled(state, partition.topic),
  )
  return changes(state, leaderless, { election: 'unclean' })
}

function changes(
  state: ControllerState,
  partitions: readonly PartitionRegistration[],
  change: PartitionChange,
): PartitionChangeRecord[] {
  const records: PartitionChangeRecord[] = []
  for (const partition of partitions) {
    if (records.length >= MAX_ELECTIONS_PER_RUN) break
    const record = buildPartitionChange(partition, change, changeContext(state, partition.topic))
    if (record !== null) records.push(record)
  }
  return records
}
