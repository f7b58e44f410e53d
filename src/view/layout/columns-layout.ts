/** The wide layout: producers left, brokers in the middle, consumer groups right. Records flow left to right. */
import { brokerCardHeight, type CardStyle, cellsWidth, labelWidthFor, layoutBrokerCard } from './broker-card.ts'
import { cellSizes } from './cell-sizes.ts'
import { type CardGrid, chooseGrid, PINNED_PITCH, rowsOf } from './density.ts'
import { bottom, clamp, type Rect, rect } from './geometry.ts'
import type { StageContent } from './stage-content.ts'
import type { BrokerLayout, GroupLayout, ProducerLayout, Room, StageLayout } from './stage-layout.ts'

interface Frame {
  readonly padding: number
  readonly producers: Rect
  readonly cluster: Rect
  readonly groups: Rect
  readonly headingHeight: number
}

const CARD_GAP = 10
const ADD_HEIGHT = 40
/** Strips need a legend, in the corner below the cards. */
const LEGEND_HEIGHT = 30
/** The cluster's heading with its button. */
const HEADING_WIDTH = 262
/** The counters stand in the corner under the producers. */
const COUNTERS_HEIGHT = 88

export function columnsLayout(content: StageContent, room: Room, scale: number): StageLayout {
  const frame = frameOf(room)
  const { cluster, headingHeight, padding } = frame
  const topicBar = topicBarBelow(frame, room)
  const stripHeight = content.controllers.length === 0 ? 0 : 32
  const controllerStrip = rect(
    cluster.x,
    Math.max(bottom(topicBar), padding + headingHeight),
    cluster.width,
    stripHeight,
  )
  const cardsTop = bottom(controllerStrip) + (stripHeight > 0 ? 6 : 2)

  const brokers = placeBrokers(
    content,
    rect(cluster.x, cardsTop, cluster.width, room.height - cardsTop - padding),
    room,
  )
  const producers = placeProducers(content.producers, frame.producers, room.height - COUNTERS_HEIGHT)
  const groups = placeGroups(content, frame.groups, room.height - padding)
  const lowest = Math.max(brokers.bottom, producers.bottom + (room.compact ? 0 : COUNTERS_HEIGHT - 20), groups.bottom)

  return {
    mode: 'columns',
    density: brokers.grid.density,
    brokerColumns: brokers.grid.columns,
    scale,
    width: room.width,
    height: Math.max(room.height, lowest + padding + (brokers.hasStrips ? LEGEND_HEIGHT : 0)),
    headings: headings(frame),
    topicBar,
    controllerStrip,
    controllers: controllerChips(content.controllers, controllerStrip),
    brokers: brokers.cards,
    producers: producers.cards,
    addProducer: producers.add,
    groups: groups.cards,
    addGroup: groups.add,
    counters: null,
    cell: brokers.cell,
  }
}

function frameOf(room: Room): Frame {
  const padding = room.compact ? 8 : 14
  const producersWidth = clamp(room.width * 0.16, 118, 200)
  const groupsWidth = clamp(room.width * 0.19, 152, 250)
  const gutter = clamp(room.width * 0.06, 34, 90)
  const clusterX = padding + producersWidth + gutter
  const clusterWidth = room.width - clusterX - gutter - groupsWidth - padding
  const headingHeight = 28
  const top = padding + headingHeight
  return {
    padding,
    headingHeight,
    producers: rect(padding, top, producersWidth, 0),
    cluster: rect(clusterX, top, clusterWidth, 0),
    groups: rect(clusterX + clusterWidth + gutter, top, groupsWidth, 0),
  }
}

/** Beside the heading where the cluster is wide enough, else on a line of its own; an embed goes without. */
function topicBarBelow(frame: Frame, room: Room): Rect {
  const { cluster, padding, headingHeight } = frame
  if (room.compact) return rect(cluster.x, padding, cluster.width, 0)
  if (cluster.width >= 680)
    return rect(cluster.x + HEADING_WIDTH, padding, cluster.width - HEADING_WIDTH, headingHeight)
  return rect(cluster.x, padding + headingHeight, cluster.width, headingHeight)
}

function headings(frame: Frame): StageLayout['headings'] {
  const heading = (column: Rect) => rect(column.x, frame.padding, column.width, frame.headingHeight)
  return { producers: heading(frame.producers), cluster: heading(frame.cluster), groups: heading(frame.groups) }
}

function controllerChips(controllers: readonly string[], strip: Rect): StageLayout['controllers'] {
  const title = strip.width > 420 ? 104 : 0
  const gap = 8
  const width = Math.min(228, (strip.width - title - gap * (controllers.length - 1)) / Math.max(1, controllers.length))
  return controllers.map((node, i) => ({ node, rect: rect(strip.x + title + i * (width + gap), strip.y, width, 30) }))
}

interface PlacedBrokers {
  readonly grid: CardGrid
  readonly hasStrips: boolean
  readonly cards: readonly BrokerLayout[]
  readonly cell: StageLayout['cell']
  readonly bottom: number
}

