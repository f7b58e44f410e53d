/** Counterpart in Kafka 2.5: LogReadResult.followerNeedsHwUpdate, Replica.lastSentHighWatermark; DelayedFetch, case H. */
import type { FetchSession, FollowerState, Partition } from './broker-state.ts'
import { followerOf } from './partition.ts'

/** Another request has come. Of versions without such news nothing is kept. */
export function forgetNews(session: FetchSession): void {
  if (session.highWatermarkNews !== undefined) session.highWatermarkNews = 'none'
}

/** A follower has asked, and is answered at once where the high watermark is past the one that its last request found. */
export function noteHighWatermark(session: FetchSession, follower: FollowerState, highWatermark: number): void {
  if ((follower.sentHighWatermark ?? 0) < highWatermark) session.highWatermarkNews = 'atArrival'
  follower.sentHighWatermark = highWatermark
}

/** Whether the fetch of a follower that waits is to be answered. While it is being read, it is to be remembered. */
export function hasNewsFor(session: FetchSession, partition: Partition): boolean {
  const follower = partition.role === 'leader' ? followerOf(partition, session.replicaId) : undefined
  if (follower === undefined || partition.log.highWatermark <= (follower.sentHighWatermark ?? 0)) return false
  if (!session.waiting && session.highWatermarkNews !== 'atArrival') session.highWatermarkNews = 'meanwhile'
  return session.waiting
}
