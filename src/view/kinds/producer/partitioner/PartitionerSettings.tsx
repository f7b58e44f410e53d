import { useId, useState } from 'react'
import { useT } from '../../../../i18n/index.ts'
import type { ConfigEntries } from '../../../../kafka/cluster/commands.ts'
import type { ProducerImage } from '../../../../kafka/observe/cluster-image.ts'
import { useKnownSettings } from '../../../../store/settings-store.ts'
import type { KnownSettings } from '../../../../worker/port.ts'
import { keptDraft, useKeptDraft } from '../../../parts/kept-drafts.ts'
import { partitionerName, partitionerText, RULE_CLASS } from './partitioner-names.ts'
import { RuleEditor } from './RuleEditor.tsx'
import { TryRecord } from './TryRecord.tsx'
import { usePartitioning } from './use-partitioning.ts'

export interface PartitionerSettingsProps {
  readonly producer: ProducerImage
  readonly topics: readonly { readonly name: string; readonly partitions: number }[]
  readonly firstKey: string | undefined
  onApply(config: ConfigEntries): void
}

const CLASS = 'partitioner.class'
const RULE = 'partitioner.rule'

/** Which partitioner a producer has, its rule where it has one, and what it makes of a record. */
export function PartitionerSettings(props: PartitionerSettingsProps) {
  const t = useT()
  // What was written and not applied is shown again.
  const [begun] = useState(() => keptDraft(draftOf(props.producer.name)) !== null)
  const [open, setOpen] = useState(begun)
  const known = useKnownSettings((state) => state.known?.producer[CLASS])
  const { spec, config } = props.producer
  const inForce = spec.config[CLASS] ?? config[CLASS] ?? known?.defaultValue ?? ''
  return (
    <details className="partitioner" open={begun} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="partitioner-title">{t('partitioning.title')}</span>{' '}
        <span className="muted">{partitionerName(inForce, t)}</span>
      </summary>
      {open && <PartitionerForm {...props} known={known} inForce={inForce} />}
    </details>
  )
}

const draftOf = (producer: string) => `partitioner of ${producer}`

interface PartitionerFormProps extends PartitionerSettingsProps {
  readonly known: KnownSettings['producer'][string] | undefined
  readonly inForce: string
}

function PartitionerForm({ producer, topics, firstKey, onApply, known, inForce }: PartitionerFormProps) {
  const t = useT()
  const id = useId()
  const ruleInForce = producer.spec.config[RULE] ?? ''
  const [draft, setDraft] = useKeptDraft<{ readonly name: string; readonly rule: string }>(draftOf(producer.name))
  const name = draft?.name ?? inForce
  const rule = draft?.rule ?? ruleInForce
  const changed = name !== inForce || (name === RULE_CLASS && rule !== ruleInForce)
  // With its partition in the record no partitioner is asked: what is wrong then is the rule's text alone.
  const checked = usePartitioning(
    name === RULE_CLASS
      ? {
          producer: producer.name,
          settings: { [CLASS]: name, [RULE]: rule },
          record: { topic: '', partition: 0, key: null, value: null },
          partitions: 1,
        }
      : null,
  )
  const choices = known?.choices ?? [inForce]
  const apply = () => {
    const config: Record<string, string> = { ...producer.spec.config, [CLASS]: name, [RULE]: rule }
    if (name === known?.defaultValue) delete config[CLASS]
    if (name !== RULE_CLASS) delete config[RULE]
    onApply(config)
    setDraft(null)
  }
  return (
    <form
      className="config-editor"
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <label className="partitioner-class" htmlFor={id}>
        <code>{CLASS}</code>
        <select id={id} value={name} onChange={(event) => setDraft({ name: event.target.value, rule })}>
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {partitionerName(choice, t)}
            </option>
          ))}
        </select>
      </label>
      <p className="muted small">{partitionerText(name, t)}</p>
      {name === RULE_CLASS && (
        <RuleEditor rule={rule} wrong={checked?.rule ?? null} onChange={(next) => setDraft({ name, rule: next })} />
      )}
      <div className="actions">
        <button type="submit" className="button primary" disabled={!changed}>
          {t('inspector.config.save')}
        </button>
        {changed && (
          <button type="button" className="button" onClick={() => setDraft(null)}>
            {t('properties.discard')}
          </button>
        )}
      </div>
      <TryRecord
        producer={producer.name}
        topics={topics}
        firstTopic={producer.spec.workload?.topic}
        firstKey={firstKey}
        withValue={name === RULE_CLASS}
        settings={changed ? { [CLASS]: name, [RULE]: name === RULE_CLASS ? rule : '' } : null}
      />
    </form>
  )
}
