import { useDeferredValue, useId, useMemo, useState } from 'react'
import { type Described, isUnread, readDescribed, type UnreadLine } from '../../cli/real-kafka/described.ts'
import { type ImportedCluster, type ImportRemark, importCluster } from '../../cli/real-kafka/imported-cluster.ts'
import { type Translate, useT } from '../../i18n/index.ts'
import { emptyCluster, eraKeptBy, oneBroker } from '../../scenarios/index.ts'
import { closeDialog } from '../../store/dialog-store.ts'
import { openNewRun } from '../../store/other-runs.ts'
import { eraName } from '../parts/era-name.ts'
import './from-real-kafka.css'

const EXAMPLE =
  'Topic: orders\tPartitionCount: 1\tReplicationFactor: 3\tConfigs: \n\tTopic: orders\tPartition: 0\tLeader: 1\tReplicas: 1,2,3\tIsr: 1,2,3'

/** The other way: what Kafka's tools say of a real cluster, as a cluster to play with. */
export function FromRealKafka() {
  const t = useT()
  const [text, setText] = useState('')
  const read = useDeferredValue(text)
  const found = useMemo(() => (read.trim() === '' ? null : readDescribed(read)), [read])
  const [fieldId, saidId] = [useId(), useId()]
  return (
    <div className="from-real-kafka">
      <p>{t('realKafka.import.intro')}</p>
      <pre className="mono">
        {
          'kafka-topics.sh --bootstrap-server … --describe\nkafka-consumer-groups.sh --bootstrap-server … --describe --all-groups'
        }
      </pre>
      <label htmlFor={fieldId}>{t('realKafka.import.field')}</label>
      <textarea
        id={fieldId}
        className="field mono"
        rows={10}
        spellCheck={false}
        wrap="off"
        placeholder={EXAMPLE}
        aria-describedby={saidId}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div id={saidId} role="status">
        {found !== null && isUnread(found) && <p className="bad">{unreadText(found, t)}</p>}
      </div>
      {found !== null && !isUnread(found) && <Found described={found} />}
    </div>
  )
}

function Found({ described }: { readonly described: Described }) {
  const t = useT()
  const era = eraKeptBy(described.hasTopicIds ? 'controllers' : 'zookeeper')
  const imported = useMemo(
    () => importCluster(described, (count) => (count < 3 ? oneBroker(era) : emptyCluster(era))),
    [described, era],
  )
  const { spec, remarks } = imported
  const partitions = spec.topics.reduce((sum, topic) => sum + (topic.replicaAssignment?.length ?? 0), 0)
  return (
    <>
      <p>
        {t('realKafka.import.found', {
          era: eraName(era, t),
          brokers: spec.brokers.length,
          topics: spec.topics.length,
          partitions,
          groups: new Set(described.offsets.map(({ group }) => group)).size,
        })}
      </p>
      {remarks.length > 0 && (
        <ul>
          {shortened(
            remarks.map((remark) => remarkText(remark, t)),
            t,
          ).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      <div className="actions">
        <button type="button" className="button primary" onClick={() => openImported(imported, t)}>
          {t('realKafka.import.open')}
        </button>
      </div>
    </>
  )
}

function openImported({ spec, script, beginsAtUs }: ImportedCluster, t: Translate): void {
  closeDialog()
  void openNewRun(spec, t('realKafka.import.name'), { beginsAtUs, script })
}

/** More nobody reads; there may be one for each partition. */
const MOST_REMARKS = 12

function shortened(words: readonly string[], t: Translate): readonly string[] {
  if (words.length <= MOST_REMARKS) return words
  return [...words.slice(0, MOST_REMARKS), t('realKafka.import.more', { count: words.length - MOST_REMARKS })]
}

function unreadText({ line, text, reason }: UnreadLine, t: Translate): string {
  return t(`realKafka.import.unread.${reason}`, { line, text: text.length > 120 ? `${text.slice(0, 120)}…` : text })
}

function remarkText(remark: ImportRemark, t: Translate): string {
  switch (remark.kind) {
    case 'renumbered':
      return t('realKafka.import.renumbered', {
        brokers: remark.brokers.map(([from, to]) => `${from} → ${to}`).join(', '),
      })
    case 'dead':
      return t('realKafka.import.dead', { brokers: remark.brokers.map((id) => `broker-${id}`).join(', ') })
    case 'standIns':
      return t('realKafka.import.standIns', { count: remark.records })
    case 'lowered':
      return t('realKafka.import.lowered', { partition: `${remark.topic}-${remark.partition}`, count: remark.by })
    case 'inSyncHere':
      return t('realKafka.import.inSyncHere', {
        partition: `${remark.topic}-${remark.partition}`,
        broker: `broker-${remark.broker}`,
      })
    case 'otherLeader':
      return t('realKafka.import.otherLeader', {
        partition: `${remark.topic}-${remark.partition}`,
        broker: `broker-${remark.leader}`,
      })
    case 'internal':
      return t('realKafka.import.internal', { topics: remark.topics.join(', ') })
    case 'empty':
      return t('realKafka.import.empty', { topics: remark.topics.join(', ') })
    case 'members':
      return t('realKafka.import.members', { group: remark.group, count: remark.count })
  }
}
