import type { KindView } from '../kind-view.ts'

export const happeningView: KindView = {
  kind: 'happening',
  details: () => import('./happening-details.ts').then((module) => module.happeningDetails),
}
