/** A producer's line on its card while it waits or has a transaction: it comes after the first frames, in which none does. */
import type { ComponentType } from 'react'
import type { Translate } from '../../../i18n/index.ts'
import type { ClusterImage, ProducerImage } from '../../../kafka/observe/cluster-image.ts'
import { arriving } from '../../parts/arriving.ts'
import type { CardProps } from '../kind-view.ts'

export interface ProducerLineProps {
  readonly producer: ProducerImage
  readonly image: ClusterImage
  /** Of the card, pixels. */
  readonly width: number
}

export const producerLine = arriving<{
  readonly Line: ComponentType<ProducerLineProps>
  /** Over the number of partitions without a tray: which they are. */
  readonly Others: ComponentType<Pick<CardProps, 'card' | 'image'>>
  /** Whether it meets an error: one of the past is told by the inspector and the list of events. */
  fails(producer: ProducerImage): boolean
  readonly Failing: ComponentType<Pick<ProducerLineProps, 'producer'>>
  /** Whether there is something to tell, in place of how it sends. */
  tells(producer: ProducerImage, image: ClusterImage): boolean
  /** That it has not started, or what is to be told of its transaction, in a sentence; empty where there is nothing. */
  sentence(t: Translate, producer: ProducerImage, image: ClusterImage): string
}>()
