/** A producer's open batches: records waiting side by side, and how full the batch is in bytes. */
import type { ProducerImage } from '../../kafka/cluster-image.ts'
import type { Rect } from '../layout/geometry.ts'
import type { ProducerLayout } from '../layout/stage-layout.ts'
import type { Brush } from './brush.ts'
import { keyPalette } from './key-palette.ts'

const CELL = 17

export function paintTrays(brush: Brush, card: ProducerLayout, producer: ProducerImage): void {
  if (card.trays.length === 0) return
  const batches = [...producer.batches].sort((a, b) =>
    a.topicPartition < b.topicPartition ? -1 : a.topicPartition > b.topicPartition ? 1 : a.createdAtUs - b.createdAtUs,
  )
  for (const [index, tray] of card.trays.entries()) paintTray(brush, tray, batches[index] ?? null)
  const hidden = batches.length - card.trays.length
  const last = card.trays[card.trays.length - 1]!
  if (hidden > 0) text(brush, `+${hidden}`, last.x + last.width - 4, last.y + last.height / 2 - 1, 'right')
}

function paintTray(brush: Brush, tray: Rect, batch: ProducerImage['batches'][number] | null): void {
  const { context, palette } = brush
  context.beginPath()
  context.roundRect(tray.x, tray.y, tray.width, tray.height, 6)
  context.fillStyle = palette.sunken
  context.fill()
  if (batch === null) return
  const labelWidth = tray.width > 120 ? Math.min(tray.width * 0.44, batch.topicPartition.length * 7 + 10) : 4
  if (labelWidth > 4)
    text(brush, batch.topicPartition, tray.x + 5, tray.y + tray.height / 2 - 1, 'left', labelWidth - 8)
  paintRecords(brush, tray, batch, labelWidth)
  const share = batch.limitBytes > 0 ? Math.min(1, batch.sizeBytes / batch.limitBytes) : 0
  context.fillStyle = batch.inFlight ? palette.mark : palette.accent
  context.fillRect(tray.x + 3, tray.y + tray.height - 2.5, Math.max(2, (tray.width - 6) * share), 2.5)
}

function paintRecords(brush: Brush, tray: Rect, batch: ProducerImage['batches'][number], labelWidth: number): void {
  const room = Math.floor((tray.width - labelWidth - 2) / (CELL + 1))
  const shown = batch.records > room ? room - 2 : batch.records
  const keys = batch.keys.slice(-Math.max(0, shown))
  const variant = batch.inFlight ? 'follower' : 'leader'
  let x = tray.x + labelWidth
  for (const key of keys) {
    const mark = keyPalette.markOf(key)
    const sprite = brush.sprites.cell(variant, mark.hue, mark.letter, CELL, CELL)
    brush.context.drawImage(sprite, x - 1, tray.y + 1, CELL + 2, CELL + 2)
    x += CELL + 1
  }
  if (batch.records > keys.length)
    text(brush, `+${batch.records - keys.length}`, x + 2, tray.y + tray.height / 2 - 1, 'left')
}

function text(brush: Brush, words: string, x: number, y: number, align: CanvasTextAlign, widest?: number): void {
  const { context, palette } = brush
  context.font = `12px ${palette.font}`
  context.textAlign = align
  context.textBaseline = 'middle'
  context.fillStyle = palette.ink2
  context.fillText(words, x, y, widest)
}
