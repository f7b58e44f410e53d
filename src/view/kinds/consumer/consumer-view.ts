import type { KindView } from '../kind-view.ts'

export const consumerView: KindView = {
  kind: 'consumer',
  details: () => import('./consumer-details.ts').then((module) => module.consumerDetails),
}
