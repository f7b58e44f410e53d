/** What every painter of the scene gets: where to draw, with what, and what the reader is looking at. */
import type { ClusterImage, ReplicaImage } from '../../kafka/observe/cluster-image.ts'
import type { FollowedPlaces } from '../../worker/chronicle/places.ts'
import type { Routes } from '../layout/routes.ts'
import type { StageLayout } from '../layout/stage-layout.ts'
import type { GroupPlace } from './group-marks.ts'
import type { Palette } from './palette.ts'
import type { SceneState } from './scene-state.ts'
import type { Sprites } from './sprites.ts'

/** A record wherever it is: by its offset once it has one, by its producer's sequence before. */
export interface FollowedRecord {
  readonly topicPartition: string
  readonly offset: number
  /** -1 without idempotence, or no longer known. */
  readonly producerId: number
  readonly sequence: number
}

/** What the reader picked or points at, as far as it changes the picture. */
export interface Emphasis {
  /** Follow this record on every replica. */
  readonly record: FollowedRecord | null
  /** Where the followed record is, as the engine tells. */
  readonly followed: FollowedPlaces | null
  readonly hoveredRecord: { readonly topicPartition: string; readonly offset: number } | null
  /** The marks of other groups step back. */
  readonly groupId: string | null
  readonly messageId: number | null
  readonly replicaId: string | null
  readonly topicPartition: string | null
}

export interface Brush {
  readonly context: CanvasRenderingContext2D
  readonly palette: Palette
  readonly sprites: Sprites
  readonly state: SceneState
  readonly layout: StageLayout
  readonly routes: Routes
  readonly image: ClusterImage
  readonly emphasis: Emphasis
  readonly places: ReadonlyMap<string, readonly GroupPlace[]>
  readonly replicasByPartition: ReadonlyMap<string, readonly ReplicaImage[]>
  readonly nowMs: number
  readonly playheadUs: number
  readonly atUs: number
  readonly reducedMotion: boolean
  readonly showControl: boolean
  /** Part of the scene on screen, in its own units. */
  readonly viewTop: number
  readonly viewBottom: number
}
