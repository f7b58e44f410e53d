import { useT } from '../../../i18n/index.ts'
import type { ProducerImage } from '../../../kafka/observe/cluster-image.ts'
import { sendCommand } from '../../../store/engine.ts'
import { useSelectionStore } from '../../../store/selection-store.ts'
import { Menu } from '../../stage/Menu.tsx'
import { place } from '../../stage/place.ts'
import { statusShapes, statusWord } from '../../stage/words.ts'
import type { CardProps } from '../kind-view.ts'
import { producerLine } from './producer-line.ts'
import type { ProducerParts } from './producer-view.ts'
import { producerLabel } from './producer-words.ts'
import './producer.css'

/** Pixels beside a producer's name, and of a letter in it: smaller ones, rather than a name in two lines. */
const BESIDE_NAME = 50
const NAME_LETTER = 8.8

/** A producer: how it sends, what waits in its batches (painted by the canvas), and how it fares. */
export function ProducerCard({ card, layout, image }: CardProps) {
  const t = useT()
  const Line = producerLine.use()
  const name = card.id
  const selected = useSelectionStore(({ selection }) => selection?.kind === card.kind && selection.id === name)
  const select = useSelectionStore((state) => state.select)
  const producer = image.producers.get(name)
  if (producer === undefined) return null
  const { mini } = card.parts as ProducerParts
  const { status } = producer
  const running = status === 'running'
  const rate = producer.spec.workload?.recordsPerSecond
  const how = [`acks=${producer.config.acks ?? 'all'}`]
  if (producer.terminal !== null) how.push(`>_ ${producer.terminal}`)
  else if (rate !== undefined) how.push(t('stage.producer.rate', { rate }))
  const remove = () => void sendCommand({ type: 'RemoveProducer', name })
  const classes = [
    'client',
    mini ? 'is-mini' : '',
    card.rect.width < Math.max(140, BESIDE_NAME + name.length * NAME_LETTER) ? 'is-narrow' : '',
    running ? '' : 'is-down',
    selected ? 'is-selected' : '',
  ]
  return (
    <section className={classes.join(' ')} style={place(card.rect)} aria-label={name} data-producer={name}>
      <div className="client-head">
        <button
          type="button"
          className="node-name"
          title={name}
          aria-pressed={selected}
          aria-label={[producerLabel(t, producer), Line?.sentence(t, producer, image)].filter(Boolean).join(', ')}
          onClick={() => select({ kind: card.kind, id: name })}
        >
          <span className="name-lines">{name}</span>
        </button>
        <Menu
          className="icon-button"
          label={t('stage.menu.more', { name })}
          entries={(parts) => parts.producerMenu(t, producer, remove)}
        >
          <span aria-hidden="true">⋯</span>
        </Menu>
      </div>
      {Line?.tells(producer, image) ? (
        <Line.Line {...{ producer, image }} width={card.rect.width} />
      ) : running ? (
        <p className="client-how" title={how.join(' · ')}>
          {how.map((fact, i) => (
            <span key={fact}>{i === 0 ? fact : ` · ${fact}`}</span>
          ))}
        </p>
      ) : (
        <p className="client-how state-word is-warn">
          <span aria-hidden="true">{statusShapes[status]}</span> {statusWord(t, status)}
        </p>
      )}
      {Line && <Line.Others {...{ card, image }} />}
      {card.rect.height > 100 &&
        layout.mode === 'columns' &&
        (Line?.fails(producer) ? <Line.Failing producer={producer} /> : <ProducerFoot producer={producer} />)}
    </section>
  )
}

function ProducerFoot({ producer }: { producer: ProducerImage }) {
  const t = useT()
  return (
    <p className="client-foot">
      <span title={t('stage.producer.inFlight')}>↗ {producer.inFlightRequests}</span>
      <span title={t('stage.producer.acknowledged')}>✓ {producer.acknowledged.toLocaleString('en-US')}</span>
      {producer.failed > 0 && (
        <span className="is-bad" title={t('stage.producer.failed')}>
          ✕ {producer.failed.toLocaleString('en-US')}
        </span>
      )}
      {producer.transaction !== undefined && producer.failed === 0 && (
        <span className="client-id">tx {producer.transaction.transactionalId}</span>
      )}
    </p>
  )
}
