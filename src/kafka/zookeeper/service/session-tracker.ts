/**
 * Counterpart in ZooKeeper: SessionTrackerImpl and ExpiryQueue. Decides which sessions live: those heard of within their
 * timeout, looked at once a tick, so that a session lasts up to a tick longer than it asked for.
 */
import type { SessionId } from '../../protocol/zookeeper/znode-stat.ts'

interface TrackedSession {
  readonly timeoutMs: number
  /** The end of a tick. */
  expiresAtMs: number
  /** It has ended, and that is not committed yet. */
  closing: boolean
  /** Id of the server that its client is connected to; null before it is known. */
  owner: number | null
}

export interface SessionTracker {
  readonly tickTimeMs: number
  readonly sessions: Map<SessionId, TrackedSession>
  nextExpirationMs: number
}

/** Every session begins anew with whoever tracks it from now on: nobody knows when it was last heard of. */
export function createSessionTracker(
  timeouts: ReadonlyMap<SessionId, number>,
  tickTimeMs: number,
  nowMs: number,
): SessionTracker {
  const nextExpirationMs = roundToNextTick(nowMs, tickTimeMs)
  const tracker: SessionTracker = { tickTimeMs, sessions: new Map(), nextExpirationMs }
  for (const [sessionId, timeoutMs] of timeouts) trackSession(tracker, sessionId, timeoutMs, nowMs)
  return tracker
}

function roundToNextTick(atMs: number, tickTimeMs: number): number {
  return (Math.floor(atMs / tickTimeMs) + 1) * tickTimeMs
}

export function trackSession(tracker: SessionTracker, sessionId: SessionId, timeoutMs: number, nowMs: number): void {
  const expiresAtMs = roundToNextTick(nowMs + timeoutMs, tracker.tickTimeMs)
  const found = tracker.sessions.get(sessionId)
  if (found === undefined) tracker.sessions.set(sessionId, { timeoutMs, expiresAtMs, closing: false, owner: null })
  else found.expiresAtMs = expiresAtMs
}

/** False where there is no such session, or none any more. */
export function touchSession(tracker: SessionTracker, sessionId: SessionId, timeoutMs: number, nowMs: number): boolean {
  const session = tracker.sessions.get(sessionId)
  if (session === undefined || session.closing) return false
  session.expiresAtMs = roundToNextTick(nowMs + timeoutMs, tracker.tickTimeMs)
  return true
}

/** What is wrong with a request that comes by way of a server. */
export function checkSession(
  tracker: SessionTracker,
  sessionId: SessionId,
  owner: number,
): 'SESSIONEXPIRED' | 'SESSIONMOVED' | null {
  const session = tracker.sessions.get(sessionId)
  if (session === undefined || session.closing) return 'SESSIONEXPIRED'
  session.owner ??= owner
  return session.owner === owner ? null : 'SESSIONMOVED'
}

export function ownSession(tracker: SessionTracker, sessionId: SessionId, owner: number): void {
  const session = tracker.sessions.get(sessionId)
  if (session !== undefined && !session.closing) session.owner = owner
}

export function closeSession(tracker: SessionTracker, sessionId: SessionId): void {
  const session = tracker.sessions.get(sessionId)
  if (session !== undefined) session.closing = true
}

/** At the end of a tick: the sessions whose time is over, which are closing from now on. */
export function expireSessions(tracker: SessionTracker, nowMs: number): SessionId[] {
  const expired: SessionId[] = []
  while (tracker.nextExpirationMs <= nowMs) {
    for (const [sessionId, session] of tracker.sessions) {
      if (session.closing || session.expiresAtMs > tracker.nextExpirationMs) continue
      session.closing = true
      expired.push(sessionId)
    }
    tracker.nextExpirationMs += tracker.tickTimeMs
  }
  return expired
}
