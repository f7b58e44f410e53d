/**
 * What the page knows of a kind of thing, said once: its row in `registry.ts`. Whoever shows, inspects or explains a thing
 * looks its row up by the thing's `kind`; nobody outside the kind's own folder asks for its name.
 */
import type { ComponentType } from 'react'
import type { MessageKey, MessageParams, Translate } from '../../i18n/index.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import type { ClusterImage, InFlightMessage } from '../../kafka/observe/cluster-image.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'
import type { Selection } from '../../store/selection-store.ts'
import type { TimedHappening } from '../../worker/port.ts'
import type { Rect } from '../layout/geometry.ts'
import type { CardContent, ContentOptions } from '../layout/stage-content.ts'
import type { LaneLayout, StageCard, StageLayout } from '../layout/stage-layout.ts'
import type { Brush } from '../painting/brush.ts'
import type { GroupMark } from '../painting/group-marks.ts'

export interface KindView {
  /** As the rows of the image have it, and as things of this kind are selected. */
  readonly kind: string
  /** How it stands on the stage; absent for what stands on somebody else's card, or nowhere. */
  readonly stage?: StageView
  /** What is not in the first frames: a file of its own in the build. */
  readonly details: () => Promise<KindDetails>
}

export interface StageView {
  /** The scene's region it stands in. */
  readonly region: string
  /** A chip is one line in a strip above the cards. */
  readonly shape: 'card' | 'chip'
  /** What there is of it, in an order that never depends on what arrived first. */
  contents(image: ClusterImage, options: ContentOptions): readonly CardContent[]
  readonly Card: ComponentType<CardProps>
  /** What stands before a strip of its chips. */
  title?(t: Translate): string
  /** Where wires end on a card; without it, on the card as a whole, whose id is then a node's name. */
  stations?(card: StageCard): readonly CardStation[]
  /** Ids of what the arrow keys move between on a card. */
  stops?(card: StageCard): readonly string[]
  /** Paints what the canvas shows on a card: what changes with every record. */
  paintMarks?(brush: Brush, card: StageCard): void
}

export interface CardStation {
  readonly node: string
  readonly box: Rect
  readonly header?: Rect
  readonly lanes?: readonly LaneLayout[]
}

export interface CardProps {
  readonly card: StageCard
  readonly layout: StageLayout
  readonly image: ClusterImage
  readonly atUs: number
  readonly marks: ReadonlyMap<string, GroupMark>
  /** Id of the one stop that Tab leads to. */
  readonly tabStop: string | null
}

/** In the order of the legend. */
export const legendSections = ['records', 'roles', 'readers', 'messages', 'wires', 'trouble'] as const

/** One mark and what it means. It is shown by whatever shows it on the stage: a painter, or a component. */
export interface LegendEntry {
  readonly section: (typeof legendSections)[number]
  text(t: Translate): string
  /** Paints into a box of `LEGEND_BOX`. */
  paint?(brush: Brush): void
  readonly Mark?: ComponentType
}

export const LEGEND_BOX = { width: 40, height: 22 }

export interface KindDetails {
  /** What such a thing is called, and one sentence on what it is. */
  words(t: Translate): { readonly kind: string; readonly about: string }
  /** Null when it is not there at this instant. */
  inspect(selection: Selection, seen: Inspected, t: Translate): Inspection | null
  /** What can be done to it, in the order of the buttons. */
  actions?(id: string, image: ClusterImage): readonly InspectorAction[]
  /** What can be set on it. */
  readonly Settings?: ComponentType<DetailProps>
  /** Its life, event by event, in place of the happenings that concern it; also while it is not there. */
  readonly Life?: ComponentType<DetailProps>
  /** What it holds, which is asked for only while it is shown. */
  readonly Contents?: ComponentType<DetailProps>
  /** Its history drawn. */
  readonly Chart?: ComponentType<DetailProps>
  /** What its marks on the stage mean. */
  readonly legend?: readonly LegendEntry[]
  /** Whether a happening is about it. */
  concerns?(happening: Happening, id: string, image: ClusterImage): boolean
  /** Which of these things a happening is about; null when none. */
  subjectOf?(happening: Happening, image: ClusterImage): string | null
}

export interface DetailProps {
  readonly id: string
  /** Of a record. */
  readonly offset?: number | undefined
  readonly image: ClusterImage
}

export interface Fact {
  readonly label: string
  readonly value: string | readonly string[]
  readonly tone?: 'ok' | 'warn' | 'bad'
}

export interface RelatedThing {
  readonly label: string
  readonly selection: Selection
}

export interface Inspection {
  readonly title: string
  readonly facts: readonly Fact[]
  readonly related: readonly RelatedThing[]
}

export interface Inspected {
  readonly image: ClusterImage
  readonly inFlight: readonly InFlightMessage[]
  readonly happenings: readonly TimedHappening[]
  readonly atUs: number
  /** What a happening is about; null when there is no single such thing. */
  subjectOf(happening: Happening): Selection | null
}

export interface InspectorAction {
  readonly label: MessageKey
  readonly params?: MessageParams
  readonly command: Command
  readonly danger?: boolean
}