function placeBrokers(content: StageContent, area: Rect, room: Room): PlacedBrokers {
  const headerHeight = room.compact ? 30 : 34
  const needs = content.brokers.map((broker) => ({
    lanes: broker.replicas.length,
    internalLanes: broker.internalReplicas.length,
    topics: new Set(broker.replicas.map((replica) => replica.topic)).size,
  }))
  const gap = content.brokers.length > 3 ? 16 : CARD_GAP
  const roomy = { width: area.width, height: area.height, gap, headerHeight }
  let grid = chooseGrid(needs, roomy)
  const hasStrips = grid.density === 'strips' || needs.some((card) => card.internalLanes > 0)
  if (hasStrips) grid = chooseGrid(needs, { ...roomy, height: area.height - LEGEND_HEIGHT })
  const cardWidth = (area.width - (grid.columns - 1) * gap) / grid.columns
  const style = cardStyle(content, cardWidth, grid, headerHeight)

  const cards: BrokerLayout[] = []
  const rows = rowsOf(content.brokers, grid.columns)
  const heights = rows.map((row) => Math.max(...row.map((broker) => brokerCardHeight(broker, cardWidth, style))))
  const used = heights.reduce((sum, height) => sum + height, 0)
  // Room to spare goes between the cards first; a little only, so that the cluster stays one picture.
  const rowGap = clamp(
    (area.height - used - (hasStrips ? LEGEND_HEIGHT : 0)) / Math.max(1, rows.length - 1),
    gap,
    gap + 8,
  )
  let y = area.y
  rows.forEach((row, rowIndex) => {
    row.forEach((broker, column) => {
      const box = rect(area.x + column * (cardWidth + gap), y, cardWidth, heights[rowIndex]!)
      cards.push(layoutBrokerCard(broker, box, style))
    })
    y += heights[rowIndex]! + rowGap
  })
  return { grid, hasStrips, cards, cell: style.cells, bottom: y - rowGap }
}

function cardStyle(content: StageContent, cardWidth: number, grid: CardGrid, headerHeight: number): CardStyle {
  const { density } = grid
  const replicas = content.brokers.flatMap((broker) => broker.replicas)
  const narrow = cardWidth < 420
  const lanePitch = density === 'strips' ? PINNED_PITCH : grid.lanePitch
  const base = {
    density,
    lanePitch: grid.lanePitch,
    headerHeight,
    paddingX: narrow ? 10 : 14,
    labelWidth: labelWidthFor(replicas, density, narrow),
    infoWidth: density === 'full' && !narrow ? 86 : density === 'compact' && !narrow ? 58 : 0,
  }
  const width = cellsWidth(cardWidth, base)
  return { ...base, cells: cellSizes(width, lanePitch, content.offsetDigits) }
}

interface PlacedProducers {
  readonly cards: readonly ProducerLayout[]
  readonly add: Rect
  readonly bottom: number
}

/** As many batches a producer as there is room for; with many producers, a line for each. */
function placeProducers(names: readonly string[], column: Rect, lowest: number): PlacedProducers {
  const room = lowest - column.y - ADD_HEIGHT - 12
  const heightFor = (trays: number) => [46, 88, 144, 170][trays]!
  const trays = [3, 2, 1].find((count) => names.length * (heightFor(count) + CARD_GAP) <= room) ?? 0
  const height = heightFor(trays)
  const cards = names.map((name, index): ProducerLayout => {
    const box = rect(column.x, column.y + index * (height + CARD_GAP), column.width, height)
    const places = Array.from({ length: trays }, (_, i) => rect(box.x + 12, box.y + 56 + i * 26, box.width - 24, 22))
    return { name, rect: box, trays: places, mini: trays === 0 }
  })
  const addY = column.y + names.length * (height + CARD_GAP) + 2
  return { cards, add: rect(column.x, addY, column.width, ADD_HEIGHT), bottom: addY + ADD_HEIGHT }
}

interface PlacedGroups {
  readonly cards: readonly GroupLayout[]
  readonly add: Rect
  readonly bottom: number
}

const GROUP_HEADER = 56
const ADD_MEMBER_HEIGHT = 30

function placeGroups(content: StageContent, column: Rect, lowest: number): PlacedGroups {
  const members = content.groups.reduce((sum, group) => sum + group.members.length, 0)
  const fixed = content.groups.length * (GROUP_HEADER + ADD_MEMBER_HEIGHT + 14 + CARD_GAP) + ADD_HEIGHT
  const memberHeight = clamp(Math.floor((lowest - column.y - fixed) / Math.max(1, members)), 34, 50)
  let y = column.y
  const cards = content.groups.map((group): GroupLayout => {
    const height = GROUP_HEADER + group.members.length * memberHeight + ADD_MEMBER_HEIGHT + 14
    const box = rect(column.x, y, column.width, height)
    y += height + CARD_GAP
    const placed = group.members.map((name, i) => ({
      name,
      rect: rect(box.x + 10, box.y + GROUP_HEADER + i * memberHeight, box.width - 20, memberHeight - 4),
    }))
    const addMember = rect(box.x + 10, bottom(box) - ADD_MEMBER_HEIGHT - 10, box.width - 20, ADD_MEMBER_HEIGHT)
    return { groupId: group.groupId, rect: box, members: placed, addMember }
  })
  return { cards, add: rect(column.x, y + 2, column.width, ADD_HEIGHT), bottom: y + 2 + ADD_HEIGHT }
}
