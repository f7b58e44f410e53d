/**
 * The cluster as a heat map: topics below one another, brokers side by side, a cell for each replica. A partition's cell
 * stands at the same place on every broker as long as there is room for all of the topic's. One lane above is whole.
 */
import { clamp, type Rect, rect } from '../../layout/geometry.ts'
import type { CardContent, ReplicaRef } from '../../layout/stage-content.ts'
import type { LaneLayout, StageCard } from '../../layout/stage-layout.ts'
import type { BrokerContent, BrokerParts } from './broker-view.ts'
import { rowsOf } from './card-grid.ts'

export interface HeatMap {
  readonly cards: readonly StageCard<BrokerParts>[]
  readonly bottom: number
  readonly columns: number
}

/** What the lane above the map is made of. */
export type PlaceLane = (replica: ReplicaRef, broker: number, box: Rect) => LaneLayout

const PINNED_HEIGHT = 36
/** For the wires between the pinned lane and the cards, and between rows of cards. */
const WIRE_GAP = 14
const CARD_GAP = 6
const LEAST_CELL = 7
const MOST_CELL = 28
const PADDING = 6
/** Lines are as high as there is room, within these; of a topic whose cells take several lines each is a part of that. */
const LEAST_LINE = 14
const MOST_LINE = 26
const NARROW_SHARE = 0.57
/** A legend on one line is so wide. */
const LEGEND_PX = 440

/** `mouse`: as high as the area, if that is readable. `touch`: scrolled, with buttons that fingers hit. */
export type MapFor = 'mouse' | 'touch'
const SIZES = {
  mouse: { leastCard: 76, roomyCard: 240, tallHeader: 50, legend: 26, tallLegend: 50 },
  touch: { leastCard: 86, roomyCard: 240, tallHeader: 74, legend: 46, tallLegend: 74 },
}

type Broker = CardContent<BrokerContent>

interface Section {
  readonly topic: string
  /** Cells a line has room for, and how many lines they take. */
  readonly across: number
  readonly lines: number
  readonly isByNumber: boolean
}

export function heatMap(brokers: readonly Broker[], area: Rect, placeLane: PlaceLane, by: MapFor): HeatMap {
  const sizes = SIZES[by]
  const topics = sectionsOf(brokers)
  const nameWidth = clamp(Math.max(0, ...topics.map(({ topic }) => topic.length)) * 6.6 + 8, 56, area.width * 0.24)
  const room = area.width - nameWidth
  const most = clamp(Math.floor(room / (sizes.leastCard + CARD_GAP)), 1, Math.max(1, brokers.length))
  const rows = rowsOf(brokers, Math.ceil(brokers.length / Math.max(1, Math.ceil(brokers.length / most))))
  const columns = rows[0]?.length ?? 1
  const cardWidth = room / columns - CARD_GAP
  const headerHeight = cardWidth < sizes.roomyCard ? sizes.tallHeader : 34
  const sections = topics.map((topic) => fitted(topic, cardWidth - 2 * PADDING))
  const legend = rect(area.x, area.y, area.width, area.width < LEGEND_PX ? sizes.tallLegend : sizes.legend)
  const pinnedBox = rect(area.x, legend.y + legend.height + 4, area.width, PINNED_HEIGHT)
  let y = pinnedBox.y + PINNED_HEIGHT + WIRE_GAP
  const aside = headerHeight + PADDING + WIRE_GAP
  const lineHeight = by === 'touch' ? 22 : lineOf(sections, (area.y + area.height - y) / rows.length - aside)
  const cards: StageCard<BrokerParts>[] = []
  for (const row of rows) {
    const height = headerHeight + sections.reduce((sum, section) => sum + heightOf(section, lineHeight), 0) + PADDING
    row.forEach((broker, column) => {
      const box = rect(area.x + nameWidth + column * (cardWidth + CARD_GAP) + CARD_GAP, y, cardWidth, height)
      const first = cards.length === 0 ? pinnedAtFirst(brokers) : undefined
      const pinned = first === undefined ? null : placeLane(first, broker.parts.id, pinnedBox)
      const names = column === 0 ? { x: area.x, width: nameWidth } : null
      const parts = mapped(broker.parts, box, { headerHeight, lineHeight, sections, names })
      cards.push({ ...broker, rect: box, parts: { ...parts, pinned, ...(pinned !== null && { legend }) } })
    })
    y += height + WIRE_GAP
  }
  return { cards, bottom: y - WIRE_GAP, columns }
}

