/**
 * Counterpart in Kafka: org.apache.kafka.clients.consumer.internals.ConsumerCoordinator: JoinGroup, the leader's
 * assignment, SyncGroup, and what the rebalance listener hears in which order.
 */
import type { NodeContext } from '../../../engine/node-context.ts'
import { type ErrorCode, isRetriable } from '../../common/errors.ts'
import { hashOfString, inJavaHashOrder } from '../../common/java-hash-order.ts'
import { splitTopicPartition, type TopicPartition } from '../../common/topic-partition.ts'
import { assignPartitionsAsOf } from '../../group/assignors/by-version.ts'
import {
  type Assignment,
  type AssignorInput,
  type AssignorName,
  type AssignorTopic,
  isAssignorFailure,
  isAssignorName,
} from '../../group/assignors/index.ts'
import { canSendTo, coordinatorConnection, openConnection, sendRequest } from '../../network/network-client.ts'
import { rulesOf } from '../../profile/registry.ts'
import type { JoinGroupResponse, Subscription } from '../../protocol/join-group.ts'
import type { SyncGroupRequest, SyncGroupResponse } from '../../protocol/sync-group.ts'
import { log, transmit } from '../core/client-core.ts'
import { type ClientError, clientError, errorOf } from '../core/client-error.ts'
import { retryBackoffUs } from './calls.ts'
import { startCommit } from './commits.ts'
import type { ConsumerClient, GroupMembership } from './consumer-state.ts'
import { CONSUMER_COORDINATOR, coordinatorLost, isCooperative, logFenced, resetGeneration } from './group-state.ts'
import { allConsumed, assignPartitions, groupAssignment } from './subscription.ts'
import { knowsTopicsOfPattern } from './topic-pattern.ts'
import { forgetsOwnTopics, waitForTopics } from './topics-of-interest.ts'

/** Part of a poll: join if that is needed. True when the consumer is a member and may read what it owns. */
export function advanceJoin(consumer: ConsumerClient, group: GroupMembership, node: NodeContext): boolean {
  if (group.pendingAssignment !== null) onJoinComplete(consumer, group, group.pendingAssignment, node)
  if (group.state === 'stable' && !rejoinNeeded(consumer, group)) return true
  if (group.coordinatorId === -1 || group.joinInFlight || group.leaderWaiting !== null || group.state === 'syncing')
    return false
  if (!knowsTopicsOfPattern(consumer, node)) return false
  if (group.needsJoinPrepare && !prepareJoin(consumer, group, node)) return false
  if (group.joinAtUs > node.nowUs || !canSendTo(consumer.core.network, group.coordinator, node.nowUs)) return false
  sendJoin(consumer, group, node)
  return false
}

/** The leader also watches the partition counts it assigned by. */
function rejoinNeeded(consumer: ConsumerClient, group: GroupMembership): boolean {
  if (group.rejoinNeeded) return true
  const { joinedTopics } = group
  const topicsChanged = joinedTopics !== null && !sameTopics(joinedTopics, consumer.topics)
  if (topicsChanged || hasOtherPartitions(consumer, group)) group.rejoinNeeded = true
  return group.rejoinNeeded
}

function hasOtherPartitions(consumer: ConsumerClient, { assignmentSnapshot, groupTopics }: GroupMembership): boolean {
  if (assignmentSnapshot === null) return false
  // In a loop: this is asked with every poll, and a function made for each costs more than the look.
  for (let i = 0; i < groupTopics.length; i++) {
    const topic = groupTopics[i] as string
    if (assignmentSnapshot.get(topic) !== partitionCount(consumer, topic)) return true
  }
  return false
}

function partitionCount(consumer: ConsumerClient, topic: string): number | undefined {
  return consumer.core.metadata.topics.get(topic)?.partitions.length
}

function sameTopics(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && hasAll(b, a))
}

function hasAll(topics: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((topic) => topics.includes(topic))
}

