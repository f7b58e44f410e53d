import { useCallback, useState } from 'react'
import { type Translate, useT } from '../../i18n/index.ts'
import { openDiskFile, useDisk } from '../../store/disk-store.ts'
import { askAbout } from '../../store/engine.ts'
import type { BatchRow, FileContents } from '../../worker/disk/file-contents.ts'
import type { DiskFileRead } from '../../worker/questions/read-disk-file.ts'
import { formatBytes } from '../parts/format-time.ts'
import { PartLoading } from '../parts/PartLoading.tsx'
import { useAsked } from '../parts/use-asked.ts'
import { aboutFile, ENTRY_COLUMNS, folderOf, LEADS_BY, nameOf, offsetsText, wallTime } from './disk-words.ts'
import { type RowParts, Rows } from './Rows.tsx'

/** Rows asked for at once: more than a screen shows. */
const PAGE = 64

/** A file, opened: batch by batch, entry by entry, or as text. */
export function FileView({ node, path }: { readonly node: string; readonly path: string }) {
  const t = useT()
  const [from, setFrom] = useState(0)
  const read = useAsked(`${node} ${path} ${from}`, () =>
    askAbout({ type: 'readDiskFile', node, path, from, count: 3 * PAGE }),
  )
  const onWindow = useCallback((first: number) => setFrom(Math.max(0, (Math.floor(first / PAGE) - 1) * PAGE)), [])
  const isRead = read?.path === path
  return (
    <section className="disk-file-view" aria-label={t('disk.fileView', { name: nameOf(path) })}>
      <FileHead path={path} read={isRead ? read : null} />
      {!isRead ? (
        <PartLoading />
      ) : read.contents === null ? (
        <p className="empty">{t('disk.gone')}</p>
      ) : (
        <Contents contents={read.contents} path={path} onWindow={onWindow} />
      )}
    </section>
  )
}

function FileHead({ path, read }: { readonly path: string; readonly read: DiskFileRead | null }) {
  const t = useT()
  const about = aboutFile(nameOf(path), t)
  return (
    <header className="disk-head">
      <h3 className="mono">{nameOf(path)}</h3>
      {read !== null && <span className="muted">{formatBytes(read.sizeInBytes)}</span>}
      {read !== null && read.newestMs !== null && (
        <span className="muted">{t('disk.newest', { time: wallTime(read.newestMs) })}</span>
      )}
      {about !== null && <p className="muted">{about}</p>}
    </header>
  )
}

interface ContentsProps {
  readonly contents: FileContents
  readonly path: string
  onWindow(from: number): void
}

