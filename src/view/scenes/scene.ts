/**
 * What a stage is made of: regions side by side, and what connects the things that stand in them. To add a scene: a
 * folder beside `kafka/` and a row in `registry.ts`.
 */

import type { ComponentType } from 'react'
import type { MessageKey, Translate } from '../../i18n/index.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import type { Rect } from '../layout/geometry.ts'
import type { CardContent } from '../layout/stage-content.ts'
import type { CellSizes, LaneDensity, Room, StageCard } from '../layout/stage-layout.ts'
import type { AddsTo } from '../stage/add-to-stage.ts'

export interface Scene {
  /** Whether it is how such a cluster is shown; the first scene of the registry that says so is. */
  suits(image: ClusterImage): boolean
  /** In the direction in which records flow: left to right, on a phone top to bottom. */
  readonly regions: readonly Region[]
  /** By the names that `edges` uses. */
  readonly edgeKinds: Readonly<Record<string, EdgeKind>>
  /** Who is connected with whom; `showControl` adds what only keeps the cluster together. */
  edges(image: ClusterImage, showControl: boolean): readonly Edge[]
}

/**
 * A part of the stage. Which kinds of things stand in it is not its business: a kind's row in `kinds/registry.ts` names
 * the region. Chips stand in strips above the cards.
 */
export interface Region {
  readonly id: string
  label(t: Translate): string
  heading(image: ClusterImage, t: Translate): string
  /** Its share of the stage's width, within limits in pixels; one region of a scene takes what the others leave. */
  readonly column: { readonly share: number; readonly least: number; readonly most: number } | 'rest'
  /** On a phone, the edge along which its wires run. */
  readonly rail: 'left' | 'right'
  /** The gesture that adds something to it, beside the heading or below the cards; absent where nobody can. */
  readonly add?: {
    readonly label: MessageKey
    readonly beside: 'heading' | 'cards'
    readonly command: AddsTo
  }
  /** A line of tools below or beside the heading; `scrolls`: under a finger, where not everything has room. */
  readonly Bar?: ComponentType<{ readonly box: Rect; readonly image: ClusterImage; readonly scrolls: boolean }>
  /** Places cards in a column whose height is the room there is; they may need more. */
  arrangeWide(cards: readonly CardContent[], column: Rect, room: Room): Arrangement
  /** Places cards below one another on a phone; the column's height means nothing. */
  arrangeNarrow(cards: readonly CardContent[], column: Rect): Arrangement
}

export interface Arrangement {
  readonly cards: readonly StageCard[]
  /** Where the gesture stands that adds something, if that is below the cards. */
  readonly add: Rect | null
  readonly bottom: number
  /** Where cards have lanes. */
  readonly grid?: Grid
  /** Ids of cards that others keep from the rail. */
  readonly offRail?: ReadonlySet<string>
}

export interface Grid {
  readonly density: LaneDensity
  readonly columns: number
  readonly cell: CellSizes
  /** Some lanes are strips, which need a legend below the cards. */
  readonly hasStrips: boolean
}

/** How edges of a kind look, and what that means. */
export interface EdgeKind {
  /** Class of its wires; the scene's own style sheet says how they differ from a plain line. */
  readonly className: string
  /** What the legend says of such a wire; absent where another kind's entry says it. */
  legend?(t: Translate): string
}

export interface Edge {
  /** A name among the scene's `edgeKinds`. */
  readonly kind: string
  readonly from: string
  readonly to: string
  /** The lane at which it ends where there is room for that. */
  readonly topicPartition: string | null
}
