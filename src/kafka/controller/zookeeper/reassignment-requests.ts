/** Counterpart in Kafka: how KafkaController is asked for reassignments: by a znode, and since KIP-455 by an API. */
import type { ErrorCode } from '../../common/errors.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import type { ListPartitionReassignmentsResponse } from '../../protocol/list-partition-reassignments.ts'
import { REASSIGN_PARTITIONS } from '../../znodes/znode-paths.ts'
import {
  type Assignment,
  assignmentOf,
  isBeingReassigned,
  isLive,
  isQueuedForDeletion,
  originReplicas,
  reassignTo,
} from './controller-context.ts'
import type { EventOf } from './controller-event.ts'
import { once, type Turn } from './event-turn.ts'
import { caught, isMoved } from './failure.ts'
import {
  hasReplicas,
  isReassignmentComplete,
  readReassignments,
  reassignPartition,
  removeFromZnode,
} from './reassignment.ts'
import { watchAndCheckExistence } from './znode-requests.ts'

interface ApiError {
  readonly errorCode: ErrorCode
  readonly errorMessage: string | null
}

const NO_ERROR: ApiError = { errorCode: 'NONE', errorMessage: null }
const NOTHING_IN_PROGRESS: ApiError = {
  errorCode: 'NO_REASSIGNMENT_IN_PROGRESS',
  errorMessage: 'No partition reassignment is in progress.',
}
const NO_PARTITION: ApiError = {
  errorCode: 'UNKNOWN_TOPIC_OR_PARTITION',
  errorMessage: 'The partition does not exist.',
}

/** Returns the partitions that it has begun to move. */
export function processZkReassignment(turn: Turn): ReadonlySet<TopicPartition> {
  const started = new Set<TopicPartition>()
  if (!watchAndCheckExistence(turn, REASSIGN_PARTITIONS)) return started
  const failed = new Set<TopicPartition>()
  for (const { topicPartition: name, replicas } of readReassignments(turn)) {
    const result = trigger(turn, name, reassignTo(assignmentOf(turn.context, name), replicas))
    ;(result === NO_ERROR ? started : failed).add(name)
  }
  if (failed.size > 0) removeFromZnode(turn, ({ topicPartition: name }) => failed.has(name))
  return started
}

/** The latest that is asked for counts, so it leaves the znode where it is named there. */
export function processApiReassignment(turn: Turn, event: EventOf<'ApiPartitionReassignment'>): void {
  const { request, from } = event
  const results = new Map<TopicPartition, ApiError>()
  const wanted = new Map<TopicPartition, Assignment>()
  for (const { topicPartition: name, replicas } of request.partitions) {
    const invalid = replicas === null ? null : objectionTo(turn, name, replicas)
    const to = invalid === null ? built(turn, name, replicas) : null
    if (to === null) results.set(name, invalid ?? NOTHING_IN_PROGRESS)
    else wanted.set(name, to)
  }
  removeFromZnode(turn, ({ topicPartition: name }) => wanted.has(name))
  for (const [name, to] of wanted) results.set(name, trigger(turn, name, to))
  const partitions = request.partitions.map(({ topicPartition: name }) => {
    return { topicPartition: name, ...(results.get(name) ?? NO_ERROR) }
  })
  const { correlationId } = request
  const type = 'AlterPartitionReassignmentsResponse'
  once(turn, () => turn.host.reply(from, { type, correlationId, errorCode: 'NONE', partitions }))
}

/** Null: there is none to cancel. */
function built({ context }: Turn, name: TopicPartition, target: readonly number[] | null): Assignment | null {
  const assignment = assignmentOf(context, name)
  if (target !== null) return reassignTo(assignment, target)
  return isBeingReassigned(assignment) ? reassignTo(assignment, originReplicas(assignment)) : null
}

function trigger(turn: Turn, name: TopicPartition, to: Assignment): ApiError {
  if (isQueuedForDeletion(turn.context, name) || !hasReplicas(turn, name)) return NO_PARTITION
  try {
    reassignPartition(turn, name, to)
    return NO_ERROR
  } catch (error) {
    const failed = caught(error)
    if (isMoved(failed)) throw failed
    const errorMessage = 'The server experienced an unexpected error when processing the request.'
    return { errorCode: 'UNKNOWN_SERVER_ERROR', errorMessage }
  }
}

function objectionTo({ context }: Turn, name: TopicPartition, replicas: readonly number[]): ApiError | null {
  const refuse = (errorMessage: string): ApiError => ({ errorCode: 'INVALID_REPLICA_ASSIGNMENT', errorMessage })
  if (replicas.length === 0) return refuse('Empty replica list specified in partition reassignment.')
  if (new Set(replicas).size < replicas.length) {
    return refuse(`Duplicate replica ids in partition reassignment replica list: ${scalaList('ArrayBuffer', replicas)}`)
  }
  if (replicas.some((id) => id < 0)) {
    return refuse(`Invalid broker id in replica list: ${scalaList('ArrayBuffer', replicas)}`)
  }
  const { addingReplicas } = reassignTo(assignmentOf(context, name), replicas)
  if (addingReplicas.every((id) => isLive(context, id))) return null
  const live = [...context.liveBrokers.keys()].filter((id) => isLive(context, id))
  return refuse(
    `Replica assignment has brokers that are not alive. Replica list: ${scalaList('ArrayBuffer', addingReplicas)}, ` +
      `live broker list: ${scalaList('Set', live)}`,
  )
}

function scalaList(type: string, values: readonly number[]): string {
  return `${type}(${values.join(', ')})`
}

export function processListReassignments(turn: Turn, asked: EventOf<'ListPartitionReassignments'>): void {
  const { context, host } = turn
  const { request, from } = asked
  const wanted = request.topicPartitions ?? [...context.partitionsBeingReassigned]
  const partitions = wanted.flatMap((name) => {
    const assignment = assignmentOf(context, name)
    return isBeingReassigned(assignment) ? [{ topicPartition: name, ...assignment }] : []
  })
  const { correlationId } = request
  const type = 'ListPartitionReassignmentsResponse'
  const response: ListPartitionReassignmentsResponse = { type, correlationId, errorCode: 'NONE', partitions }
  once(turn, () => host.reply(from, response))
}

/** A partition's leader has changed its ISR: perhaps whoever was missing is in sync now. */
export function processReassignmentIsrChange(turn: Turn, name: TopicPartition): void {
  const { context } = turn
  if (!context.partitionsBeingReassigned.has(name)) return
  const assignment = assignmentOf(context, name)
  if (isReassignmentComplete(turn, name, assignment)) reassignPartition(turn, name, assignment)
}
