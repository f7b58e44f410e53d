/** A broker's lanes as the canvas paints them. */
import type { ClusterImage, ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import type { LaneLayout, StageCard } from '../../layout/stage-layout.ts'
import type { Brush } from '../../painting/brush.ts'
import type { BrokerParts } from './broker-view.ts'
import { paintLane } from './lane-painter.ts'
import { paintStrip } from './strip-painter.ts'

export function paintBrokerMarks(brush: Brush, card: StageCard): void {
  const parts = card.parts as BrokerParts
  const longest = longestLogs(brush.image)
  for (const lane of parts.lanes) paintOne(brush, lane, longest)
  const pinned = pinnedReplica(brush, parts)
  if (pinned !== null && parts.pinned !== null) paintLane(brush, parts.pinned, pinned)
}

/** The replica shown whole above a broker's strips: of the partition in hand, else the first. */
function pinnedReplica(brush: Pick<Brush, 'image' | 'emphasis'>, { id, pinned }: BrokerParts): ReplicaImage | null {
  const { topicPartition } = brush.emphasis
  const wanted = topicPartition === null ? undefined : brush.image.replicas.get(`${topicPartition}@${id}`)
  if (wanted !== undefined) return wanted
  return pinned === null ? null : (brush.image.replicas.get(pinned.id) ?? null)
}

function paintOne(brush: Brush, lane: LaneLayout, longest: LongestLogs): void {
  if (lane.rect.y > brush.viewBottom || lane.rect.y + lane.rect.height < brush.viewTop) return
  const replica = brush.image.replicas.get(lane.id)
  if (replica === undefined) return
  if (lane.density !== 'strips') paintLane(brush, lane, replica)
  else paintStrip(brush, lane, replica, brush.image.topics.get(lane.topic)?.internal ? longest.internal : longest.user)
}

interface LongestLogs {
  user: number
  internal: number
}

/** Once an image: every broker's strips are drawn to the same scale. */
const known = new WeakMap<ClusterImage, LongestLogs>()

function longestLogs(image: ClusterImage): LongestLogs {
  let longest = known.get(image)
  if (longest !== undefined) return longest
  longest = { user: 0, internal: 0 }
  for (const replica of image.replicas.values()) {
    const kind = image.topics.get(replica.topic)?.internal ? 'internal' : 'user'
    if (replica.logEndOffset > longest[kind]) longest[kind] = replica.logEndOffset
  }
  known.set(image, longest)
  return longest
}
