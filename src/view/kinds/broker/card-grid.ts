/** How closely lanes are packed: chosen by the room there is, never by counts alone. */
import type { LaneDensity } from '../../layout/stage-layout.ts'

/** What decides how high a card of one broker gets. */
export interface CardNeeds {
  readonly lanes: number
  /** Lines of topics without records. */
  readonly folds: number
  readonly internalLanes: number
}

export interface CardGrid {
  readonly density: LaneDensity
  readonly columns: number
  readonly lanePitch: number
  /** Whether all of it is seen without scrolling. */
  readonly fits: boolean
}

export interface GridRoom {
  readonly width: number
  readonly height: number
  readonly gap: number
  readonly headerHeight: number
}

export const CARD_BOTTOM = 8
/** A topic without records has nothing but words. */
export const FOLD_PITCH = 18
export const STRIP_PITCH = 8
export const STRIP_WIDTH = 72
export const SECTION_HEIGHT = 18
export const PINNED_PITCH = 36

const FULL = { comfortable: 48, least: 26, cardWidth: 330 }
const COMPACT = { comfortable: 24, least: 19, cardWidth: 240 }

/** The most generous packing that fits; if none does, the one that scrolls least while staying readable. */
export function chooseGrid(cards: readonly CardNeeds[], room: GridRoom): CardGrid {
  // Few brokers with few lanes stand below one another, even if that takes scrolling: the replicas of a partition do
  // then too, and can be compared.
  const mostColumns = cards.length > 3 || cards.some((card) => card.lanes > 6) ? 3 : 1
  for (const [density, limits] of [
    ['full', FULL],
    ['compact', COMPACT],
  ] as const) {
    if (density === 'compact' && isWorthScrolling(cards, room)) break
    const fitting: CardGrid[] = []
    for (let columns = 1; columns <= mostColumns; columns++) {
      if (columns > 1 && (room.width - (columns - 1) * room.gap) / columns < limits.cardWidth) break
      const lanePitch = widestPitch(cards, room, columns, limits)
      if (lanePitch >= limits.least) fitting.push({ density, columns, lanePitch, fits: true })
    }
    // One card alone in its row would leave the rest of it empty.
    const best = fitting.find(({ columns }) => columns === 1 || cards.length % columns !== 1) ?? fitting[0]
    if (best !== undefined) return best
  }
  return overflowingGrid(cards, room)
}

/** With a few lanes, text in cells is worth a little scrolling: it is what a newcomer reads. */
function isWorthScrolling(cards: readonly CardNeeds[], room: GridRoom): boolean {
  if (cards.length > 3 || cards.some((card) => card.lanes > 6)) return false
  const needed = cards.reduce((sum, card) => sum + cardExtra(card, room, room.width) + card.lanes * FULL.least, 0)
  return needed + (cards.length - 1) * room.gap < room.height * 1.4
}

/** A card with more of them that is not seen whole is drawn as strips. */
const MOST_LINES = 12

function overflowingGrid(cards: readonly CardNeeds[], room: GridRoom): CardGrid {
  const mostLanes = Math.max(0, ...cards.map((card) => card.lanes))
  const mostLines = Math.max(0, ...cards.map((card) => card.lanes + card.folds))
  // Many lines of words that scroll are no overview.
  if (mostLines > MOST_LINES) return { density: 'strips', columns: 1, lanePitch: STRIP_PITCH, fits: false }
  const columnsFor = (cardWidth: number) =>
    Math.max(1, Math.min(3, cards.length, Math.floor((room.width + room.gap) / (cardWidth + room.gap))))
  if (mostLanes <= 6)
    return {
      density: 'full',
      columns: cards.length > 3 ? columnsFor(FULL.cardWidth) : 1,
      lanePitch: FULL.least,
      fits: false,
    }
  const columns = columnsFor(COMPACT.cardWidth)
  const height = rowsOf(cards, columns).reduce(
    (sum, row) => sum + Math.max(...row.map((card) => cardExtra(card, room, room.width) + card.lanes * COMPACT.least)),
    0,
  )
  // What is a screen and a half high is no picture any more.
  if (height < room.height * 1.5) return { density: 'compact', columns, lanePitch: COMPACT.least, fits: false }
  return { density: 'strips', columns: 1, lanePitch: STRIP_PITCH, fits: false }
}

/** The lane pitch at which all cards together are as high as the room, at most the comfortable one. */
function widestPitch(cards: readonly CardNeeds[], room: GridRoom, columns: number, limits: typeof FULL): number {
  const cardWidth = (room.width - (columns - 1) * room.gap) / columns
  const rows = rowsOf(cards, columns)
  const lanes = rows.reduce((sum, row) => sum + Math.max(...row.map((card) => Math.max(1, card.lanes))), 0)
  const fixed = rows.reduce((sum, row) => sum + Math.max(...row.map((card) => cardExtra(card, room, cardWidth))), 0)
  const forLanes = room.height - fixed - (rows.length - 1) * room.gap
  return Math.min(limits.comfortable, Math.floor(forLanes / Math.max(1, lanes)))
}

/** Everything of a card but its lanes. */
function cardExtra(card: CardNeeds, room: GridRoom, cardWidth: number): number {
  return room.headerHeight + CARD_BOTTOM + card.folds * FOLD_PITCH + internalHeight(card.internalLanes, cardWidth)
}

/** Height of the block of strips for internal topics, their name included. */
export function internalHeight(internalLanes: number, cardWidth: number): number {
  return internalLanes === 0 ? 0 : SECTION_HEIGHT + stripRows(internalLanes, cardWidth) * STRIP_PITCH + 4
}

/** Strips stand in as many columns as the card has room for. */
export function stripColumns(cardWidth: number): number {
  return Math.max(1, Math.floor((cardWidth - 24) / STRIP_WIDTH))
}

function stripRows(lanes: number, cardWidth: number): number {
  return Math.ceil(lanes / stripColumns(cardWidth))
}

export function rowsOf<Card>(cards: readonly Card[], columns: number): Card[][] {
  const rows: Card[][] = []
  for (let i = 0; i < cards.length; i += columns) rows.push(cards.slice(i, i + columns))
  return rows
}
