/**
 * Counterparts in Kafka: org.apache.kafka.clients.consumer.internals.AbstractCoordinator and its heartbeat thread: finding
 * the coordinator, staying a member, leaving. Joining is in `rebalance.ts`.
 */
import type { NodeContext } from '../../../engine/node-context.ts'
import { endpointNode } from '../../common/addresses.ts'
import { isRetriable } from '../../common/errors.ts'
import { canSendTo } from '../../network/network-client.ts'
import { rulesOf } from '../../profile/registry.ts'
import type { FindCoordinatorResponse } from '../../protocol/find-coordinator.ts'
import type { HeartbeatResponse } from '../../protocol/heartbeat.ts'
import type { LeaveGroupResponse } from '../../protocol/leave-group.ts'
import { leastLoadedNode, log, transmit } from '../core/client-core.ts'
import { errorOf } from '../core/client-error.ts'
import { requestMetadataUpdate } from '../core/client-metadata.ts'
import { retryBackoffUs } from './calls.ts'
import type { ConsumerClient, GroupMembership } from './consumer-state.ts'
import { coordinatorLost, generationText, logFenced, resetGeneration } from './group-state.ts'

/** What the background thread does, polling or not. Returns when to look again. */
export function advanceMembership(consumer: ConsumerClient, node: NodeContext): number {
  const { group } = consumer
  if (group === null) return Infinity
  if (pollIntervalExceeded(consumer, group, node.nowUs)) {
    warnOfPollTimeout(consumer)
    leaveGroup(consumer, 'consumer poll timeout has expired.', node)
  }
  const findUs = needsCoordinator(consumer, group) ? findCoordinator(consumer, group, node) : Infinity
  return Math.min(findUs, advanceHeartbeat(consumer, group, node))
}

function warnOfPollTimeout({ core, config }: ConsumerClient): void {
  const { pollTimeoutExpired, membershipLogger } = rulesOf(config).words
  if (pollTimeoutExpired !== null) log(core, 'WARN', pollTimeoutExpired, membershipLogger)
}

/** Only those inside the group are watched, and not while they are inside a poll. */
function pollIntervalExceeded(consumer: ConsumerClient, group: GroupMembership, nowUs: number): boolean {
  return isInGroup(group) && consumer.pollUntilUs === -1 && consumer.closing === null && nowUs >= group.pollDeadlineUs
}

function isInGroup(group: GroupMembership): boolean {
  return group.state === 'syncing' || group.state === 'stable'
}

function needsCoordinator(consumer: ConsumerClient, group: GroupMembership): boolean {
  if (group.coordinatorId !== -1) return false
  if (isInGroup(group) || (consumer.pollUntilUs !== -1 && consumer.subscriptionType === 'topics')) return true
  for (const call of consumer.calls.values()) if (call.kind === 'commit' || call.kind === 'committed') return true
  return false
}

function findCoordinator(consumer: ConsumerClient, group: GroupMembership, node: NodeContext): number {
  if (group.finding) return Infinity
  if (group.findAtUs > node.nowUs) return group.findAtUs
  if (group.findFailures > 0 && !hasNewMetadata(consumer, group)) return Infinity
  const to = leastLoadedNode(consumer.core, node)
  if (to === null) return Infinity
  group.finding = true
  transmit(
    consumer.core,
    to,
    { type: 'FindCoordinatorRequest', keyType: 'group', keys: [group.groupId] },
    { purpose: 'findCoordinator' },
    node,
  )
  return Infinity
}

/** After the pause that follows a failure, the next attempt waits until metadata has been asked for anew. */
function hasNewMetadata({ core: { metadata } }: ConsumerClient, group: GroupMembership): boolean {
  if (group.metadataAtFailure === -1) {
    group.metadataAtFailure = metadata.version
    requestMetadataUpdate(metadata)
  }
  if (metadata.version === group.metadataAtFailure) return false
  group.metadataAtFailure = -1
  return true
}

/** `response` null: the request was lost. */
export function onCoordinatorFound(
  consumer: ConsumerClient,
  response: FindCoordinatorResponse | null,
  node: NodeContext,
): void {
  const { group } = consumer
  if (group === null) return
  group.finding = false
  const found = response?.coordinators[0]
  if (found !== undefined && found.errorCode === 'NONE') {
    group.coordinatorId = found.nodeId
    group.coordinator = endpointNode(found.host, found.port)
    group.findFailures = 0
    // The session starts over with the coordinator that is there now.
    group.sessionDeadlineUs = node.nowUs + consumer.config.sessionTimeoutMs * 1000
    return
  }
  if (found !== undefined && !isRetriable(found.errorCode))
    group.failure = errorOf(consumer.config, found.errorCode, found.errorMessage)
  group.findAtUs = node.nowUs + retryBackoffUs(consumer, group.findFailures, node)
  group.findFailures++
}

