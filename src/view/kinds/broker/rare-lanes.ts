/** Lines of a card that no first frame shows: they come after those frames, and until then their places are empty. */
import { arriving } from '../../parts/arriving.ts'
import type { FoldedLane } from './FoldedLane.tsx'
import type { MissingLane } from './MissingLane.tsx'

export const rareLanes = arriving<{
  readonly FoldedLane: typeof FoldedLane
  readonly MissingLane: typeof MissingLane
}>()
