import { useState } from 'react'
import { useT } from '../../i18n/index.ts'
import type { ConfigEntries } from '../../kafka/cluster/commands.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { openDialog } from '../../store/dialog-store.ts'
import { readSegments, sendCommand } from '../../store/engine.ts'
import type { Selection } from '../../store/selection-store.ts'
import { showToast } from '../../store/toasts-store.ts'
import { downloadBytes } from '../parts/download.ts'
import { ConfigEditor, ConfigList } from './ConfigEditor.tsx'
import { brokerConfigs, consumerConfigs, producerConfigs, topicConfigs } from './everyday-configs.ts'
import { findNode } from './inspection.ts'
import { ConsumerWorkEditor, ProducerWorkloadEditor } from './WorkloadEditor.tsx'

/** What can be set on the selected thing. */
export function InspectorSettings({
  selection,
  image,
}: {
  readonly selection: Selection
  readonly image: ClusterImage
}) {
  const { kind, id } = selection
  if (kind === 'broker') {
    const broker = findNode(image.brokers, id)
    return broker === null ? null : <ConfigList configs={brokerConfigs} effective={broker.config} />
  }
  if (kind === 'topic') return <TopicSettings id={id} image={image} />
  if (kind === 'producer') return <ProducerSettings id={id} image={image} />
  if (kind === 'member') return <MemberSettings id={id} image={image} />
  if (kind === 'replica') return <SegmentsButton id={id} image={image} />
  return null
}

interface SettingsProps {
  readonly id: string
  readonly image: ClusterImage
}

function TopicSettings({ id, image }: SettingsProps) {
  const topic = image.topics.get(id)
  if (topic === undefined) return null
  const apply = (entries: Record<string, string>) => {
    const changed = Object.entries(entries).filter(([key, value]) => topic.config[key] !== value)
    void sendCommand({ type: 'AlterTopicConfig', topic: id, config: Object.fromEntries(changed) })
  }
  return <ConfigEditor key={id} configs={topicConfigs} given={topic.config} effective={{}} onApply={apply} />
}

function ProducerSettings({ id, image }: SettingsProps) {
  const producer = image.producers.get(id)
  if (producer === undefined) return null
  const { spec } = producer
  const topics = [...image.topics.values()].filter((topic) => !topic.internal).map((topic) => topic.name)
  if (producer.terminal !== null) return <ConfigList configs={producerConfigs} effective={producer.config} />
  return (
    <>
      <SendOne producer={id} topics={topics} topic={spec.workload?.topic ?? topics[0] ?? ''} />
      <ProducerWorkloadEditor
        spec={spec}
        topics={topics}
        onApply={(workload) => void sendCommand({ type: 'ConfigureProducer', producer: { ...spec, workload } })}
      />
      <ConfigEditor
        key={id}
        configs={producerConfigs}
        given={spec.config}
        effective={producer.config}
        onApply={(config: ConfigEntries) =>
          void sendCommand({ type: 'ConfigureProducer', producer: { ...spec, config } })
        }
      />
    </>
  )
}

function MemberSettings({ id, image }: SettingsProps) {
  const member = image.members.get(id)
  if (member === undefined) return null
  const { spec } = member
  if (spec === null) return <ConfigList configs={consumerConfigs} effective={member.config} />
  return (
    <>
      <ConsumerWorkEditor
        spec={spec}
        onApply={(consumer) => void sendCommand({ type: 'ConfigureConsumer', consumer })}
      />
      <ConfigEditor
        key={id}
        configs={consumerConfigs}
        given={spec.config}
        effective={member.config}
        onApply={(config: ConfigEntries) =>
          void sendCommand({ type: 'ConfigureConsumer', consumer: { ...spec, config } })
        }
      />
    </>
  )
}

interface SendOneProps {
  readonly producer: string
  readonly topics: readonly string[]
  readonly topic: string
}

/** One record by hand, so that it can be followed to every reader. */
function SendOne({ producer, topics, topic }: SendOneProps) {
  const t = useT()
  const [key, setKey] = useState('A')
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
        <button type="submit" className="button primary" disabled={topics.length === 0}>
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

/** The replica's disk in Kafka's own format, as files that Kafka's own tools can read. */
function SegmentsButton({ id, image }: SettingsProps) {
  const t = useT()
  const replica = image.replicas.get(id)
  if (replica === undefined) return null
  const download = async () => {
    const files = await readSegments(replica.broker, replica.topicPartition)
    if (files.length === 0) showToast({ tone: 'info', text: t('inspector.action.noSegments') })
    for (const file of files)
      downloadBytes(`broker-${replica.broker}-${replica.topicPartition}-${file.name}`, file.bytes)
  }
  return (
    <div className="actions">
      <button type="button" className="button" onClick={() => void download()}>
        {t('inspector.action.download')}
      </button>
    </div>
  )
}
