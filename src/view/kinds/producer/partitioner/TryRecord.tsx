import { useState } from 'react'
import { useT } from '../../../../i18n/index.ts'
import { encodeUtf8 } from '../../../../kafka/common/utf8.ts'
import { PartitioningAnswer } from './PartitioningAnswer.tsx'
import { resultShown } from './PartitionSteps.tsx'
import { usePartitioning } from './use-partitioning.ts'

export interface TryRecordProps {
  readonly producer: string
  readonly topics: readonly { readonly name: string; readonly partitions: number }[]
  readonly firstTopic: string | undefined
  readonly firstKey: string | undefined
  /** The value counts, too. */
  readonly withValue: boolean
  /** A partitioner that is being thought about; null: the one in force. */
  readonly settings: { readonly 'partitioner.class': string; readonly 'partitioner.rule': string } | null
}

const MOST_PARTITIONS = 1_000

/** A record that nobody sends: where would it go, while its key is being typed, and on a topic of another size? */
export function TryRecord({ producer, topics, firstTopic, firstKey = 'A', withValue, settings }: TryRecordProps) {
  const t = useT()
  const [topicName, setTopic] = useState(firstTopic ?? topics[0]?.name ?? '')
  const [key, setKey] = useState(firstKey)
  const [hasKey, setHasKey] = useState(true)
  const [value, setValue] = useState('hello')
  const [partition, setPartition] = useState('')
  const [asIf, setAsIf] = useState('')
  const topic = topics.find(({ name }) => name === topicName)
  const keyBytes = hasKey ? encodeUtf8(key) : null
  const record = {
    topic: topicName,
    partition: /^\d+$/.test(partition) ? Math.min(Number(partition), 2_147_483_647) : null,
    key: keyBytes,
    value: encodeUtf8(value),
  }
  const partitions = /^\d+$/.test(asIf) && Number(asIf) > 0 ? Math.min(Number(asIf), MOST_PARTITIONS) : null
  const answer = usePartitioning(topic === undefined ? null : { producer, settings, record, partitions })
  const asItIs = usePartitioning(
    topic === undefined || partitions === null ? null : { producer, settings, record, partitions: null },
  )
  if (topic === undefined) return <p className="muted">{t('partitioning.noTopic')}</p>
  return (
    <fieldset className="try-record">
      <legend>{t('partitioning.try')}</legend>
      {topics.length > 1 && (
        <label className="config-row">
          {t('inspector.workload.topic')}
          <select value={topicName} onChange={(event) => setTopic(event.target.value)}>
            {topics.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      )}
      <label className="config-row">
        {t('inspector.send.key')}
        <input
          className="field mono"
          value={key}
          maxLength={200}
          disabled={!hasKey}
          onChange={(event) => setKey(event.target.value)}
        />
      </label>
      <label className="check-row">
        <input type="checkbox" checked={!hasKey} onChange={(event) => setHasKey(!event.target.checked)} />
        {t('partitioning.nullKey')}
      </label>
      {withValue && (
        <label className="config-row">
          {t('inspector.send.value')}
          <input
            className="field mono"
            value={value}
            maxLength={200}
            onChange={(event) => setValue(event.target.value)}
          />
        </label>
      )}
      <label className="config-row">
        {t('partitioning.explicit')}
        <input
          className="field mono"
          inputMode="numeric"
          value={partition}
          maxLength={10}
          placeholder={t('partitioning.explicitHelp')}
          onChange={(event) => setPartition(event.target.value)}
        />
      </label>
      <label className="config-row">
        {t('partitioning.asIf')}
        <input
          className="field mono"
          inputMode="numeric"
          value={asIf}
          maxLength={4}
          placeholder={String(topic.partitions)}
          onChange={(event) => setAsIf(event.target.value)}
        />
      </label>
      {partitions !== null && asItIs?.steps != null && (
        <p className="muted small">
          {t('partitioning.asItIs', { count: topic.partitions, result: resultShown(asItIs.steps, topicName, t) })}
        </p>
      )}
      {answer !== null && <PartitioningAnswer answer={answer} topic={topicName} keyBytes={keyBytes} />}
    </fieldset>
  )
}
