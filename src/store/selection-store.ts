/** What the reader has picked on stage, in a list or on the timeline; the inspector shows it. */
import { create } from 'zustand'

/**
 * `kind` is that of the entity's row (`broker`, `consumer`) or one of a thing that is no row of its own (`record`,
 * `link`, `message`, `happening`); the page's registry of kinds knows them all. `id` is the key of the entity's table in the cluster image (`broker-1`, `orders-0`, `orders-0@1`, `a|b`), or the
 * number of a message or happening as text. A record is its replica's id and an offset.
 */
export interface Selection {
  readonly kind: string
  readonly id: string
  readonly offset?: number
}

export interface SelectionState {
  readonly selection: Selection | null
  select(selection: Selection | null): void
}

export const useSelectionStore = create<SelectionState>()((set) => ({
  selection: null,
  select: (selection) => set({ selection }),
}))
