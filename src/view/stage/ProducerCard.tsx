import { useT } from '../../i18n/index.ts'
import type { ProducerImage } from '../../kafka/observe/cluster-image.ts'
import { sendCommand } from '../../store/engine.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import type { ProducerLayout } from '../layout/stage-layout.ts'
import { Menu } from './Menu.tsx'
import { clientMenu } from './node-menu.ts'
import { place } from './place.ts'
import { producerLabel, statusShapes, statusWord } from './words.ts'

/** A producer: how it sends, what waits in its batches (painted by the canvas), and how it fares. */
export function ProducerCard({
  layout,
  producer,
  stacked,
}: {
  layout: ProducerLayout
  producer: ProducerImage
  stacked: boolean
}) {
  const t = useT()
  const { name, status } = producer
  const selected = useSelectionStore(({ selection }) => selection?.kind === 'producer' && selection.id === name)
  const select = useSelectionStore((state) => state.select)
  const running = status === 'running'
  const rate = producer.spec.workload?.recordsPerSecond
  const how = [`acks=${producer.config.acks ?? 'all'}`]
  if (producer.terminal !== null) how.push(`>_ ${producer.terminal}`)
  else if (rate !== undefined) how.push(t('stage.producer.rate', { rate }))
  const remove = () => void sendCommand({ type: 'RemoveProducer', name })
  const classes = ['client', layout.mini ? 'is-mini' : '', running ? '' : 'is-down', selected ? 'is-selected' : '']
  return (
    <section className={classes.join(' ')} style={place(layout.rect)} aria-label={name} data-producer={name}>
      <div className="client-head">
        <button
          type="button"
          className="node-name"
          title={name}
          aria-pressed={selected}
          aria-label={producerLabel(t, producer)}
          onClick={() => select({ kind: 'producer', id: name })}
        >
          {name}
        </button>
        <Menu
          className="icon-button"
          label={t('stage.menu.more', { name })}
          entries={clientMenu(t, name, status, remove)}
        >
          <span aria-hidden="true">⋯</span>
        </Menu>
      </div>
      {running ? (
        <p className="client-how">{how.join(' · ')}</p>
      ) : (
        <p className="client-how state-word is-warn">
          <span aria-hidden="true">{statusShapes[status]}</span> {statusWord(t, status)}
        </p>
      )}
      {layout.rect.height > 100 && !stacked && <ProducerFoot producer={producer} />}
    </section>
  )
}

function ProducerFoot({ producer }: { producer: ProducerImage }) {
  const t = useT()
  // Only while it is being met: an error of the past is told by the inspector and the list of events.
  if (producer.lastError !== null && producer.batches.some((batch) => batch.attempts > 0)) {
    return (
      <p className="client-foot state-word is-bad" title={producer.lastError}>
        <span aria-hidden="true">⚠</span> {producer.lastError}
      </p>
    )
  }
  return (
    <p className="client-foot">
      <span title={t('stage.producer.inFlight')}>↗ {producer.inFlightRequests}</span>
      <span title={t('stage.producer.acknowledged')}>✓ {producer.acknowledged.toLocaleString('en-US')}</span>
      {producer.failed > 0 && (
        <span className="is-bad" title={t('stage.producer.failed')}>
          ✕ {producer.failed.toLocaleString('en-US')}
        </span>
      )}
    </p>
  )
}
