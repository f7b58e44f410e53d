/**
 * Counterpart in Kafka: ReplicationControlManager.alterPartition (KIP-497, KIP-841). A leader asks for another ISR; the
 * controller refuses what is stale, and members that are fenced or on their way out.
 */

import type { ErrorCode } from '../common/errors.ts'
import { splitTopicPartition } from '../common/topic-partition.ts'
import { type PartitionRegistration, partitionOf } from '../metadata/metadata-image.ts'
import { mergePartitionChange } from '../metadata/replay.ts'
import { rulesOf } from '../profile/registry.ts'
import type { AlterPartitionRequest, AlterPartitionResponse } from '../protocol/alter-partition.ts'
import type { ControllerResult } from './controller-result.ts'
import type { ControllerState } from './controller-state.ts'
import { changeContext, uncleanElectionEnabled } from './leader-election.ts'
import { buildPartitionChange, type PartitionChangeRecord } from './partition-change-builder.ts'

type AskedPartition = AlterPartitionRequest['partitions'][number]
type AnsweredPartition = AlterPartitionResponse['partitions'][number]

/** The caller has checked the broker epoch. */
export function alterPartition(
  state: ControllerState,
  request: AlterPartitionRequest,
): ControllerResult<AlterPartitionResponse> {
  const records: PartitionChangeRecord[] = []
  const partitions = request.partitions.map((asked) => alterOne(state, request.brokerId, asked, records))
  const { correlationId } = request
  return {
    records,
    response: {
      type: 'AlterPartitionResponse',
      correlationId,
      errorCode: 'NONE',
      partitions,
    },
  }
}

function alterOne(
  state: ControllerState,
  brokerId: number,
  asked: AskedPartition,
  records: PartitionChangeRecord[],
): AnsweredPartition {
  const { topicPartition } = asked
  const name = splitTopicPartition(topicPartition)
  const partition = partitionOf(state.image, name.topic, name.partition)
  const error = partition === undefined ? unknown(state, name.topic) : validate(state, brokerId, partition, asked)
  if (partition === undefined || error !== 'NONE') return refused(topicPartition, error)
  const record = buildPartitionChange(
    partition,
    {
      election: uncleanElectionEnabled(state, partition.topic) ? 'unclean' : 'online',
      targetIsr: inShownOrder(state, partition, asked),
      // A leader that speaks for its ISR has finished recovering from an unclean election.
      leaderRecoveryState: 'recovered',
    },
    changeContext(state, partition.topic),
  )
  if (record === null) return answered(partition)
  records.push(record)
  // The new ISR completed a reassignment that leaves this leader out: it has to fetch metadata before it asks again.
  if (record.leader !== null && record.leader !== brokerId) return refused(topicPartition, 'NEW_LEADER_ELECTED')
  return answered(mergePartitionChange(partition, record))
}

function unknown(state: ControllerState, topic: string): ErrorCode {
  return state.image.topics.has(topic) ? 'UNKNOWN_TOPIC_OR_PARTITION' : 'UNKNOWN_TOPIC_ID'
}

function validate(
  state: ControllerState,
  brokerId: number,
  partition: PartitionRegistration,
  asked: AskedPartition,
): ErrorCode {
  // An epoch from the future means that this controller is the one who is behind.
  if (asked.leaderEpoch > partition.leaderEpoch || asked.partitionEpoch > partition.partitionEpoch)
    return 'NOT_CONTROLLER'
  if (asked.leaderEpoch < partition.leaderEpoch) return 'FENCED_LEADER_EPOCH'
  if (brokerId !== partition.leader) return 'INVALID_REQUEST'
  if (asked.partitionEpoch < partition.partitionEpoch) return 'INVALID_UPDATE_VERSION'
  const ids = asked.newIsr.map((member) => member.brokerId)
  const wellFormed =
    ids.length > 0 && new Set(ids).size === ids.length && ids.every((id) => partition.replicas.includes(id))
  if (!wellFormed || !ids.includes(partition.leader)) return 'INVALID_REQUEST'
  return asked.newIsr.every((member) => isEligible(state, member)) ? 'NONE' : 'INELIGIBLE_REPLICA'
}

function isEligible(state: ControllerState, member: AskedPartition['newIsr'][number]): boolean {
  const registration = state.image.brokers.get(member.brokerId)
  if (registration === undefined || registration.fenced || registration.inControlledShutdown) return false
  return member.brokerEpoch === -1 || member.brokerEpoch === registration.brokerEpoch
}

/** As describe shows it: a removal leaves the others where they are, and where a newcomer stands is the version's rule. */
function inShownOrder(
  state: ControllerState,
  partition: PartitionRegistration,
  asked: AskedPartition,
): readonly number[] {
  const ids = asked.newIsr.map((member) => member.brokerId)
  const { isrWith } = rulesOf(state).replication
  const stayed = partition.isr.filter((id) => ids.includes(id))
  return ids.filter((id) => !stayed.includes(id)).reduce<readonly number[]>(isrWith, stayed)
}

function refused(topicPartition: string, errorCode: ErrorCode): AnsweredPartition {
  return { topicPartition, errorCode, leader: -1, leaderEpoch: -1, isr: [], partitionEpoch: -1 }
}

function answered(partition: PartitionRegistration): AnsweredPartition {
  const { topicPartition, leader, leaderEpoch, isr, partitionEpoch } = partition
  return { topicPartition, errorCode: 'NONE', leader, leaderEpoch, isr, partitionEpoch }
}
