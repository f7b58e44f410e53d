import { type Translate, useT } from '../../../i18n/index.ts'
import type { ClusterImage, ProducerImage, Wait } from '../../../kafka/observe/cluster-image.ts'
import { Countdown } from '../../parts/Countdown.tsx'
import { statusShapes, statusWord } from '../../stage/words.ts'
import type { ProducerLineProps } from './producer-line.ts'
import './transaction-line.css'

/** Below this there is no room for words beside a countdown. */
const WIDE_PX = 184

/** Where a producer's transaction is, under which id; or how long one that it has left open may still last. */
export function TransactionLine({ producer, image, width }: ProducerLineProps) {
  const t = useT()
  const id = transactionalIdOf(producer)
  const known = image.transactions.get(id)
  const { transaction, producerEpoch, status } = producer
  const timeout = known?.timeout ?? null
  // A frozen process does not know itself what becomes of its transaction.
  if (transaction === undefined || status !== 'running')
    return (
      <p className="client-transaction" title={titleOf(t, producer)} data-transaction="hangs">
        <span className="state-word is-warn">
          <span aria-hidden="true">{statusShapes[status]}</span> {statusWord(t, status)}
        </span>
        {timeout !== null && <Open wait={timeout} width={width} />}
        {timeout === null && known?.state === 'Ongoing' && t('transaction.producer.hangs')}
      </p>
    )
  const word = wordOf(transaction.state)
  return (
    <p className="client-transaction" title={titleOf(t, producer)} data-transaction={word.key}>
      <span className={`state-word is-${word.tone}`}>
        <span aria-hidden="true">{word.shape}</span> {t(`transaction.producer.${word.key}`)}
      </span>
      {timeout !== null ? (
        <Open wait={timeout} width={width} />
      ) : (
        <span className="transaction-id">
          {producerEpoch >= 0 && t('stage.lane.epoch', { epoch: producerEpoch })}
          {width >= WIDE_PX && ` · ${id}`}
        </span>
      )}
    </p>
  )
}

/** How long it has been open, of how long it may. */
function Open({ wait, width }: { readonly wait: Wait; readonly width: number }) {
  return <Countdown wait={wait} text="stage.wait.seconds" outcome="transaction.wait.timeout" ringOnly={width < 140} />
}

/** An open request without an answer is told first. */
export function tellsOfTransaction(
  { transaction, unanswered, throttled, ...producer }: ProducerImage,
  image: ClusterImage,
): boolean {
  if (unanswered !== null || throttled !== undefined) return false
  if (transaction !== undefined) return true
  // A process that is gone has told nobody: its coordinator alone knows that something is open.
  return image.transactions.get(producer.spec.config['transactional.id'] ?? '')?.state === 'Ongoing'
}

export function transactionalIdOf({ transaction, spec }: ProducerImage): string {
  return transaction?.transactionalId ?? spec.config['transactional.id'] ?? ''
}

/** In a sentence, for who cannot see the line; empty where there is no transaction to tell of. */
export function transactionSentence(t: Translate, producer: ProducerImage, image: ClusterImage): string {
  if (!tellsOfTransaction({ ...producer, unanswered: null }, image)) return ''
  const word = producer.transaction === undefined ? HANGS : wordOf(producer.transaction.state)
  return `${titleOf(t, producer)}: ${t(`transaction.producer.${word.key}`)}`
}

function titleOf(t: Translate, producer: ProducerImage): string {
  return t('transaction.producer.title', { id: transactionalIdOf(producer), epoch: producer.producerEpoch })
}

const HANGS = { key: 'hangs', shape: '◐', tone: 'warn' } as const

/** Of Kafka's own names of the states. */
const WORDS = {
  UNINITIALIZED: { key: 'starting', shape: '○', tone: 'plain' },
  INITIALIZING: { key: 'starting', shape: '○', tone: 'plain' },
  READY: { key: 'ready', shape: '○', tone: 'plain' },
  IN_TRANSACTION: { key: 'open', shape: '◐', tone: 'violet' },
  COMMITTING_TRANSACTION: { key: 'committing', shape: '◕', tone: 'violet' },
  ABORTING_TRANSACTION: { key: 'aborting', shape: '◔', tone: 'warn' },
  ABORTABLE_ERROR: { key: 'failed', shape: '⚠', tone: 'warn' },
  FATAL_ERROR: { key: 'fenced', shape: '✕', tone: 'bad' },
} as const

function wordOf(state: string): (typeof WORDS)[keyof typeof WORDS] | typeof HANGS {
  return WORDS[state as keyof typeof WORDS] ?? WORDS.UNINITIALIZED
}
