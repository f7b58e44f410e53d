/** Lanes within the card of one broker. */

import { clamp, type Rect, rect } from '../../layout/geometry.ts'
import type { ReplicaRef } from '../../layout/stage-content.ts'
import type { CellSize, LaneDensity, LaneLayout } from '../../layout/stage-layout.ts'
import type { BrokerContent, BrokerParts, FoldedTopic } from './broker-view.ts'
import { CARD_BOTTOM, internalHeight, SECTION_HEIGHT, STRIP_PITCH, STRIP_WIDTH, stripColumns } from './card-grid.ts'
import { MARKS_ABOVE, MARKS_BELOW } from './cell-sizes.ts'

export interface CardStyle {
  readonly density: LaneDensity
  readonly lanePitch: number
  readonly foldPitch: number
  readonly headerHeight: number
  readonly paddingX: number
  readonly labelWidth: number
  readonly infoWidth: number
  readonly cells: { readonly full: CellSize; readonly compact: CellSize }
}

const BADGE_WIDTH = 27
/** Between the last cell, which comes in from a little further right, and what is said of the replica. */
const INFO_GAP = 10

/** Height of a card, so that rows of cards can be made equally high before they are placed. */
export function brokerCardHeight(broker: BrokerContent, width: number, style: CardStyle): number {
  const internal = internalHeight(broker.internalReplicas.length, width)
  const lines = broker.replicas.length * style.lanePitch + broker.folded.length * style.foldPitch
  return style.headerHeight + Math.max(lines, style.lanePitch) + internal + CARD_BOTTOM
}

export function layoutBrokerCard(broker: BrokerContent, box: Rect, style: CardStyle): BrokerParts {
  const top = box.y + style.headerHeight
  const header = rect(box.x, box.y, box.width, style.headerHeight)
  const lanes: LaneLayout[] = []
  const sections: { topic: string; rect: Rect }[] = []
  let y = top
  for (const replica of broker.replicas) {
    lanes.push(lane(replica, broker.id, rect(box.x, y, box.width, style.lanePitch), style))
    y += style.lanePitch
  }
  const folds = broker.folded.map((fold, index) => placeFold(fold, broker.id, y + index * style.foldPitch, box, style))
  y += folds.length * style.foldPitch
  if (broker.internalReplicas.length > 0) placeStrips(broker.internalReplicas, broker.id, box, y, { lanes, sections })
  return { id: broker.id, header, lanes, pinned: null, folds, sections, isMap: false }
}

/** Space left for cells in a lane of a card `cardWidth` wide. */
export function cellsWidth(cardWidth: number, style: Omit<CardStyle, 'cells'>): number {
  const labelGap = 4
  const infoRoom = style.infoWidth === 0 ? 0 : style.infoWidth + INFO_GAP
  return cardWidth - 2 * style.paddingX - style.labelWidth - labelGap - BADGE_WIDTH - infoRoom
}

/** So many cells a lane keeps before a name may take their place. */
const LEAST_CELLS = { full: 5, compact: 8 }

/** Room for the longest partition's name, as far as the lanes can spare it; a longer one ends in an ellipsis and its number. */
export function labelWidthFor(
  replicas: readonly ReplicaRef[],
  density: LaneDensity,
  style: { readonly cardWidth: number; readonly paddingX: number; readonly infoWidth: number },
): number {
  const letters = Math.max(8, ...replicas.map((replica) => replica.topicPartition.length))
  const full = density !== 'compact'
  const wanted = letters * (full ? 7.9 : 7.4) + (full ? 18 : 8)
  const cells = full ? LEAST_CELLS.full * 34 : LEAST_CELLS.compact * 16
  const spare = style.cardWidth - 2 * style.paddingX - style.infoWidth - 4 - BADGE_WIDTH - cells
  return Math.round(clamp(wanted, 56, Math.max(full ? 84 : 96, Math.min(spare, 240))))
}

