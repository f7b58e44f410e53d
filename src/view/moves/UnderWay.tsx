import { useT } from '../../i18n/index.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import type { ClusterImage, PartitionImage } from '../../kafka/observe/cluster-image.ts'
import { sendCommand } from '../../store/engine.ts'
import { formatBytes } from '../parts/format-time.ts'
import { copiedOf, movingPartitions } from './plan-moves.ts'

/** What moves now, how far it is, and the way to call it off. Nothing while nothing moves. */
export function UnderWay({ image, only }: { readonly image: ClusterImage; readonly only?: string }) {
  const t = useT()
  const moving = movingPartitions(image).filter(({ id }) => only === undefined || id === only)
  if (moving.length === 0) return null
  const shown = moving.filter(({ topic }) => image.topics.get(topic)?.internal !== true)
  const cancel = () => {
    const partitions = moving.map(({ topic, partition }) => ({ topic, partition, replicas: null }))
    void sendCommand({ type: 'ReassignPartitions', partitions, throttle: null, thenStop: null })
  }
  return (
    <section className="moves-under-way">
      <h3>{t('moves.underWay')}</h3>
      <ul>
        {shown.map((partition) => (
          <MovingRow key={partition.id} {...{ partition, image }} />
        ))}
      </ul>
      {moving.length > shown.length && (
        <p className="muted">{t('moves.internal', { count: moving.length - shown.length })}</p>
      )}
      <button type="button" className="button" onClick={cancel}>
        {t('moves.cancel')}
      </button>
    </section>
  )
}

function MovingRow({ partition, image }: { readonly partition: PartitionImage; readonly image: ClusterImage }) {
  const t = useT()
  const { id, adding } = partition
  const [copied, all] = copiedOf(image, partition)
  const inSync = adding.filter((broker) => partition.isr.includes(broker)).length
  const names = adding.map(brokerNode).join(', ')
  return (
    <li>
      <span>
        <strong>{id}</strong> → {names}
      </span>
      <progress max={Math.max(1, all)} value={all === 0 ? 1 : copied} aria-label={`${id} → ${names}`} />
      <span className="muted">
        {t('moves.copied', { copied: formatBytes(copied), all: formatBytes(all) })}
        {' · '}
        {t('moves.inSync', { inSync, count: adding.length })}
      </span>
    </li>
  )
}
