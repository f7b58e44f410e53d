/** A producer's batches: records waiting side by side, and how full the open batch is in bytes. */
import type { ProducerImage, Wait } from '../../../kafka/observe/cluster-image.ts'
import type { Rect } from '../../layout/geometry.ts'
import type { Brush } from '../../painting/brush.ts'
import { paintHalo } from '../../painting/halo.ts'
import { keyPalette } from '../../painting/key-palette.ts'
import { shareLeft } from '../../parts/wait-text.ts'
import type { ProducerParts } from './producer-view.ts'

export type Batch = ProducerImage['batches'][number]

const CELL = 17
/** Room that a batch's ring takes at the end of its tray; a narrower tray has none. */
const RING = 16
const LEAST_RING_WIDTH = 74
const RING_RADIUS = 5

/** A batch that is open to more records until its linger has passed; null where something else decides. */
export function lingerOf(batch: Batch | undefined, lingerUs: number, atUs: number): Wait | null {
  if (batch === undefined || batch.inFlight || batch.attempts > 0 || lingerUs === 0) return null
  const untilUs = batch.createdAtUs + lingerUs
  return atUs > untilUs ? null : { sinceUs: batch.createdAtUs, untilUs }
}

/** A wait as a ring that drains clockwise from the top; who wants no motion sees it in quarters. */
export function paintRing({ context, palette, playheadUs, reducedMotion }: Brush, x: number, y: number, wait: Wait) {
  const share = shareLeft(wait, playheadUs)
  const left = reducedMotion ? Math.ceil(share * 4) / 4 : share
  context.lineWidth = 2.5
  context.strokeStyle = palette.lineStrong
  context.beginPath()
  context.arc(x, y, RING_RADIUS, 0, 2 * Math.PI)
  context.stroke()
  if (left <= 0) return
  context.strokeStyle = palette.warn
  context.beginPath()
  context.arc(x, y, RING_RADIUS, -Math.PI / 2 + (1 - left) * 2 * Math.PI, 1.5 * Math.PI)
  context.stroke()
}

function middleOf(tray: Rect): number {
  return tray.y + tray.height / 2 - 1
}

export function paintTrays(brush: Brush, card: ProducerParts, producer: ProducerImage): void {
  if (card.trays.length === 0) return
  const queues = queuesOf(producer, brush.image.topics, card.trays.length)
  const hidden = queues.length - card.trays.length
  const last = card.trays[card.trays.length - 1]!
  // The number of trays for which there is no place stands in the last one; its records end before it.
  const more = hidden > 0 ? CELL + 4 : 0
  const taken = card.trays.map((tray, index) => {
    const queue = queues[index]
    const beyond = tray === last ? more : 0
    const wait = lingerOf(queue?.batches[queue.batches.length - 1], producer.lingerUs, brush.playheadUs)
    const ring = wait !== null && tray.width > LEAST_RING_WIDTH ? RING : 0
    paintTray(brush, tray, queue?.topicPartition ?? '', queue?.batches ?? [], beyond + ring)
    if (wait !== null && ring > 0) paintRing(brush, tray.x + tray.width - beyond - RING / 2 - 2, middleOf(tray), wait)
    return beyond + ring
  })
  paintFollowed(brush, { trays: card.trays, taken }, producer, queues)
  // Not a plus: that counts the records of the tray it stands in.
  if (hidden > 0) text(brush, `▾${hidden}`, last.x + last.width - 4, last.y + last.height / 2 - 1, 'right')
}

/** Rings the cell of the followed record, or its tray where the cell is not on show or there is none yet. */
function paintFollowed(
  brush: Brush,
  { trays, taken }: { readonly trays: readonly Rect[]; readonly taken: readonly number[] },
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
      : cellsOf(tray, queue, taken[index] ?? 0).find((each) => each.batch === batch && each.place === at.place)
  if (cell === undefined)
    paintHalo(brush, () => brush.context.roundRect(tray.x - 1, tray.y - 1, tray.width + 2, tray.height + 2, 7))
  else paintHalo(brush, () => brush.context.roundRect(cell.x - 1.5, tray.y + 0.5, CELL + 3, CELL + 3, 5))
}

