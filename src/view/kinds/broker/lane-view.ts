/** Offsets of a lane to places on the stage: what the painters of its cells and of its marks share. */
import type { CellSize, LaneLayout } from '../../layout/stage-layout.ts'

/** Where a lane's offsets stand now. */
export interface LaneView {
  readonly lane: LaneLayout
  readonly cell: CellSize
  /** First offset on show; between two whole numbers while the window slides. */
  readonly start: number
  readonly end: number
}

/** The x of an offset's left edge. */
export function offsetX(view: LaneView, offset: number): number {
  return view.lane.cells.x + (offset - view.start) * view.cell.pitch
}
