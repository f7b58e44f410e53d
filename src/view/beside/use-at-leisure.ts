import { type BesideState, useBeside } from '../../store/beside-store.ts'
import { useAtLeisure } from '../parts/use-at-leisure.ts'

const EVERY_MS = 400

/** What is beside, at most every 400 ms of wall time. */
export function useBesideAtLeisure(): BesideState {
  return useAtLeisure(useBeside, EVERY_MS)
}
