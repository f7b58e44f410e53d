/** Which offsets of a partition a lane shows. */
import type { ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import type { Brush } from '../../painting/brush.ts'

/**
 * The first offset on show, the same for every replica of a partition, so that equal offsets stand above one another
 * and a follower's lag is a visible gap. A place stays free for the record that comes next.
 *
 * The window moves on by a quarter of its width at a time: between two moves every record stays where it is.
 */
export function windowStart(replicas: Iterable<Pick<ReplicaImage, 'logEndOffset'>>, capacity: number): number {
  let logEndOffset = 0
  for (const replica of replicas) logEndOffset = Math.max(logEndOffset, replica.logEndOffset)
  const stride = Math.max(1, Math.floor(capacity / 4))
  return Math.max(0, Math.ceil((logEndOffset + 1 - capacity) / stride) * stride)
}

/**
 * The first offset a lane shows. A broker that is down stays on show with what it last held, be it on its disk or only in
 * its memory, however far the others have gone on; everybody else shares the partition's window.
 */
export function laneStart(
  replica: Pick<ReplicaImage, 'role' | 'logEndOffset' | 'lostPages'>,
  replicas: Iterable<Pick<ReplicaImage, 'role' | 'logEndOffset'>>,
  capacity: number,
): number {
  if (replica.role === 'offline') return windowStart([replica.lostPages ?? replica], capacity)
  return windowStart(
    [...replicas].filter((other) => other.role !== 'offline'),
    capacity,
  )
}

/** The offset under `x` (measured from the lane's first cell), or null between and beyond cells. */
export function offsetAt(x: number, start: number, pitch: number, capacity: number): number | null {
  const place = Math.floor(x / pitch)
  if (place < 0 || place >= capacity) return null
  return Math.floor(start) + place
}

/** Less is what a fetch brings in a moment, and would flicker. */
export const LEAST_BEHIND = 2

/** Records that the partition's leader has and this replica has not; 0 where nobody leads. */
export function behindLeader(
  replica: Pick<ReplicaImage, 'logEndOffset'>,
  replicas: Iterable<Pick<ReplicaImage, 'role' | 'logEndOffset'>>,
): number {
  let end = replica.logEndOffset
  for (const other of replicas) if (other.role === 'leader') end = Math.max(end, other.logEndOffset)
  return end - replica.logEndOffset
}

/** The first offset behind all that is painted beyond the log's end; its end where nothing is. */
export function ghostsEnd({ image, state }: Brush, { id, logEndOffset }: ReplicaImage): number {
  const lost = image.losses.get(id)?.ranges.map(({ toOffset }) => toOffset) ?? []
  return Math.max(logEndOffset, state.cuts.get(id)?.fromOffset ?? 0, ...lost)
}
