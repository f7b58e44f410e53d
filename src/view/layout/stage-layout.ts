/**
 * Where everything on stage stands: a pure function of what there is and of the room there is. React places its
 * elements by it and the canvas draws by it, so the two cannot disagree. Lengths are CSS pixels before `scale`.
 */
import type { Scene } from '../scenes/scene.ts'
import { columnsLayout } from './columns-layout.ts'
import { clamp, type PathLine, type Rect } from './geometry.ts'
import { stackedLayout } from './stacked-layout.ts'
import type { ReplicaRef, StageContent } from './stage-content.ts'

/** `full`: cells with text, marks above and below; `compact`: low cells, with as much text as they have room for; `strips`: one line a replica. */
export type LaneDensity = 'full' | 'compact' | 'strips'

export interface LaneLayout extends ReplicaRef {
  readonly broker: number
  readonly density: LaneDensity
  readonly rect: Rect
  readonly label: Rect
  readonly badge: Rect
  /** Where cells stand; in a strip, where the strip runs. */
  readonly cells: Rect
  readonly info: Rect
}

export interface CellSize {
  readonly width: number
  readonly height: number
  /** From one cell's left edge to the next one's. */
  readonly pitch: number
  /** Cells a lane has room for, the dashed next one included. */
  readonly capacity: number
  /** Each says its key's letter; whether there is room for its offset too. */
  readonly hasOffset: boolean
}

/** By density: a pinned lane is full among strips. */
export interface CellSizes {
  readonly full: CellSize
  readonly compact: CellSize
}

/** One thing in its place. What its kind has placed within it is nobody else's business. */
export interface StageCard<Parts = unknown> {
  readonly kind: string
  readonly id: string
  readonly rect: Rect
  readonly parts: Parts
}

/** One kind's chips beside one another. */
export interface Strip {
  readonly kind: string
  /** Null where there is no room for a title. */
  readonly title: Rect | null
  readonly chips: readonly StageCard[]
}

export interface PlacedRegion {
  readonly id: string
  readonly heading: Rect
  /** A line of tools below or beside the heading; null where the region has none, without height where there is no room. */
  readonly bar: Rect | null
  readonly strips: readonly Strip[]
  readonly cards: readonly StageCard[]
  readonly add: Rect | null
}

/** Where the wires of one node end. */
export interface Station {
  readonly kind: string
  /** Place of its region in the scene, in the direction in which records flow; chips come after all of them. */
  readonly order: number
  /** Where it stands among its region's cards. */
  readonly index: number
  readonly box: Rect
  /** Where wires end that end at none of the lanes; null for nodes without lanes. */
  readonly header: Rect | null
  readonly lanes: readonly LaneLayout[]
  readonly isChip: boolean
  /** On a phone: which edge its wires run along, and whether others stand between it and that edge. */
  readonly rail: 'left' | 'right'
  readonly leavesBelow: boolean
}

export interface StageLayout {
  readonly mode: 'columns' | 'stacked'
  readonly density: LaneDensity
  /** Columns of cards in the region in the middle. */
  readonly gridColumns: number
  readonly scale: number
  readonly width: number
  readonly height: number
  readonly regions: readonly PlacedRegion[]
  /** The region that takes what room the others leave. */
  readonly main: PlacedRegion
  /** By the node's name. */
  readonly stations: ReadonlyMap<string, Station>
  /** One line on a phone; elsewhere null: the corner of the viewport, or its last line where the corner has no room. */
  readonly counters: Rect | null
  readonly countersInLine: boolean
  readonly cell: CellSizes
}

export interface Viewport {
  /** CSS pixels. */
  readonly width: number
  readonly height: number
  readonly theme: 'light' | 'dark' | 'projector'
  /** An embed or another narrow frame: less around the cluster. */
  readonly compact: boolean
  /** For a room: its words are never made small, whatever that costs in scrolling. */
  readonly presenting?: boolean
  /** The reader's own zoom, 1 is none. */
  readonly zoom: number
}

/** Narrower than this, the regions stand below one another. */
export const STACKED_BELOW_PX = 600

/** A route along a wire, and whether `from` is the end it starts at. */
export interface Route {
  readonly line: PathLine
  readonly reversed: boolean
}

/** Lays the stage out. The scene is drawn at `scale`; it may be higher than the viewport, which then scrolls. */
export function layoutStage(scene: Scene, content: StageContent, viewport: Viewport): StageLayout {
  const stacked = viewport.width / viewport.zoom < STACKED_BELOW_PX
  const roomAt = (scale: number): Room => ({
    width: viewport.width / scale,
    // Who zooms in wants the same picture larger and scrolls; it is not packed closer to fit again.
    height: (viewport.height / scale) * Math.max(1, viewport.zoom),
    compact: viewport.compact,
  })
  if (stacked) return stackedLayout(scene, content, roomAt(viewport.zoom), viewport.zoom)

  const scale = (viewport.presenting === true ? roomScale(viewport) : sceneScale(viewport)) * viewport.zoom
  // Rather small and whole than large and cut off.
  let tried = scale
  let layout = columnsLayout(scene, content, roomAt(tried), tried)
  while (layout.height > roomAt(tried).height + 1 && viewport.presenting !== true && tried > viewport.zoom) {
    tried = Math.max(viewport.zoom, tried - SCALE_STEP)
    layout = columnsLayout(scene, content, roomAt(tried), tried)
  }
  // What scrolls would scroll beneath the counters in their corner.
  if (viewport.compact || viewport.presenting === true || layout.height * tried <= viewport.height + 1) return layout
  return columnsLayout(scene, content, roomAt(tried), tried, true)
}

const SCALE_STEP = 0.1

/** Big screens get a bigger picture, not more emptiness; a projector's picture grows earlier. */
function sceneScale(viewport: Viewport): number {
  const [comfortableWidth, comfortableHeight] = viewport.theme === 'projector' ? [1_080, 540] : [1_280, 620]
  const scale = Math.min(viewport.width / comfortableWidth, viewport.height / comfortableHeight)
  return Math.round(clamp(scale, 1, 3) * 20) / 20
}

/** At 1920 by 1080 the stage's smallest words, of 12 pixels, are 22 high. */
function roomScale({ width, height }: Viewport): number {
  return Math.round(clamp(Math.min(width / 1_036, height / 468), 1, 4) * 100) / 100
}

/** Room for the layout, in unscaled pixels. */
export interface Room {
  readonly width: number
  readonly height: number
  readonly compact: boolean
}

/** Every card on stage, region by region. */
export function cardsOf(layout: StageLayout): readonly StageCard[] {
  return layout.regions.flatMap((region) => [...region.strips.flatMap((strip) => strip.chips), ...region.cards])
}
