import type { KindView } from '../kind-view.ts'

export const controllerView: KindView = {
  kind: 'controller',
  details: () => import('./controller-details.ts').then((module) => module.controllerDetails),
}