/** With the replicas of each topic that has no record anywhere, and more than one replica here, on a line of their own. */
export function folded(broker: BrokerContent): BrokerContent {
  const counts = countByTopic(broker.replicas)
  const topics = broker.emptyTopics.filter((topic) => (counts.get(topic) ?? 0) > 1)
  return {
    ...broker,
    replicas: broker.replicas.filter(({ topic }) => !topics.includes(topic)),
    folded: topics.map((topic) => ({
      topic,
      partitions: broker.replicas.filter((replica) => replica.topic === topic).map(({ partition }) => partition),
    })),
  }
}

function placeFold(
  fold: FoldedTopic,
  broker: number,
  y: number,
  box: Rect,
  style: CardStyle,
): BrokerParts['folds'][number] {
  const line = rect(box.x, y, box.width, style.foldPitch)
  const label = rect(box.x + style.paddingX, y, box.width - 2 * style.paddingX, style.foldPitch)
  return { ...fold, id: `${fold.topic}@${broker}`, rect: line, label }
}

function countByTopic(replicas: readonly ReplicaRef[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const replica of replicas) counts.set(replica.topic, (counts.get(replica.topic) ?? 0) + 1)
  return counts
}

/** A replica's lane with cells in it. */
export function lane(replica: ReplicaRef, broker: number, box: Rect, style: CardStyle): LaneLayout {
  const density = style.density === 'compact' ? 'compact' : 'full'
  const cell = style.cells[density]
  const cellsX = box.x + style.paddingX + style.labelWidth + 4 + BADGE_WIDTH
  const top = box.y + (density === 'full' ? cellTop(box.height, cell.height) : (box.height - cell.height) / 2)
  return {
    ...replica,
    broker,
    density,
    rect: box,
    label: rect(box.x + style.paddingX, top, style.labelWidth, cell.height),
    badge: rect(cellsX - BADGE_WIDTH, top, 16, cell.height),
    cells: rect(cellsX, top, cell.capacity * cell.pitch, cell.height),
    info: rect(box.x + box.width - style.paddingX - style.infoWidth, top, style.infoWidth, cell.height),
  }
}

/** The marks below cells come first; a low lane has less room above them. */
function cellTop(laneHeight: number, cellHeight: number): number {
  const free = laneHeight - cellHeight - MARKS_BELOW
  return Math.max(0, Math.round(free <= MARKS_ABOVE ? free : (free + MARKS_ABOVE) / 2))
}

function placeStrips(
  replicas: readonly ReplicaRef[],
  broker: number,
  box: Rect,
  top: number,
  { lanes, sections }: { readonly lanes: LaneLayout[]; readonly sections: { topic: string; rect: Rect }[] },
): void {
  const columns = stripColumns(box.width)
  const columnWidth = (box.width - 24) / columns
  let y = top
  for (const [topic, count] of countByTopic(replicas)) {
    sections.push({ topic, rect: rect(box.x + 12, y, box.width - 24, SECTION_HEIGHT) })
    y += SECTION_HEIGHT
    const rows = Math.ceil(count / columns)
    replicas
      .filter((replica) => replica.topic === topic)
      .forEach((replica, index) => {
        const x = box.x + 12 + Math.floor(index / rows) * columnWidth
        lanes.push(strip(replica, broker, rect(x, y + (index % rows) * STRIP_PITCH, columnWidth, STRIP_PITCH)))
      })
    y += rows * STRIP_PITCH
  }
}

function strip(replica: ReplicaRef, broker: number, box: Rect): LaneLayout {
  const nothing = rect(box.x, box.y, 0, 0)
  const cells = rect(box.x, box.y + 1, Math.min(box.width - 8, STRIP_WIDTH * 2), STRIP_PITCH - 2)
  return { ...replica, broker, density: 'strips', rect: box, label: nothing, badge: nothing, cells, info: nothing }
}
