/** A producer's batches: records waiting side by side, and how full the open batch is in bytes. */
import type { ProducerImage } from '../../../kafka/observe/cluster-image.ts'
import type { Rect } from '../../layout/geometry.ts'
import type { Brush } from '../../painting/brush.ts'
import { paintHalo } from '../../painting/halo.ts'
import { keyPalette } from '../../painting/key-palette.ts'
import type { ProducerParts } from './producer-view.ts'

export type Batch = ProducerImage['batches'][number]

const CELL = 17

export function paintTrays(brush: Brush, card: ProducerParts, producer: ProducerImage): void {
  if (card.trays.length === 0) return
  const queues = queuesOf(producer, brush.image.topics, card.trays.length)
  const hidden = queues.slice(card.trays.length).filter((queue) => queue.batches.length > 0).length
  const last = card.trays[card.trays.length - 1]!
  for (const [index, tray] of card.trays.entries()) {
    const queue = queues[index]
    // The number of trays for which there is no place stands in the last one; its records end before it.
    const taken = hidden > 0 && tray === last ? CELL + 4 : 0
    paintTray(brush, tray, queue?.topicPartition ?? '', queue?.batches ?? [], taken)
  }
  paintFollowed(brush, card, producer, queues)
  if (hidden > 0) text(brush, `+${hidden}`, last.x + last.width - 4, last.y + last.height / 2 - 1, 'right')
}

/** Rings the cell of the followed record, or its tray where the cell is not on show or there is none yet. */
function paintFollowed(
  brush: Brush,
  { trays }: ProducerParts,
  producer: ProducerImage,
  queues: readonly Queue[],
): void {
  const at = brush.emphasis.followed?.tray ?? null
  if (at === null || at.producer !== producer.name) return
  const batch = producer.batches[at.batch]
  const index = batch === undefined ? -1 : queues.findIndex(({ batches }) => batches.includes(batch))
  const tray = trays[index] ?? trays[trays.length - 1]!
  const queue = trays[index] === undefined ? undefined : queues[index]
  const cell =
    queue === undefined
      ? undefined
      : cellsOf(tray, queue, 0).find((each) => each.batch === batch && each.place === at.place)
  if (cell === undefined)
    paintHalo(brush, () => brush.context.roundRect(tray.x - 1, tray.y - 1, tray.width + 2, tray.height + 2, 7))
  else paintHalo(brush, () => brush.context.roundRect(cell.x - 1.5, tray.y + 0.5, CELL + 3, CELL + 3, 5))
}

interface Queue {
  readonly topicPartition: string
  /** Oldest first: those on their way, then those that wait, then the one that fills. */
  readonly batches: Batch[]
}

/** The accumulator's queues, one a partition. Where each partition can have its own tray it keeps it, even while empty. */
function queuesOf(producer: ProducerImage, topics: Brush['image']['topics'], trays: number): Queue[] {
  const queues = new Map<string, Queue>()
  const topic = producer.spec.workload?.topic
  const partitions = topic === undefined ? 0 : (topics.get(topic)?.partitions ?? 0)
  if (partitions <= trays) {
    for (let i = 0; i < partitions; i++) queues.set(`${topic}-${i}`, { topicPartition: `${topic}-${i}`, batches: [] })
  }
  for (const batch of producer.batches) {
    const queue = queues.get(batch.topicPartition)
    if (queue === undefined)
      queues.set(batch.topicPartition, { topicPartition: batch.topicPartition, batches: [batch] })
    else queue.batches.push(batch)
  }
  for (const queue of queues.values()) {
    queue.batches.sort((a, b) => Number(b.inFlight) - Number(a.inFlight) || a.createdAtUs - b.createdAtUs)
  }
  return [...queues.values()].sort((a, b) => (a.topicPartition < b.topicPartition ? -1 : 1))
}

export function paintTray(brush: Brush, tray: Rect, topicPartition: string, batches: Batch[], taken: number): void {
  const { context, palette } = brush
  context.beginPath()
  context.roundRect(tray.x, tray.y, tray.width, tray.height, 6)
  context.fillStyle = palette.sunken
  context.fill()
  const labelWidth = labelWidthOf(tray, topicPartition)
  const middle = tray.y + tray.height / 2
  if (labelWidth > 4) text(brush, topicPartition, tray.x + 5, middle - 1, 'left', labelWidth - 8)
  const filling = batches[batches.length - 1]
  if (filling === undefined) return
  paintRecords(brush, tray, { topicPartition, batches }, taken)
  const share = filling.limitBytes > 0 ? Math.min(1, filling.sizeBytes / filling.limitBytes) : 0
  context.fillStyle = filling.inFlight ? palette.mark : palette.accent
  context.fillRect(tray.x + 3, tray.y + tray.height - 2.5, Math.max(2, (tray.width - 6) * share), 2.5)
}

function labelWidthOf(tray: Rect, topicPartition: string): number {
  return tray.width > 110 ? Math.min(tray.width * 0.44, topicPartition.length * 7 + 10) : 4
}

interface TrayCell {
  readonly batch: Batch
  /** Among the records of its batch. */
  readonly place: number
  readonly key: string | null
  readonly x: number
}

/** The newest records, as many as there is room for. */
function cellsOf(tray: Rect, { topicPartition, batches }: Queue, taken: number): readonly TrayCell[] {
  const labelWidth = labelWidthOf(tray, topicPartition)
  const total = batches.reduce((sum, batch) => sum + batch.records, 0)
  const known = batches.flatMap((batch) =>
    batch.keys.map((key, index) => ({ batch, key, place: batch.records - batch.keys.length + index })),
  )
  const room = Math.max(1, Math.floor((tray.width - labelWidth - taken - 2) / (CELL + 1)))
  const shown = known.slice(-(total > room ? room - 1 : room))
  return shown.map((cell, index) => ({ ...cell, x: tray.x + labelWidth + index * (CELL + 1) }))
}

function paintRecords(brush: Brush, tray: Rect, queue: Queue, taken: number): void {
  const total = queue.batches.reduce((sum, batch) => sum + batch.records, 0)
  const shown = cellsOf(tray, queue, taken)
  for (const { batch, key, x } of shown) {
    const mark = keyPalette.markOf(key)
    const sprite = brush.sprites.cell(batch.inFlight ? 'follower' : 'leader', mark.hue, mark.letter, CELL, CELL)
    brush.context.drawImage(sprite, x - 1, tray.y + 1, CELL + 2, CELL + 2)
  }
  const x = (shown.at(-1)?.x ?? tray.x + labelWidthOf(tray, queue.topicPartition) - CELL - 1) + CELL + 1
  if (total > shown.length)
    text(brush, `+${total - shown.length}`, x + 1, tray.y + tray.height / 2 - 1, 'left', CELL + 2)
}

function text(brush: Brush, words: string, x: number, y: number, align: CanvasTextAlign, widest?: number): void {
  const { context, palette } = brush
  context.font = `12px ${palette.font}`
  context.textAlign = align
  context.textBaseline = 'middle'
  context.fillStyle = palette.ink2
  context.fillText(words, x, y, widest)
}
