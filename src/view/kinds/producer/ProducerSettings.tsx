import { useState } from 'react'
import { useT } from '../../../i18n/index.ts'
import type { ConfigEntries } from '../../../kafka/cluster/commands.ts'
import { openDialog } from '../../../store/dialog-store.ts'
import { sendCommand } from '../../../store/engine.ts'
import { AsProperties } from '../../panels/AsProperties.tsx'
import { ClientMetadata } from '../../panels/ClientMetadata.tsx'
import { ConfigEditor, ConfigList } from '../../panels/ConfigEditor.tsx'
import { ProducerWorkloadEditor } from '../../panels/WorkloadEditor.tsx'
import type { DetailProps } from '../kind-view.ts'
import { PartitionerSettings } from './partitioner/PartitionerSettings.tsx'
import { keysOfTopic } from './topic-keys.ts'

/** One record by hand, what a producer makes by itself, and its settings. */
export function ProducerSettings({ id, image }: DetailProps) {
  const producer = image.producers.get(id)
  if (producer === undefined) return null
  const { spec } = producer
  const ownTopics = [...image.topics.values()].filter((each) => !each.internal)
  const topics = ownTopics.map(({ name }) => name)
  const topic = spec.workload?.topic ?? topics[0] ?? ''
  if (producer.terminal !== null)
    return (
      <>
        <ClientMetadata client={id} />
        <ConfigList scope="producer" effective={producer.config} />
      </>
    )
  return (
    <>
      <SendOne key={`${id} ${topic}`} producer={id} topic={topic} firstKey={keysOfTopic(image, topic, id)[0]} />
      <PartitionerSettings
        key={`partitioner ${id}`}
        producer={producer}
        topics={ownTopics}
        firstKey={keysOfTopic(image, topic, id)[0]}
        onApply={(config) => void sendCommand({ type: 'ConfigureProducer', producer: { ...spec, config } })}
      />
      <ProducerWorkloadEditor
        spec={spec}
        topics={topics}
        onApply={(workload) => void sendCommand({ type: 'ConfigureProducer', producer: { ...spec, workload } })}
      />
      <ClientMetadata client={id} />
      <AsProperties of="producer" node={id} />
      <ConfigEditor
        key={id}
        scope="producer"
        given={spec.config}
        effective={producer.config}
        onApply={(config: ConfigEntries) =>
          void sendCommand({ type: 'ConfigureProducer', producer: { ...spec, config } })
        }
      />
    </>
  )
}

interface SendOneProps {
  readonly producer: string
  /** Empty: there is none. */
  readonly topic: string
  /** One the topic's records have: it has its colour and letter on the stage already. */
  readonly firstKey: string | undefined
}

/** One record by hand, so that it can be followed to every reader. */
function SendOne({ producer, topic, firstKey = 'A' }: SendOneProps) {
  const t = useT()
  const [key, setKey] = useState(firstKey)
  const [value, setValue] = useState('hello')
  const record = { topic, partition: null, key: key === '' ? null : key, value, timestamp: null, headers: [] }
  return (
    <form
      className="config-editor"
      onSubmit={(event) => {
        event.preventDefault()
        void sendCommand({ type: 'SendRecords', producer, records: [record] })
      }}
    >
      <h3>{t('inspector.action.send')}</h3>
      <label className="config-row">
        {t('inspector.send.key')}
        <input
          className="field"
          value={key}
          maxLength={200}
          placeholder={t('inspector.send.keyHelp')}
          onChange={(event) => setKey(event.target.value)}
        />
      </label>
      <label className="config-row">
        {t('inspector.send.value')}
        <input className="field" value={value} maxLength={10_000} onChange={(event) => setValue(event.target.value)} />
      </label>
      <div className="actions">
        <button type="submit" className="button primary" disabled={topic === ''}>
          {t('inspector.action.send')}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => openDialog({ name: 'sendFile', file: null, producer, terminal: null })}
        >
          {t('inspector.action.sendFile')}
        </button>
      </div>
    </form>
  )
}
