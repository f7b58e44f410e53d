import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { type Translate, useT } from '../../i18n/index.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { closeDialog } from '../../store/dialog-store.ts'
import { useImageStore } from '../../store/image-store.ts'
import { showToast } from '../../store/toasts-store.ts'
import { formatBytes } from '../parts/format-time.ts'
import {
  BadLineError,
  guessFormat,
  type LineFormat,
  type LineRecord,
  MAX_FILE_BYTES,
  type ReadLines,
  readLines,
} from './read-lines.ts'
import { type Destination, sendAll } from './send-records.ts'

interface SendFileDialogProps {
  readonly file: File | null
  readonly producer: string | null
  readonly terminal: string | null
}

const formats: readonly LineFormat[] = ['text', 'ndjson', 'csv']
const PREVIEWED = 5

/** A file, its format, where the key is, and where the records go: then one by one, with a way to stop. */
export function SendFileDialog({ file: dropped, producer, terminal }: SendFileDialogProps) {
  const t = useT()
  const [file, setFile] = useState(dropped)
  const fileId = useId()
  return (
    <>
      <p className="muted">{t('dialog.sendFile.intro')}</p>
      {dropped === null && (
        <p>
          <label htmlFor={fileId}>{t('dialog.sendFile.choose')}</label>{' '}
          <input
            id={fileId}
            type="file"
            className="field"
            accept=".txt,.log,.csv,.ndjson,.jsonl,.json,text/*"
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
        </p>
      )}
      {file !== null && (
        <FileForm key={`${file.name}${file.size}`} file={file} producer={producer} terminal={terminal} t={t} />
      )}
    </>
  )
}

function FileForm({
  file,
  producer,
  terminal,
  t,
}: SendFileDialogProps & { readonly file: File; readonly t: Translate }) {
  const text = useFileText(file)
  const [format, setFormat] = useState<LineFormat | null>(null)
  const [keyField, setKeyField] = useState('')
  const used = format ?? guessFormat(file.name, text ?? '')
  const read = useMemo(() => readOrProblem(text, used, t), [text, used, t])
  if (file.size > MAX_FILE_BYTES) {
    return (
      <p className="bad">
        {t('dialog.sendFile.tooLarge', { size: formatBytes(file.size), max: formatBytes(MAX_FILE_BYTES) })}
      </p>
    )
  }
  if (text === null) return null
  return (
    <div className="send-file">
      <p>
        <strong>{file.name}</strong> <span className="muted">{formatBytes(file.size)}</span>
      </p>
      <label className="config-row">
        {t('dialog.sendFile.format')}
        <select value={used} onChange={(event) => setFormat(event.target.value as LineFormat)}>
          {formats.map((each) => (
            <option key={each} value={each}>
              {t(`dialog.sendFile.format.${each}`)}
            </option>
          ))}
        </select>
      </label>
      {typeof read === 'string' ? (
        <p className="bad" role="alert">
          {read}
        </p>
      ) : (
        <>
          {read.fields.length > 0 && (
            <label className="config-row">
              {t('dialog.sendFile.key')}
              <select value={keyField} onChange={(event) => setKeyField(event.target.value)}>
                <option value="">{t('dialog.sendFile.noKey')}</option>
                {read.fields.map((field) => (
                  <option key={field} value={field}>
                    {field}
                  </option>
                ))}
              </select>
            </label>
          )}
          <Sending records={read.records(keyField === '' ? null : keyField)} producer={producer} terminal={terminal} />
        </>
      )}
    </div>
  )
}

