import type { KindView } from '../kind-view.ts'

export const brokerView: KindView = {
  kind: 'broker',
  details: () => import('./broker-details.ts').then((module) => module.brokerDetails),
}
