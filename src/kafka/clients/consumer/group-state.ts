/** Small transitions of a membership that several parts of the consumer make. */
import type { NodeContext } from '../../../engine/node-context.ts'
import type { ErrorCode } from '../../common/errors.ts'
import { tell } from '../../observe/tell.ts'
import type { FencedMember } from '../../profile/membership-words.ts'
import { rulesOf } from '../../profile/registry.ts'
import { log } from '../core/client-core.ts'
import type { ConsumerConfig } from './consumer-config.ts'
import type { ConsumerClient, GroupMembership } from './consumer-state.ts'

/** Whose log lines these are that tell of commits. */
export const CONSUMER_COORDINATOR = 'org.apache.kafka.clients.consumer.internals.ConsumerCoordinator'

/** As Java prints AbstractCoordinator.Generation. */
export function generationText({ generationId, memberId, protocol }: GroupMembership): string {
  return `Generation{generationId=${generationId}, memberId='${memberId}', protocol='${protocol ?? 'null'}'}`
}

export function createMembership(groupId: string): GroupMembership {
  return {
    groupId,
    coordinatorId: -1,
    missedCoordinatorId: -1,
    coordinator: '',
    finding: false,
    findAtUs: 0,
    findFailures: 0,
    metadataAtFailure: -1,
    state: 'unjoined',
    memberId: '',
    generationId: -1,
    protocol: null,
    isLeader: false,
    rejoinNeeded: false,
    needsJoinPrepare: true,
    prepareCommitId: 0,
    joinInFlight: false,
    joinAtUs: 0,
    joinFailures: 0,
    joinedTopics: null,
    assignmentSnapshot: null,
    groupTopics: [],
    leaderWaiting: null,
    leaderWaitsForVersion: 0,
    pendingAssignment: null,
    stickyOwned: [],
    stickyGeneration: -1,
    heartbeatInFlight: false,
    nextHeartbeatUs: 0,
    sessionDeadlineUs: 0,
    pollDeadlineUs: 0,
    leaveInFlight: false,
    failure: null,
    commitFenced: false,
  }
}

/** The broker is not the coordinator, or cannot be reached: look for it again. Membership itself stays. */
export function coordinatorLost({ group, clientId }: ConsumerClient, error: ErrorCode, node: NodeContext): void {
  if (group === null || group.coordinatorId === -1) return
  // Until another is elected everybody still names the one that is gone, and it is looked for in vain again and again.
  if (group.coordinatorId !== group.missedCoordinatorId)
    tell(node, {
      type: 'CoordinatorLost',
      client: clientId,
      groupId: group.groupId,
      coordinator: group.coordinatorId,
      error,
    })
  group.missedCoordinatorId = group.coordinatorId
  group.coordinatorId = -1
  group.findAtUs = Math.max(group.findAtUs, node.nowUs)
  group.heartbeatInFlight = false
}

/** The group no longer knows this member, or only an older self of it: what was owned is lost, and it joins anew. */
export function resetGeneration(group: GroupMembership, error: ErrorCode | null): void {
  group.generationId = -1
  // A member with a wrong generation is still known by its id.
  if (error !== 'ILLEGAL_GENERATION') group.memberId = ''
  group.protocol = null
  group.state = 'unjoined'
  group.rejoinNeeded = true
  group.pendingAssignment = null
  group.leaderWaiting = null
  group.joinInFlight = false
}

/** COOPERATIVE only when every assignor of the member can do it (KIP-429). */
export function isCooperative(config: ConsumerConfig): boolean {
  return config.assignors.every((name) => name === 'cooperative-sticky')
}

/** Another process has the member's group.instance.id, as an answer to `api` says. */
export function logFenced(consumer: ConsumerClient, group: GroupMembership, api: FencedMember['api']): void {
  const { words } = rulesOf(consumer.config)
  const groupInstanceId = consumer.config.groupInstanceId ?? ''
  const message = words.fenced({ api, groupInstanceId, generation: generationText(group) })
  const logger = api === 'OffsetCommit' ? CONSUMER_COORDINATOR : words.membershipLogger
  if (message !== null) log(consumer.core, 'ERROR', message, logger)
}
