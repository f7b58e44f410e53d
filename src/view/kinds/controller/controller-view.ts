/** Controllers on the stage: a chip each, above the brokers. */
import type { KindView } from '../kind-view.ts'
import { ControllerChip } from './ControllerChip.tsx'

export const controllerView: KindView = {
  kind: 'controller',
  stage: {
    region: 'cluster',
    shape: 'chip',
    title: (t) => t('stage.controllers'),
    contents: (image) =>
      [...image.controllers.values()]
        .sort((a, b) => a.id - b.id)
        .map(({ node }) => ({ kind: 'controller', id: node, parts: null })),
    Card: ControllerChip,
  },
  details: () => import('./controller-details.ts').then((module) => module.controllerDetails),
}
