/**
 * Counterpart in Kafka: the topics of org.apache.kafka.controller.ReplicationControlManager: creating and deleting them,
 * adding partitions.
 */
import type { NodeContext } from '../../engine/node-context.ts'
import { collidingTopic, validateTopicName } from '../common/topic-names.ts'
import { directoriesFor } from '../metadata/directories.ts'
import type { MetadataRecord } from '../metadata/metadata-records.ts'
import { rulesOf } from '../profile/registry.ts'
import type { CreatePartitionsRequest, CreatePartitionsResponse } from '../protocol/create-partitions.ts'
import type { CreateTopicsRequest, CreateTopicsResponse } from '../protocol/create-topics.ts'
import type { DeleteTopicsRequest, DeleteTopicsResponse, TopicResult } from '../protocol/delete-topics.ts'
import { configsOfNewTopic } from './config-control.ts'
import { defaultNumPartitions, defaultReplicationFactor } from './controller-config.ts'
import { type ApiError, apiError, type ControllerResult, NO_ERROR, plainError } from './controller-result.ts'
import type { ActiveController, ControllerState } from './controller-state.ts'
import { isActiveBroker } from './leader-election.ts'
import { type MutationQuota, mutationQuotaOf, recordMutations, throttled } from './mutation-quota.ts'
import { placeReplicas, type WantedPlacement } from './place-replicas.ts'
import { randomUuid } from './random-uuid.ts'
import type { UsableBroker } from './striped-replica-placer.ts'

type CreatableTopic = CreateTopicsRequest['topics'][number]
type CreatedTopic = CreateTopicsResponse['topics'][number]
type Assignments = readonly (readonly number[])[]
type Planned = { readonly error: ApiError } | { readonly error: null; readonly partitions: readonly PlannedPartition[] }

interface PlannedPartition {
  readonly replicas: readonly number[]
  readonly isr: readonly number[]
}

export function createTopics(
  state: ControllerState,
  active: ActiveController,
  request: CreateTopicsRequest,
  node: NodeContext,
): ControllerResult<CreateTopicsResponse> {
  const { correlationId, clientId } = request
  const creation: Creation = { records: [], quota: mutationQuotaOf(state, clientId, node), node }
  const topics: CreatedTopic[] = []
  const excessive = totalPartitions(state, request) > MAX_RECORDS_PER_BATCH
  for (const topic of request.topics)
    topics.push(excessive ? refused(topic.name, EXCESSIVE) : createTopic(state, active, topic, creation))
  const response = { type: 'CreateTopicsResponse', correlationId, topics, ...throttled(creation.quota) } as const
  return { records: request.validateOnly ? [] : creation.records, response }
}

/** What the topics of one request have in common. */
interface Creation {
  readonly records: MetadataRecord[]
  readonly quota: MutationQuota | null
  readonly node: NodeContext
}

/** What the controller can commit at once. */
const MAX_RECORDS_PER_BATCH = 10_000
const EXCESSIVE = apiError('POLICY_VIOLATION', 'Excessively large number of partitions per request.')

/** Counted before anything is looked at (KAFKA-17870). */
function totalPartitions(state: ControllerState, request: CreateTopicsRequest): number {
  return request.topics.reduce((total, { assignments, numPartitions }) => {
    if (assignments !== null && assignments.length > 0) return total + assignments.length
    return total + (numPartitions === -1 ? defaultNumPartitions(state) : Math.max(0, numPartitions))
  }, 0)
}

