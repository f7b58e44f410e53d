/**
 * Where everything on stage stands: a pure function of what there is and of the room there is. React places its
 * elements by it and the canvas draws by it, so the two cannot disagree. Lengths are CSS pixels before `scale`.
 */
import { columnsLayout } from './columns-layout.ts'
import { clamp, type PathLine, type Rect } from './geometry.ts'
import { stackedLayout } from './stacked-layout.ts'
import type { ReplicaRef, StageContent } from './stage-content.ts'

/** `full`: cells with text; `compact`: cells without; `strips`: one line a replica. */
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

export interface BrokerLayout {
  readonly node: string
  readonly id: number
  readonly rect: Rect
  readonly header: Rect
  readonly lanes: readonly LaneLayout[]
  /** One lane shown whole above the strips: whose it is changes with the selection. */
  readonly pinned: LaneLayout | null
  /** Names of topics above their strips. */
  readonly sections: readonly { readonly topic: string; readonly rect: Rect }[]
}

export interface ProducerLayout {
  readonly name: string
  readonly rect: Rect
  /** Places for open batches, top to bottom. */
  readonly trays: readonly Rect[]
  readonly mini: boolean
}

export interface GroupLayout {
  readonly groupId: string
  readonly rect: Rect
  readonly members: readonly { readonly name: string; readonly rect: Rect }[]
  readonly addMember: Rect
}

export interface CellSize {
  readonly width: number
  readonly height: number
  /** From one cell's left edge to the next one's. */
  readonly pitch: number
  /** Cells a lane has room for, the dashed next one included. */
  readonly capacity: number
}

export interface StageLayout {
  readonly mode: 'columns' | 'stacked'
  readonly density: LaneDensity
  readonly brokerColumns: number
  readonly scale: number
  readonly width: number
  readonly height: number
  readonly headings: { readonly producers: Rect; readonly cluster: Rect; readonly groups: Rect }
  readonly topicBar: Rect
  readonly controllerStrip: Rect
  readonly controllers: readonly { readonly node: string; readonly rect: Rect }[]
  readonly brokers: readonly BrokerLayout[]
  readonly producers: readonly ProducerLayout[]
  readonly addProducer: Rect
  readonly groups: readonly GroupLayout[]
  readonly addGroup: Rect
  /** One line on a phone; elsewhere null: the corner of the viewport. */
  readonly counters: Rect | null
  /** By density: a pinned lane is full among strips. */
  readonly cell: { readonly full: CellSize; readonly compact: CellSize }
}

export interface Viewport {
  /** CSS pixels. */
  readonly width: number
  readonly height: number
  readonly theme: 'light' | 'dark' | 'projector'
  /** An embed or another narrow frame: less around the cluster. */
  readonly compact: boolean
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
export function layoutStage(content: StageContent, viewport: Viewport): StageLayout {
  const stacked = viewport.width / viewport.zoom < STACKED_BELOW_PX
  const roomAt = (scale: number): Room => ({
    width: viewport.width / scale,
    // Who zooms in wants the same picture larger and scrolls; it is not packed closer to fit again.
    height: (viewport.height / scale) * Math.max(1, viewport.zoom),
    compact: viewport.compact,
  })
  if (stacked) return stackedLayout(content, roomAt(viewport.zoom), viewport.zoom)

  const scale = sceneScale(viewport) * viewport.zoom
  const layout = columnsLayout(content, roomAt(scale), scale)
  // Rather small and whole than large and cut off.
  const overflows = layout.height > roomAt(scale).height + 1
  if (!overflows || scale <= viewport.zoom) return layout
  return columnsLayout(content, roomAt(viewport.zoom), viewport.zoom)
}

/** Big screens get a bigger picture, not more emptiness; a projector's picture grows earlier. */
function sceneScale(viewport: Viewport): number {
  const [comfortableWidth, comfortableHeight] = viewport.theme === 'projector' ? [1_080, 540] : [1_280, 620]
  const scale = Math.min(viewport.width / comfortableWidth, viewport.height / comfortableHeight)
  return Math.round(clamp(scale, 1, 3) * 20) / 20
}

/** Room for the layout, in unscaled pixels. */
export interface Room {
  readonly width: number
  readonly height: number
  readonly compact: boolean
}
