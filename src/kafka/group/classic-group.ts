/**
 * Members of a group and what follows from them. Counterpart: org.apache.kafka.coordinator.group.classic.ClassicGroup.
 */
import { assert } from '../../engine/assert.ts'
import type { NodeContext } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import { hashOfString, inJavaHashOrder } from '../common/java-hash-order.ts'
import { tell } from '../observe/tell.ts'
import type { JoinGroupResponse, Subscription } from '../protocol/join-group.ts'
import { type ClassicGroupState, isValidTransition } from './classic-group-state.ts'
import {
  type ClassicGroup,
  type ClassicGroupMember,
  type JoinGroupProtocols,
  NO_SUBSCRIPTION,
} from './group-shard-state.ts'

export const CONSUMER_PROTOCOL_TYPE = 'consumer'

export function transitionTo(group: ClassicGroup, state: ClassicGroupState, node: NodeContext): void {
  assert(isValidTransition(group.state, state), 'a group changes state along the table of its states')
  const from = group.state
  group.previousState = from
  group.state = state
  group.currentStateTimestampMs = node.wallClockMs
  const { groupId, generationId, rebalanceCause } = group
  const begins = state === 'PreparingRebalance'
  // The last of many heartbeats and joins is not why: the member that came or went is.
  const causedBy = begins || rebalanceCause === 0 ? undefined : rebalanceCause
  const told = tell(node, { type: 'GroupStateChanged', groupId, from, to: state, generation: generationId }, causedBy)
  if (begins) group.rebalanceCause = told
}

/** Members in the order in which Java's map of them is walked, which decides who is asked first. */
export function membersInOrder(group: ClassicGroup): ClassicGroupMember[] {
  return inJavaHashOrder(group.members.keys(), hashOfString).map(
    (memberId) => group.members.get(memberId) as ClassicGroupMember,
  )
}

export function isLeader(group: ClassicGroup, memberId: string): boolean {
  return group.leaderId === memberId
}

/** The first to be added to an empty group leads it, and says what kind of group it is. */
export function addMember(group: ClassicGroup, member: ClassicGroupMember): void {
  assert(!group.members.has(member.memberId), 'a member is added once')
  if (member.groupInstanceId !== null) group.staticMembers.set(member.groupInstanceId, member.memberId)
  if (group.members.size === 0) group.protocolType = member.protocolType
  if (group.leaderId === null) group.leaderId = member.memberId
  group.members.set(member.memberId, member)
  group.pendingJoinMembers.delete(member.memberId)
}

/** A member, or an id that was only handed out. */
export function removeMember(group: ClassicGroup, memberId: string): void {
  const member = group.members.get(memberId)
  group.members.delete(memberId)
  if (member !== undefined && member.groupInstanceId !== null) group.staticMembers.delete(member.groupInstanceId)
  if (isLeader(group, memberId)) group.leaderId = membersInOrder(group)[0]?.memberId ?? null
  group.pendingJoinMembers.delete(memberId)
  group.pendingSyncMembers.delete(memberId)
}

/** The same member under a new id, after its process came back. It keeps what the old one had. */
export function replaceStaticMember(
  group: ClassicGroup,
  old: ClassicGroupMember,
  memberId: string,
): ClassicGroupMember {
  const member: ClassicGroupMember = {
    ...old,
    memberId,
    awaitingJoin: null,
    awaitingSync: null,
    isNew: false,
    sessionDeadlineUs: -1,
  }
  assert(group.members.has(old.memberId), 'who is replaced is a member')
  group.members.delete(old.memberId)
  group.members.set(memberId, member)
  if (isLeader(group, old.memberId)) group.leaderId = memberId
  if (old.groupInstanceId !== null) group.staticMembers.set(old.groupInstanceId, memberId)
  return member
}

/** False: nobody rejoined, so nobody can lead. */
export function maybeElectNewJoinedLeader(group: ClassicGroup): boolean {
  if (group.leaderId === null) return false
  if (group.members.get(group.leaderId)?.awaitingJoin != null) return true
  const joined = membersInOrder(group).find((member) => member.awaitingJoin !== null)
  if (joined === undefined) return false
  group.leaderId = joined.memberId
  return true
}

export function hasAllMembersJoined(group: ClassicGroup): boolean {
  if (group.pendingJoinMembers.size > 0) return false
  for (const member of group.members.values()) if (member.awaitingJoin === null) return false
  return true
}

