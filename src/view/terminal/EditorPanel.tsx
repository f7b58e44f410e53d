import { type ClipboardEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react'
import { useT } from '../../i18n/index.ts'
import type { EditorImage } from '../../kafka/observe/cluster-image.ts'
import { tellOfLostEditors } from './editor-drafts.ts'
import { keepKeys, keyOf, useFocusWhereReaderIs } from './editor-keys.ts'
import { type Editor, type EditorPrompt, isVi, useEditor } from './use-editor.ts'
import './editor.css'

// Once, and for good: an editor may go while nobody looks at its terminal.
tellOfLostEditors()

interface EditorPanelProps {
  readonly terminal: string
  readonly editor: EditorImage
}

/** The screen of `vi` and `nano`: a text field with their keys, and the same by buttons. */
export function EditorPanel({ terminal, editor: image }: EditorPanelProps) {
  const t = useT()
  const editor = useEditor(terminal, image)
  const field = useRef<HTMLTextAreaElement>(null)
  const section = useRef<HTMLElement>(null)
  useFocusWhereReaderIs(section, field)
  useCursor(field, editor)
  const { draft, earlier, prompt } = editor
  const label = t('terminal.editor.label', { program: image.program, name: image.name })
  const vi = isVi(image)
  return (
    <section ref={section} className="terminal-editor" aria-label={label} onKeyDown={keepKeys}>
      <div className="terminal-editor-bar">
        <p className="terminal-editor-head">
          <strong>{image.program}</strong> <span className="mono">{image.name}</span>{' '}
          {image.readOnly && <span className="terminal-editor-mark">{t('terminal.editor.isReadOnly')}</span>}
          {draft.changed && <span className="terminal-editor-mark">{t('terminal.editor.changed')}</span>}
        </p>
        <Buttons editor={editor} image={image} />
      </div>
      <textarea
        ref={field}
        className="mono"
        aria-label={t('terminal.editor.text', { name: image.name })}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        wrap="off"
        readOnly={!editor.mayWrite}
        data-mode={editor.mode}
        value={draft.text}
        onChange={({ target }) => editor.write(target.value, target.selectionStart)}
        onClick={({ currentTarget }) => editor.point(currentTarget.selectionStart)}
        onKeyUp={({ currentTarget }) => editor.mayWrite && editor.point(currentTarget.selectionStart)}
        onKeyDown={(event) => earlier === null && onKey(event, editor)}
        onPaste={(event) => onPaste(event, editor)}
      />
      {earlier !== null && <EarlierChanges editor={editor} />}
      {prompt !== null && <Prompt editor={editor} prompt={prompt} onDone={() => field.current?.focus()} />}
      <p className="terminal-editor-foot">
        <span role="status" className="mono">
          {vi && editor.mode === 'insert' && editor.message === image.said
            ? `-- INSERT --  ${editor.message}`
            : editor.message}
        </span>
        <span className="muted">{t(vi ? `terminal.editor.vi.${editor.mode}` : 'terminal.editor.nano')}</span>
      </p>
    </section>
  )
}

function Buttons({ editor, image }: { readonly editor: Editor; readonly image: EditorImage }) {
  const t = useT()
  const [save, saveAndLeave, leave] = isVi(image)
    ? [':w', ':wq', editor.draft.changed ? ':q!' : ':q']
    : ['^O', '', '^X']
  return (
    <div className="actions">
      {!image.readOnly && (
        <>
          <button type="button" className="button" onClick={() => editor.save(false)}>
            {t('terminal.editor.save')} <kbd>{save}</kbd>
          </button>
          <button type="button" className="button" onClick={() => editor.save(true)}>
            {t('terminal.editor.saveAndLeave')} {saveAndLeave !== '' && <kbd>{saveAndLeave}</kbd>}
          </button>
        </>
      )}
      <button type="button" className="button" onClick={editor.leave}>
        {t(editor.draft.changed ? 'terminal.editor.leaveChanged' : 'terminal.editor.leave')} <kbd>{leave}</kbd>
      </button>
    </div>
  )
}

/** As vim asks where it finds what an editor before it did not save. */
function EarlierChanges({ editor }: { readonly editor: Editor }) {
  const t = useT()
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])
  return (
    <div className="terminal-editor-earlier" role="alert">
      <p>{t('terminal.editor.earlier')}</p>
      <div className="actions">
        <button ref={first} type="button" className="button" onClick={editor.takeUp}>
          {t('terminal.editor.takeUp')}
        </button>
        <button type="button" className="button" onClick={editor.forget}>
          {t('terminal.editor.forget')}
        </button>
      </div>
    </div>
  )
}

