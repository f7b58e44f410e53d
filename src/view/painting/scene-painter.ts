/** One frame of the picture. */
import type { ClusterImage, InFlightMessage, ReplicaImage } from '../../kafka/observe/cluster-image.ts'
import type { BrokerLayout, LaneLayout } from '../layout/stage-layout.ts'
import type { Brush } from './brush.ts'
import { paintBroken, paintFlights } from './flight-painter.ts'
import { paintLane } from './lane-painter.ts'
import { paintStrip } from './strip-painter.ts'
import { paintTrays } from './tray-painter.ts'

/** Paints everything on show; true while a message is under way. */
export function paintScene(brush: Brush, inFlight: readonly InFlightMessage[]): boolean {
  const longest = longestLogs(brush.image)
  for (const broker of brush.layout.brokers) {
    if (broker.rect.y > brush.viewBottom || broker.rect.y + broker.rect.height < brush.viewTop) continue
    for (const lane of broker.lanes) paintOne(brush, lane, longest)
    const pinned = pinnedReplica(brush, broker)
    if (pinned !== null && broker.pinned !== null) paintLane(brush, broker.pinned, pinned)
  }
  for (const card of brush.layout.producers) {
    const producer = brush.image.producers.get(card.name)
    if (producer !== undefined) paintTrays(brush, card, producer)
  }
  const travelling = paintFlights(brush, inFlight)
  paintBroken(brush)
  return travelling
}

/** The replica shown whole above a broker's strips: of the partition in hand, else the first. */
function pinnedReplica(brush: Pick<Brush, 'image' | 'emphasis'>, broker: BrokerLayout): ReplicaImage | null {
  const { topicPartition } = brush.emphasis
  const wanted = topicPartition === null ? undefined : brush.image.replicas.get(`${topicPartition}@${broker.id}`)
  if (wanted !== undefined) return wanted
  return broker.pinned === null ? null : (brush.image.replicas.get(broker.pinned.id) ?? null)
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

function longestLogs(image: ClusterImage): LongestLogs {
  const longest = { user: 0, internal: 0 }
  for (const replica of image.replicas.values()) {
    const kind = image.topics.get(replica.topic)?.internal ? 'internal' : 'user'
    if (replica.logEndOffset > longest[kind]) longest[kind] = replica.logEndOffset
  }
  return longest
}
