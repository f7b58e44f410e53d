/** The narrow layout, for phones: regions below one another, wires along rails at the edges. */
import { brokerCardHeight, type CardStyle, cellsWidth, labelWidthFor, layoutBrokerCard } from './broker-card.ts'
import { cellSizes } from './cell-sizes.ts'
import { bottom, type Rect, rect } from './geometry.ts'
import type { StageContent } from './stage-content.ts'
import type { BrokerLayout, GroupLayout, LaneDensity, ProducerLayout, Room, StageLayout } from './stage-layout.ts'

/** Room for the rails left and right of the cards. */
export const RAIL = 22
const GAP = 10
/** What a finger needs. */
const TOUCH = 44
/** A controller's name, its menu and its power button. */
const LEAST_CHIP_WIDTH = 150

export function stackedLayout(content: StageContent, room: Room, scale: number): StageLayout {
  const column = rect(RAIL, 0, room.width - 2 * RAIL, 0)
  const line = (y: number, height: number) => rect(column.x, y, column.width, height)

  const counters = line(4, 32)
  const producersHeading = line(bottom(counters), 28)
  const producers = placeProducers(content.producers, line(bottom(producersHeading), 0))
  const clusterHeading = line(producers.bottom + GAP, TOUCH)
  const topicBar = line(bottom(clusterHeading), TOUCH)
  const controllers = controllerChips(content.controllers, line(bottom(topicBar) + 2, 0))
  const controllerStrip = line(bottom(topicBar) + 2, heightOf(controllers))
  const brokers = placeBrokers(content, line(bottom(controllerStrip) + GAP, 0))
  const groupsHeading = line(brokers.bottom + GAP, 28)
  const groups = placeGroups(content, line(bottom(groupsHeading), 0))
  return {
    mode: 'stacked',
    density: brokers.density,
    brokerColumns: 1,
    scale,
    width: room.width,
    height: Math.max(room.height, groups.bottom + 16),
    headings: { producers: producersHeading, cluster: clusterHeading, groups: groupsHeading },
    topicBar,
    controllerStrip,
    controllers,
    brokers: brokers.cards,
    producers: producers.cards,
    addProducer: producers.add,
    groups: groups.cards,
    addGroup: groups.add,
    counters,
    cell: brokers.cell,
  }
}

/** Rows of chips wide enough for a name, a menu and a power button that fingers can hit. */
function controllerChips(nodes: readonly string[], column: Rect): { node: string; rect: Rect }[] {
  const gap = 6
  const perRow = Math.max(1, Math.min(nodes.length, Math.floor((column.width + gap) / (LEAST_CHIP_WIDTH + gap))))
  const width = (column.width - gap * (perRow - 1)) / perRow
  const place = (index: number) =>
    rect(
      column.x + (index % perRow) * (width + gap),
      column.y + Math.floor(index / perRow) * (TOUCH + gap),
      width,
      TOUCH,
    )
  return nodes.map((node, index) => ({ node, rect: place(index) }))
}

function heightOf(chips: readonly { readonly rect: Rect }[]): number {
  const [first, last] = [chips[0], chips.at(-1)]
  return first === undefined || last === undefined ? 0 : bottom(last.rect) - first.rect.y
}

function placeProducers(
  names: readonly string[],
  column: Rect,
): { cards: ProducerLayout[]; add: Rect; bottom: number } {
  const width = (column.width - GAP) / 2
  const height = 76
  const place = (index: number) =>
    rect(column.x + (index % 2) * (width + GAP), column.y + Math.floor(index / 2) * (height + GAP), width, height)
  const cards = names.map((name, index): ProducerLayout => {
    const box = place(index)
    return { name, rect: box, trays: [rect(box.x + 10, box.y + 48, box.width - 20, 20)], mini: false }
  })
  const free = place(names.length)
  const add = names.length % 2 === 1 ? free : rect(column.x, free.y, column.width, TOUCH)
  return { cards, add, bottom: bottom(add) }
}

interface PlacedBrokers {
  readonly cards: readonly BrokerLayout[]
  readonly density: LaneDensity
  readonly cell: StageLayout['cell']
  readonly bottom: number
}

function placeBrokers(content: StageContent, column: Rect): PlacedBrokers {
  const mostLanes = Math.max(0, ...content.brokers.map((broker) => broker.replicas.length))
  const density = mostLanes <= 8 ? 'full' : mostLanes <= 24 ? 'compact' : 'strips'
  const style = phoneCardStyle(content, column.width, density)
  const cards: BrokerLayout[] = []
  let y = column.y
  for (const broker of content.brokers) {
    const height = brokerCardHeight(broker, column.width, style)
    cards.push(layoutBrokerCard(broker, rect(column.x, y, column.width, height), style))
    y += height + GAP
  }
  return { cards, density, cell: style.cells, bottom: y - GAP }
}

function phoneCardStyle(content: StageContent, cardWidth: number, density: LaneDensity): CardStyle {
  const replicas = content.brokers.flatMap((broker) => broker.replicas)
  const lanePitch = density === 'compact' ? 26 : TOUCH
  const base = {
    density,
    lanePitch,
    headerHeight: 48,
    paddingX: 10,
    labelWidth: labelWidthFor(replicas, density, true),
    infoWidth: 0,
  }
  return { ...base, cells: cellSizes(cellsWidth(cardWidth, base), lanePitch, content.offsetDigits) }
}

function placeGroups(content: StageContent, column: Rect): { cards: GroupLayout[]; add: Rect; bottom: number } {
  let y = column.y
  const cards = content.groups.map((group): GroupLayout => {
    const memberHeight = TOUCH + 8
    const header = 52
    const box = rect(column.x, y, column.width, header + group.members.length * memberHeight + TOUCH + 12)
    y = bottom(box) + GAP
    const members = group.members.map((name, i) => ({
      name,
      rect: rect(box.x + 10, box.y + header + i * memberHeight, box.width - 20, memberHeight - 6),
    }))
    return {
      groupId: group.groupId,
      rect: box,
      members,
      addMember: rect(box.x + 10, bottom(box) - TOUCH - 8, box.width - 20, TOUCH),
    }
  })
  const add = rect(column.x, y, column.width, TOUCH)
  return { cards, add, bottom: bottom(add) }
}