const SIGNS = { colon: ':', search: '/', name: '', leave: '' } as const

function Prompt({
  editor,
  prompt,
  onDone,
}: {
  readonly editor: Editor
  readonly prompt: EditorPrompt
  readonly onDone: () => void
}) {
  const t = useT()
  const done = (answered: EditorPrompt | null) => {
    if (answered === null) editor.setPrompt(null)
    else editor.answer(answered)
    onDone()
  }
  const type = (typed: string) => {
    // One letter answers nano's question.
    if (prompt.kind === 'leave' && /^[ynYN]/.test(typed)) done({ ...prompt, typed })
    else editor.setPrompt({ ...prompt, typed })
  }
  const label = t(`terminal.editor.prompt.${prompt.kind}`)
  return (
    <form
      className="terminal-editor-prompt"
      onSubmit={(event) => {
        event.preventDefault()
        done(prompt)
      }}
    >
      <label>
        <span className={SIGNS[prompt.kind] === '' ? '' : 'visually-hidden'}>{label}</span>
        <span aria-hidden className="mono">
          {SIGNS[prompt.kind]}
        </span>
        <input
          className="mono"
          // biome-ignore lint/a11y/noAutofocus: the reader has just asked for this line.
          autoFocus
          autoComplete="off"
          spellCheck={false}
          value={prompt.typed}
          onChange={({ target }) => type(target.value)}
          onKeyDown={(event) => {
            const gone = event.key === 'Backspace' && prompt.typed === '' && prompt.kind === 'colon'
            if (event.key === 'Escape' || (event.ctrlKey && event.key.toLowerCase() === 'c') || gone) {
              event.preventDefault()
              done(null)
            }
          }}
        />
      </label>
    </form>
  )
}

/** Tab leaves the text, so that a keyboard is never caught in it. */
function onKey(event: KeyboardEvent<HTMLTextAreaElement>, editor: Editor): void {
  if (event.nativeEvent.isComposing || event.altKey || ['Tab', 'F6', 'Shift'].includes(event.key)) return
  const key = keyOf(event)
  const selects =
    event.currentTarget.selectionEnd - event.currentTarget.selectionStart > (editor.mode === 'normal' ? 1 : 0)
  const copies = (key === 'Ctrl+c' || key === 'Ctrl+x') && (event.metaKey || selects)
  if (key === '' || key === 'Ctrl+v' || copies) return
  if (editor.press(key)) event.preventDefault()
}

function onPaste(event: ClipboardEvent, editor: Editor): void {
  if (editor.mayWrite) return
  event.preventDefault()
  if (editor.earlier === null) editor.paste(event.clipboardData.getData('text/plain').replaceAll('\r\n', '\n'))
}

/** In command mode the cursor is the character it stands on, as a block. */
function useCursor(field: { readonly current: HTMLTextAreaElement | null }, editor: Editor): void {
  const { mode, moved, draft } = editor
  const place = useRef(draft)
  place.current = draft
  // biome-ignore lint/correctness/useExhaustiveDependencies: each move counts, also one that leads nowhere.
  useLayoutEffect(() => {
    const element = field.current
    if (element === null) return
    const { text, cursor } = place.current
    const end = mode === 'normal' && cursor < text.length && text.charAt(cursor) !== '\n' ? cursor + 1 : cursor
    element.setSelectionRange(cursor, end)
    const lines = text.split('\n').length
    const height = element.scrollHeight / lines
    const top = (text.slice(0, cursor).split('\n').length - 1) * height
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + 2 * height > element.scrollTop + element.clientHeight)
      element.scrollTop = top + 2 * height - element.clientHeight
  }, [field, mode, moved])
}
