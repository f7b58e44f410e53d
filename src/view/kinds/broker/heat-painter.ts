/** Dozens of replicas at once: a cell each, as deep in colour as what is measured is large. */

import type { Translate } from '../../../i18n/index.ts'
import type { ClusterImage, ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import type { LaneLayout } from '../../layout/stage-layout.ts'
import type { Brush } from '../../painting/brush.ts'
import { groupPlaces, replicasByPartition } from '../../painting/group-marks.ts'
import { type HeatMetric, useStageView } from '../../stage/stage-view-store.ts'
import { behindLeader } from './lane-window.ts'

export interface HeatScale {
  readonly metric: HeatMetric
  /** The value of the deepest colour, in records or bytes: a round number, so that colours stay while values grow a little. */
  readonly most: number
}

/** A lag of a few records must not look like the end of the world. */
const LEAST_LAG = 50

/** What a cell tells of a replica: of a leader what its slowest group has yet to read, of a follower what it has yet to copy. */
export function heatOf(
  brush: Pick<Brush, 'places' | 'replicasByPartition'>,
  replica: ReplicaImage,
  metric: HeatMetric,
): number {
  if (metric === 'bytes') return replica.sizeBytes
  if (replica.role !== 'leader')
    return behindLeader(replica, brush.replicasByPartition.get(replica.topicPartition) ?? [])
  let slowest = replica.highWatermark
  for (const place of brush.places.get(replica.topicPartition) ?? []) {
    const reached = place.committed >= 0 ? place.committed : place.position
    if (reached >= 0) slowest = Math.min(slowest, reached)
  }
  return replica.highWatermark - slowest
}

/** Once an image: every broker's cells are drawn to the same scale. Kafka's own topics do not set it. */
export function heatScale(brush: Standing, metric: HeatMetric): HeatScale {
  const cached = known.get(brush.image)
  if (cached?.metric === metric) return cached
  let most = metric === 'lag' ? LEAST_LAG : 1
  for (const replica of brush.image.replicas.values()) {
    if (replica.role === 'offline' || brush.image.topics.get(replica.topic)?.internal === true) continue
    most = Math.max(most, heatOf(brush, replica, metric))
  }
  const scale = { metric, most: rounded(most) }
  known.set(brush.image, scale)
  return scale
}

const known = new WeakMap<ClusterImage, HeatScale>()

/** Up to 1, 2 or 5 times a power of ten. */
function rounded(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return power * ([1, 2, 5].find((step) => step * power >= value) ?? 10)
}

/** Where groups and replicas of an image stand, for whoever paints nothing. */
export function standingOf(image: ClusterImage): Standing {
  const cached = standings.get(image)
  if (cached !== undefined) return cached
  const standing = { image, places: groupPlaces(image), replicasByPartition: replicasByPartition(image) }
  standings.set(image, standing)
  return standing
}

type Standing = Pick<Brush, 'image' | 'places' | 'replicasByPartition'>
/** Hundreds of cells of one image ask for it. */
const standings = new WeakMap<ClusterImage, Standing>()

/** What a cell tells, in words: to be read where its colour is not seen. */
export function heatWord(t: Translate, image: ClusterImage, replica: ReplicaImage): string {
  if (replica.role === 'offline') return ''
  const count = heatOf(standingOf(image), replica, 'lag')
  return t(replica.role === 'leader' ? 'stage.heat.unread' : 'stage.heat.toCopy', { count })
}

/** A leader has a bar at its left; a follower outside the ISR is striped; what is on the disk of a broker that is down is dashed. */
export function paintHeatCell(brush: Brush, lane: LaneLayout, replica: ReplicaImage, scale: HeatScale): void {
  const { context, palette, emphasis } = brush
  const { x, y, width, height } = lane.cells
  const colour = scale.metric === 'lag' ? palette.keys[1]!.solid : palette.accent
  context.fillStyle = palette.sunken
  context.fillRect(x, y, width, height)
  if (replica.role === 'offline') {
    context.strokeStyle = palette.mark
    context.lineWidth = 1
    context.setLineDash([3, 2])
    context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1)
    context.setLineDash([])
  } else {
    const share = Math.sqrt(Math.min(1, heatOf(brush, replica, scale.metric) / scale.most))
    if (share > 0) {
      context.globalAlpha = 0.15 + 0.85 * share
      context.fillStyle = colour
      context.fillRect(x, y, width, height)
      context.globalAlpha = 1
    }
    if (replica.role !== 'leader' && !replica.inSync) {
      context.fillStyle = palette.bad
      for (let at = 0; at < width; at += 4) context.fillRect(x + at, y, 1.5, height)
    }
  }
  if (replica.role === 'leader') {
    context.fillStyle = palette.ink
    context.fillRect(x, y, 2, height)
  }
  if (emphasis.topicPartition !== replica.topicPartition) return
  context.strokeStyle = palette.ink
  context.lineWidth = 1.4
  context.strokeRect(x - 1, y - 1, width + 2, height + 2)
}

/** To the scale of what the reader has chosen to see. */
export function paintHeat(brush: Brush, lane: LaneLayout, replica: ReplicaImage): void {
  paintHeatCell(brush, lane, replica, heatScale(brush, useStageView.getState().heat))
}
