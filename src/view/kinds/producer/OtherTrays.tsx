import { useT } from '../../../i18n/index.ts'
import { place } from '../../stage/place.ts'
import type { CardProps } from '../kind-view.ts'
import type { ProducerParts } from './producer-view.ts'
import { queuesOf } from './tray-painter.ts'

/** As many are named; a topic may have hundreds. */
const MOST_NAMED = 12
/** Room of the number that the canvas paints at the end of the last tray. */
const NUMBER_PX = 28

/** Over the number of partitions for which a card has no tray: which they are, and what waits for them. */
export function OtherTrays({ card, image }: Pick<CardProps, 'card' | 'image'>) {
  const t = useT()
  const producer = image.producers.get(card.id)
  const { trays } = card.parts as ProducerParts
  const last = trays.at(-1)
  if (producer === undefined || last === undefined) return null
  const others = queuesOf(producer, image.topics, trays.length).slice(trays.length)
  if (others.length === 0) return null
  const named = others.slice(0, MOST_NAMED).map(({ topicPartition, batches }) => {
    const records = batches.reduce((sum, batch) => sum + batch.records, 0)
    return records === 0 ? topicPartition : t('producer.otherTray', { topicPartition, records })
  })
  const partitions = `${named.join(', ')}${others.length > MOST_NAMED ? ', …' : ''}`
  const box = { ...last, x: last.x + last.width - NUMBER_PX, width: NUMBER_PX }
  return (
    <span style={{ position: 'absolute', ...place(box, card.rect) }} title={t('producer.others', { partitions })} />
  )
}
