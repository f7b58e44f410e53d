import type { KindView } from '../kind-view.ts'

export const producerView: KindView = {
  kind: 'producer',
  details: () => import('./producer-details.ts').then((module) => module.producerDetails),
}
