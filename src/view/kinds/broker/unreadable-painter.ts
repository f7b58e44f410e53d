/**
 * Below min.insync.replicas, and while a replica that has left the ISR is waited for, no high watermark moves: a leader's
 * lane says that nobody can read its newest records.
 */
import { type Translate, t } from '../../../i18n/index.ts'
import { brokerNode } from '../../../kafka/common/addresses.ts'
import type { ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import { bottom } from '../../layout/geometry.ts'
import type { Brush } from '../../painting/brush.ts'
import { MARKS_BELOW } from './cell-sizes.ts'
import { type LaneView, offsetX } from './lane-view.ts'
import { isUnreadable } from './unreadable.ts'

/** A lower lane has no line for words below its cells: the flags of the lane beneath begin there. */
const LEAST_HEIGHT = 34

/** A bracket below the records that nobody can read, and the words behind the log's end, or below it where they have no room; where there is none either, the lane’s end says it. */
export function paintUnreadable(brush: Brush, view: LaneView, replica: ReplicaImage): void {
  const partition = brush.image.partitions.get(replica.topicPartition)
  if (partition === undefined || !(isUnreadable(replica, partition) || replica.heldBack !== undefined)) return
  const { context, palette } = brush
  const { cell, lane } = view
  const right = lane.cells.x + cell.capacity * cell.pitch
  const from = offsetX(view, Math.max(view.start, replica.highWatermark))
  const to = offsetX(view, Math.min(view.end, replica.logEndOffset)) - 2
  const y = bottom(lane.cells) + 2.5
  context.strokeStyle = palette.warn
  context.lineWidth = 1.5
  context.beginPath()
  context.moveTo(from + 1, y - 2)
  context.lineTo(from + 1, y)
  context.lineTo(to - 1, y)
  context.lineTo(to - 1, y - 2)
  context.stroke()

  const text = t('stage.lane.unreadable')
  context.font = `600 12px ${palette.font}`
  const behind = offsetX(view, replica.logEndOffset + 1) + 6
  const hasRoom = behind + context.measureText(text).width <= right
  if (!hasRoom && lane.rect.height < LEAST_HEIGHT) return
  // In the bracket: the pointers of groups stand left of it, none has read on.
  const type = Math.max(11, palette.leastType)
  if (!hasRoom) context.font = `600 ${type}px ${palette.font}`
  const width = context.measureText(text).width
  // Centred where the bracket is longer than the words, else from its beginning on.
  const below = Math.max(from + 1, (from + to - width) / 2)
  const x = hasRoom ? behind : Math.max(lane.cells.x, Math.min(below, right - width))
  if (!hasRoom) {
    context.fillStyle = palette.card
    context.fillRect(x - 4, bottom(lane.cells) + 2, width + 8, MARKS_BELOW - 1)
  }
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  context.fillStyle = palette.warn
  context.fillText(text, x, hasRoom ? lane.cells.y + cell.height / 2 + 0.5 : bottom(lane.cells) + MARKS_BELOW / 2 + 2)
}

/** The same for whoever cannot see it; empty where no replica outside the ISR is waited for. */
export function laneHeldBack(translate: Translate, { heldBack }: ReplicaImage): string {
  return heldBack === undefined ? '' : translate('stage.lane.heldBack', { broker: brokerNode(heldBack.broker) })
}
