/** Below min.insync.replicas no high watermark moves: a leader's lane says that nobody can read its newest records. */
import { t } from '../../../i18n/index.ts'
import type { PartitionImage, ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import type { Brush } from '../../painting/brush.ts'
import { type LaneView, offsetX } from './lane-view.ts'

export function isUnreadable(replica: ReplicaImage, partition: PartitionImage): boolean {
  if (replica.role !== 'leader' || partition.leader !== replica.broker) return false
  return partition.isr.length < partition.minInsyncReplicas && replica.highWatermark < replica.logEndOffset
}

/** Behind the log's end where there is room, or else over the oldest of these records. */
export function paintUnreadable(brush: Brush, view: LaneView, replica: ReplicaImage): void {
  const partition = brush.image.partitions.get(replica.topicPartition)
  if (partition === undefined || !isUnreadable(replica, partition)) return
  const { context, palette } = brush
  const { cell, lane } = view
  const text = t('stage.lane.unreadable')
  context.font = `600 12px ${palette.font}`
  const width = context.measureText(text).width + 12
  const behind = offsetX(view, replica.logEndOffset + 1) + 2
  const first = Math.max(lane.cells.x, offsetX(view, Math.max(view.start, replica.highWatermark)))
  const x = behind + width <= lane.cells.x + cell.capacity * cell.pitch ? behind : first + 2
  const top = lane.cells.y + (cell.height - 16) / 2
  context.fillStyle = palette.card
  context.strokeStyle = palette.warn
  context.lineWidth = 1
  context.beginPath()
  context.roundRect(x, top, width, 16, 4)
  context.fill()
  context.stroke()
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  context.fillStyle = palette.ink
  context.fillText(text, x + 6, top + 8.5)
}
