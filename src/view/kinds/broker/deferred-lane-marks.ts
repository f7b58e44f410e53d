/** Marks of a lane that no first frame shows: their painters come after those frames, and until then nothing is painted. */
import type { Translate } from '../../../i18n/index.ts'
import type { CellImage, ClusterImage, ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import type { LaneLayout } from '../../layout/stage-layout.ts'
import type { Brush } from '../../painting/brush.ts'
import { arriving } from '../../parts/arriving.ts'
import type { ghostAt, ghostLabel } from './ghost-cell.ts'
import type { LaneView } from './lane-view.ts'

type PaintMark = (brush: Brush, view: LaneView, replica: ReplicaImage) => void

export interface DeferredLaneMarks {
  readonly paintCut: PaintMark
  readonly paintLosses: PaintMark
  readonly paintUnreadable: PaintMark
  readonly paintSegments: PaintMark
  readonly paintOutOfOrder: (brush: Brush, x: number, view: LaneView) => void
  readonly paintTransactions: PaintMark
  /** Offsets that compaction has emptied, and records that say that a key is gone. */
  readonly paintCompaction: PaintMark
  /** What transactions and compaction make of a lane, and of a record, in words; empty where there are none. */
  readonly laneWords: (t: Translate, replica: ReplicaImage) => string
  readonly transactionSpoken: (t: Translate, record: CellImage, replica: ReplicaImage) => string
  readonly ghostAt: typeof ghostAt
  readonly ghostLabel: typeof ghostLabel
  /** A cell of the heat map. */
  readonly paintHeat: (brush: Brush, lane: LaneLayout, replica: ReplicaImage) => void
  /** What it tells, in words; empty where it tells nothing. */
  readonly heatWord: (t: Translate, image: ClusterImage, replica: ReplicaImage) => string
}

export const deferredLaneMarks = arriving<DeferredLaneMarks>()
