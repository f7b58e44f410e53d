import { useT } from '../../../i18n/index.ts'
import type { DetailProps } from '../kind-view.ts'
import { misledSentence } from './misled.ts'

/** What is wrong with a broker, and seen by none of its numbers: what its process died of, and that nobody finds it. */
export function BrokerTrouble({ id, image }: DetailProps) {
  const t = useT()
  const broker = image.brokers.get(id)
  if (broker === undefined) return null
  const misled = misledSentence(broker, image, t)
  return (
    <>
      {broker.startFailure !== undefined && (
        <p className="bad" role="alert">
          {t('properties.failed', { node: id })} {broker.startFailure}
        </p>
      )}
      {misled !== null && <p className="bad">{misled}</p>}
    </>
  )
}
