import { useEffect, useState } from 'react'
import { useT } from '../../../../i18n/index.ts'
import { askAbout, QuestionDropped } from '../../../../store/engine.ts'
import type { RecordBytes } from '../../../../worker/questions/read-record.ts'
import { goOn } from '../../../parts/tools-focus.ts'
import type { DetailProps } from '../../kind-view.ts'
import { hexOf } from './byte-text.ts'
import { PartitioningAnswer } from './PartitioningAnswer.tsx'
import { ReadAs } from './ReadAs.tsx'
import { usePartitioning } from './use-partitioning.ts'

interface Place {
  readonly broker: number
  readonly topicPartition: string
  readonly offset: number
}

/** What lies in the log at this place. Null: not known yet, or nothing. */
function useRecord({ broker, topicPartition, offset }: Place): RecordBytes | null {
  const [record, setRecord] = useState<RecordBytes | null>(null)
  useEffect(() => {
    let there = true
    askAbout({ type: 'readRecord', broker, topicPartition, offset }).then(
      (answer) => there && setRecord(answer.record),
      (error: unknown) => {
        if (!(error instanceof QuestionDropped)) throw error
      },
    )
    return () => {
      there = false
    }
  }, [broker, topicPartition, offset])
  return record
}

/** The record's own bytes, and how a key such as its own comes to a partition. */
export function RecordPartitioning({ id, offset = -1, image }: DetailProps) {
  const replica = image.replicas.get(id)
  if (replica === undefined) return null
  const { topicPartition, broker } = replica
  return <BytesAndSteps key={`${id} ${offset}`} {...{ topicPartition, broker, offset }} image={image} />
}

function BytesAndSteps({ image, ...place }: Place & Pick<DetailProps, 'image'>) {
  const t = useT()
  const [asked, setAsked] = useState(false)
  const record = useRecord(place)
  const topic = image.partitions.get(place.topicPartition)?.topic ?? ''
  const producer = record?.producer ?? ''
  const answer = usePartitioning(
    asked && record !== null
      ? {
          producer,
          settings: null,
          record: { topic, partition: null, key: record.key, value: record.value },
          partitions: null,
        }
      : null,
  )
  if (record === null) return null
  return (
    <section className="record-bytes">
      <h3>{t('partitioning.bytes.heading')}</h3>
      <Bytes label={t('inspector.fact.key')} bytes={record.key} />
      <Bytes label={t('inspector.fact.value')} bytes={record.value} />
      <details className="partitioner" onToggle={(event) => setAsked(event.currentTarget.open)}>
        <summary>
          <span className="partitioner-title">{t('partitioning.ofRecord')}</span>
        </summary>
        {answer !== null && <PartitioningAnswer answer={answer} topic={topic} keyBytes={record.key} />}
        <p className="muted small">{t('partitioning.ofRecordNow', { producer })}</p>
        {image.producers.has(producer) && (
          <button type="button" className="button quiet" onClick={() => goOn({ kind: 'producer', id: producer })}>
            {producer}
          </button>
        )}
      </details>
    </section>
  )
}

function Bytes({ label, bytes }: { readonly label: string; readonly bytes: string | null }) {
  const t = useT()
  return (
    <div className="bytes-of">
      <dl className="facts">
        <div className="fact">
          <dt>{label}</dt>
          <dd>
            {bytes === null ? (
              'null'
            ) : (
              <>
                <span>{t('partitioning.bytesCount', { count: bytes.length })}</span>
                <code className="hex">{hexOf(bytes)}</code>
              </>
            )}
          </dd>
        </div>
      </dl>
      {bytes !== null && <ReadAs bytes={bytes} />}
    </div>
  )
}
