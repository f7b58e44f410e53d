import { type Translate, useT } from '../../../../i18n/index.ts'
import type { ByteString } from '../../../../kafka/common/payload.ts'
import type { PartitioningStep, PartitioningSteps } from '../../../../worker/questions/read-partitioning.ts'
import { hexOf } from './byte-text.ts'
import './partitioner.css'

interface Step {
  readonly label: string
  readonly value: string
}

export interface PartitionStepsProps {
  readonly steps: PartitioningSteps
  readonly topic: string
  readonly keyBytes: ByteString | null
}

/** From a record to its partition: each step with what it gives, the partition last. */
export function PartitionSteps({ steps, topic, keyBytes }: PartitionStepsProps) {
  const t = useT()
  const { step, thrown, missing, numPartitions } = steps
  const sentence = resultSentence(steps, topic, t)
  return (
    <div className="partition-steps">
      {steps.ignoresKey && <p className="muted">{t('partitioning.ignoresKey')}</p>}
      <ol>
        {[...keySteps(keyBytes, step, t), ...stepsOf(step, numPartitions, t)].map(({ label, value }) => (
          <li key={label}>
            <span>{label}</span>
            <code>{value}</code>
          </li>
        ))}
        <li className={missing || thrown !== null ? 'partition-result bad' : 'partition-result'}>
          <span>{t('partitioning.result')}</span>
          <strong>{resultShown(steps, topic, t)}</strong>
        </li>
      </ol>
      {whyOf(step, t).map((why) => (
        <p key={why} className="muted">
          {why}
        </p>
      ))}
      {thrown !== null && (
        <p className="partition-thrown bad">
          {t('partitioning.thrown')} <code>{thrown}</code>
        </p>
      )}
      {missing && <p className="bad">{t('partitioning.missing', { count: numPartitions })}</p>}
      <output className="visually-hidden">{sentence}</output>
    </div>
  )
}

function keySteps(key: ByteString | null, { by }: PartitioningStep, t: Translate): readonly Step[] {
  if (by === 'record') return []
  if (key === null) return [{ label: t('partitioning.key'), value: 'null' }]
  if (by !== 'key' && by !== 'rule') return []
  const value = key.length === 0 ? t('partitioning.noBytes') : hexOf(key, 32)
  return [{ label: t('partitioning.bytes', { count: key.length }), value }]
}

/** Signs as people write them. */
function signed(number: number): string {
  return String(number).replace('-', '−')
}

function stepsOf(step: PartitioningStep, numPartitions: number, t: Translate): readonly Step[] {
  switch (step.by) {
    case 'key':
      return [
        { label: 'murmur2', value: signed(step.murmur2) },
        { label: t('partitioning.positive'), value: signed(step.positive) },
        { label: t('partitioning.modulo', { count: numPartitions }), value: String(step.positive % numPartitions) },
      ]
    case 'stickyBytes':
      return [
        {
          label: t('partitioning.produced'),
          value: t('partitioning.producedOf', { bytes: step.producedBytes, size: step.batchSize }),
        },
      ]
    case 'counter':
      return [
        { label: t('partitioning.counter'), value: step.counter === null ? '?' : String(step.counter) },
        { label: t('partitioning.list'), value: step.list.join(' ') },
        {
          label: t('partitioning.listModulo', { count: step.list.length }),
          value: step.index === null ? '?' : String(step.index),
        },
      ]
    case 'rule':
      return [{ label: t('partitioning.rule'), value: step.partition === null ? '—' : signed(step.partition) }]
    case 'record':
    case 'stickyBatch':
      return []
  }
}

function whyOf(step: PartitioningStep, t: Translate): readonly string[] {
  switch (step.by) {
    case 'record':
      return [t('partitioning.why.record')]
    case 'key':
      return []
    case 'stickyBytes':
      return [
        t(step.partition === null ? 'partitioning.why.stickyBytesFirst' : 'partitioning.why.stickyBytes'),
        ...(step.adaptive ? [t('partitioning.why.adaptive')] : []),
      ]
    case 'stickyBatch':
      return [t(step.partition === null ? 'partitioning.why.stickyBatchFirst' : 'partitioning.why.stickyBatch')]
    case 'counter':
      return [
        t(step.counter === null ? 'partitioning.why.counterFirst' : 'partitioning.why.counter'),
        ...(step.choosesAgain ? [t('partitioning.why.choosesAgain')] : []),
      ]
    case 'rule':
      return []
  }
}

/** `orders-2`, or why there is no such name. */
export function resultShown({ step, thrown }: PartitioningSteps, topic: string, t: Translate): string {
  if (thrown !== null) return t('partitioning.none')
  return step.partition === null ? t('partitioning.drawn') : `${topic}-${signed(step.partition)}`
}

function resultSentence(steps: PartitioningSteps, topic: string, t: Translate): string {
  const { step, thrown, numPartitions } = steps
  if (thrown !== null) return t('partitioning.say.thrown', { error: thrown })
  if (step.partition === null) return t('partitioning.say.drawn', { topic })
  return t('partitioning.say.partition', { topic, partition: step.partition, count: numPartitions })
}

/** An expression with the place of a mistake marked below it. */
export function MarkedRule({ rule, from, to }: { readonly rule: string; readonly from: number; readonly to: number }) {
  const end = Math.max(to, from + 1)
  return (
    <code className="marked-rule">
      {rule.slice(0, from)}
      <mark>{rule.slice(from, end) || '␣'}</mark>
      {rule.slice(end)}
    </code>
  )
}
