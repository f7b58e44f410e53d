/** Putting something beside the branch on show, and away again. */
import type { Era } from '../scenarios/index.ts'
import { type BesideState, nothingBeside, useBeside } from './beside-store.ts'

/** Shows a branch beside the one on show, in place of anything else, at the instant on show. It stays beside while time goes on. */
export const showBeside = (branchId: string) => put({ branchId, era: null })

/** The same with the branch on show itself, in another Kafka version. */
export const showEraBeside = (era: Era) => put({ branchId: null, era })

function put(other: Pick<BesideState, 'branchId' | 'era'>): void {
  const { branchId, era } = useBeside.getState()
  if (branchId !== other.branchId || era !== other.era) useBeside.setState({ ...nothingBeside, ...other })
}

export function closeBeside(): void {
  useBeside.setState(nothingBeside)
}
