/** Dozens of replicas at once: a strip each, as long as its log, coloured by what matters at that distance. */
import type { ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import type { LaneLayout } from '../../layout/stage-layout.ts'
import type { Brush } from '../../painting/brush.ts'
import { paintHalo } from '../../painting/halo.ts'
import { isOn } from './followed-on.ts'

/**
 * `longest` is the log end offset that fills the strip. The amber tail of a leader is what the slowest group has yet to
 * read; a follower outside the ISR is striped.
 */
export function paintStrip(brush: Brush, lane: LaneLayout, replica: ReplicaImage, longest: number): void {
  const { context, palette, emphasis } = brush
  const { x, y, width, height } = lane.cells
  const length = longest === 0 ? 0 : Math.max(2, (replica.logEndOffset / longest) * width)
  const leader = replica.role === 'leader'

  context.fillStyle = palette.sunken
  context.fillRect(x, y, width, height)
  if (replica.role === 'offline') {
    context.strokeStyle = palette.lineStrong
    context.lineWidth = 1
    context.setLineDash([3, 2])
    context.strokeRect(x + 0.5, y + 0.5, Math.max(3, length - 1), height - 1)
    context.setLineDash([])
  } else if (!leader && !replica.inSync) {
    context.fillStyle = palette.warn
    for (let at = 0; at < length; at += 5) context.fillRect(x + at, y, 2.5, height)
  } else {
    context.fillStyle = leader ? palette.accent : palette.lineStrong
    context.fillRect(x, y, length, height)
    if (leader) paintLag(brush, lane, replica, longest)
  }
  if (leader) {
    context.fillStyle = palette.ink
    context.fillRect(x - 3, y, 2, height)
  }
  const { followed } = emphasis
  if (isOn(followed, replica) && longest > 0) {
    const at = x + (followed.offset / longest) * width
    paintHalo(brush, () => context.arc(at, y + height / 2, Math.max(3.5, height / 2 + 1), 0, Math.PI * 2))
  }
  if (emphasis.topicPartition !== replica.topicPartition) return
  context.strokeStyle = palette.ink
  context.lineWidth = 1.2
  context.strokeRect(x - 1, y - 1, width + 2, height + 2)
}

function paintLag(brush: Brush, lane: LaneLayout, replica: ReplicaImage, longest: number): void {
  const places = brush.places.get(replica.topicPartition)
  if (places === undefined || longest === 0) return
  let slowest = replica.highWatermark
  for (const place of places) {
    const reached = place.committed >= 0 ? place.committed : place.position
    if (reached >= 0) slowest = Math.min(slowest, reached)
  }
  if (slowest >= replica.highWatermark) return
  const { x, y, width, height } = lane.cells
  const from = x + (slowest / longest) * width
  brush.context.fillStyle = brush.palette.keys[1]!.solid
  brush.context.fillRect(from, y, Math.max(1.5, ((replica.highWatermark - slowest) / longest) * width), height)
}
