import { useId, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { closeDialog } from '../../store/dialog-store.ts'
import { openNotesFile, openPastedNotes } from '../../store/notes-files.ts'
import { showNotes } from '../../store/notes-store.ts'

/** A file of the reader's, or text that is pasted. */
export function OpenNotesDialog() {
  const t = useT()
  const [text, setText] = useState('')
  const [fileId, textId] = [useId(), useId()]
  const openFile = async (file: File | undefined) => {
    if (file !== undefined && (await openNotesFile(file))) closeDialog()
  }
  return (
    <div className="open-notes">
      <p className="muted">{t('notes.open.intro')}</p>
      <p>
        <label htmlFor={fileId}>{t('notes.open.file')}</label>{' '}
        <input
          id={fileId}
          type="file"
          className="field"
          accept=".md,.markdown,.txt,.adoc,.asciidoc,text/markdown,text/plain"
          onChange={(event) => void openFile(event.target.files?.[0])}
        />
      </p>
      <label htmlFor={textId}>{t('notes.open.paste')}</label>
      <textarea
        id={textId}
        className="field"
        rows={8}
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="actions">
        <button
          type="button"
          className="button primary"
          disabled={text.trim() === ''}
          onClick={() => {
            openPastedNotes(text)
            showNotes(true)
            closeDialog()
          }}
        >
          {t('notes.open.show')}
        </button>
      </div>
      <p className="muted">{t('notes.open.kept')}</p>
    </div>
  )
}