function Contents({ contents, path, onWindow }: ContentsProps) {
  const t = useT()
  switch (contents.kind) {
    case 'unwritten':
      return <p className="empty">{t('disk.unwritten')}</p>
    case 'text':
      return contents.text === '' ? (
        <p className="empty">{t('disk.emptyFile')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by a keyboard.
        <section className="disk-text mono" tabIndex={0} aria-label={t('disk.text')}>
          {contents.text}
        </section>
      )
    case 'batches':
      return <Batches contents={contents} onWindow={onWindow} path={path} />
    case 'entries':
      return <Entries contents={contents} onWindow={onWindow} path={path} />
  }
}

type PartProps<Kind extends FileContents['kind']> = Omit<ContentsProps, 'contents'> & {
  readonly contents: Extract<FileContents, { readonly kind: Kind }>
}

function Batches({ contents: { total, from, rows }, path, onWindow }: PartProps<'batches'>) {
  const t = useT()
  const offset = useDisk((state) => state.offset)
  if (total === 0) return <p className="empty">{t('disk.noBatches')}</p>
  const picked = offset === null ? undefined : rows.find(({ lastOffset }) => lastOffset >= offset)
  return (
    <>
      <div className="disk-row disk-columns disk-batch-row" aria-hidden="true">
        <span>{t('disk.column.offsets')}</span>
        <span>{t('disk.column.records')}</span>
        <span>{t('disk.column.size')}</span>
        <span>{t('disk.column.epoch')}</span>
        <span>{t('disk.column.producerId')}</span>
        <span>{t('disk.column.marks')}</span>
      </div>
      <Rows
        role="listbox"
        label={t('disk.batches', { count: total })}
        count={total}
        active={picked?.index ?? -1}
        row={(index) => batchParts(rows[index - from], t)}
        onPick={(index) => openDiskFile(path, rows[index - from]?.lastOffset ?? null)}
        onWindow={onWindow}
      />
    </>
  )
}

function batchParts(row: BatchRow | undefined, t: Translate): RowParts {
  if (row === undefined) return { content: '…', label: t('app.partLoading') }
  const marks = batchMarks(row, t)
  const offsets = offsetsText(row)
  const size = formatBytes(row.sizeInBytes)
  return {
    className: 'disk-batch-row',
    label: [
      t('disk.batchLabel', { offsets, records: row.records, size, epoch: row.leaderEpoch }),
      ...marks.map(({ long }) => long),
    ].join(', '),
    content: (
      <>
        <span className="mono">{offsets}</span>
        <span>{row.records}</span>
        <span>{size}</span>
        <span>{row.leaderEpoch}</span>
        <span>{row.producerId < 0 ? '–' : row.producerId}</span>
        <span className="disk-marks">
          {marks.map(({ short, long, tone }) => (
            <span key={short} className={`disk-mark ${tone}`} title={long}>
              {short}
            </span>
          ))}
        </span>
      </>
    ),
  }
}

interface BatchMark {
  readonly short: string
  readonly long: string
  readonly tone: '' | 'is-hole' | 'is-control' | 'is-transactional'
}

export function batchMarks(row: BatchRow, t: Translate): readonly BatchMark[] {
  const taken = row.lastOffset - row.baseOffset + 1 - row.records
  const marks: BatchMark[] = []
  if (row.control) marks.push({ short: t('disk.mark.control'), long: t('disk.mark.controlLong'), tone: 'is-control' })
  else if (row.transactional)
    marks.push({
      short: t('disk.mark.transactional'),
      long: t('disk.mark.transactionalLong'),
      tone: 'is-transactional',
    })
  if (row.codec !== 'none') marks.push({ short: row.codec, long: t('disk.mark.codec', { codec: row.codec }), tone: '' })
  if (row.holeBefore > 0)
    marks.push({
      short: t('disk.mark.hole', { count: row.holeBefore }),
      long: t('disk.mark.holeLong', { count: row.holeBefore }),
      tone: 'is-hole',
    })
  if (taken > 0)
    marks.push({
      short: t('disk.mark.taken', { count: taken }),
      long: t('disk.mark.takenLong', { count: taken }),
      tone: 'is-hole',
    })
  if (row.deleteHorizon) marks.push({ short: t('disk.mark.horizon'), long: t('disk.mark.horizonLong'), tone: '' })
  return marks
}

function Entries({ contents, path, onWindow }: PartProps<'entries'>) {
  const t = useT()
  const { of, total, from, rows, preallocated } = contents
  const columns = ENTRY_COLUMNS[of]
  const words = (row: readonly number[]) =>
    columns.map((column, index) => (column === 'disk.column.timestamp' ? wallTime(row[index]!) : String(row[index])))
  const lead = (row: readonly number[] | undefined) => {
    const by = LEADS_BY[of]
    const offset = by === null ? undefined : row?.[by]
    if (offset === undefined || offset < 0) return
    const own = nameOf(path).slice(0, 20)
    // A snapshot is of what lies before it, in whichever segment that is.
    if (of !== 'snapshot') openDiskFile(`${folderOf(path)}/${own}.log`, offset)
  }
  return (
    <>
      {preallocated > 0 && (
        <p className="disk-note muted">{t('disk.preallocated', { size: formatBytes(preallocated) })}</p>
      )}
      {total === 0 ? (
        <p className="empty">{t('disk.noEntries')}</p>
      ) : (
        <>
          <div className="disk-row disk-columns disk-entry-row" aria-hidden="true">
            {columns.map((column) => (
              <span key={column}>{t(column)}</span>
            ))}
          </div>
          <Rows
            role="listbox"
            label={t('disk.entries', { count: total })}
            count={total}
            active={-1}
            row={(index) => {
              const row = rows[index - from]
              if (row === undefined) return { content: '…', label: t('app.partLoading') }
              const texts = words(row)
              return {
                className: 'disk-entry-row',
                label: columns.map((column, each) => `${t(column)} ${texts[each]}`).join(', '),
                content: texts.map((text, each) => (
                  <span key={columns[each]} className="mono">
                    {text}
                  </span>
                )),
              }
            }}
            onPick={(index) => lead(rows[index - from])}
            onWindow={onWindow}
          />
        </>
      )}
    </>
  )
}
