/** A node in the words of its row alone. */
import { formatDuration } from '../../parts/format-time.ts'
import { befell, listOr, nodeAmong, statusFact } from '../facts.ts'
import type { Fact, KindDetails } from '../kind-view.ts'
import { nodeActions } from '../node-actions.ts'

export function plainNodeDetails(kind: string): KindDetails {
  return {
    words: (t) => ({ kind, about: t('inspector.about.node') }),
    inspect({ id }, { image }, t) {
      const node = image.nodes.get(id)
      if (node === undefined) return null
      const slow: Fact[] =
        node.slowdownUs > 0
          ? [{ label: t('inspector.fact.slowdown'), value: formatDuration(node.slowdownUs), tone: 'warn' }]
          : []
      return {
        title: id,
        facts: [
          statusFact(node.status, t),
          ...slow,
          { label: t('inspector.fact.listeners'), value: listOr(node.listeners, t) },
          // Facts are named as the engine names them, in every language.
          ...Object.entries(node.facts).map(([label, value]) => ({ label, value: String(value) })),
        ],
        related: [],
      }
    },
    actions(id, image) {
      const node = image.nodes.get(id)
      return node === undefined || !node.operable ? [] : nodeActions(id, node.status)
    },
    concerns: (happening, id) => befell(happening, id),
    subjectOf: (happening, image) => {
      const id = nodeAmong(happening, image.nodes)
      return id !== null && image.nodes.get(id)?.kind === kind ? id : null
    },
  }
}
