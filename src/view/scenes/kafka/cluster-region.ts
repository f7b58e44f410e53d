/** Brokers, below one another or in a grid, with the partitions' replicas as lanes; controllers in a strip above them. */
import {
  brokerCardHeight,
  type CardStyle,
  cellsWidth,
  folded,
  labelWidthFor,
  lane,
  layoutBrokerCard,
} from '../../kinds/broker/broker-card-layout.ts'
import type { BrokerContent, BrokerParts } from '../../kinds/broker/broker-view.ts'
import {
  type CardGrid,
  chooseGrid,
  FOLD_PITCH,
  type GridRoom,
  PINNED_PITCH,
  rowsOf,
} from '../../kinds/broker/card-grid.ts'
import { cellSizes } from '../../kinds/broker/cell-sizes.ts'
import { deferredHeatMap } from '../../kinds/broker/deferred-heat-map.ts'
import { LEGEND_HEIGHT } from '../../layout/columns-layout.ts'
import { clamp, type Rect, rect, right } from '../../layout/geometry.ts'
import { GAP, TOUCH } from '../../layout/stacked-layout.ts'
import type { CardContent } from '../../layout/stage-content.ts'
import type { Room, StageCard } from '../../layout/stage-layout.ts'
import { TopicBar } from '../../stage/TopicBar.tsx'
import type { Arrangement, Region } from '../scene.ts'
import { CARD_GAP } from './sizes.ts'

export const clusterRegion: Region = {
  id: 'cluster',
  label: (t) => t('stage.cluster'),
  heading: (image, t) => `${t('stage.cluster')} · ${t('stage.brokers', { count: image.brokers.size })}`,
  column: 'rest',
  rail: 'left',
  add: { label: 'stage.add.broker', beside: 'heading', command: (add, image) => add.addBrokerCommand(image) },
  Bar: TopicBar,
  arrangeWide: arrangeGrid,
  arrangeNarrow: arrangePhone,
}

type Broker = CardContent<BrokerContent>

/** Of a card so narrow the header says below its name what ails the broker. */
const TWO_LINES_BELOW_PX = 430

function arrangeGrid(contents: readonly CardContent[], area: Rect, room: Room): Arrangement {
  const headerHeight = room.compact ? 30 : area.width < TWO_LINES_BELOW_PX ? 40 : 34
  const gap = contents.length > 3 ? 16 : CARD_GAP
  const { brokers, grid, hasStrips } = packed(contents as readonly Broker[], { ...area, gap, headerHeight })
  if (grid.density === 'strips')
    return arrangeHeatMap(brokers, { ...area, height: Math.max(1, area.height) }, headerHeight)
  const cardWidth = (area.width - (grid.columns - 1) * gap) / grid.columns
  const style = gridCardStyle(brokers, cardWidth, grid, headerHeight)

  const cards: StageCard<BrokerParts>[] = []
  const rows = rowsOf(brokers, grid.columns)
  const heights = rows.map((row) => Math.max(...row.map(({ parts }) => brokerCardHeight(parts, cardWidth, style))))
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
      cards.push({ ...broker, rect: box, parts: layoutBrokerCard(broker.parts, box, style) })
    })
    y += heights[rowIndex]! + rowGap
  })
  const { density, columns } = grid
  const add = freePlace(cards, columns, area, gap)
  return { cards, add, bottom: y - rowGap, grid: { density, columns, cell: style.cells, hasStrips } }
}

/** What the last row leaves of itself: another broker may come there. */
function freePlace(cards: readonly StageCard[], columns: number, area: Rect, gap: number): Rect | null {
  const last = cards.at(-1)?.rect
  if (last === undefined || cards.length % columns === 0) return null
  const x = right(last) + gap
  return rect(x, last.y, right(area) - x, last.height)
}

function arrangeHeatMap(brokers: readonly Broker[], area: Rect, headerHeight: number): Arrangement {
  const given = { density: 'full', columns: 1, lanePitch: PINNED_PITCH, fits: true } as const
  const style = gridCardStyle(brokers, area.width, given, headerHeight)
  const by = area.height > 0 ? 'mouse' : 'touch'
  const placed = deferredHeatMap.current()?.(brokers, area, (...given) => lane(...given, style), by)
  const { cards, bottom, columns } = placed ?? { cards: [], bottom: area.y, columns: 1 }
  return { cards, add: null, bottom, grid: { density: 'strips', columns, cell: style.cells, hasStrips: false } }
}

