import { useEffect, useMemo, useState } from 'react'
import { type MessageKey, type Translate, useT } from '../../i18n/index.ts'
import { openDiskFile } from '../../store/disk-store.ts'
import { askAbout } from '../../store/engine.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import type { BatchField } from '../../worker/disk/batch-fields.ts'
import type { DiskBatch } from '../../worker/questions/read-disk-batch.ts'
import { formatBytes } from '../parts/format-time.ts'
import { Icon } from '../parts/Icon.tsx'
import { PartLoading } from '../parts/PartLoading.tsx'
import { useAsked } from '../parts/use-asked.ts'
import { offsetsText, topicPartitionOf, wallTime } from './disk-words.ts'
import { batchMarks } from './FileView.tsx'
import { HexView, type Lit } from './HexView.tsx'
import { type RowParts, Rows } from './Rows.tsx'

interface BatchViewProps {
  readonly node: string
  readonly path: string
  readonly offset: number
}

/** One batch: its fields and records, and its bytes with the field in hand lit. */
export function BatchView({ node, path, offset }: BatchViewProps) {
  const t = useT()
  const read = useAsked(`${node} ${path} ${offset}`, () => askAbout({ type: 'readDiskBatch', node, path, offset }))
  const isRead = read?.path === path && read.offset === offset
  if (!isRead) return <PartLoading />
  if (read.batch === null) return <p className="empty">{t('disk.batchGone')}</p>
  return <OpenBatch key={`${path} ${read.batch.baseOffset}`} {...{ node, path, offset }} batch={read.batch} />
}

/** A row of the list: a field, or a record, whose fields follow while it is open. */
type Line =
  | { readonly kind: 'field'; readonly field: BatchField }
  | { readonly kind: 'record'; readonly index: number; readonly from: number; readonly to: number }

function OpenBatch({ node, path, offset, batch }: BatchViewProps & { readonly batch: DiskBatch }) {
  const t = useT()
  const [openRecord, setOpenRecord] = useState(() => recordAt(batch, offset))
  const lines = useMemo(() => linesOf(batch, openRecord), [batch, openRecord])
  const [picked, setPicked] = useState(() =>
    Math.max(
      0,
      lines.findIndex((line) => isRecord(line, openRecord)),
    ),
  )
  // The batch is the same, and another of its records was asked for.
  useEffect(() => setOpenRecord(recordAt(batch, offset)), [batch, offset])
  useEffect(() => {
    if (openRecord !== null) setPicked(linesOf(batch, openRecord).findIndex((line) => isRecord(line, openRecord)))
  }, [batch, openRecord])
  const line = lines[picked]
  const record = openRecord === null ? undefined : batch.rows[openRecord]
  const topicPartition = topicPartitionOf(path)
  const pick = (index: number) => {
    const chosen = lines[index]
    setPicked(index)
    if (chosen?.kind === 'record') setOpenRecord(chosen.index)
  }
  const pickByte = (at: number) => {
    const field = batch.fields.find(({ from, to }) => at >= from && at < to)
    if (field === undefined) return
    const next = linesOf(batch, field.record ?? openRecord)
    if (field.record !== null) setOpenRecord(field.record)
    // After the record it belongs to has been opened.
    setTimeout(() => setPicked(next.findIndex((each) => each.kind === 'field' && each.field === field)))
  }
  return (
    <section className="disk-batch-view" aria-label={t('disk.batchView', { offsets: offsetsText(batch) })}>
      <header className="disk-head">
        <h3>{t('disk.batchTitle', { offsets: offsetsText(batch) })}</h3>
        <span className="muted">{formatBytes(batch.sizeInBytes)}</span>
        {batchMarks(batch, t).map(({ short, long, tone }) => (
          <span key={short} className={`disk-mark ${tone}`} title={long}>
            {short}
          </span>
        ))}
        {record !== undefined && topicPartition !== null && (
          <button type="button" className="button" onClick={() => showRecord(node, topicPartition, record.offset)}>
            {t('disk.showRecord', { offset: record.offset })}
          </button>
        )}
        <button
          type="button"
          className="icon-button wide-only"
          aria-label={t('disk.closeBatch')}
          onClick={() => openDiskFile(path)}
        >
          <Icon name="close" size={13} />
        </button>
      </header>
      <div className="disk-batch-body">
        <Rows
          role="listbox"
          label={t('disk.fields')}
          count={lines.length}
          active={picked}
          row={(index) => lineParts(lines[index]!, batch, t)}
          onPick={pick}
        />
        <HexView bytes={batch.bytes} fields={batch.fields} lit={litBy(line)} onByte={pickByte} />
      </div>
      <FieldNote line={line} batch={batch} />
    </section>
  )
}

