/** What a replica has lost: crossed cells where records stood, and the place where its log was cut. */
import { t } from '../../../i18n/index.ts'
import type { CellImage, ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import type { Brush } from '../../painting/brush.ts'
import { keyPalette } from '../../painting/key-palette.ts'
import { type LaneView, offsetX } from './lane-view.ts'

/**
 * Acknowledged records that no leader holds: crossed where they still stand, ghosts where they stood, and a small cross at
 * the corner of a cell where another record has taken their place.
 */
export function paintLosses(brush: Brush, view: LaneView, replica: ReplicaImage): void {
  const loss = brush.image.losses.get(replica.id)
  if (loss === undefined) return
  let before = 0
  for (const { fromOffset, toOffset, gone } of loss.ranges) {
    before += Math.max(0, Math.min(toOffset, Math.ceil(view.start)) - fromOffset)
    const end = Math.min(toOffset, view.end)
    for (let offset = Math.max(fromOffset, Math.ceil(view.start)); offset < end; offset++) {
      if (!gone) paintCrossed(brush, view, offset)
      else if (offset < replica.logEndOffset) paintCorner(brush, view, offset)
      else paintGhost(brush, view, offset, loss.cells)
    }
  }
  if (before > 0 && view.lane.density === 'full') paintLostBefore(brush, view, before)
}

/** Where the log was cut back just now: a dashed line, until it has grown past where it ended before. */
export function paintCut(brush: Brush, view: LaneView, replica: ReplicaImage): void {
  const cut = brush.state.cuts.get(replica.id)
  if (cut === undefined || replica.logEndOffset >= cut.fromOffset) return
  const { context, palette } = brush
  const { cell, lane } = view
  const from = Math.max(cut.toOffset, replica.logEndOffset)
  context.strokeStyle = palette.lineStrong
  context.lineWidth = 1.5
  context.setLineDash([3, 2.5])
  const end = Math.min(cut.fromOffset, view.end)
  for (let offset = Math.max(from, Math.ceil(view.start)); offset < end; offset++) {
    context.beginPath()
    context.roundRect(offsetX(view, offset) + 0.75, lane.cells.y + 0.75, cell.width - 1.5, cell.height - 1.5, 5)
    context.stroke()
  }
  context.setLineDash([])
  if (cut.toOffset < view.start || cut.toOffset > view.end) return
  paintTear(brush, offsetX(view, cut.toOffset) - 1.5, lane.cells.y - 4, cell.height + 8)
}

/** The torn edge of what was cut off. */
export function paintTear({ context, palette }: Brush, x: number, top: number, height: number): void {
  context.strokeStyle = palette.bad
  context.lineWidth = 2
  context.beginPath()
  for (let step = 0; step <= 6; step++) {
    const y = top + (step * height) / 6
    if (step === 0) context.moveTo(x, y)
    else context.lineTo(x + (step % 2 === 0 ? 0 : 3), y)
  }
  context.stroke()
}

/** A record that still stands here, and that nobody will ever read. */
function paintCrossed(brush: Brush, view: LaneView, offset: number): void {
  const { cell, lane } = view
  const size = Math.min(cell.width, cell.height) - 4
  const x = offsetX(view, offset) + (cell.width - size) / 2
  paintCross(brush, x, lane.cells.y + (cell.height - size) / 2, size)
}

function paintGhost(brush: Brush, view: LaneView, offset: number, cells: readonly CellImage[]): void {
  const { context, palette } = brush
  const { cell, lane } = view
  const x = offsetX(view, offset)
  context.fillStyle = palette.card
  context.strokeStyle = palette.bad
  context.lineWidth = 1.25
  context.setLineDash([3, 2.5])
  context.beginPath()
  context.roundRect(x + 0.75, lane.cells.y + 0.75, cell.width - 1.5, cell.height - 1.5, 5)
  context.fill()
  context.stroke()
  context.setLineDash([])
  const record = lane.density === 'full' ? cells.find((known) => known.offset === offset) : undefined
  if (record !== undefined) {
    context.font = `600 ${Math.max(11, palette.leastType)}px ${palette.font}`
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    context.fillStyle = palette.ink2
    const { letter } = keyPalette.markOf(record.key)
    context.fillText(`${letter}${offset}`, x + cell.width / 2, lane.cells.y + cell.height / 2 + 0.5, cell.width - 4)
  }
  paintCrossed(brush, view, offset)
}

function paintCorner(brush: Brush, view: LaneView, offset: number): void {
  const { cell, lane } = view
  const size = Math.min(7, cell.width - 4)
  paintCross(brush, offsetX(view, offset) + cell.width - size, lane.cells.y - 3, size)
}

/** They lie left of the window: how many, in a word, for ✕2 and the ×2 of a duplicate are too much alike. */
function paintLostBefore(brush: Brush, view: LaneView, count: number): void {
  const { context, palette } = brush
  const { cells } = view.lane
  const text = `◂ ${t('stage.counters.lost')} ${count}`
  const type = Math.max(10, palette.leastType)
  context.font = `700 ${type}px ${palette.font}`
  const width = context.measureText(text).width + 8
  context.fillStyle = palette.bad
  context.beginPath()
  context.roundRect(cells.x - 2, cells.y - type + 1, width, type + 3, 4)
  context.fill()
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  context.fillStyle = palette.card
  context.fillText(text, cells.x + 2, cells.y - type / 2 + 3)
}

export function paintCross({ context, palette }: Brush, left: number, top: number, size: number): void {
  context.strokeStyle = palette.bad
  context.lineWidth = 2
  context.beginPath()
  context.moveTo(left, top)
  context.lineTo(left + size, top + size)
  context.moveTo(left + size, top)
  context.lineTo(left, top + size)
  context.stroke()
}