function lineOf(sections: readonly Section[], height: number): number {
  const lines = sections.reduce((sum, { lines: own }) => sum + (own === 1 ? 1 : own * NARROW_SHARE + 0.3), 0)
  return clamp(Math.floor(height / Math.max(1, lines)), LEAST_LINE, MOST_LINE)
}

/** Until the reader picks another: of the first topic that has records. */
function pinnedAtFirst(brokers: readonly Broker[]): ReplicaRef | undefined {
  const replicas = brokers.flatMap(({ parts }) => parts.replicas)
  return replicas.find(({ topic }) => !brokers[0]!.parts.emptyTopics.includes(topic)) ?? replicas[0]
}

function sectionsOf(brokers: readonly Broker[]): { topic: string; partitions: number; held: number }[] {
  const topics = new Map<string, { topic: string; partitions: number; held: number }>()
  for (const { parts } of brokers) {
    const held = new Map<string, number>()
    for (const { topic, partition } of [...parts.replicas, ...parts.internalReplicas]) {
      held.set(topic, (held.get(topic) ?? 0) + 1)
      const known = topics.get(topic) ?? { topic, partitions: 0, held: 0 }
      known.partitions = Math.max(known.partitions, partition + 1)
      known.held = Math.max(known.held, held.get(topic) ?? 0)
      topics.set(topic, known)
    }
  }
  return [...topics.values()].sort((a, b) => a.topic.localeCompare(b.topic, 'en', { numeric: true }))
}

function fitted({ topic, partitions, held }: ReturnType<typeof sectionsOf>[number], width: number): Section {
  const room = Math.max(1, Math.floor(width / LEAST_CELL))
  const isByNumber = partitions <= room
  const cells = isByNumber ? partitions : held
  return { topic, across: Math.min(cells, room), lines: Math.ceil(cells / room), isByNumber }
}

function heightOf({ lines }: Section, lineHeight: number): number {
  return lines === 1 ? lineHeight : lines * narrow(lineHeight) + 4
}

const narrow = (lineHeight: number) => Math.round(lineHeight * NARROW_SHARE)

interface CardMap {
  readonly headerHeight: number
  readonly lineHeight: number
  readonly sections: readonly Section[]
  /** Where the topics' names stand; null on cards that are not the first of a row. */
  readonly names: { readonly x: number; readonly width: number } | null
}

/** One broker's cells; the first card of a row has the topics' names at its left. */
function mapped(
  broker: BrokerContent,
  box: Rect,
  { headerHeight, lineHeight, sections, names }: CardMap,
): Omit<BrokerParts, 'pinned'> {
  const lanes: LaneLayout[] = []
  const titles: BrokerParts['sections'][number][] = []
  const held = [...broker.replicas, ...broker.internalReplicas]
  let y = box.y + headerHeight
  for (const section of sections) {
    const pitch = Math.min(MOST_CELL, (box.width - 2 * PADDING) / section.across)
    const line = section.lines === 1 ? lineHeight : narrow(lineHeight)
    const own = held.filter(({ topic }) => topic === section.topic)
    own.forEach((replica, index) => {
      const at = section.isByNumber ? replica.partition : index
      const cell = rect(
        box.x + PADDING + (at % section.across) * pitch,
        y + Math.floor(at / section.across) * line,
        pitch,
        line,
      )
      lanes.push(heatCell(replica, broker.id, cell))
    })
    if (names !== null)
      titles.push({ topic: section.topic, rect: rect(names.x, y, names.width, heightOf(section, lineHeight)) })
    y += heightOf(section, lineHeight)
  }
  return {
    id: broker.id,
    header: rect(box.x, box.y, box.width, headerHeight),
    lanes,
    folds: [],
    sections: titles,
    isMap: true,
  }
}

function heatCell(replica: ReplicaRef, broker: number, box: Rect): LaneLayout {
  const nothing = rect(box.x, box.y, 0, 0)
  const cells = rect(box.x + 0.75, box.y + 1, box.width - 1.5, box.height - 2)
  return { ...replica, broker, density: 'strips', rect: box, label: nothing, badge: nothing, cells, info: nothing }
}
