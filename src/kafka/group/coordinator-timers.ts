/**
 * The coordinator's timers. Their types begin with `Group`, so that the broker knows whose they are.
 *
 * A session is a deadline in the member; one timer a group looks at all of them. A heartbeat so moves a number, and
 * no timer, which matters because heartbeats are most of what a coordinator does.
 */

import type { CoordinatorHost } from './coordinator-host.ts'
import type { ClassicGroup, ClassicGroupMember, CoordinatorShard } from './coordinator-state.ts'

export type GroupTimer =
  | { readonly type: 'GroupSessionTimeout'; readonly partition: number; readonly groupId: string }
  /** The end of the join phase; `initial` when an empty group waits for more members. */
  | {
      readonly type: 'GroupJoinTimeout'
      readonly partition: number
      readonly groupId: string
      readonly initial: { readonly delayMs: number; readonly remainingMs: number } | null
    }
  | {
      readonly type: 'GroupSyncTimeout'
      readonly partition: number
      readonly groupId: string
      readonly generationId: number
    }
  | { readonly type: 'GroupWriteTimeout'; readonly partition: number }
  | {
      readonly type: 'GroupOffsetsExpiration'
      readonly partition: number
      readonly periodic: true
    }

const US_PER_MS = 1_000

/** A delay that was computed from two instants may not be a whole number of microseconds once it is milliseconds. */
export function setGroupTimer(host: CoordinatorHost, delayMs: number, timer: GroupTimer): number {
  return host.node.setTimer(Math.round(delayMs * US_PER_MS), timer)
}

/** A heartbeat, or anything that counts as one. */
export function extendSession(
  shard: CoordinatorShard,
  group: ClassicGroup,
  member: ClassicGroupMember,
  host: CoordinatorHost,
  timeoutMs = member.sessionTimeoutMs,
): void {
  member.sessionDeadlineUs = host.node.nowUs + timeoutMs * US_PER_MS
  watchSessions(shard, group, member.sessionDeadlineUs, host)
}

/** An id that was handed out lapses if nobody joins with it. */
export function awaitPendingMember(
  shard: CoordinatorShard,
  group: ClassicGroup,
  memberId: string,
  timeoutMs: number,
  host: CoordinatorHost,
): void {
  const deadlineUs = host.node.nowUs + timeoutMs * US_PER_MS
  group.pendingJoinMembers.set(memberId, deadlineUs)
  watchSessions(shard, group, deadlineUs, host)
}

/** Sees to it that the timer fires no later than `deadlineUs`. */
function watchSessions(shard: CoordinatorShard, group: ClassicGroup, deadlineUs: number, host: CoordinatorHost): void {
  if (group.sessionTimer !== null && group.sessionTimerAtUs <= deadlineUs) return
  if (group.sessionTimer !== null) host.node.cancelTimer(group.sessionTimer)
  group.sessionTimerAtUs = deadlineUs
  const timer: GroupTimer = { type: 'GroupSessionTimeout', partition: shard.partition, groupId: group.groupId }
  group.sessionTimer = host.node.setTimer(deadlineUs - host.node.nowUs, timer)
}

/** After the timer fired: again, for the earliest deadline there is now. */
export function rearmSessionTimer(shard: CoordinatorShard, group: ClassicGroup, host: CoordinatorHost): void {
  let earliestUs = -1
  for (const member of group.members.values()) {
    const deadlineUs = member.sessionDeadlineUs
    if (deadlineUs >= 0 && (earliestUs < 0 || deadlineUs < earliestUs)) earliestUs = deadlineUs
  }
  for (const deadlineUs of group.pendingJoinMembers.values())
    if (earliestUs < 0 || deadlineUs < earliestUs) earliestUs = deadlineUs
  if (earliestUs >= 0) watchSessions(shard, group, earliestUs, host)
}

/** Members and handed-out ids whose time is over, earliest first. */
export function expiredSessions(group: ClassicGroup, nowUs: number): string[] {
  const expired: { readonly memberId: string; readonly deadlineUs: number }[] = []
  for (const { memberId, sessionDeadlineUs } of group.members.values()) {
    if (sessionDeadlineUs >= 0 && sessionDeadlineUs <= nowUs) expired.push({ memberId, deadlineUs: sessionDeadlineUs })
  }
  for (const [memberId, deadlineUs] of group.pendingJoinMembers)
    if (deadlineUs <= nowUs) expired.push({ memberId, deadlineUs })
  expired.sort((a, b) => a.deadlineUs - b.deadlineUs || (a.memberId < b.memberId ? -1 : 1))
  return expired.map(({ memberId }) => memberId)
}

export function cancelJoinTimer(group: ClassicGroup, host: CoordinatorHost): void {
  if (group.joinTimer !== null) host.node.cancelTimer(group.joinTimer)
  group.joinTimer = null
}

export function cancelSyncTimer(group: ClassicGroup, host: CoordinatorHost): void {
  if (group.syncTimer !== null) host.node.cancelTimer(group.syncTimer)
  group.syncTimer = null
}

export function cancelGroupTimers(group: ClassicGroup, host: CoordinatorHost): void {
  cancelJoinTimer(group, host)
  cancelSyncTimer(group, host)
  if (group.sessionTimer !== null) host.node.cancelTimer(group.sessionTimer)
  group.sessionTimer = null
}
