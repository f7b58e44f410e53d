import type { KindView } from '../kind-view.ts'

export const followedView: KindView = {
  kind: 'followed',
  details: () => import('./followed-details.ts').then((module) => module.followedDetails),
}
