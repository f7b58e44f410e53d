/** A broker's lanes as the canvas paints them. */
import type { ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import type { LaneLayout, StageCard } from '../../layout/stage-layout.ts'
import type { Brush } from '../../painting/brush.ts'
import type { BrokerParts } from './broker-view.ts'
import { deferredLaneMarks } from './deferred-lane-marks.ts'
import { paintLane } from './lane-painter.ts'
import { pinnedReplica } from './pinned-replica.ts'

export function paintBrokerMarks(brush: Brush, card: StageCard): void {
  const parts = card.parts as BrokerParts
  for (const lane of parts.lanes) paintOne(brush, lane)
  const pinned = pinnedReplica(brush.image, brush.emphasis, parts)
  if (pinned !== null && parts.pinned !== null) paintLane(brush, parts.pinned, pinned)
}

function paintOne(brush: Brush, lane: LaneLayout): void {
  if (lane.rect.y > brush.viewBottom || lane.rect.y + lane.rect.height < brush.viewTop) return
  const replica: ReplicaImage | undefined = brush.image.replicas.get(lane.id)
  if (replica === undefined) return
  if (lane.density !== 'strips') paintLane(brush, lane, replica)
  else deferredLaneMarks.current()?.paintHeat(brush, lane, replica)
}