function createTopic(
  state: ControllerState,
  active: ActiveController,
  topic: CreatableTopic,
  { records, quota, node }: Creation,
): CreatedTopic {
  const { name } = topic
  const configs = creationConfigs(state, topic)
  const nameError = checkNewName(state, name)
  if (nameError !== null) return refused(name, nameError)
  if ('error' in configs) return refused(name, configs.error)
  const planned =
    topic.assignments === null ? planPlaced(state, active, topic, node) : planManual(state, topic, topic.assignments)
  if (planned.error !== null) return refused(name, planned.error)
  const throttle = recordMutations(quota, planned.partitions.length)
  if (throttle !== null) return refused(name, throttle)

  const topicId = randomUuid('topic-ids', node)
  records.push({ type: 'TopicRecord', name, topicId }, ...configs.records)
  planned.partitions.forEach((partition, index) => {
    records.push(partitionRecord(state, topicId, index, partition))
  })
  const replicationFactor = planned.partitions[0]?.replicas.length ?? 0
  return { name, topicId, ...NO_ERROR, numPartitions: planned.partitions.length, replicationFactor }
}

function refused(name: string, error: ApiError): CreatedTopic {
  return { name, topicId: '', ...error, numPartitions: -1, replicationFactor: -1 }
}

function checkNewName(state: ControllerState, name: string): ApiError | null {
  if (state.image.topics.has(name)) return apiError('TOPIC_ALREADY_EXISTS', `Topic '${name}' already exists.`)
  const invalid = validateTopicName(name)
  const collision = collidingTopic(name, state.image.topics.keys())
  if (collision !== null) {
    return apiError('INVALID_TOPIC_EXCEPTION', `Topic '${name}' collides with existing topic: ${collision}`)
  }
  return invalid === null ? null : apiError('INVALID_TOPIC_EXCEPTION', invalid)
}

function creationConfigs(
  state: ControllerState,
  topic: CreatableTopic,
): { records: readonly MetadataRecord[] } | { error: ApiError } {
  const nulls = topic.configs.filter(([, value]) => value === null).map(([key]) => key)
  if (nulls.length > 0) {
    return { error: apiError('INVALID_CONFIG', `Null value not supported for topic configs: ${nulls.join(',')}`) }
  }
  const operations = topic.configs.map(([name, value]) => ({ name, operation: 'set' as const, value }))
  return configsOfNewTopic(state, topic.name, operations)
}

function planManual(state: ControllerState, topic: CreatableTopic, assignments: Assignments): Planned {
  const { replicationFactor, numPartitions } = topic
  const notDefault = 'A manual partition assignment was specified, but'
  if (replicationFactor !== -1)
    return { error: apiError('INVALID_REQUEST', `${notDefault} replication factor was not set to -1.`) }
  if (numPartitions !== -1)
    return { error: apiError('INVALID_REQUEST', `${notDefault} numPartitions was not set to -1.`) }
  return planAssignments(state, assignments, 0, null)
}

/** `replicationFactor` null: that of the first assignment. */
function planAssignments(
  state: ControllerState,
  assignments: Assignments,
  firstPartition: number,
  replicationFactor: number | null,
): Planned {
  const partitions: PlannedPartition[] = []
  let factor = replicationFactor
  for (const replicas of assignments) {
    const error = validateManualAssignment(state, replicas, factor)
    if (error !== null) return { error }
    factor = replicas.length
    const isr = replicas.filter((brokerId) => isActiveBroker(state.image, brokerId))
    if (isr.length === 0) {
      const partition = firstPartition + partitions.length
      const why = `All brokers specified in the manual partition assignment for partition ${partition} are fenced or in controlled shutdown.`
      return { error: apiError('INVALID_REPLICA_ASSIGNMENT', why) }
    }
    partitions.push({ replicas, isr })
  }
  return { error: null, partitions }
}

