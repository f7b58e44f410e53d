/** What arrows move between on the stage. The keys themselves come after the first frames. */
import { useSelectionStore } from '../../store/selection-store.ts'
import { arriving } from '../parts/arriving.ts'
import type { onRoveKey } from './lane-keys.ts'

/** Elements that arrows move between carry this attribute with their id. */
export const ROVE = 'data-rove'

export const roveKeys = arriving<typeof onRoveKey>()

/** Selects what the keyboard or the pointer is on: the record if it stands on one, else the replica. */
export function selectReplica(replicaId: string, offset: number | null): void {
  const { select } = useSelectionStore.getState()
  select(offset === null ? { kind: 'replica', id: replicaId } : { kind: 'record', id: replicaId, offset })
}
