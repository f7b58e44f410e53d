/** What a class has to tell apart in a lane that transactions write to: open, committed, aborted, and how each ended. */
import type { CellImage, ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import type { Brush } from '../../painting/brush.ts'
import { keyPalette } from '../../painting/key-palette.ts'
import { type LaneView, offsetX } from '../broker/lane-view.ts'
import { holdsBack, type TransactionMark, transactionOf } from './transaction-of.ts'

/** Over the cells of a lane: a mark of its own form for each state, and the flag of the last stable offset. */
export function paintTransactions(brush: Brush, view: LaneView, replica: ReplicaImage): void {
  const { context, state, nowMs } = brush
  for (const record of replica.cells) {
    if (record.transaction === undefined || record.offset <= view.start - 1 || record.offset >= view.end) continue
    const mark = transactionOf(record, replica)
    if (mark === null) continue
    const presence = brush.reducedMotion ? 1 : state.presence(replica.id, record.offset, nowMs)
    const x = offsetX(view, record.offset) + (1 - presence) * 9
    if (presence < 1) context.globalAlpha = Math.max(0.05, presence)
    if (mark === 'commitMarker' || mark === 'abortMarker') paintMarker(brush, x, view, mark, record.offset)
    else paintRecordMark(brush, x, view, mark, record)
    if (presence < 1) context.globalAlpha = 1
  }
  if (holdsBack(replica)) paintLastStableOffset(brush, view, replica)
}

/** Dashed frame: open. A line along the foot: committed. Grey and struck through: aborted. */
export function paintRecordMark(
  brush: Brush,
  x: number,
  { cell, lane }: LaneView,
  mark: Exclude<TransactionMark, 'commitMarker' | 'abortMarker'>,
  record: Pick<CellImage, 'key' | 'offset'>,
): void {
  const { context, palette } = brush
  const { y } = lane.cells
  if (mark === 'committed') {
    context.fillStyle = palette.card
    context.fillRect(x + 3, y + cell.height - 4.5, cell.width - 6, 4)
    context.fillStyle = palette.violet
    context.fillRect(x + 3, y + cell.height - 3.5, cell.width - 6, 2.25)
    return
  }
  if (mark === 'open') {
    context.strokeStyle = palette.card
    context.lineWidth = 3.5
    context.beginPath()
    context.roundRect(x + 0.75, y + 0.75, cell.width - 1.5, cell.height - 1.5, 5)
    context.stroke()
    context.strokeStyle = palette.violet
    context.lineWidth = 2
    context.setLineDash([3.5, 2.5])
    context.stroke()
    context.setLineDash([])
    return
  }
  const { letter } = keyPalette.markOf(record.key)
  const text = cell.hasOffset ? `${letter}${record.offset}` : letter
  const sprite = brush.sprites.cell('offline', 0, text, cell.width, cell.height)
  context.fillStyle = palette.card
  context.fillRect(x, y, cell.width, cell.height)
  context.drawImage(sprite, x - 1, y - 1, cell.width + 2, cell.height + 2)
  context.strokeStyle = palette.violet
  context.lineWidth = 1.75
  context.beginPath()
  context.moveTo(x + 2, y + cell.height / 2)
  context.lineTo(x + cell.width - 2, y + cell.height / 2)
  context.stroke()
}

/** A control record is no record of anybody's: a pill, filled with a tick or hollow with a barred circle. */
export function paintMarker(
  brush: Brush,
  x: number,
  { cell, lane }: LaneView,
  mark: 'commitMarker' | 'abortMarker',
  offset: number,
): void {
  const { context, palette } = brush
  const { y } = lane.cells
  const committed = mark === 'commitMarker'
  context.fillStyle = palette.card
  context.fillRect(x, y, cell.width, cell.height)
  context.beginPath()
  context.roundRect(x + 0.75, y + 0.75, cell.width - 1.5, cell.height - 1.5, cell.height / 2)
  context.fillStyle = committed ? palette.violet : palette.card
  context.fill()
  context.lineWidth = 1.5
  context.strokeStyle = palette.violet
  context.stroke()
  const colour = committed ? palette.card : palette.violet
  const half = Math.min(4, cell.width / 2 - 3, cell.height / 2 - 4)
  const hasText = cell.hasOffset && cell.width >= 28
  const middle = hasText ? x + half + 5 : x + cell.width / 2
  paintSign(brush, committed, { x: middle, y: y + cell.height / 2, half }, colour)
  if (!hasText) return
  context.font = `700 ${Math.max(10, Math.min(11, cell.height - 4))}px ${palette.font}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = colour
  const left = middle + half + 1
  context.fillText(
    String(offset),
    (left + x + cell.width - 2) / 2,
    y + cell.height / 2 + 0.5,
    x + cell.width - 3 - left,
  )
}

/** Paths, for not every font has such glyphs. */
function paintSign(
  { context }: Brush,
  committed: boolean,
  { x, y, half }: { readonly x: number; readonly y: number; readonly half: number },
  colour: string,
): void {
  context.strokeStyle = colour
  context.lineWidth = 1.75
  context.beginPath()
  if (committed) {
    context.moveTo(x - half, y)
    context.lineTo(x - half * 0.25, y + half * 0.75)
    context.lineTo(x + half, y - half * 0.75)
  } else {
    context.arc(x, y, half, 0, 2 * Math.PI)
    context.moveTo(x - half * 0.7, y + half * 0.7)
    context.lineTo(x + half * 0.7, y - half * 0.7)
  }
  context.stroke()
}

/** Beside the high watermark: here stop those who read committed records only. */
export function paintLastStableOffset(brush: Brush, view: LaneView, { lastStableOffset, id }: ReplicaImage): void {
  const { context, palette } = brush
  const { cell, lane } = view
  const full = lane.density === 'full'
  const offset = brush.state.glides.at(`lso ${lane.density} ${id}`, lastStableOffset, cell.capacity)
  const type = Math.max(10, palette.leastType)
  if (offset < view.start || offset > view.end) {
    if (full) paintFlagText(brush, lane.cells.x - 3, lane.cells.y - type, `◂ LSO ${lastStableOffset}`, 'left')
    return
  }
  const x = Math.round(offsetX(view, offset)) - 1
  const overhang = full ? 4 : 2
  context.strokeStyle = palette.violet
  context.lineWidth = 2 * palette.thickness
  context.setLineDash([3, 2])
  context.beginPath()
  context.moveTo(x, lane.cells.y - overhang)
  context.lineTo(x, lane.cells.y + cell.height + overhang)
  context.stroke()
  context.setLineDash([])
  if (full) paintFlagText(brush, x, lane.cells.y - type, 'LSO', 'right')
}

/** `side` is the end of the flag that `x` is not at: the high watermark, and its flag, stand right of it. */
function paintFlagText(brush: Brush, x: number, top: number, text: string, side: 'left' | 'right'): void {
  const { context, palette } = brush
  const type = Math.max(10, palette.leastType)
  context.font = `700 ${type}px ${palette.font}`
  const width = text.length * 0.62 * type + 6
  const left = side === 'left' ? x : x + 1 - width
  context.beginPath()
  context.roundRect(left, top, width, type + 1, 3)
  context.fillStyle = palette.violet
  context.fill()
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = palette.card
  context.fillText(text, left + width / 2, top + type / 2 + 1)
}