export function awaitingJoinCount(group: ClassicGroup): number {
  let count = 0
  for (const member of group.members.values()) if (member.awaitingJoin !== null) count++
  return count
}

/** The largest of the members' own, which for consumers is max.poll.interval.ms. */
export function rebalanceTimeoutMs(group: ClassicGroup): number {
  let timeout = 0
  for (const member of group.members.values()) timeout = Math.max(timeout, member.rebalanceTimeoutMs)
  return timeout
}

export function supportsProtocols(group: ClassicGroup, protocolType: string, protocols: JoinGroupProtocols): boolean {
  if (group.state === 'Empty') return protocolType !== '' && protocols.length > 0
  return group.protocolType === protocolType && protocols.some(({ name }) => supportsAll(group, name))
}

function supportsAll(group: ClassicGroup, protocol: string): boolean {
  for (const member of group.members.values()) {
    if (!member.protocols.some(({ name }) => name === protocol)) return false
  }
  return true
}

/** Each member votes for the first of its protocols that all support; most votes win. Null without a common one. */
export function selectProtocol(group: ClassicGroup): string | null {
  const votes = new Map<string, number>()
  for (const member of group.members.values()) {
    const vote = member.protocols.find(({ name }) => supportsAll(group, name))?.name
    if (vote !== undefined) votes.set(vote, (votes.get(vote) ?? 0) + 1)
  }
  let selected: string | null = null
  for (const name of inJavaHashOrder(votes.keys(), hashOfString)) {
    if (selected === null || (votes.get(name) ?? 0) > (votes.get(selected) ?? 0)) selected = name
  }
  return selected
}

/** CompletingRebalance with at least one member, Empty without. */
export function initNextGeneration(group: ClassicGroup, node: NodeContext): void {
  group.generationId++
  group.protocolName = group.members.size === 0 ? null : selectProtocol(group)
  group.subscribedTopics = computeSubscribedTopics(group)
  transitionTo(group, group.members.size === 0 ? 'Empty' : 'CompletingRebalance', node)
  group.pendingSyncMembers.clear()
}

export function computeSubscribedTopics(group: ClassicGroup): readonly string[] | null {
  if (group.protocolType !== CONSUMER_PROTOCOL_TYPE) return null
  const topics = new Set<string>()
  for (const member of group.members.values()) {
    for (const topic of subscriptionOf(member, group.protocolName).topics) topics.add(topic)
  }
  return Object.freeze([...topics])
}

/** A group whose subscriptions are not known might subscribe to anything, as long as it is made of consumers. */
export function isSubscribedToTopic(group: ClassicGroup, topic: string): boolean {
  return group.subscribedTopics?.includes(topic) ?? group.protocolType === CONSUMER_PROTOCOL_TYPE
}

export function subscriptionOf(member: ClassicGroupMember, protocol: string | null): Subscription {
  return member.protocols.find(({ name }) => name === protocol)?.subscription ?? NO_SUBSCRIPTION
}

/** What the leader computes the assignment from. */
export function currentMembers(group: ClassicGroup): JoinGroupResponse['members'] {
  return membersInOrder(group).map((member) => ({
    memberId: member.memberId,
    groupInstanceId: member.groupInstanceId,
    subscription: subscriptionOf(member, group.protocolName),
  }))
}

/** NONE, UNKNOWN_MEMBER_ID or FENCED_INSTANCE_ID. */
export function validateMember(group: ClassicGroup, memberId: string, groupInstanceId: string | null): ErrorCode {
  if (groupInstanceId !== null) {
    const known = group.staticMembers.get(groupInstanceId)
    if (known === undefined) return 'UNKNOWN_MEMBER_ID'
    if (known !== memberId) return 'FENCED_INSTANCE_ID'
  }
  return group.members.has(memberId) ? 'NONE' : 'UNKNOWN_MEMBER_ID'
}

/** Same names in the same order with the same metadata. */
export function sameProtocols(a: JoinGroupProtocols, b: JoinGroupProtocols): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  return a.every((protocol, i) => {
    const other = b[i]
    return (
      other !== undefined && other.name === protocol.name && sameSubscription(protocol.subscription, other.subscription)
    )
  })
}

function sameSubscription(a: Subscription, b: Subscription): boolean {
  return (
    a.generationId === b.generationId &&
    a.rackId === b.rackId &&
    sameStrings(a.topics, b.topics) &&
    sameStrings(a.ownedPartitions, b.ownedPartitions)
  )
}

function sameStrings(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i])
}
