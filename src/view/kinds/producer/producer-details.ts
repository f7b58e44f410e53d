/** Producers in words. */
import type { Translate } from '../../../i18n/index.ts'
import type { ClusterImage, ProducerImage } from '../../../kafka/observe/cluster-image.ts'
import { formatBytes } from '../../parts/format-time.ts'
import {
  befellClient,
  clientAmong,
  errorFact,
  idOrNone,
  statusFact,
  terminalFacts,
  terminalTitle,
  toneOf,
  waitFact,
} from '../facts.ts'
import type { Fact, Inspection, InspectorAction, KindDetails } from '../kind-view.ts'
import { clientActions, removeAction } from '../node-actions.ts'
import { coordinatorFacts, endActions } from '../transaction/transaction-details.ts'
import { ProducerSettings } from './ProducerSettings.tsx'
import { producerLegend } from './producer-legend.ts'
import { transactionalIdOf } from './TransactionLine.tsx'
import { lingerOf } from './tray-painter.ts'

export const producerDetails: KindDetails = {
  words: (t) => ({ kind: t('inspector.kind.producer'), about: t('inspector.about.producer') }),
  inspect: ({ id }, { image, atUs }, t) => inspectProducer(id, image, atUs, t),
  actions(id, image) {
    const producer = image.producers.get(id)
    if (producer === undefined || producer.terminal !== null) return []
    return [
      ...transactionActions(producer, image),
      ...clientActions(id, producer.status),
      removeAction({ type: 'RemoveProducer', name: id }),
    ]
  },
  Settings: ProducerSettings,
  legend: producerLegend,
  concerns(happening, id, image) {
    const producer = image.producers.get(id)
    if (befellClient(happening, id, producer?.config)) return true
    if ('producer' in happening) return happening.producer === id
    return 'transactionalId' in happening && happening.transactionalId === producer?.transaction?.transactionalId
  },
  subjectOf: (happening, image) =>
    'producer' in happening ? happening.producer : clientAmong(happening, image.producers),
}

const clientIdOf = ({ config }: ProducerImage) => config['client.id'] || null

/** Beside one another: that it has not started, and why. */
function refusedFacts({ lastError }: ProducerImage, t: Translate): Fact[] {
  const status = { label: t('inspector.fact.status'), value: t('inspector.status.refused'), tone: 'bad' } as const
  return [status, ...errorFact(lastError, t)]
}

function inspectProducer(id: string, image: ClusterImage, atUs: number, t: Translate): Inspection | null {
  const producer = image.producers.get(id)
  if (producer === undefined) return null
  const batches = producer.batches.map((batch) =>
    t('inspector.fact.batchOf', {
      topicPartition: batch.topicPartition,
      records: batch.records,
      size: formatBytes(batch.sizeBytes),
      limit: formatBytes(batch.limitBytes),
    }),
  )
  const lingering = producer.batches.flatMap((batch) => {
    const wait = lingerOf(batch, producer.lingerUs, atUs)
    if (wait === null) return []
    const elapsed = Math.floor((atUs - wait.sinceUs) / 1_000)
    return [
      t('inspector.fact.lingerOf', { topicPartition: batch.topicPartition, elapsed, total: producer.lingerUs / 1_000 }),
    ]
  })
  const topics = new Set(producer.batches.map((batch) => batch.topicPartition))
  return {
    title: terminalTitle(producer.name, producer.terminal, clientIdOf(producer), t),
    facts: [
      ...(producer.refused === true ? refusedFacts(producer, t) : [statusFact(producer.status, t)]),
      { label: t('inspector.fact.sent'), value: String(producer.sent) },
      { label: t('inspector.fact.acknowledged'), value: String(producer.acknowledged) },
      { label: t('inspector.fact.failed'), value: String(producer.failed), ...toneOf(producer.failed > 0, 'bad') },
      { label: t('inspector.fact.retries'), value: String(producer.retries), ...toneOf(producer.retries > 0, 'warn') },
      ...waitFact(['inspector.fact.quota', 'stage.wait.quota'], producer.throttled ?? null, atUs, t),
      { label: t('inspector.fact.inFlight'), value: String(producer.inFlightRequests) },
      { label: t('inspector.fact.buffer'), value: formatBytes(producer.bufferBytes) },
      ...waitFact(['inspector.fact.blocked', 'stage.wait.maxBlock'], producer.blocked, atUs, t),
      { label: t('inspector.fact.batches'), value: batches.length === 0 ? t('inspector.none') : batches },
      ...(lingering.length === 0 ? [] : [{ label: t('inspector.fact.linger'), value: lingering }]),
      { label: t('inspector.fact.producerId'), value: idOrNone(producer.producerId, t) },
      { label: t('inspector.fact.producerEpoch'), value: idOrNone(producer.producerEpoch, t) },
      ...transactionFacts(producer, image, atUs, t),
      ...terminalFacts(producer.terminal, clientIdOf(producer), t),
      ...(producer.refused === true ? [] : errorFact(producer.lastError, t)),
    ],
    related: [
      ...(image.transactions.has(transactionalIdOf(producer))
        ? [{ label: transactionalIdOf(producer), selection: { kind: 'transaction', id: transactionalIdOf(producer) } }]
        : []),
      ...[...topics].map((name) => ({ label: name, selection: { kind: 'partition', id: name } })),
    ],
  }
}

/** What it knows itself of its transaction, and what its coordinator knows. */
function transactionFacts(producer: ProducerImage, image: ClusterImage, atUs: number, t: Translate): readonly Fact[] {
  const id = transactionalIdOf(producer)
  if (id === '') return []
  const known = image.transactions.get(id)
  const { transaction } = producer
  const state = transaction === undefined ? t('inspector.none') : transaction.state
  return [
    { label: t('transaction.fact.id'), value: id },
    {
      label: t('transaction.fact.client'),
      value: state,
      ...toneOf(transaction?.state.endsWith('ERROR') === true, 'bad'),
    },
    ...(known === undefined ? [] : coordinatorFacts(known, atUs, t)),
    ...errorFact(transaction?.lastError ?? null, t),
  ]
}

/** A first transaction is one click away, and so is the zombie that everybody speaks of. */
function transactionActions(producer: ProducerImage, image: ClusterImage): readonly InspectorAction[] {
  const { name, spec, status, transaction } = producer
  if (status !== 'running') return []
  const workload = spec.workload === null ? null : { ...spec.workload, recordsPerTransaction: 5 }
  if (transaction === undefined) {
    const config = { ...spec.config, 'transactional.id': name }
    return [
      {
        label: 'transaction.action.begin',
        command: { type: 'ConfigureProducer', producer: { name, config, workload } },
      },
    ]
  }
  const second = { type: 'AddProducer', producer: { ...spec, name: nameAfter(name, image) } } as const
  return [
    ...(transaction.state === 'IN_TRANSACTION' ? endActions(name) : []),
    { label: 'transaction.action.zombie', command: second },
  ]
}

function nameAfter(name: string, image: ClusterImage): string {
  for (let number = 2; ; number++) if (!image.nodes.has(`${name}-${number}`)) return `${name}-${number}`
}
