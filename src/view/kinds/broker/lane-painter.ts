/** One replica's log as cells: what it holds, what is committed, where it ends. */
import type { CellImage, ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import { bottom, type Rect } from '../../layout/geometry.ts'
import type { CellSize, LaneLayout } from '../../layout/stage-layout.ts'
import type { Brush } from '../../painting/brush.ts'
import { paintHalo } from '../../painting/halo.ts'
import { keyPalette } from '../../painting/key-palette.ts'
import type { CellVariant } from '../../painting/sprites.ts'
import { copiedLeader, copiedShare } from './broker-words.ts'
import { MARKS_BELOW } from './cell-sizes.ts'
import { deferredLaneMarks } from './deferred-lane-marks.ts'
import { isOn } from './followed-on.ts'
import { type LaneView, offsetX } from './lane-view.ts'
import { behindLeader, ghostsEnd, LEAST_BEHIND, laneStart } from './lane-window.ts'
import { paintGroupMarks, paintHighWatermark, paintLogStart } from './marks-painter.ts'

export function paintLane(brush: Brush, lane: LaneLayout, replica: ReplicaImage): void {
  const cell = lane.density === 'compact' ? brush.layout.cell.compact : brush.layout.cell.full
  const replicas = brush.replicasByPartition.get(replica.topicPartition) ?? [replica]
  const target = laneStart(replica, replicas, cell.capacity)
  const window = replica.role === 'offline' ? replica.id : replica.topicPartition
  const start = brush.state.glides.at(`${lane.density} ${window}`, target, cell.capacity)
  const view: LaneView = { lane, cell, start, end: start + cell.capacity }

  const { context } = brush
  const sliding = start !== Math.floor(start)
  if (sliding) {
    context.save()
    context.beginPath()
    context.rect(lane.cells.x - 1, lane.cells.y - 12, lane.cells.width + 2, lane.cells.height + 30)
    context.clip()
  }
  paintCells(brush, view, replica)
  paintNextCell(brush, view, replica)
  deferredLaneMarks.current()?.paintCut(brush, view, replica)
  if (replica.segments.length > 1 && lane.density === 'full')
    deferredLaneMarks.current()?.paintSegments(brush, view, replica)
  if (sliding) context.restore()
  paintLogStart(brush, view, replica)
  if (replica.role === 'leader' && lane.density === 'full') paintGroupMarks(brush, view, replica)
  if (replica.role !== 'offline') paintHighWatermark(brush, view, replica)
  const leader = copiedLeader(replica, brush.image.partitions.get(replica.topicPartition), brush.image.replicas)
  if (leader !== undefined && !replica.inSync) paintCopied(brush, lane.cells, copiedShare(replica, leader))
  if (lane.density === 'full') deferredLaneMarks.current()?.paintUnreadable(brush, view, replica)
  if (replica.role === 'offline') paintBeyond(brush, view, replica)
  else paintBehind(brush, view, replica, replicas)
}

function paintCells(brush: Brush, view: LaneView, replica: ReplicaImage): void {
  const { context, sprites, state, nowMs } = brush
  const { cell, lane } = view
  for (const record of replica.cells) {
    if (record.offset <= view.start - 1 || record.offset >= view.end) continue
    const mark = keyPalette.markOf(record.key)
    const text = cellText(mark.letter, record, cell)
    const sprite = sprites.cell(variantOf(replica, record), mark.hue, text, cell.width, cell.height)
    const presence = brush.reducedMotion ? 1 : state.presence(replica.id, record.offset, nowMs)
    const x = offsetX(view, record.offset) + (1 - presence) * 9
    if (presence < 1) context.globalAlpha = Math.max(0.05, presence)
    context.drawImage(sprite, x - 1, lane.cells.y - 1, cell.width + 2, cell.height + 2)
    if (presence < 1) context.globalAlpha = 1
    if (record.duplicate) paintDuplicate(brush, x, view)
    if (record.outOfOrder) deferredLaneMarks.current()?.paintOutOfOrder(brush, x, view)
  }
  deferredLaneMarks.current()?.paintTransactions(brush, view, replica)
  deferredLaneMarks.current()?.paintCompaction(brush, view, replica)
  if (replica.lostPages !== undefined) paintGone(brush, view, replica.lostPages.cells)
  deferredLaneMarks.current()?.paintLosses(brush, view, replica)
  paintFollowed(brush, view, replica)
}

/** What went with the power, right of what the disk has: where it stood. */
function paintGone(brush: Brush, view: LaneView, cells: readonly CellImage[]): void {
  const { cell, lane } = view
  for (const record of cells) {
    if (record.offset <= view.start - 1 || record.offset >= view.end) continue
    const mark = keyPalette.markOf(record.key)
    const text = cellText(mark.letter, record, cell)
    const sprite = brush.sprites.cell('gone', mark.hue, text, cell.width, cell.height)
    brush.context.drawImage(sprite, offsetX(view, record.offset) - 1, lane.cells.y - 1, cell.width + 2, cell.height + 2)
  }
}

function variantOf(replica: ReplicaImage, record: CellImage): CellVariant {
  if (replica.role === 'offline') return 'offline'
  if (record.offset >= replica.highWatermark) return 'uncommitted'
  return replica.role === 'leader' ? 'leader' : 'follower'
}

/** The key's letter, and beside it the offset where there is room for both. */
function cellText(letter: string, record: CellImage, { hasOffset }: CellSize): string {
  const sign = record.control ? '◇' : letter
  return hasOffset ? `${sign}${record.offset}` : sign
}

function paintNextCell(brush: Brush, view: LaneView, replica: ReplicaImage): void {
  const { cell, lane } = view
  const end = replica.logEndOffset
  if (end <= view.start - 1 || end > view.end) return
  const { context, palette } = brush
  const x = offsetX(view, end)
  if (replica.role === 'offline') context.globalAlpha = 0.5
  if (end < view.end && replica.lostPages === undefined) {
    const sprite = brush.sprites.cell('next', 0, '', cell.width, cell.height)
    context.drawImage(sprite, x - 1, lane.cells.y - 1, cell.width + 2, cell.height + 2)
  }
  paintLogEnd(brush, view, replica.logEndOffset, replica.role === 'leader' ? palette.ink : palette.mark)
  context.globalAlpha = 1
}

/** Below the cells: how much of the leader's log a replica has that a reassignment adds. */
export function paintCopied({ context, palette }: Brush, cells: Rect, share: number): void {
  const y = cells.y + cells.height + 3
  context.fillStyle = palette.lineStrong
  context.fillRect(cells.x, y, cells.width, 3)
  context.fillStyle = palette.accent
  context.fillRect(cells.x, y, cells.width * share, 3)
}

export function paintLogEnd({ context, palette }: Brush, view: LaneView, offset: number, colour: string): void {
  const { cell, lane } = view
  context.fillStyle = colour
  context.fillRect(
    offsetX(view, offset) - 2,
    lane.cells.y + cell.height * 0.45,
    2 * palette.thickness,
    cell.height * 0.55 + 2,
  )
}

/** What this replica has lies left of the window. */
function paintBeyond(brush: Brush, view: LaneView, replica: ReplicaImage): void {
  if (replica.logEndOffset >= view.start || replica.lostPages !== undefined || view.lane.density !== 'full') return
  const { context, palette } = brush
  context.font = `600 12px ${palette.font}`
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  context.fillStyle = palette.ink2
  context.fillText(beyondText(brush, replica), view.lane.cells.x + 2, view.lane.cells.y + view.cell.height / 2)
}

/** Where the log ends, and where it ended before it was cut, while that is news. */
function beyondText({ state }: Brush, { id, logEndOffset }: ReplicaImage): string {
  const cut = state.cuts.get(id)
  return cut === undefined || logEndOffset >= cut.fromOffset
    ? `◂ ${logEndOffset}`
    : `◂ ${logEndOffset} ✂ ${cut.fromOffset}→${cut.toOffset}`
}

/** How far a follower is behind its leader: a number in the gap, where the gap is wide enough to be more than a blink. */
function paintBehind(brush: Brush, view: LaneView, replica: ReplicaImage, replicas: readonly ReplicaImage[]): void {
  if (replica.role === 'offline' || replica.lostPages !== undefined) return
  const behind = behindLeader(replica, replicas)
  const isBeyond = replica.logEndOffset < view.start
  if (!isBeyond && behind < LEAST_BEHIND) return
  const { context, palette } = brush
  const { cell, lane } = view
  const text = isBeyond ? `${beyondText(brush, replica)} · −${behind}` : `−${behind}`
  const x = isBeyond
    ? lane.cells.x + 2
    : offsetX(view, Math.max(replica.logEndOffset + 1, ghostsEnd(brush, replica))) + 4
  const right = lane.cells.x + cell.capacity * cell.pitch
  context.font = `600 ${Math.max(lane.density === 'full' ? 12 : 11, palette.leastType)}px ${palette.font}`
  if (x + text.length * 7 > right + 8) return
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  context.fillStyle = palette.warn
  context.fillText(text, x, lane.cells.y + cell.height / 2 + 0.5)
}

export function paintDuplicate(brush: Brush, x: number, view: LaneView): void {
  const { context, palette } = brush
  const { cell, lane } = view
  context.strokeStyle = palette.warn
  context.lineWidth = 1.5
  context.beginPath()
  context.roundRect(x - 0.75, lane.cells.y - 0.75, cell.width + 1.5, cell.height + 1.5, 6)
  context.roundRect(x + 2, lane.cells.y + 2, cell.width - 4, cell.height - 4, 4)
  context.stroke()
  if (lane.density !== 'full') return
  const type = Math.max(10, palette.leastType)
  const width = type + 7
  context.fillStyle = palette.warn
  context.beginPath()
  context.roundRect(x + cell.width - width + 4, lane.cells.y - 6, width, type + 2, 4)
  context.fill()
  context.font = `700 ${type}px ${palette.font}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = palette.card
  context.fillText('×2', x + cell.width + 4 - width / 2, lane.cells.y + 0.5)
}

/** The record that is picked, and the one pointed at, outlined on every replica; the followed one where it is. */
function paintFollowed(brush: Brush, view: LaneView, replica: ReplicaImage): void {
  const { record, hoveredRecord, followed } = brush.emphasis
  const { context, palette } = brush
  const outline = (offset: number) => {
    const x = offsetX(view, offset)
    context.roundRect(x - 1.5, view.lane.cells.y - 1.5, view.cell.width + 3, view.cell.height + 3, 6)
  }
  for (const [target, width] of [
    [hoveredRecord, 1.5],
    [record, 2.5],
  ] as const) {
    if (target === null || target.topicPartition !== replica.topicPartition) continue
    if (target.offset < view.start || target.offset >= view.end || target.offset >= replica.logEndOffset) continue
    context.strokeStyle = palette.accent
    context.lineWidth = width
    context.beginPath()
    outline(target.offset)
    context.stroke()
  }
  if (!isOn(followed, replica)) return
  if (followed.offset >= view.start && followed.offset < view.end) paintHalo(brush, () => outline(followed.offset))
  else paintLeftBehind(brush, view, followed.offset)
}

/** It is there, and lies left of what the lane shows: its number stands below the badge, where no cell is. */
function paintLeftBehind(brush: Brush, { lane, cell }: LaneView, offset: number): void {
  const { context, palette } = brush
  const middle = lane.cells.y + cell.height / 2
  const x = lane.cells.x - 4
  paintHalo(brush, () => context.arc(x, middle, 5, 0, Math.PI * 2))
  if (lane.density !== 'full') return
  context.font = `700 12px ${palette.font}`
  context.textAlign = 'right'
  context.textBaseline = 'middle'
  context.fillStyle = palette.accent
  context.fillText(`◂ ${offset}`, lane.cells.x - 2, bottom(lane.cells) + MARKS_BELOW / 2 + 0.5)
}
