/** The kinds' details, once they have come. */
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'
import type { Selection } from '../../store/selection-store.ts'
import type { KindDetails } from './kind-view.ts'
import { kindViews } from './registry.ts'

const loaded = new Map<string, KindDetails>()

/** Fetches what is known of every kind; afterwards `detailsOf` has it at once. */
export async function loadKindDetails(): Promise<void> {
  await Promise.all(kindViews.map(async ({ kind, details }) => loaded.set(kind, await details())))
}

/** Undefined for a kind nobody has a row for. */
export function detailsOf(kind: string): KindDetails | undefined {
  return loaded.get(kind)
}

/** Whether a happening is about a selected thing. */
export function concerns(happening: Happening, selection: Selection, image: ClusterImage): boolean {
  return detailsOf(selection.kind)?.concerns?.(happening, selection.id, image) ?? false
}

/** What a happening is about, for the inspector; null when there is no single such thing. */
export function happeningSubject(happening: Happening, image: ClusterImage): Selection | null {
  for (const { kind } of kindViews) {
    const id = detailsOf(kind)?.subjectOf?.(happening, image) ?? null
    if (id !== null) return { kind, id }
  }
  return null
}
