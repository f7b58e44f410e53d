/** Counterpart in Kafka: the reassignments of ReplicationControlManager (KIP-455). */
import { splitTopicPartition } from '../common/topic-partition.ts'
import { type PartitionRegistration, partitionOf } from '../metadata/metadata-image.ts'
import type {
  AlterPartitionReassignmentsRequest,
  AlterPartitionReassignmentsResponse,
} from '../protocol/alter-partition-reassignments.ts'
import type {
  ListPartitionReassignmentsRequest,
  ListPartitionReassignmentsResponse,
} from '../protocol/list-partition-reassignments.ts'
import { type ApiError, apiError, type ControllerResult, NO_ERROR, plainError } from './controller-result.ts'
import type { ControllerState } from './controller-state.ts'
import { changeContext, partitionsWhere, uncleanElectionEnabled } from './leader-election.ts'
import { buildPartitionChange, type PartitionChangeRecord } from './partition-change-builder.ts'
import { isReassignmentInProgress, revertReassignment, startReassignment } from './reassignment-replicas.ts'
import { validateManualAssignment } from './topic-control.ts'

type Outcome = { readonly error: ApiError; readonly record: PartitionChangeRecord | null }

export function alterPartitionReassignments(
  state: ControllerState,
  request: AlterPartitionReassignmentsRequest,
): ControllerResult<AlterPartitionReassignmentsResponse> {
  const records: PartitionChangeRecord[] = []
  const mayChangeFactor = request.allowReplicationFactorChange !== false
  const partitions = request.partitions.map(({ topicPartition, replicas }) => {
    const { error, record } = alterOne(state, topicPartition, replicas, mayChangeFactor)
    if (record !== null) records.push(record)
    return { topicPartition, ...error }
  })
  const { correlationId } = request
  return {
    records,
    response: { type: 'AlterPartitionReassignmentsResponse', correlationId, errorCode: 'NONE', partitions },
  }
}

function alterOne(
  state: ControllerState,
  topicPartition: string,
  replicas: readonly number[] | null,
  mayChangeFactor: boolean,
): Outcome {
  const name = splitTopicPartition(topicPartition)
  const partition = partitionOf(state.image, name.topic, name.partition)
  if (partition !== undefined && replicas === null) return cancel(state, partition)
  if (partition !== undefined && replicas !== null) return change(state, partition, replicas, mayChangeFactor)
  const why = state.image.topics.has(name.topic)
    ? `Unable to find partition ${name.topic}:${name.partition}.`
    : `Unable to find a topic named ${name.topic}.`
  return failed(apiError('UNKNOWN_TOPIC_OR_PARTITION', why))
}

function failed(error: ApiError): Outcome {
  return { error, record: null }
}

function cancel(state: ControllerState, partition: PartitionRegistration): Outcome {
  if (!isReassignmentInProgress(partition)) return failed(plainError(state, 'NO_REASSIGNMENT_IN_PROGRESS'))
  const revert = revertReassignment(partition)
  const unclean = uncleanElectionEnabled(state, partition.topic)
  if (revert.unclean && !unclean) {
    const where = `${partition.topic}:${partition.partition}`
    const why = `Unable to revert partition assignment for ${where} because it would require an unclean leader election.`
    return failed(apiError('INVALID_REPLICA_ASSIGNMENT', why))
  }
  const record = buildPartitionChange(
    partition,
    {
      election: unclean ? 'unclean' : 'online',
      targetIsr: revert.isr,
      targetReplicas: revert.replicas,
      targetAdding: [],
      targetRemoving: [],
    },
    changeContext(state, partition.topic),
  )
  return { error: NO_ERROR, record }
}

/** Targets first, then those that will go; done once every newcomer is in the ISR, which may be at once. */
function change(
  state: ControllerState,
  partition: PartitionRegistration,
  target: readonly number[],
  mayChangeFactor: boolean,
): Outcome {
  const invalid =
    validateManualAssignment(state, target, null) ?? (mayChangeFactor ? null : otherFactor(partition, target))
  if (invalid !== null) return failed(invalid)
  // Of a reassignment under way newcomers count as replicas that the new one may take out again. Where it adds none, or
  // removes none, what the old one was adding or removing stands: the way back therefore waits for ever (Kafka's own bug).
  const { replicas, adding, removing } = startReassignment(partition.replicas, target)
  const record = buildPartitionChange(
    partition,
    {
      targetReplicas: replicas,
      ...(adding.length > 0 ? { targetAdding: adding } : {}),
      ...(removing.length > 0 ? { targetRemoving: removing } : {}),
    },
    changeContext(state, partition.topic),
  )
  return { error: NO_ERROR, record }
}

/** KIP-860: of a partition that moves the replicas count that it will have. */
function otherFactor(partition: PartitionRegistration, target: readonly number[]): ApiError | null {
  const staying = partition.replicas.filter((id) => !partition.removingReplicas.includes(id))
  if (staying.length === target.length) return null
  const why = `The replication factor is changed from ${staying.length} to ${target.length}`
  return apiError('INVALID_REPLICATION_FACTOR', why)
}

export function listPartitionReassignments(
  state: ControllerState,
  request: ListPartitionReassignmentsRequest,
): ListPartitionReassignmentsResponse {
  const wanted = request.topicPartitions
  const running = partitionsWhere(
    state.image,
    (partition) =>
      isReassignmentInProgress(partition) && (wanted === null || wanted.includes(partition.topicPartition)),
  )
  const partitions = running.map(({ topicPartition, replicas, addingReplicas, removingReplicas }) => ({
    topicPartition,
    replicas,
    addingReplicas,
    removingReplicas,
  }))
  return {
    type: 'ListPartitionReassignmentsResponse',
    correlationId: request.correlationId,
    errorCode: 'NONE',
    partitions,
  }
}
