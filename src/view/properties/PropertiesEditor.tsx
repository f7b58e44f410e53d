import { type RefObject, useId, useRef } from 'react'
import { engineWords } from '../../i18n/engine-words.ts'
import { type Translate, useT } from '../../i18n/index.ts'
import { CopyOutcome, useCopy } from '../parts/CopyOutcome.tsx'
import type { EditedProperties, PropertiesRead } from './use-properties.ts'
import './properties.css'

type Note = PropertiesRead['notes'][number]

interface PropertiesEditorProps {
  readonly file: EditedProperties
  /** What the text is. */
  readonly label: string
  /** What going back to it is called. */
  readonly resetLabel: string
}

/** A properties file as text, a number before each line; below it, line by line, what Kafka would make of it. */
export function PropertiesEditor({ file, label, resetLabel }: PropertiesEditorProps) {
  const t = useT()
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const { read, text } = file
  if (read === null) return <p className="muted">{t('properties.reading')}</p>
  const lines = text.split('\n')
  const { notes } = read
  const goTo = (line: number) => {
    const at = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
    field.current?.focus()
    field.current?.setSelectionRange(at, at + (lines[line - 1]?.length ?? 0))
    field.current?.closest('.properties-text')?.scrollTo?.({ top: Math.max(0, (line - 4) * LINE_PX) })
  }
  const putRight = ({ line, meant }: Note) => {
    if (line === null || meant === undefined) return
    file.edit(lines.map((each, index) => (index === line - 1 ? meant : each)).join('\n'))
    goTo(line)
  }
  return (
    <div className="properties">
      <label htmlFor={id}>{label}</label>
      <div className="properties-text">
        <Gutter lines={lines.length} notes={file.stale ? [] : notes} />
        <textarea
          id={id}
          ref={field}
          className="mono"
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          rows={lines.length}
          cols={Math.min(MOST_COLUMNS, Math.max(...lines.map((line) => line.length)) + 2)}
          aria-describedby={`${id}-notes`}
          value={text}
          onChange={(event) => file.edit(event.target.value, true)}
          onKeyDown={(event) => {
            if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== 'z') return
            event.preventDefault()
            file.undo()
          }}
        />
      </div>
      <EditorButtons file={file} field={field} original={read.original} resetLabel={resetLabel} />
      <div id={`${id}-notes`} role="status">
        {file.stale ? null : <Notes notes={notes} onGoTo={goTo} onPutRight={putRight} />}
      </div>
    </div>
  )
}

const LINE_PX = 20
const MOST_COLUMNS = 400

const MARKS: Readonly<Record<Note['kind'], readonly ['bad' | 'warn' | 'note', string]>> = {
  refused: ['bad', '✕'],
  decided: ['bad', '✕'],
  unknown: ['warn', '!'],
  again: ['warn', '!'],
  withoutEffect: ['note', 'i'],
}

/** Line numbers, and a mark where something is said of a line. */
function Gutter({ lines, notes }: { readonly lines: number; readonly notes: readonly Note[] }) {
  const marks = new Map([...notes].reverse().map(({ line, kind }) => [line, MARKS[kind]]))
  return (
    <div className="properties-gutter mono" aria-hidden="true">
      {Array.from({ length: lines }, (_, index) => {
        const [tone, sign] = marks.get(index + 1) ?? []
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number.
          <span key={index} className={tone}>
            {sign} {index + 1}
          </span>
        )
      })}
    </div>
  )
}

interface EditorButtonsProps {
  readonly file: EditedProperties
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly original: string
  readonly resetLabel: string
}

function EditorButtons({ file, field, original, resetLabel }: EditorButtonsProps) {
  const t = useT()
  const [outcome, copy] = useCopy(file.text, field)
  return (
    <div className="actions">
      <button type="button" className="button" disabled={!file.canUndo} onClick={file.undo}>
        {t('properties.undo')}
      </button>
      <button type="button" className="button" onClick={() => void copy()}>
        {t('properties.copy')}
      </button>
      <button type="button" className="button" disabled={file.text === original} onClick={() => file.edit(original)}>
        {resetLabel}
      </button>
      {file.changed && (
        <button type="button" className="button" onClick={file.discard}>
          {t('properties.discard')}
        </button>
      )}
      <CopyOutcome outcome={outcome} />
    </div>
  )
}

interface NotesProps {
  readonly notes: readonly Note[]
  onGoTo(line: number): void
  onPutRight(note: Note): void
}

function Notes({ notes, onGoTo, onPutRight }: NotesProps) {
  const t = useT()
  if (notes.length === 0) return <p className="muted">{t('properties.fine')}</p>
  return (
    <ul className="properties-notes">
      {notes.map((note) => {
        const { line, kind, name, meant } = note
        const [tone, sign] = MARKS[kind]
        return (
          <li key={`${line} ${kind} ${name}`} className={tone}>
            <span className="properties-sign" aria-hidden="true">
              {sign}
            </span>
            <div>
              {line !== null && (
                <button type="button" className="link-button" onClick={() => onGoTo(line)}>
                  {t('properties.line', { line })}
                </button>
              )}{' '}
              <span>{noteText(note, t)}</span>
              {meant !== undefined && (
                <button type="button" className="button properties-meant" onClick={() => onPutRight(note)}>
                  {t('properties.putRight')} <code>{meant}</code>
                </button>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

function noteText({ kind, name, words, meant }: Note, t: Translate): string {
  switch (kind) {
    case 'refused':
      return t('properties.refused', { words })
    case 'decided':
      return engineWords(words)
    case 'unknown':
      return t(meant === undefined ? 'properties.unknown' : 'properties.misspelt', { name })
    case 'again':
      return t('properties.again', { name, line: words })
    case 'withoutEffect':
      return t('properties.withoutEffect', { name })
  }
}

/** Whether nothing would start, or come about, with what stands there. */
export function isRefused({ read, stale }: EditedProperties): boolean {
  return stale || isFatal(read?.notes ?? [])
}

/** Whether a broker would die of one of the lines. */
export function isFatal(notes: readonly Note[]): boolean {
  return notes.some(({ kind }) => kind === 'refused' || kind === 'decided')
}
