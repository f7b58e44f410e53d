import type { Translate } from '../../../i18n/index.ts'
import type { ProducerImage } from '../../../kafka/observe/cluster-image.ts'

export function producerLabel(t: Translate, producer: ProducerImage): string {
  const open = producer.batches.filter((batch) => !batch.inFlight)
  return t('stage.producer.label', {
    name: producer.name,
    acks: producer.config.acks ?? 'all',
    batches: open.length,
    records: open.reduce((sum, batch) => sum + batch.records, 0),
    inFlight: producer.inFlightRequests,
    acknowledged: producer.acknowledged,
    failed: producer.failed,
  })
}
