import { useT } from '../../i18n/index.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import { askAbout } from '../../store/engine.ts'
import type { AnswerTo } from '../../worker/questions/registry.ts'
import { useAsked } from '../parts/use-asked.ts'
import './client-metadata.css'

type Known = NonNullable<AnswerTo<'readClientMetadata'>['known']>

/** What a client knows of the cluster, how old that is, and which of the addresses it was told it cannot reach. */
export function ClientMetadata({ client }: { readonly client: string }) {
  const t = useT()
  const answer = useAsked(`${client} metadata`, () => askAbout({ type: 'readClientMetadata', client }))
  const known = answer?.known ?? null
  if (known === null) return null
  const seconds = (us: number) => Math.round(us / 100_000) / 10
  return (
    <section className="client-metadata">
      <h3>{t('clientMetadata.title')}</h3>
      <p>
        {known.ageUs === null
          ? t('clientMetadata.none', { bootstrap: known.bootstrap.join(', ') })
          : t('clientMetadata.age', { seconds: seconds(known.ageUs), max: seconds(known.maxAgeUs) })}{' '}
        {known.wanted && t('clientMetadata.wanted')}
      </p>
      <ul>
        {known.brokers.map((broker) => (
          <Broker key={broker.id} broker={broker} />
        ))}
      </ul>
      {known.brokers.some(({ state }) => state === 'unknownHost' || state === 'refused') && (
        <p className="muted small">{t('clientMetadata.why', { bootstrap: known.bootstrap.join(', ') })}</p>
      )}
    </section>
  )
}

const SIGNS: Readonly<Record<Known['brokers'][number]['state'], readonly ['ok' | 'warn' | 'bad' | 'muted', string]>> = {
  connected: ['ok', '✓'],
  idle: ['muted', '–'],
  refused: ['bad', '✕'],
  unknownHost: ['bad', '✕'],
  silent: ['warn', '!'],
}

function Broker({ broker: { id, address, leads, state, answeredBy } }: { readonly broker: Known['brokers'][number] }) {
  const t = useT()
  const [tone, sign] = SIGNS[state]
  return (
    <li>
      <span className={tone}>
        <span aria-hidden="true">{sign} </span>
        {brokerNode(id)} <code>{address}</code>
      </span>
      <span className="muted">
        {t(`clientMetadata.state.${state}`)}
        {answeredBy !== null && ` · ${t('clientMetadata.answeredBy', { node: answeredBy })}`}
        {` · ${t('clientMetadata.leads', { count: leads })}`}
      </span>
    </li>
  )
}
