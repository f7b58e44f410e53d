import type { Difference } from '../../store/beside-store.ts'
import { useImageStore } from '../../store/image-store.ts'
import type { Selection } from '../../store/selection-store.ts'

/** What the inspector shows of a difference; null where there is no such thing on the branch on show. */
export function selectionOf({ what, id }: Pick<Difference, 'what' | 'id'>): Selection | null {
  const { image } = useImageStore.getState()
  if (what === 'group' || what === 'committed') return image.groups.has(id) ? { kind: 'group', id } : null
  if (what === 'node' || what === 'settings') {
    const node = image.nodes.get(id)
    if (node !== undefined) return { kind: node.kind, id }
    return image.topics.has(id) ? { kind: 'topic', id } : null
  }
  return image.partitions.has(id) ? { kind: 'partition', id } : null
}