interface Queue {
  readonly topicPartition: string
  /** Oldest first: those on their way, then those that wait, then the one that fills. */
  readonly batches: Batch[]
}

/**
 * The accumulator's queues, one a partition: those of the trays in order, and then those for which there is none. Where each
 * partition can have its own tray it keeps it, even while empty; else those with records come first, and trays that are left
 * over are those of the first empty ones, so that none is without a name.
 */
export function queuesOf(producer: ProducerImage, topics: Brush['image']['topics'], trays: number): Queue[] {
  const queues = new Map<string, Queue>()
  for (const batch of producer.batches) {
    const queue = queues.get(batch.topicPartition)
    if (queue === undefined)
      queues.set(batch.topicPartition, { topicPartition: batch.topicPartition, batches: [batch] })
    else queue.batches.push(batch)
  }
  const partitions = topics.get(producer.spec.workload?.topic ?? '')?.partitions ?? 0
  const others: Queue[] = []
  for (let i = 0; i < partitions; i++) {
    const topicPartition = `${producer.spec.workload?.topic}-${i}`
    if (queues.has(topicPartition)) continue
    const empty = { topicPartition, batches: [] }
    if (queues.size < trays) queues.set(topicPartition, empty)
    else others.push(empty)
  }
  for (const queue of queues.values()) {
    queue.batches.sort((a, b) => Number(b.inFlight) - Number(a.inFlight) || a.createdAtUs - b.createdAtUs)
  }
  return [...[...queues.values()].sort(byPartition), ...others]
}

/** `orders-10` comes after `orders-9`. */
function byPartition({ topicPartition: a }: Queue, { topicPartition: b }: Queue): number {
  return a.length - b.length || (a < b ? -1 : 1)
}

export function paintTray(brush: Brush, tray: Rect, topicPartition: string, batches: Batch[], taken: number): void {
  const { context, palette } = brush
  context.beginPath()
  context.roundRect(tray.x, tray.y, tray.width, tray.height, 6)
  context.fillStyle = palette.sunken
  context.fill()
  const labelWidth = labelWidthOf(tray, topicPartition)
  const label = labelOf(tray, topicPartition, labelWidth - 8)
  if (label !== '') text(brush, label, tray.x + 5, middleOf(tray), 'left', labelWidth - 8)
  const filling = batches[batches.length - 1]
  if (filling === undefined) return
  paintRecords(brush, tray, { topicPartition, batches }, taken)
  const share = filling.limitBytes > 0 ? Math.min(1, filling.sizeBytes / filling.limitBytes) : 0
  context.fillStyle = filling.inFlight ? palette.mark : palette.accent
  context.fillRect(tray.x + 3, tray.y + tray.height - 2.5, Math.max(2, (tray.width - 6) * share), 2.5)
}

/** A narrower tray has room for its partition's number only. */
function isWide(tray: Rect): boolean {
  return tray.width > 110
}

/** A letter that is drawn narrower is hard to read. */
const LEAST_LETTER = 4.8

/** The partition's name, squeezed a little where it is long; of a longer one the end of the stem goes, and never its number. */
export function labelOf(tray: Rect, topicPartition: string, width: number): string {
  const number = topicPartition.slice(topicPartition.lastIndexOf('-'))
  if (!isWide(tray)) return number
  const most = Math.floor(width / LEAST_LETTER)
  return topicPartition.length <= most
    ? topicPartition
    : `${topicPartition.slice(0, most - number.length - 1)}…${number}`
}

function labelWidthOf(tray: Rect, topicPartition: string): number {
  if (isWide(tray)) return Math.min(tray.width * 0.44, topicPartition.length * 7 + 10)
  return topicPartition === '' ? 4 : (topicPartition.length - topicPartition.lastIndexOf('-')) * 6 + 8
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
