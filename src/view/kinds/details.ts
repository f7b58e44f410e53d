/** The kinds' details, once they have come. */
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'
import type { Selection } from '../../store/selection-store.ts'
import type { KindDetails, KindView } from './kind-view.ts'
import { kindViews, viewOf } from './registry.ts'

const loaded = new WeakMap<KindView, KindDetails>()
let plainDetails: ((kind: string) => KindDetails) | null = null

/** Fetches what is known of every kind; afterwards `detailsOf` has it at once. */
export async function loadKindDetails(): Promise<void> {
  const [plain] = await Promise.all([
    import('./plain-node/plain-node-details.ts'),
    ...kindViews.map(async (view) => loaded.set(view, await view.details())),
  ])
  plainDetails = plain.plainNodeDetails
}

/** A kind nobody has a row for is told of as any node; undefined while the details are under way. */
export function detailsOf(kind: string): KindDetails | undefined {
  const view = viewOf(kind)
  const known = loaded.get(view)
  if (known !== undefined || plainDetails === null || kindViews.includes(view)) return known
  const plain = plainDetails(kind)
  loaded.set(view, plain)
  return plain
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
  const node = 'node' in happening ? image.nodes.get(happening.node) : undefined
  return node?.operable === true ? { kind: node.kind, id: node.id } : null
}
