/** What a card has that no first frame shows: it comes after those frames, and until then its places are empty. */
import { arriving } from '../../parts/arriving.ts'
import type { BrokerChips } from './BrokerChips.tsx'
import type { FoldedLane } from './FoldedLane.tsx'
import type { MissingLane } from './MissingLane.tsx'

export const rareLanes = arriving<{
  readonly BrokerChips: typeof BrokerChips
  readonly FoldedLane: typeof FoldedLane
  readonly MissingLane: typeof MissingLane
}>()