/** Null when the replicas exist, are all different, and as many as they should be. */
export function validateManualAssignment(
  state: ControllerState,
  replicas: readonly number[],
  replicationFactor: number | null,
): ApiError | null {
  const invalid = (why: string) => apiError('INVALID_REPLICA_ASSIGNMENT', why)
  if (replicas.length === 0) return invalid('The manual partition assignment includes an empty replica list.')
  const sorted = replicas.toSorted((a, b) => a - b)
  for (const [index, brokerId] of sorted.entries()) {
    if (!state.image.brokers.has(brokerId)) {
      return invalid(`The manual partition assignment includes broker ${brokerId}, but no such broker is registered.`)
    }
    if (sorted[index - 1] === brokerId) {
      return invalid(`The manual partition assignment includes the broker ${brokerId} more than once.`)
    }
  }
  if (replicationFactor === null || sorted.length === replicationFactor) return null
  return invalid(
    `The manual partition assignment includes a partition with ${sorted.length} replica(s), but this is not ` +
      `consistent with previous partitions, which have ${replicationFactor} replica(s).`,
  )
}

function planPlaced(
  state: ControllerState,
  active: ActiveController,
  topic: CreatableTopic,
  node: NodeContext,
): Planned {
  if (topic.replicationFactor < -1 || topic.replicationFactor === 0) {
    return {
      error: apiError(
        'INVALID_REPLICATION_FACTOR',
        'Replication factor must be larger than 0, or -1 to use the default value.',
      ),
    }
  }
  if (topic.numPartitions < -1 || topic.numPartitions === 0) {
    return { error: apiError('INVALID_PARTITIONS', 'Number of partitions was set to an invalid non-positive value.') }
  }
  const numPartitions = topic.numPartitions === -1 ? defaultNumPartitions(state) : topic.numPartitions
  const replicationFactor = topic.replicationFactor === -1 ? defaultReplicationFactor(state) : topic.replicationFactor
  const wanted = { request: 'createTopics', numPartitions, replicationFactor, firstPartition: 0 } as const
  return place(state, active, wanted, node)
}

interface WantedPartitions extends WantedPlacement {
  readonly request: 'createTopics' | 'createPartitions'
}

function place(state: ControllerState, active: ActiveController, wanted: WantedPartitions, node: NodeContext): Planned {
  const rules = rulesOf(state).controller
  const { request, replicationFactor } = wanted
  const refuse = (by: 'placement' | 'noneActive', why: string): Planned => {
    const message = rules.refusePlacement({ request, replicationFactor, by, why })
    return { error: apiError('INVALID_REPLICATION_FACTOR', message) }
  }
  const placement = placeReplicas(rules, usableBrokers(state, active), wanted, (bound) =>
    node.randomInt('placement', bound),
  )
  if (placement.kind === 'refused') return refuse('placement', placement.message)
  const partitions: PlannedPartition[] = []
  for (const replicas of placement.assignments) {
    const isr = replicas.filter((brokerId) => isActiveBroker(state.image, brokerId))
    if (isr.length === 0) return refuse('noneActive', 'All brokers are currently fenced or in controlled shutdown.')
    partitions.push({ replicas, isr })
  }
  return { error: null, partitions }
}

/** Everyone registered who may get replicas. */
function usableBrokers(state: ControllerState, active: ActiveController): UsableBroker[] {
  const rules = rulesOf(state).controller
  const brokers: UsableBroker[] = []
  for (const heartbeat of [...active.heartbeats.values()].sort((a, b) => a.brokerId - b.brokerId)) {
    const registration = state.image.brokers.get(heartbeat.brokerId)
    if (registration === undefined) continue
    const { brokerId, rack, fenced } = registration
    if (rules.mayGetReplicas({ fenced, inControlledShutdown: heartbeat.controlledShutdownOffset >= 0 }))
      brokers.push({ id: brokerId, rack, fenced })
  }
  return brokers
}

function partitionRecord(
  { image }: ControllerState,
  topicId: string,
  partition: number,
  planned: PlannedPartition,
): MetadataRecord {
  const directories = directoriesFor(image, planned.replicas, undefined)
  return {
    type: 'PartitionRecord',
    topicId,
    partition,
    replicas: planned.replicas,
    isr: planned.isr,
    addingReplicas: [],
    removingReplicas: [],
    leader: planned.isr[0] as number,
    leaderEpoch: 0,
    partitionEpoch: 0,
    eligibleLeaderReplicas: [],
    lastKnownElr: [],
    ...(directories === undefined ? {} : { directories }),
  }
}