/** onJoinPrepare: commit what was handed out, then give up what may not be kept. False while the commit is under way. */
function prepareJoin(consumer: ConsumerClient, group: GroupMembership, node: NodeContext): boolean {
  const isLost = group.generationId === -1 || group.memberId === ''
  const eager = !isCooperative(consumer.config)
  if (consumer.config.enableAutoCommit && !isLost && group.prepareCommitId === 0) {
    if (eager) for (const partition of consumer.partitions.values()) partition.pendingRevocation = true
    group.prepareCommitId = startCommit(
      consumer,
      'beforeJoin',
      allConsumed(consumer),
      consumer.config.maxPollIntervalMs,
      node,
    )
  }
  if (consumer.calls.has(group.prepareCommitId)) return false
  // It may have been the commit that found the membership gone.
  const owned = [...consumer.partitions.keys()]
  if (group.generationId === -1 || group.memberId === '') {
    if (owned.length > 0) consumer.events.push({ type: 'lost', partitions: owned })
    assignPartitions(consumer, [])
  } else if (eager) {
    consumer.events.push({ type: 'revoked', partitions: owned })
    assignPartitions(consumer, [])
  } else {
    const unwanted = owned.filter((name) => !consumer.topics.includes(splitTopicPartition(name).topic))
    if (unwanted.length > 0) consumer.events.push({ type: 'revoked', partitions: unwanted })
    const wanted = owned.filter((name) => !unwanted.includes(name))
    assignPartitions(consumer, groupAssignment(wanted, consumer.config))
  }
  group.prepareCommitId = 0
  group.needsJoinPrepare = false
  if (forgetsOwnTopics(consumer)) group.groupTopics = []
  return true
}

function sendJoin(consumer: ConsumerClient, group: GroupMembership, node: NodeContext): void {
  const { config, core } = consumer
  group.state = 'joining'
  group.joinInFlight = true
  group.joinedTopics = consumer.topics
  const protocols = config.assignors.map((name) => ({ name, subscription: subscriptionFor(consumer, group, name) }))
  const { groupId, memberId, generationId } = group
  const request = {
    type: 'JoinGroupRequest',
    groupId,
    sessionTimeoutMs: config.sessionTimeoutMs,
    rebalanceTimeoutMs: config.maxPollIntervalMs,
    memberId,
    groupInstanceId: config.groupInstanceId,
    protocolType: 'consumer',
    protocols,
  } as const
  // The answer comes when all members have joined, which may take the rebalance timeout.
  const timeoutMs = Math.max(config.requestTimeoutMs, config.maxPollIntervalMs + 5000)
  const tag = { purpose: 'joinGroup', memberId, generationId } as const
  const coordinator = group.coordinator
  openConnection(core.network, coordinatorConnection(coordinator))
  sendRequest(core.network, coordinator, request, tag, timeoutMs, node)
}

function subscriptionFor(consumer: ConsumerClient, group: GroupMembership, assignor: AssignorName): Subscription {
  // The eager sticky assignor has revoked everything by now and goes by what it remembers.
  const remembers = assignor === 'sticky'
  return {
    topics: consumer.topics,
    ownedPartitions: remembers ? group.stickyOwned : [...consumer.partitions.keys()],
    generationId: remembers ? group.stickyGeneration : group.generationId,
    rackId: consumer.config.clientRack === '' ? null : consumer.config.clientRack,
    ...(rulesOf(consumer.config).client.subscriptionVersion === 1 ? { version: 1 } : {}),
  }
}

export function onJoinGroup(consumer: ConsumerClient, response: JoinGroupResponse | null, node: NodeContext): void {
  const { group } = consumer
  if (group === null || group.state !== 'joining') return
  group.joinInFlight = false
  const code: ErrorCode = response === null ? 'NETWORK_EXCEPTION' : response.errorCode
  if (response === null || code !== 'NONE') return onJoinFailed(consumer, group, code, response, node)
  group.memberId = response.memberId
  group.generationId = response.generationId
  group.protocol =
    response.protocolName !== null && isAssignorName(response.protocolName) ? response.protocolName : null
  group.state = 'syncing'
  group.isLeader = response.leader === response.memberId
  group.joinFailures = 0
  startHeartbeats(consumer, group, node)
  group.assignmentSnapshot = null
  group.groupTopics = []
  if (!group.isLeader) return sendSync(consumer, group, [], node)
  const wanted = new Set<string>()
  for (const member of response.members) for (const topic of member.subscription.topics) wanted.add(topic)
  group.groupTopics = [...wanted].sort((a, b) => (a < b ? -1 : 1))
  group.leaderWaiting = response
  waitForTopics(consumer, group)
  maybeAssign(consumer, node)
}

/** HeartbeatThread.enable. */
function startHeartbeats({ config }: ConsumerClient, group: GroupMembership, { nowUs }: NodeContext): void {
  group.nextHeartbeatUs = nowUs + config.heartbeatIntervalMs * 1000
  group.sessionDeadlineUs = nowUs + config.sessionTimeoutMs * 1000
}

