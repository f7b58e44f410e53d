/** What compaction leaves in a lane: offsets that nothing has any more, and records that say that a key is gone. */
import type { Translate } from '../../../i18n/index.ts'
import { IMAGE_CELLS, type ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import type { Brush } from '../../painting/brush.ts'
import { type LaneView, offsetX } from './lane-view.ts'

/** Offsets from `from` to `to`, exclusive. */
export interface Hole {
  readonly from: number
  readonly to: number
}

/** Of a long log the picture has the newest records only: what lies before the first of these is not known here. */
export function holesIn({ cells, logStartOffset }: Pick<ReplicaImage, 'cells' | 'logStartOffset'>): readonly Hole[] {
  const holes: Hole[] = []
  const first = cells[0]
  if (first !== undefined && cells.length < IMAGE_CELLS && first.offset > logStartOffset)
    holes.push({ from: logStartOffset, to: first.offset })
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

/** A hollow ring on the upper corner of a record's cell, above what is written in it. */
export function paintTombstone({ context, palette }: Brush, x: number, { cell, lane }: LaneView): void {
  context.beginPath()
  context.arc(x + cell.width - 3, lane.cells.y + 2, 3, 0, 2 * Math.PI)
  context.fillStyle = palette.card
  context.fill()
  context.strokeStyle = palette.ink
  context.lineWidth = 1.25
  context.stroke()
}
