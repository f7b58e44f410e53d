import type { KindView } from '../kind-view.ts'

export const groupView: KindView = {
  kind: 'group',
  details: () => import('./group-details.ts').then((module) => module.groupDetails),
}