function onJoinFailed(
  consumer: ConsumerClient,
  group: GroupMembership,
  code: ErrorCode,
  response: JoinGroupResponse | null,
  node: NodeContext,
): void {
  group.state = 'unjoined'
  group.rejoinNeeded = true
  if (code === 'MEMBER_ID_REQUIRED' && response !== null) {
    group.memberId = response.memberId
    group.generationId = -1
    return
  }
  if (code === 'UNKNOWN_MEMBER_ID' || code === 'ILLEGAL_GENERATION') return resetGeneration(group, code)
  if (code === 'COORDINATOR_NOT_AVAILABLE' || code === 'NOT_COORDINATOR' || code === 'NETWORK_EXCEPTION')
    coordinatorLost(consumer, code, node)
  if (code === 'REBALANCE_IN_PROGRESS') return
  if (!isRetriable(code)) {
    group.failure = joinRefused(consumer, group, code)
    return
  }
  group.joinAtUs = node.nowUs + retryBackoffUs(consumer, group.joinFailures, node)
  group.joinFailures++
}

/** It will not be tried again: an error in the log, and thrown by the poll. */
function joinRefused(consumer: ConsumerClient, group: GroupMembership, code: ErrorCode): ClientError {
  const { core, config } = consumer
  const { message } = errorOf(consumer.config, code)
  const { words } = rulesOf(config)
  switch (code) {
    case 'FENCED_INSTANCE_ID':
      logFenced(consumer, group, 'JoinGroup')
      return errorOf(consumer.config, code)
    case 'INCONSISTENT_GROUP_PROTOCOL':
    case 'INVALID_SESSION_TIMEOUT':
    case 'INVALID_GROUP_ID':
    case 'GROUP_MAX_SIZE_REACHED': {
      log(core, 'ERROR', words.joinRefused({ foreseen: true, message }), words.membershipLogger)
      const full = `Consumer group ${config.groupId} already has the configured maximum number of members.`
      return errorOf(consumer.config, code, code === 'GROUP_MAX_SIZE_REACHED' ? full : null)
    }
    default:
      log(core, 'ERROR', words.joinRefused({ foreseen: false, message }), words.membershipLogger)
      return clientError('KafkaException', `Unexpected error in join group response: ${message}`)
  }
}

/** The leader assigns as soon as it knows the topics of the whole group. */
export function maybeAssign(consumer: ConsumerClient, node: NodeContext): void {
  const { group, core } = consumer
  if (group === null || group.leaderWaiting === null || core.metadata.version < group.leaderWaitsForVersion) return
  const { members, skipAssignment } = group.leaderWaiting
  group.leaderWaiting = null
  const topics = new Map<string, AssignorTopic>()
  for (const name of group.groupTopics) {
    const topic = core.metadata.topics.get(name)
    if (topic !== undefined)
      topics.set(name, { partitions: topic.partitions.length, replicaRacks: racksOf(consumer, name) })
  }
  group.assignmentSnapshot = new Map([...topics].map(([name, topic]) => [name, topic.partitions]))
  if (skipAssignment || group.protocol === null) return sendSync(consumer, group, [], node)
  const assignment = assigned(consumer, group, group.protocol, { topics, members })
  if (assignment === null) return
  warnOfUnassigned(consumer, group, assignment)
  sendSync(
    consumer,
    group,
    [...assignment].map(([memberId, partitions]) => ({ memberId, partitions })),
    node,
  )
}

function warnOfUnassigned({ core, config }: ConsumerClient, group: GroupMembership, assignment: Assignment): void {
  const { unassignedTopics } = rulesOf(config).words
  if (unassignedTopics === null) return
  const given = new Set([...assignment.values()].flat().map((name) => splitTopicPartition(name).topic))
  const unassigned = group.groupTopics.filter((topic) => !given.has(topic))
  if (unassigned.length === 0) return
  const listed = inJavaHashOrder(unassigned, hashOfString).join(', ')
  log(core, 'WARN', unassignedTopics(`[${listed}]`), CONSUMER_COORDINATOR)
}

/** Null: the assignor has thrown, which the poll under way does as well. */
function assigned(
  { config }: ConsumerClient,
  group: GroupMembership,
  protocol: AssignorName,
  input: AssignorInput,
): Assignment | null {
  try {
    return assignPartitionsAsOf(rulesOf(config).client.assignorVersion, protocol, input)
  } catch (error) {
    if (!isAssignorFailure(error)) throw error
    group.failure = clientError(error.name, error.message)
    rejoinLater(group)
    return null
  }
}

