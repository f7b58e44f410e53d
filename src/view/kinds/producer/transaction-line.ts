/** A transactional producer's line on its card: it comes after the first frames, in which no transaction is open. */
import type { ComponentType } from 'react'
import type { Translate } from '../../../i18n/index.ts'
import type { ClusterImage, ProducerImage } from '../../../kafka/observe/cluster-image.ts'
import { arriving } from '../../parts/arriving.ts'

export interface TransactionLineProps {
  readonly producer: ProducerImage
  readonly image: ClusterImage
  /** Of the card, pixels. */
  readonly width: number
}

export const transactionLine = arriving<{
  readonly Line: ComponentType<TransactionLineProps>
  /** Whether there is something to tell, in place of how it sends. */
  tells(producer: ProducerImage, image: ClusterImage): boolean
  /** The same in a sentence; empty where there is nothing. */
  sentence(t: Translate, producer: ProducerImage, image: ClusterImage): string
}>()
