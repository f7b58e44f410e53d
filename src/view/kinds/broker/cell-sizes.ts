/** How large cells are, and how many a lane has room for. */
import { IMAGE_CELLS } from '../../../kafka/observe/cluster-image.ts'
import { clamp } from '../../layout/geometry.ts'
import type { CellSize, CellSizes } from '../../layout/stage-layout.ts'

/** Above a lane's cells stands the flag of the high watermark, below them stand those of the groups; neither reaches a lane beside. */
export const MARKS_ABOVE = 10
export const MARKS_BELOW = 11
/** A cell without text, one with its key's letter, and the least number of cells with all of their text. */
const LETTER_PITCH = 16
const LEAST_WHOLE_CELLS = 8

/** `offsetDigits` is how many digits the largest offset has: a cell is as wide as `A1234` needs. */
export function cellSizes(width: number, lanePitch: number, offsetDigits: number): CellSizes {
  const height = clamp(lanePitch - MARKS_ABOVE - MARKS_BELOW, 15, 27)
  const textWidth = 32 + Math.max(0, offsetDigits - 2) * 7
  // A low lane drops no more of its text than it must: first the offset, and with it the place that takes.
  const isWhole = width >= LEAST_WHOLE_CELLS * textWidth
  const low = clamp(lanePitch - 6, 13, 17)
  return {
    full: cellSize(width, textWidth, height, true),
    compact: cellSize(width, isWhole ? textWidth : LETTER_PITCH, low, isWhole),
  }
}

function cellSize(width: number, pitch: number, height: number, hasOffset: boolean): CellSize {
  // The image carries the newest IMAGE_CELLS records; more places than that would stay empty for ever.
  return { width: pitch - 2, height, pitch, hasOffset, capacity: clamp(Math.floor(width / pitch), 3, IMAGE_CELLS) }
}