/** How closely, and whether topics without records share a line: only where cards with a line for each do not stand below one another, or not all of them are seen. */
function packed(
  unfolded: readonly Broker[],
  room: GridRoom,
): { readonly brokers: readonly Broker[]; readonly grid: CardGrid; readonly hasStrips: boolean } {
  const wide = gridFor(unfolded, room)
  if (wide.grid.density === 'full' && wide.grid.columns === 1 && wide.grid.fits) return { brokers: unfolded, ...wide }
  const brokers = foldedAll(unfolded)
  const grid = gridFor(brokers, room)
  return grid.grid.density === 'strips' ? { brokers: unfolded, ...wide } : { brokers, ...grid }
}

function foldedAll(brokers: readonly Broker[]): readonly Broker[] {
  return brokers.map((broker) => ({ ...broker, parts: folded(broker.parts) }))
}

function gridFor(brokers: readonly Broker[], room: GridRoom): { readonly grid: CardGrid; readonly hasStrips: boolean } {
  const needs = brokers.map(({ parts }) => ({
    lanes: parts.replicas.length,
    folds: parts.folded.length,
    internalLanes: parts.internalReplicas.length,
  }))
  const grid = chooseGrid(needs, room)
  const hasStrips = needs.some((card) => card.internalLanes > 0)
  if (!hasStrips) return { grid, hasStrips }
  return { grid: chooseGrid(needs, { ...room, height: room.height - LEGEND_HEIGHT }), hasStrips }
}

function gridCardStyle(brokers: readonly Broker[], cardWidth: number, grid: CardGrid, headerHeight: number): CardStyle {
  const { density } = grid
  const narrow = cardWidth < 420
  const { lanePitch } = grid
  const paddingX = narrow ? 10 : 14
  const infoWidth = density === 'full' && !narrow ? 86 : density === 'compact' && !narrow ? 58 : 0
  const labelWidth = labelWidthFor(replicasOf(brokers), density, { cardWidth, paddingX, infoWidth })
  const base = {
    density,
    lanePitch: grid.lanePitch,
    foldPitch: FOLD_PITCH,
    headerHeight,
    paddingX,
    labelWidth,
    infoWidth,
  }
  const width = cellsWidth(cardWidth, base)
  return { ...base, cells: cellSizes(width, lanePitch, offsetDigitsOf(brokers)) }
}

/** More of them are no picture any more, however long one scrolls. */
const MOST_PHONE_LINES = 72

function arrangePhone(contents: readonly CardContent[], column: Rect): Arrangement {
  const unfolded = contents as readonly Broker[]
  const isLong = unfolded.some(({ parts }) => parts.replicas.length > 6)
  const brokers = isLong ? foldedAll(unfolded) : unfolded
  const mostLanes = Math.max(0, ...brokers.map(({ parts }) => parts.replicas.length))
  const lines = brokers.reduce((sum, { parts }) => sum + parts.replicas.length + parts.folded.length, 0)
  if (mostLanes > 24 || lines > MOST_PHONE_LINES) return arrangeHeatMap(unfolded, column, 48)
  const density = mostLanes <= 8 ? 'full' : 'compact'
  const lanePitch = density === 'compact' ? 26 : TOUCH
  const base = {
    density,
    lanePitch,
    foldPitch: lanePitch,
    headerHeight: 48,
    paddingX: 10,
    labelWidth: labelWidthFor(replicasOf(brokers), density, { cardWidth: column.width, paddingX: 10, infoWidth: 0 }),
    infoWidth: 0,
  } as const
  const cell = cellSizes(cellsWidth(column.width, base), lanePitch, offsetDigitsOf(brokers))
  const style: CardStyle = { ...base, cells: cell }
  const cards: StageCard<BrokerParts>[] = []
  let y = column.y
  for (const broker of brokers) {
    const box = rect(column.x, y, column.width, brokerCardHeight(broker.parts, column.width, style))
    cards.push({ ...broker, rect: box, parts: layoutBrokerCard(broker.parts, box, style) })
    y += box.height + GAP
  }
  return { cards, add: null, bottom: y - GAP, grid: { density, columns: 1, cell, hasStrips: false } }
}

function replicasOf(brokers: readonly Broker[]): BrokerContent['replicas'] {
  return brokers.flatMap(({ parts }) => parts.replicas)
}

/** Cells are as wide as the largest offset needs. */
function offsetDigitsOf(brokers: readonly Broker[]): number {
  return Math.max(2, ...brokers.map(({ parts }) => parts.offsetDigits))
}
