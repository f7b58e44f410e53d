/** Producers on the stage: a card each, with a tray for the batches of each partition. */
import type { Rect } from '../../layout/geometry.ts'
import type { KindView } from '../kind-view.ts'
import { ProducerCard } from './ProducerCard.tsx'
import { paintTrays } from './tray-painter.ts'

export interface ProducerParts {
  /** Places for open batches, top to bottom. */
  readonly trays: readonly Rect[]
  readonly mini: boolean
}

export const producerView: KindView = {
  kind: 'producer',
  stage: {
    region: 'producers',
    shape: 'card',
    contents: (image) => [...image.producers.keys()].map((id) => ({ kind: 'producer', id, parts: null })),
    Card: ProducerCard,
    paintMarks(brush, card) {
      const producer = brush.image.producers.get(card.id)
      if (producer !== undefined) paintTrays(brush, card.parts as ProducerParts, producer)
    },
  },
  details: () => import('./producer-details.ts').then((module) => module.producerDetails),
}
