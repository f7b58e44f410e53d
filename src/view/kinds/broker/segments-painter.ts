/** Segments of a lane; in the first minute each log has one. */
import type { ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import type { Brush } from '../../painting/brush.ts'
import { type LaneView, offsetX } from './lane-view.ts'

/**
 * A frame around each segment's cells; the active one, which alone is written to, stronger and with a pencil. One that began
 * further left ends at the arrow there: what stands before the cells is the lane's name.
 */
export function paintSegments(brush: Brush, view: LaneView, replica: ReplicaImage): void {
  const { context, palette } = brush
  const { cell, lane } = view
  replica.segments.forEach((segment, index) => {
    const from = Math.max(segment.baseOffset, view.start - 0.2)
    const to = Math.min(replica.segments[index + 1]?.baseOffset ?? replica.logEndOffset + 1, view.end)
    if (to <= from) return
    const x = offsetX(view, from)
    context.lineWidth = segment.active ? 1.4 : 1
    context.strokeStyle = segment.active ? palette.mark : palette.lineStrong
    context.beginPath()
    context.roundRect(x - 1.5, lane.cells.y - 2.5, (to - from) * cell.pitch - 0.5, cell.height + 5, 7)
    context.stroke()
    if (!segment.active) return
    context.font = `12px ${palette.font}`
    context.textAlign = 'left'
    context.textBaseline = 'middle'
    context.fillStyle = palette.ink2
    context.fillText('✎', offsetX(view, to) - cell.pitch + 8, lane.cells.y + cell.height / 2)
  })
}
