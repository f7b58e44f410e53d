import { type FormEvent, useId, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import type { ConsumerSpec, ProducerSpec, ProducerWorkload } from '../../kafka/cluster/commands.ts'

const MAX_KEYS = 100
const MAX_RATE = 100_000
const MAX_VALUE_BYTES = 1_000_000
const MAX_PROCESSING_MS = 600_000

/** What a producer makes by itself: how fast, with which keys, how large, for which topic. */
export function ProducerWorkloadEditor({
  spec,
  topics,
  onApply,
}: {
  readonly spec: ProducerSpec
  readonly topics: readonly string[]
  onApply(workload: ProducerWorkload): void
}) {
  const t = useT()
  const now = spec.workload
  const [problem, setProblem] = useState<string | null>(null)
  const problemId = useId()
  const apply = (form: FormData) => {
    const keys = String(form.get('keys') ?? '')
      .split(',')
      .map((key) => key.trim())
      .filter((key) => key !== '')
    if (keys.length > MAX_KEYS) {
      setProblem(t('inspector.config.error.keys', { max: MAX_KEYS }))
      return
    }
    setProblem(null)
    onApply({
      topic: String(form.get('topic')),
      recordsPerSecond: within(form.get('rate'), 0, MAX_RATE),
      keys,
      valueBytes: within(form.get('valueBytes'), 0, MAX_VALUE_BYTES),
      ...commitsEvery(form.get('commitsEvery'), now),
    })
  }
  return (
    <form key={JSON.stringify(now)} className="config-editor" onSubmit={(event) => submitForm(event, apply)}>
      <h3>{t('inspector.workload.title')}</h3>
      <label className="config-row">
        {t('inspector.workload.topic')}
        <select name="topic" defaultValue={now?.topic ?? topics[0]}>
          {topics.map((topic) => (
            <option key={topic}>{topic}</option>
          ))}
        </select>
      </label>
      <label className="config-row">
        {t('inspector.workload.rate')}
        <input
          className="field"
          name="rate"
          type="number"
          min={0}
          max={MAX_RATE}
          step="any"
          defaultValue={now?.recordsPerSecond ?? 0}
        />
      </label>
      <label className="config-row">
        {t('inspector.workload.keys')}
        <input
          className="field"
          name="keys"
          placeholder={t('inspector.workload.keysHelp')}
          defaultValue={now?.keys.join(', ') ?? ''}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : problemId}
        />
      </label>
      {problem !== null && (
        <p id={problemId} className="bad" role="alert">
          {problem}
        </p>
      )}
      <label className="config-row">
        {t('inspector.workload.valueBytes')}
        <input
          className="field"
          name="valueBytes"
          type="number"
          min={0}
          max={MAX_VALUE_BYTES}
          defaultValue={now?.valueBytes ?? 24}
        />
      </label>
      {spec.config['transactional.id'] !== undefined && <CommitsEvery now={now?.recordsPerTransaction} />}
      <div className="actions">
        <button type="submit" className="button primary" disabled={topics.length === 0}>
          {t('inspector.config.save')}
        </button>
      </div>
    </form>
  )
}

/** Records a transaction; `second` is once a second, 0 only when told. */
const EVERY = ['second', 1, 5, 20, 100, 0] as const

/** When the application of a transactional producer commits. */
function CommitsEvery({ now }: { readonly now: number | undefined }) {
  const t = useT()
  const choices = now === undefined || EVERY.some((every) => every === now) ? EVERY : [now, ...EVERY]
  return (
    <label className="config-row">
      {t('transaction.workload')}
      <select name="commitsEvery" defaultValue={now ?? 'second'}>
        {choices.map((every) => (
          <option key={every} value={every}>
            {every === 'second' || every === 0
              ? t(`transaction.workload.${every === 0 ? 'hand' : 'second'}`)
              : t('transaction.workload.records', { count: every })}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Without the field what was there stays: it has no effect until there is a transactional.id. */
function commitsEvery(
  value: FormDataEntryValue | null,
  now: ProducerWorkload | null,
): Pick<ProducerWorkload, 'recordsPerTransaction'> {
  if (value === null)
    return now?.recordsPerTransaction === undefined ? {} : { recordsPerTransaction: now.recordsPerTransaction }
  return value === 'second' ? {} : { recordsPerTransaction: Number(value) }
}

const commits = ['auto', 'beforeProcessing', 'afterProcessing', 'never'] as const

/** How long a consumer's application works on each record, and what it does about offsets. */
export function ConsumerWorkEditor({
  spec,
  onApply,
}: {
  readonly spec: ConsumerSpec
  onApply(spec: ConsumerSpec): void
}) {
  const t = useT()
  const apply = (form: FormData) => {
    const commit = commits.find((each) => each === form.get('commit')) ?? 'auto'
    onApply({
      ...spec,
      processingUs: Math.round(within(form.get('processing'), 0, MAX_PROCESSING_MS) * 1_000),
      commit,
      // The application's way and the client's own must not both be at work.
      config: { ...spec.config, 'enable.auto.commit': String(commit === 'auto') },
    })
  }
  return (
    <form key={JSON.stringify(spec)} className="config-editor" onSubmit={(event) => submitForm(event, apply)}>
      <h3>{t('inspector.workload.title')}</h3>
      <label className="config-row">
        {t('inspector.workload.processing')}
        <input
          className="field"
          name="processing"
          type="number"
          min={0}
          max={MAX_PROCESSING_MS}
          step="any"
          defaultValue={spec.processingUs / 1_000}
        />
      </label>
      <label className="config-row">
        {t('inspector.workload.commit')}
        <select name="commit" defaultValue={spec.commit}>
          {commits.map((commit) => (
            <option key={commit} value={commit}>
              {t(`inspector.workload.commit.${commit}`)}
            </option>
          ))}
        </select>
      </label>
      <div className="actions">
        <button type="submit" className="button primary">
          {t('inspector.config.save')}
        </button>
      </div>
    </form>
  )
}

function within(value: FormDataEntryValue | null, least: number, most: number): number {
  const number = Number(value)
  return Number.isFinite(number) ? Math.min(most, Math.max(least, number)) : least
}

/** Not React's form actions: they put a `javascript:` address on the form, which the page's policy refuses. */
function submitForm(event: FormEvent<HTMLFormElement>, apply: (form: FormData) => void): void {
  event.preventDefault()
  apply(new FormData(event.currentTarget))
}
