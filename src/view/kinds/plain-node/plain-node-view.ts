/** What every node can be shown as, by its row of the image's table `nodes` alone: how a kind without a folder looks. */
import type { ClusterImage } from '../../../kafka/observe/cluster-image.ts'
import type { CardContent } from '../../layout/stage-content.ts'
import type { KindView, StageView } from '../kind-view.ts'
import { NodeChip } from './NodeChip.tsx'

/** The nodes of a kind, in the order in which they were added. */
export function nodesOfKind(image: ClusterImage, kind: string): CardContent<null>[] {
  const nodes = [...image.nodes.values()].filter((node) => node.kind === kind)
  return nodes.map(({ id }) => ({ kind, id, parts: null }))
}

/** A chip for each, among the cluster's. Whoever people may not operate is part of the page, not of the cluster. */
export function plainNodeView(kind: string): KindView & { readonly stage: StageView } {
  return {
    kind,
    stage: {
      region: 'cluster',
      shape: 'chip',
      title: () => kind,
      contents: (image) => nodesOfKind(image, kind).filter(({ id }) => image.nodes.get(id)?.operable === true),
      Card: NodeChip,
    },
    details: () => import('./plain-node-details.ts').then((module) => module.plainNodeDetails(kind)),
  }
}