function Sending({
  records,
  producer,
  terminal,
}: {
  readonly records: readonly LineRecord[]
  readonly producer: string | null
  readonly terminal: string | null
}) {
  const t = useT()
  const image = useImageStore((state) => state.image)
  const choices = destinations(image, t)
  const [chosen, setChosen] = useState(() => preferred(choices, producer, terminal))
  const [sent, setSent] = useState<number | null>(null)
  const stopped = useRef(false)
  useEffect(() => {
    stopped.current = false
    return () => {
      stopped.current = true
    }
  }, [])
  const choice = choices.find((each) => each.id === chosen) ?? choices[0]
  const send = async (to: Destination, name: string) => {
    setSent(0)
    const result = await sendAll(records, to, () => stopped.current, setSent)
    setSent(null)
    if (result.error !== null) showToast({ tone: 'error', text: result.error })
    else if (result.sent < records.length)
      showToast({ tone: 'info', text: t('dialog.sendFile.stopped', { sent: result.sent }) })
    else {
      showToast({ tone: 'done', text: t('dialog.sendFile.done', { count: result.sent, name }) })
      closeDialog()
    }
  }

  if (choice === undefined) return <p className="warn">{t('dialog.sendFile.noProducer')}</p>
  if (records.length === 0) return <p className="warn">{t('dialog.sendFile.empty')}</p>
  return (
    <>
      <label className="config-row">
        {t('dialog.sendFile.to')}
        <select value={choice.id} disabled={sent !== null} onChange={(event) => setChosen(event.target.value)}>
          {choices.map((each) => (
            <option key={each.id} value={each.id}>
              {each.label}
            </option>
          ))}
        </select>
      </label>
      <Preview records={records} />
      {sent !== null && (
        <>
          <progress max={records.length} value={sent} aria-label={t('dialog.sendFile.title')} />
          <p role="status">{t('dialog.sendFile.progress', { sent, count: records.length })}</p>
        </>
      )}
      <div className="actions">
        {sent === null ? (
          <button type="button" className="button primary" onClick={() => void send(choice.to, choice.label)}>
            {t('dialog.sendFile.send')}
          </button>
        ) : (
          <button
            type="button"
            className="button"
            onClick={() => {
              stopped.current = true
            }}
          >
            {t('dialog.sendFile.stop')}
          </button>
        )}
      </div>
    </>
  )
}

function Preview({ records }: { readonly records: readonly LineRecord[] }) {
  const t = useT()
  return (
    <>
      <p className="muted">{t('dialog.sendFile.preview', { count: records.length })}</p>
      <table className="preview">
        <thead>
          <tr>
            <th scope="col">{t('dialog.sendFile.column.key')}</th>
            <th scope="col">{t('dialog.sendFile.column.value')}</th>
          </tr>
        </thead>
        <tbody>
          {records.slice(0, PREVIEWED).map(({ key, value }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing else to go by, and never change places.
            <tr key={index}>
              <td>{key ?? 'null'}</td>
              <td>{value.slice(0, 120)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

interface Choice {
  readonly id: string
  readonly label: string
  readonly to: Destination
}

/** Every producer with every topic it may write to, the one it writes to first; and terminals whose program reads. */
function destinations(image: ClusterImage, t: Translate): readonly Choice[] {
  const topics = [...image.topics.values()].filter((topic) => !topic.internal).map((topic) => topic.name)
  const producers = [...image.producers.values()]
    .filter((producer) => producer.terminal === null)
    .flatMap(({ name, spec }) => {
      const first = spec.workload?.topic
      const ordered = first === undefined ? topics : [first, ...topics.filter((topic) => topic !== first)]
      return ordered.map((topic): Choice => {
        const label = `${t('dialog.sendFile.producer', { name })} → ${topic}`
        return { id: `producer ${name} ${topic}`, label, to: { kind: 'producer', producer: name, topic } }
      })
    })
  const terminals = [...image.terminals.values()]
    .filter((terminal) => terminal.running !== null)
    .map(({ name }): Choice => {
      return {
        id: `terminal ${name}`,
        label: t('dialog.sendFile.terminal', { name }),
        to: { kind: 'terminal', terminal: name },
      }
    })
  return [...producers, ...terminals]
}

function preferred(choices: readonly Choice[], producer: string | null, terminal: string | null): string {
  const wanted = choices.find(({ to }) =>
    to.kind === 'producer' ? to.producer === producer : to.terminal === terminal,
  )
  return (wanted ?? choices[0])?.id ?? ''
}

function useFileText(file: File): string | null {
  const [text, setText] = useState<string | null>(null)
  useEffect(() => {
    let gone = false
    if (file.size <= MAX_FILE_BYTES) {
      file.text().then((read) => {
        if (!gone) setText(read)
      })
    }
    return () => {
      gone = true
    }
  }, [file])
  return text
}

function readOrProblem(text: string | null, format: LineFormat, t: Translate): ReadLines | string {
  try {
    return readLines(text ?? '', format)
  } catch (error) {
    if (error instanceof BadLineError) return t('dialog.sendFile.badLine', { line: error.line, text: error.text })
    return String(error)
  }
}
