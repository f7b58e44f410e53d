/** How large cells are, and how many a lane has room for. */
import { IMAGE_CELLS } from '../../../kafka/observe/cluster-image.ts'
import { clamp } from '../../layout/geometry.ts'
import type { CellSize, CellSizes } from '../../layout/stage-layout.ts'

/** A lane keeps this much below its cells for the groups' marks. */
const MARKS_HEIGHT = 10

/** `offsetDigits` is how many digits the largest offset has: a cell is as wide as `A1234` needs. */
export function cellSizes(width: number, lanePitch: number, offsetDigits: number): CellSizes {
  const height = clamp(lanePitch - MARKS_HEIGHT, 18, 28)
  const textWidth = 32 + Math.max(0, offsetDigits - 2) * 7
  return { full: cellSize(width, textWidth, height), compact: cellSize(width, 13, clamp(lanePitch - 8, 11, 15)) }
}

function cellSize(width: number, pitch: number, height: number): CellSize {
  // The image carries the newest IMAGE_CELLS records; more places than that would stay empty for ever.
  return { width: pitch - 2, height, pitch, capacity: clamp(Math.floor(width / pitch), 3, IMAGE_CELLS) }
}