/** A sentence on what is picked. */
function FieldNote({ line, batch }: { readonly line: Line | undefined; readonly batch: DiskBatch }) {
  const t = useT()
  if (line === undefined) return null
  const text =
    line.kind === 'field' ? t(`disk.field.${line.field.name}` as MessageKey) : recordText(batch, line.index, t)
  return (
    <p className="disk-note" role="status">
      {text}
    </p>
  )
}

function recordText({ rows }: DiskBatch, index: number, t: Translate): string {
  const { offset, timestamp, key, value, headers } = rows[index]!
  const parts = [
    t('disk.record.offset', { offset }),
    t('disk.record.time', { time: wallTime(timestamp) }),
    t('disk.record.key', { key: key ?? 'null' }),
    value === null ? t('disk.record.tombstone') : t('disk.record.value', { value }),
    ...headers.map(([name, each]) => t('disk.record.header', { name, value: each ?? 'null' })),
  ]
  return parts.join(' · ')
}

const TIMES: ReadonlySet<BatchField['name']> = new Set(['baseTimestamp', 'deleteHorizonMs', 'maxTimestamp'])

function lineParts(line: Line, batch: DiskBatch, t: Translate): RowParts {
  if (line.kind === 'field') {
    const { name, value, record, from, to } = line.field
    const shown = TIMES.has(name) ? wallTime(Number(value)) : value
    return {
      className: record === null ? 'disk-field' : 'disk-field is-within',
      label: `${name} ${shown}`,
      content: (
        <>
          <span className="mono">{shownName(name)}</span>
          <span className="disk-value mono">{shown}</span>
          <span className="disk-size">{to - from}</span>
        </>
      ),
    }
  }
  const { offset, key, value } = batch.rows[line.index]!
  return {
    className: 'disk-record',
    label: recordText(batch, line.index, t),
    content: (
      <>
        <span className="mono disk-offset">{offset}</span>
        <span className="disk-value">
          {key === null ? '' : `${key} → `}
          {value === null ? t('disk.record.tombstoneShort') : value}
        </span>
        {line.to > line.from && <span className="disk-size">{line.to - line.from}</span>}
      </>
    ),
  }
}

/** `attributes` is the name of two fields in Kafka: of the batch, and of each record. */
function shownName(name: BatchField['name']): string {
  return name === 'recordAttributes' ? 'attributes' : name
}

function linesOf({ fields, rows }: DiskBatch, openRecord: number | null): Line[] {
  const ofRecord = new Map<number, BatchField[]>()
  const lines: Line[] = []
  for (const field of fields) {
    if (field.record === null) lines.push({ kind: 'field', field })
    else ofRecord.set(field.record, [...(ofRecord.get(field.record) ?? []), field])
  }
  for (let index = 0; index < rows.length; index++) {
    const own = ofRecord.get(index) ?? []
    lines.push({ kind: 'record', index, from: own[0]?.from ?? 0, to: own.at(-1)?.to ?? 0 })
    if (index === openRecord) lines.push(...own.map((field): Line => ({ kind: 'field', field })))
  }
  return lines
}

const isRecord = (line: Line, index: number | null) => line.kind === 'record' && line.index === index

function recordAt({ rows }: DiskBatch, offset: number): number | null {
  const index = rows.findIndex((each) => each.offset === offset)
  return index < 0 ? null : index
}

function litBy(line: Line | undefined): Lit | null {
  if (line === undefined) return null
  return line.kind === 'field' ? line.field : line
}

/** On the node's own lane; the inspector opens with it. */
function showRecord(node: string, topicPartition: string, offset: number): void {
  const broker = node.slice(node.lastIndexOf('-') + 1)
  useSelectionStore.getState().select({ kind: 'record', id: `${topicPartition}@${broker}`, offset })
}
