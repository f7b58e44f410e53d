/** Marks on a lane: high watermark, log start, and where each group stands. */
import type { ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import { bottom, type Rect, rect, right } from '../../layout/geometry.ts'
import type { Brush } from '../../painting/brush.ts'
import type { GroupPlace } from '../../painting/group-marks.ts'
import { MARKS_BELOW } from './cell-sizes.ts'
import { type LaneView, offsetX } from './lane-view.ts'

/** A full-height line; on the leader with its flag. */
export function paintHighWatermark(brush: Brush, view: LaneView, replica: ReplicaImage): void {
  const { context, palette } = brush
  const { cell, lane } = view
  const offset = brush.state.glides.at(`hw ${lane.density} ${replica.id}`, replica.highWatermark, cell.capacity)
  if (offset < view.start || offset > view.end) {
    paintHighWatermarkPointer(brush, view, replica.highWatermark, offset < view.start)
    return
  }
  const x = Math.round(offsetX(view, offset)) - 1
  const leader = replica.role === 'leader'
  const full = lane.density === 'full'
  const overhang = full ? 4 : 2
  context.fillStyle = palette.bad
  context.fillRect(
    x - 0.75,
    lane.cells.y - overhang,
    (leader ? 2 : 1.5) * palette.thickness,
    cell.height + 2 * overhang,
  )
  if (!leader || !full) return
  const type = Math.max(10, palette.leastType)
  const top = lane.cells.y - type
  const middle = x + flagShift(brush, x, top, type + 1)
  context.beginPath()
  context.roundRect(middle - type - 1, top, 2 * type + 2, type + 1, 3)
  context.fill()
  context.font = `700 ${type}px ${palette.font}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = palette.onBad
  context.fillText('HW', middle, lane.cells.y - type / 2 + 1)
}

/** Where groups' flags stand in this picture. */
const groupFlags = new WeakMap<Brush, Rect[]>()

/** In low lanes the flags of groups on the lane above stand as deep: the flag flies to a side of its line where none does. */
function flagShift(brush: Brush, x: number, top: number, half: number): number {
  const isFree = (by: number) =>
    !groupFlags
      .get(brush)
      ?.some((flag) => bottom(flag) > top && flag.y < top && right(flag) > x + by - half && flag.x < x + by + half)
  return [0, half, -half].find(isFree) ?? 0
}

/** At the edge beyond which the high watermark stands, an arrow towards it with its offset. */
function paintHighWatermarkPointer(brush: Brush, view: LaneView, offset: number, isLeft: boolean): void {
  const { context, palette } = brush
  const { cells } = view.lane
  const full = view.lane.density === 'full'
  const text = isLeft ? `◂ HW ${offset}` : `HW ${offset} ▸`
  const type = Math.max(10, palette.leastType)
  const width = full ? text.length * 0.6 * type + 6 : 10
  const [height, top] = full ? [type + 1, cells.y - type] : [9, cells.y - 4]
  const x = isLeft ? cells.x - 3 : cells.x + cells.width + 3 - width
  context.fillStyle = palette.bad
  context.beginPath()
  context.roundRect(x, top, width, height, 3)
  context.fill()
  context.font = `700 ${type}px ${palette.font}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = palette.onBad
  context.fillText(full ? text : isLeft ? '◂' : '▸', x + width / 2, top + height / 2 + 0.5)
}

/** A wall: nothing left of it exists any more. Where older records do exist, a small arrow says so instead. */
export function paintLogStart(brush: Brush, view: LaneView, replica: ReplicaImage): void {
  const { context, palette } = brush
  const { cell, lane } = view
  if (replica.logStartOffset >= view.start && replica.logStartOffset < view.end) {
    const x = offsetX(view, replica.logStartOffset)
    context.fillStyle = replica.logStartOffset > 0 ? palette.ink : palette.lineStrong
    context.fillRect(x - 4, lane.cells.y - 1, 2.5, cell.height + 2)
    return
  }
  if (replica.logStartOffset >= view.start || replica.logEndOffset === 0) return
  const y = lane.cells.y + cell.height / 2
  context.fillStyle = palette.mark
  context.beginPath()
  context.moveTo(lane.cells.x - 7, y)
  context.lineTo(lane.cells.x - 3, y - 3.5)
  context.lineTo(lane.cells.x - 3, y + 3.5)
  context.fill()
}

/** Hollow triangle: position, kept in memory. Filled flag: committed offset, durable. */
export function paintGroupMarks(brush: Brush, view: LaneView, replica: ReplicaImage): void {
  const places = brush.places.get(replica.topicPartition)
  if (places === undefined) return
  const { emphasis, context } = brush
  for (const place of places) {
    if (emphasis.groupId !== null && emphasis.groupId !== place.groupId) context.globalAlpha = 0.22
    paintPlace(brush, view, place, `${place.groupId} ${replica.topicPartition}`)
    context.globalAlpha = 1
  }
}

function paintPlace(brush: Brush, view: LaneView, place: GroupPlace, id: string): void {
  const { state } = brush
  const { capacity } = view.cell
  const colour = brush.palette.groups[place.colour - 1]!
  if (place.committed >= 0) {
    const offset = state.glides.at(`committed ${id}`, place.committed, capacity)
    if (offset >= view.start && offset <= view.end) paintFlag(brush, offsetX(view, offset) - 1, view, colour, place)
  }
  if (place.position >= 0) {
    const offset = state.glides.at(`position ${id}`, place.position, capacity)
    if (offset >= view.start && offset <= view.end) paintTriangle(brush, offsetX(view, offset) - 1, view, colour)
  }
}

/** The pole stands at the offset; the pennant, which bears the group's letter, flies to the side of its row. */
export function paintFlag(
  brush: Brush,
  x: number,
  view: LaneView,
  colour: string,
  place: Pick<GroupPlace, 'colour' | 'letter'>,
): void {
  const { context, palette } = brush
  const side = place.colour % 2 === 1 ? 1 : -1
  const type = Math.max(9, palette.leastType)
  // Large type rather covers the foot of its own cells than the lane below.
  const top = view.lane.cells.y + view.cell.height + MARKS_BELOW - type - 2
  const left = side > 0 ? x - 0.75 : x - type - 2.25
  if (!groupFlags.has(brush)) groupFlags.set(brush, [])
  groupFlags.get(brush)!.push(rect(left, top, type + 3, type + 1))
  context.fillStyle = colour
  context.fillRect(x - 0.75, top - 2, 1.5, type + 3)
  context.beginPath()
  context.roundRect(left, top, type + 3, type + 1, 2)
  context.fill()
  context.font = `700 ${type}px ${palette.font}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = palette.onGroup
  context.fillText(place.letter, side > 0 ? x + type / 2 + 1 : x - type / 2 - 0.5, top + type / 2 + 1)
}

export function paintTriangle(brush: Brush, x: number, view: LaneView, colour: string): void {
  const { context, palette } = brush
  const y = view.lane.cells.y + view.cell.height - 5
  context.beginPath()
  context.moveTo(x, y)
  context.lineTo(x + 5, y + 8.5)
  context.lineTo(x - 5, y + 8.5)
  context.closePath()
  context.fillStyle = palette.card
  context.fill()
  context.lineWidth = 1.6
  context.strokeStyle = colour
  context.stroke()
}