function racksOf(consumer: ConsumerClient, name: string): readonly (readonly string[])[] | null {
  const { brokers, topics } = consumer.core.metadata
  const racks = new Map(brokers.map((broker) => [broker.id, broker.rack]))
  if (![...racks.values()].some((rack) => rack !== null)) return null
  const partitions = topics.get(name)?.partitions ?? []
  return partitions.map(({ replicas }) => replicas.map((id) => racks.get(id) ?? null).filter((rack) => rack !== null))
}

function sendSync(
  consumer: ConsumerClient,
  group: GroupMembership,
  assignments: SyncGroupRequest['assignments'],
  node: NodeContext,
): void {
  const { groupId, memberId, generationId, protocol } = group
  if (group.coordinatorId === -1) return rejoinLater(group)
  const request = {
    type: 'SyncGroupRequest',
    groupId,
    generationId,
    memberId,
    groupInstanceId: consumer.config.groupInstanceId,
    protocolName: protocol,
    assignments,
  } as const
  transmit(consumer.core, group.coordinator, request, { purpose: 'syncGroup', memberId, generationId }, node)
}

function rejoinLater(group: GroupMembership): void {
  group.state = 'unjoined'
  group.rejoinNeeded = true
}

export function onSyncGroup(
  consumer: ConsumerClient,
  tag: { readonly memberId: string; readonly generationId: number },
  response: SyncGroupResponse | null,
  node: NodeContext,
): void {
  const { group } = consumer
  if (
    group === null ||
    group.state !== 'syncing' ||
    group.generationId !== tag.generationId ||
    group.memberId !== tag.memberId
  )
    return
  if (response?.errorCode === 'NONE') {
    group.state = 'stable'
    group.rejoinNeeded = false
    group.pendingAssignment = response.partitions
    if (!rulesOf(consumer.config).client.heartbeatsWhileSyncing) startHeartbeats(consumer, group, node)
    return
  }
  rejoinLater(group)
  const code: ErrorCode = response?.errorCode ?? 'NETWORK_EXCEPTION'
  if (code === 'UNKNOWN_MEMBER_ID' || code === 'ILLEGAL_GENERATION') resetGeneration(group, code)
  else if (code === 'COORDINATOR_NOT_AVAILABLE' || code === 'NOT_COORDINATOR' || code === 'NETWORK_EXCEPTION')
    coordinatorLost(consumer, code, node)
  else if (code !== 'REBALANCE_IN_PROGRESS' && !isRetriable(code)) {
    if (code === 'FENCED_INSTANCE_ID') logFenced(consumer, group, 'SyncGroup')
    group.failure = errorOf(consumer.config, code)
  }
}

function onJoinComplete(
  consumer: ConsumerClient,
  group: GroupMembership,
  partitions: readonly TopicPartition[],
  node: NodeContext,
): void {
  group.pendingAssignment = null
  group.needsJoinPrepare = true
  // Subscribed to something else in the meantime.
  if (partitions.some((name) => !consumer.topics.includes(splitTopicPartition(name).topic))) {
    group.rejoinNeeded = true
    return
  }
  const owned = [...consumer.partitions.keys()]
  const given = new Set(partitions)
  if (isCooperative(consumer.config)) {
    const revoked = owned.filter((name) => !given.has(name))
    if (revoked.length > 0) {
      consumer.events.push({ type: 'revoked', partitions: revoked })
      // What it gave up can go to its new owner only in another round.
      group.rejoinNeeded = true
    }
  }
  group.stickyOwned = partitions
  group.stickyGeneration = group.generationId
  consumer.nextAutoCommitUs = node.nowUs + consumer.config.autoCommitIntervalMs * 1000
  assignPartitions(consumer, groupAssignment(partitions, consumer.config))
  consumer.events.push({ type: 'assigned', partitions: partitions.filter((name) => !owned.includes(name)) })
}

/** What close() and unsubscribe() tell the listener before the membership ends. */
export function giveUpPartitions(consumer: ConsumerClient): void {
  const { group } = consumer
  const owned = [...consumer.partitions.keys()]
  if (group === null || consumer.subscriptionType !== 'topics' || owned.length === 0) return
  const lost = group.generationId === -1 || group.state === 'joining' || group.state === 'syncing'
  consumer.events.push({ type: lost ? 'lost' : 'revoked', partitions: owned })
  assignPartitions(consumer, [])
}

/** What the next poll throws, once. */
export function takeFailure(group: GroupMembership): ClientError | null {
  const { failure } = group
  group.failure = null
  return failure
}
