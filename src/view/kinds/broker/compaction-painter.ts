/** What compaction leaves in a lane: offsets that nothing has any more, and records that say that a key is gone. */
import type { Translate } from '../../../i18n/index.ts'
import type { ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import type { Brush } from '../../painting/brush.ts'
import { type LaneView, offsetX } from './lane-view.ts'

/** Offsets from `from` to `to`, exclusive. */
export interface Hole {
  readonly from: number
  readonly to: number
}

/** Between the records that the picture has; what lies before the first of them is not known here. */
export function holesIn({ cells }: Pick<ReplicaImage, 'cells'>): readonly Hole[] {
  const holes: Hole[] = []
  for (let index = 1; index < cells.length; index++) {
    const from = (cells[index - 1]?.offset ?? 0) + 1
    const to = cells[index]?.offset ?? 0
    if (to > from) holes.push({ from, to })
  }
  return holes
}

/** How many offsets of a lane are empty; nothing where none is. */
export function laneHoles(t: Translate, replica: ReplicaImage): string {
  const count = holesIn(replica).reduce((sum, { from, to }) => sum + to - from, 0)
  return count === 0 ? '' : t('stage.lane.holes', { count })
}

export function paintCompaction(brush: Brush, view: LaneView, replica: ReplicaImage): void {
  for (const { from, to } of holesIn(replica)) {
    if (to <= view.start || from >= view.end) continue
    const left = offsetX(view, Math.max(from, view.start))
    paintHole(brush, view, left, offsetX(view, Math.min(to, view.end)) - (view.cell.pitch - view.cell.width))
  }
  for (const { offset, value, control } of replica.cells) {
    if (value === null && !control && offset > view.start - 1 && offset < view.end)
      paintTombstone(brush, offsetX(view, offset), view)
  }
}

/** A dotted line at half height, so that it is neither a record nor the next place. */
export function paintHole({ context, palette }: Brush, { cell, lane }: LaneView, left: number, right: number): void {
  const y = lane.cells.y + cell.height / 2
  context.strokeStyle = palette.mark
  context.lineWidth = 2
  context.lineCap = 'round'
  context.setLineDash([0.1, 5])
  context.beginPath()
  context.moveTo(left + 3, y)
  context.lineTo(right - 2, y)
  context.stroke()
  context.setLineDash([])
  context.lineCap = 'butt'
}

/** A hollow ring in the upper corner of a record's cell. */
export function paintTombstone({ context, palette }: Brush, x: number, { cell, lane }: LaneView): void {
  const radius = Math.min(3.5, cell.height / 5)
  context.beginPath()
  context.arc(x + cell.width - radius - 1.5, lane.cells.y + radius + 1.5, radius, 0, 2 * Math.PI)
  context.fillStyle = palette.card
  context.fill()
  context.strokeStyle = palette.ink
  context.lineWidth = 1.25
  context.stroke()
}