/** Every heartbeat.interval.ms, from the answer to JoinGroup on, or to SyncGroup in earlier versions. */
function advanceHeartbeat(consumer: ConsumerClient, group: GroupMembership, node: NodeContext): number {
  if (!isInGroup(group)) return Infinity
  if (group.state === 'syncing' && !rulesOf(consumer.config).client.heartbeatsWhileSyncing) return Infinity
  const pollUs = consumer.pollUntilUs === -1 && consumer.closing === null ? group.pollDeadlineUs : Infinity
  if (group.coordinatorId === -1) return pollUs
  if (node.nowUs >= group.sessionDeadlineUs) {
    coordinatorLost(consumer, 'NETWORK_EXCEPTION', node)
    return node.nowUs
  }
  if (group.heartbeatInFlight) return Math.min(pollUs, group.sessionDeadlineUs)
  if (node.nowUs < group.nextHeartbeatUs) return Math.min(pollUs, group.nextHeartbeatUs, group.sessionDeadlineUs)
  const to = group.coordinator
  if (!canSendTo(consumer.core.network, to, node.nowUs)) return pollUs
  const { groupId, memberId, generationId } = group
  group.heartbeatInFlight = true
  group.nextHeartbeatUs = node.nowUs + consumer.config.heartbeatIntervalMs * 1000
  transmit(
    consumer.core,
    to,
    { type: 'HeartbeatRequest', groupId, generationId, memberId, groupInstanceId: consumer.config.groupInstanceId },
    { purpose: 'heartbeat', memberId, generationId },
    node,
  )
  return Math.min(pollUs, group.sessionDeadlineUs)
}

export function onHeartbeat(
  consumer: ConsumerClient,
  tag: { readonly memberId: string; readonly generationId: number },
  response: HeartbeatResponse | null,
  node: NodeContext,
): void {
  const { group } = consumer
  if (group === null) return
  group.heartbeatInFlight = false
  const unchanged = group.memberId === tag.memberId && group.generationId === tag.generationId
  switch (response?.errorCode) {
    case undefined:
    case 'COORDINATOR_NOT_AVAILABLE':
    case 'NOT_COORDINATOR':
      coordinatorLost(consumer, response?.errorCode ?? 'NETWORK_EXCEPTION', node)
      group.nextHeartbeatUs = node.nowUs + consumer.config.retryBackoffMs * 1000
      return
    case 'NONE':
      group.missedCoordinatorId = -1
      group.sessionDeadlineUs = node.nowUs + consumer.config.sessionTimeoutMs * 1000
      return
    case 'REBALANCE_IN_PROGRESS':
      group.sessionDeadlineUs = node.nowUs + consumer.config.sessionTimeoutMs * 1000
      // One that is joining already knows.
      if (group.state === 'stable') group.rejoinNeeded = true
      return
    case 'FENCED_INSTANCE_ID':
      if (!unchanged) return
      if (rulesOf(consumer.config).client.fencedHeartbeatEndsMembership) resetGeneration(group, 'FENCED_INSTANCE_ID')
      logFenced(consumer, group, 'Heartbeat')
      log(
        consumer.core,
        'ERROR',
        `Caught fenced group.instance.id Optional[${consumer.config.groupInstanceId}] error in heartbeat thread`,
        rulesOf(consumer.config).words.membershipLogger,
      )
      group.failure = errorOf(consumer.config, 'FENCED_INSTANCE_ID')
      return
    case 'UNKNOWN_MEMBER_ID':
    case 'ILLEGAL_GENERATION':
      if (unchanged) resetGeneration(group, response.errorCode)
      return
    default:
      group.nextHeartbeatUs = node.nowUs + consumer.config.retryBackoffMs * 1000
  }
}

/** A dynamic member says good-bye; a static one is expected back (KIP-345). Either forgets who it was. */
export function leaveGroup(consumer: ConsumerClient, reason: string, node: NodeContext): void {
  const { group, config, core } = consumer
  if (group === null) return
  const inside = group.state !== 'unjoined' && group.memberId !== '' && group.coordinatorId !== -1
  if (inside && config.groupInstanceId === null) {
    const to = group.coordinator
    if (canSendTo(core.network, to, node.nowUs)) {
      group.leaveInFlight = true
      const members = [{ memberId: group.memberId, groupInstanceId: null, reason }]
      transmit(
        core,
        to,
        { type: 'LeaveGroupRequest', groupId: group.groupId, members },
        { purpose: 'leaveGroup', generation: generationText(group) },
        node,
      )
    }
  }
  resetGeneration(group, null)
}

/** Nobody waits for it but close(), and nobody is told but the log. `response` null: the request was lost. */
export function onLeaveGroup(
  { core, config, group }: ConsumerClient,
  { generation }: { readonly generation: string },
  response: LeaveGroupResponse | null,
): void {
  if (group !== null) group.leaveInFlight = false
  if (response === null) return
  const code = response.errorCode === 'NONE' ? (response.members[0]?.errorCode ?? 'NONE') : response.errorCode
  if (code === 'NONE') return
  const { words } = rulesOf(config)
  log(core, 'ERROR', words.leaveRefused({ generation, message: errorOf(config, code).message }), words.membershipLogger)
}
