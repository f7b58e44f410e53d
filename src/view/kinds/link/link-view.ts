import type { KindView } from '../kind-view.ts'

export const linkView: KindView = {
  kind: 'link',
  details: () => import('./link-details.ts').then((module) => module.linkDetails),
}
