import { type Translate, useT } from '../../../i18n/index.ts'
import type { ClusterImage, ProducerImage } from '../../../kafka/observe/cluster-image.ts'
import { Countdown, type CountdownProps } from '../../parts/Countdown.tsx'
import type { ProducerLineProps } from './producer-line.ts'
import { TransactionLine, tellsOfTransaction, transactionSentence } from './TransactionLine.tsx'

/** That it has not started, what it waits for, or else where its transaction is. */
export function ProducerLine(props: ProducerLineProps) {
  const t = useT()
  const { producer } = props
  if (producer.refused === true)
    return (
      <p className="client-how state-word is-bad" title={producer.lastError ?? undefined}>
        <span aria-hidden="true">✕</span> {t('stage.producer.refused')}
      </p>
    )
  const wait = waitOf(props)
  if (wait === null) return <TransactionLine {...props} />
  return (
    <p className="client-how">
      <Countdown {...wait} />
    </p>
  )
}

/** Whether one of them is to be told. */
export function tellsOfProducer(producer: ProducerImage, image: ClusterImage): boolean {
  return producer.refused === true || waitOf({ producer, width: 0 }) !== null || tellsOfTransaction(producer, image)
}

/** In a sentence, for who cannot see the line; empty where there is nothing to tell. */
export function producerSentence(t: Translate, producer: ProducerImage, image: ClusterImage): string {
  return producer.refused === true ? t('stage.producer.refused') : transactionSentence(t, producer, image)
}

/** Below this there is no room for words beside a countdown. */
const WIDE_PX = 200

function waitOf({
  producer,
  width,
}: Pick<ProducerLineProps, 'producer' | 'width'>): Omit<CountdownProps, 'ringOnly'> | null {
  const { status, blocked, throttled, unanswered } = producer
  if (status !== 'running') return null
  if (blocked !== null) return { wait: blocked, text: 'stage.wait.blocked', outcome: 'stage.wait.maxBlock' }
  const text = (words: CountdownProps['text']) => (width < WIDE_PX ? 'stage.wait.seconds' : words)
  if (throttled !== undefined)
    return { wait: throttled, text: text('stage.wait.throttled'), outcome: 'stage.wait.quota' }
  if (unanswered === null) return null
  return { wait: unanswered, text: text('stage.wait.answer'), outcome: 'stage.wait.requestTimeout' }
}
