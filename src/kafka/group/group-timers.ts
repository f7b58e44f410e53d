/**
 * When sessions, the join phase and the sync phase end.
 *
 * A session is a deadline in the member; one timer a group looks at all of them. A heartbeat so moves a number, and
 * no timer, which matters because heartbeats are most of what a coordinator does.
 */
import type { ShardHost } from '../coordinator/coordinator-shard.ts'
import type { ClassicGroup, ClassicGroupMember } from './group-shard-state.ts'

export type GroupTimer =
  | { readonly type: 'GroupSessionTimeout'; readonly groupId: string }
  /** The end of the join phase; `initial` when an empty group waits for more members. */
  | {
      readonly type: 'GroupJoinTimeout'
      readonly groupId: string
      readonly initial: { readonly delayMs: number; readonly remainingMs: number } | null
    }
  | { readonly type: 'GroupSyncTimeout'; readonly groupId: string; readonly generationId: number }
  | { readonly type: 'GroupOffsetsExpiration' }

const US_PER_MS = 1_000

/** The shard's name for the timer that ends the join phase of a group. */
export function joinTimerKey(groupId: string): string {
  return `join ${groupId}`
}

/** The same of the sync phase. */
export function syncTimerKey(groupId: string): string {
  return `sync ${groupId}`
}

function sessionTimerKey(groupId: string): string {
  return `session ${groupId}`
}

/** A delay that was computed from two instants may not be a whole number of microseconds once it is milliseconds. */
function schedule(host: ShardHost, key: string, delayMs: number, timer: GroupTimer): void {
  host.schedule(key, Math.round(delayMs * US_PER_MS), timer)
}

export function scheduleJoinTimeout(
  group: ClassicGroup,
  delayMs: number,
  initial: { readonly delayMs: number; readonly remainingMs: number } | null,
  host: ShardHost,
): void {
  schedule(host, joinTimerKey(group.groupId), delayMs, { type: 'GroupJoinTimeout', groupId: group.groupId, initial })
}

export function scheduleSyncTimeout(group: ClassicGroup, delayMs: number, host: ShardHost): void {
  const { groupId, generationId } = group
  schedule(host, syncTimerKey(groupId), delayMs, { type: 'GroupSyncTimeout', groupId, generationId })
}

/** Looks for offsets that nobody needs any more, again and again. */
export function scheduleOffsetsExpiration(host: ShardHost): void {
  const delayUs = host.config.offsetsRetentionCheckIntervalMs * US_PER_MS
  host.schedule('offsets expiration', delayUs, { type: 'GroupOffsetsExpiration' }, true)
}

/** A heartbeat, or anything that counts as one. */
export function extendSession(
  group: ClassicGroup,
  member: ClassicGroupMember,
  host: ShardHost,
  timeoutMs = member.sessionTimeoutMs,
): void {
  member.sessionDeadlineUs = host.node.nowUs + timeoutMs * US_PER_MS
  watchSessions(group, member.sessionDeadlineUs, host)
}

/** An id that was handed out lapses if nobody joins with it. */
export function awaitPendingMember(group: ClassicGroup, memberId: string, timeoutMs: number, host: ShardHost): void {
  const deadlineUs = host.node.nowUs + timeoutMs * US_PER_MS
  group.pendingJoinMembers.set(memberId, deadlineUs)
  watchSessions(group, deadlineUs, host)
}

/** Sees to it that the timer fires no later than `deadlineUs`. */
function watchSessions(group: ClassicGroup, deadlineUs: number, host: ShardHost): void {
  if (group.sessionTimerAtUs !== -1 && group.sessionTimerAtUs <= deadlineUs) return
  group.sessionTimerAtUs = deadlineUs
  const timer: GroupTimer = { type: 'GroupSessionTimeout', groupId: group.groupId }
  host.schedule(sessionTimerKey(group.groupId), deadlineUs - host.node.nowUs, timer)
}

/** After the timer fired: again, for the earliest deadline there is now. */
export function rearmSessionTimer(group: ClassicGroup, host: ShardHost): void {
  let earliestUs = -1
  for (const member of group.members.values()) {
    const deadlineUs = member.sessionDeadlineUs
    if (deadlineUs >= 0 && (earliestUs < 0 || deadlineUs < earliestUs)) earliestUs = deadlineUs
  }
  for (const deadlineUs of group.pendingJoinMembers.values())
    if (earliestUs < 0 || deadlineUs < earliestUs) earliestUs = deadlineUs
  if (earliestUs >= 0) watchSessions(group, earliestUs, host)
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

export function cancelJoinTimer(group: ClassicGroup, host: ShardHost): void {
  host.cancel(joinTimerKey(group.groupId))
}

export function cancelSyncTimer(group: ClassicGroup, host: ShardHost): void {
  host.cancel(syncTimerKey(group.groupId))
}

export function cancelGroupTimers(groupId: string, host: ShardHost): void {
  for (const key of [joinTimerKey(groupId), syncTimerKey(groupId), sessionTimerKey(groupId)]) host.cancel(key)
}