export function deleteTopics(
  state: ControllerState,
  request: DeleteTopicsRequest,
  node: NodeContext,
): ControllerResult<DeleteTopicsResponse> {
  const { correlationId, clientId } = request
  const quota = mutationQuotaOf(state, clientId, node)
  const records: MetadataRecord[] = []
  const topics = request.topics.map((name): TopicResult => {
    const topic = state.image.topics.get(name)
    if (topic === undefined) return { name, ...plainError(state, 'UNKNOWN_TOPIC_OR_PARTITION') }
    const throttle = recordMutations(quota, topic.partitions.length)
    if (throttle !== null) return { name, ...throttle }
    records.push({ type: 'RemoveTopicRecord', topicId: topic.topicId })
    return { name, ...NO_ERROR }
  })
  return { records, response: { type: 'DeleteTopicsResponse', correlationId, topics, ...throttled(quota) } }
}

export function createPartitions(
  state: ControllerState,
  active: ActiveController,
  request: CreatePartitionsRequest,
  node: NodeContext,
): ControllerResult<CreatePartitionsResponse> {
  const quota = mutationQuotaOf(state, request.clientId, node)
  const records: MetadataRecord[] = []
  const topics = request.topics.map((topic): TopicResult => {
    const result = addPartitions(state, active, topic, { quota, node })
    if ('error' in result) return { name: topic.name, ...result.error }
    records.push(...result.records)
    return { name: topic.name, ...NO_ERROR }
  })
  const response: CreatePartitionsResponse = {
    type: 'CreatePartitionsResponse',
    correlationId: request.correlationId,
    topics,
    ...throttled(quota),
  }
  return { records: request.validateOnly ? [] : records, response }
}

function addPartitions(
  state: ControllerState,
  active: ActiveController,
  wanted: CreatePartitionsRequest['topics'][number],
  { quota, node }: Pick<Creation, 'quota' | 'node'>,
): { readonly records: MetadataRecord[] } | { readonly error: ApiError } {
  const topic = state.image.topics.get(wanted.name)
  const first = topic?.partitions[0]
  if (topic === undefined || first === undefined) return { error: plainError(state, 'UNKNOWN_TOPIC_OR_PARTITION') }
  const current = topic.partitions.length
  const additional = wanted.totalCount - current
  if (additional === 0) return { error: apiError('INVALID_PARTITIONS', `Topic already has ${current} partition(s).`) }
  if (additional < 0) {
    const why = `The topic ${wanted.name} currently has ${current} partition(s); ${wanted.totalCount} would not be an increase.`
    return { error: apiError('INVALID_PARTITIONS', why) }
  }
  const { assignments } = wanted
  if (assignments !== null && assignments.length !== additional) {
    const why = `Attempted to add ${additional} additional partition(s), but only ${assignments.length} assignment(s) were specified.`
    return { error: apiError('INVALID_REPLICA_ASSIGNMENT', why) }
  }
  const throttle = recordMutations(quota, additional)
  if (throttle !== null) return { error: throttle }
  // No such courtesy here: the batch of records is found to be too large when it is to be committed.
  if (additional > MAX_RECORDS_PER_BATCH) return { error: plainError(state, 'UNKNOWN_SERVER_ERROR') }
  const replicationFactor = first.replicas.length
  const placement = { numPartitions: additional, replicationFactor, firstPartition: current }
  const planned =
    assignments === null
      ? place(state, active, { request: 'createPartitions', ...placement }, node)
      : planAssignments(state, assignments, current, replicationFactor)
  if (planned.error !== null) return { error: planned.error }
  return {
    records: planned.partitions.map((partition, index) =>
      partitionRecord(state, topic.topicId, current + index, partition),
    ),
  }
}
