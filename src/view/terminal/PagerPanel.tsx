import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import type { PagerImage } from '../../kafka/observe/cluster-image.ts'
import { keepKeys, keyOf, useFocusWhereReaderIs } from './editor-keys.ts'
import { isAtEnd, type Pager, type PagerPrompt, usePager } from './use-pager.ts'
import './editor.css'

interface PagerPanelProps {
  readonly terminal: string
  readonly pager: PagerImage
}

/** The screen of `less` and `more`: a text page by page with their keys, and the same by buttons. */
export function PagerPanel({ terminal, pager: image }: PagerPanelProps) {
  const t = useT()
  const page = useRef<HTMLDivElement>(null)
  const section = useRef<HTMLElement>(null)
  const pager = usePager(terminal, image, page)
  useFocusWhereReaderIs(section, page)
  const name = image.files[pager.fileIndex]?.name || t('terminal.pager.input')
  const { prompt } = pager
  return (
    <section
      ref={section}
      className="terminal-editor"
      aria-label={t('terminal.editor.label', { program: image.program, name })}
      onKeyDown={keepKeys}
    >
      <div className="terminal-editor-bar">
        <p className="terminal-editor-head">
          <strong>{image.program}</strong> <span className="mono">{name}</span>{' '}
          {image.files.length > 1 && (
            <span className="terminal-editor-mark">
              {t('terminal.pager.file', { index: pager.fileIndex + 1, count: image.files.length })}
            </span>
          )}
        </p>
        <Buttons pager={pager} files={image.files.length} />
      </div>
      <div
        ref={page}
        className={`terminal-pager mono ${image.chops || image.numbers ? 'is-chopped' : ''}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is read and moved by keys.
        tabIndex={0}
        role="document"
        aria-label={t('terminal.editor.text', { name })}
        onKeyDown={(event) => onKey(event, pager)}
      >
        {image.numbers && <pre aria-hidden>{numbersOf(pager.text)}</pre>}
        <pre data-text>{marked(pager)}</pre>
      </div>
      {prompt !== null && <Prompt pager={pager} prompt={prompt} onDone={() => page.current?.focus()} />}
      <p className="terminal-editor-foot">
        <Position page={page} image={image} text={pager.text} />
        <span role="status" className="mono">
          {pager.message}
        </span>
        <span className="muted">{t(image.isWhole ? 'terminal.pager.keys' : 'terminal.pager.more')}</span>
      </p>
    </section>
  )
}

function Buttons({ pager, files }: { readonly pager: Pager; readonly files: number }) {
  const t = useT()
  const { fileIndex } = pager
  return (
    <div className="actions">
      <button type="button" className="button" onClick={() => pager.press('b')}>
        {t('terminal.pager.back')} <kbd>b</kbd>
      </button>
      <button type="button" className="button" onClick={() => pager.press(' ')}>
        {t('terminal.pager.forward')} <kbd>{t('terminal.pager.space')}</kbd>
      </button>
      <button type="button" className="button" onClick={() => pager.press('/')}>
        {t('terminal.editor.prompt.search')} <kbd>/</kbd>
      </button>
      {files > 1 && (
        <button type="button" className="button" onClick={() => pager.goToFile((fileIndex + 1) % files)}>
          {t('terminal.pager.nextFile')} <kbd>:n</kbd>
        </button>
      )}
      <button type="button" className="button" onClick={pager.leave}>
        {t('terminal.editor.leave')} <kbd>q</kbd>
      </button>
    </div>
  )
}

function Prompt({
  pager,
  prompt,
  onDone,
}: {
  readonly pager: Pager
  readonly prompt: PagerPrompt
  readonly onDone: () => void
}) {
  const t = useT()
  const done = (answered: PagerPrompt | null) => {
    if (answered === null) pager.setPrompt(null)
    else pager.answer(answered)
    onDone()
  }
  return (
    <form
      className="terminal-editor-prompt"
      onSubmit={(event) => {
        event.preventDefault()
        done(prompt)
      }}
    >
      <label>
        <span className="visually-hidden">
          {t(prompt.kind === 'colon' ? 'terminal.pager.colon' : 'terminal.editor.prompt.search')}
        </span>
        <span aria-hidden className="mono">
          {{ colon: ':', search: '/', searchBack: '?' }[prompt.kind]}
        </span>
        <input
          className="mono"
          // biome-ignore lint/a11y/noAutofocus: the reader has just asked for this line.
          autoFocus
          autoComplete="off"
          spellCheck={false}
          value={prompt.typed}
          onChange={({ target }) => pager.setPrompt({ ...prompt, typed: target.value })}
          onKeyDown={(event) => {
            const isGone = event.key === 'Backspace' && prompt.typed === ''
            if (event.key !== 'Escape' && !(event.ctrlKey && event.key.toLowerCase() === 'c') && !isGone) return
            event.preventDefault()
            done(null)
          }}
        />
      </label>
    </form>
  )
}

/** How far the page has come: as less says it, `(END)` or per cent. */
function Position({
  page,
  image,
  text,
}: {
  readonly page: RefObject<HTMLElement | null>
  readonly image: PagerImage
  readonly text: string
}) {
  const [shown, setShown] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has another end.
  useEffect(() => {
    const element = page.current
    if (element === null) return
    const look = () => setShown(positionIn(element, image.isWhole))
    look()
    element.addEventListener('scroll', look)
    window.addEventListener('resize', look)
    return () => {
      element.removeEventListener('scroll', look)
      window.removeEventListener('resize', look)
    }
  }, [page, image.isWhole, text])
  return <span className="mono">{shown}</span>
}

function positionIn(page: HTMLElement, isWhole: boolean): string {
  if (isAtEnd(page)) return isWhole ? '(END)' : ':'
  return `${Math.round(((page.scrollTop + page.clientHeight) / page.scrollHeight) * 100)}%`
}

function numbersOf(text: string): string {
  const lines = text.split('\n')
  if (lines[lines.length - 1] === '') lines.pop()
  return lines.map((_, index) => String(index + 1).padStart(7)).join('\n')
}

/** The text with what was found in it. */
function marked({ text, matches, current }: Pager): ReactNode[] {
  const parts: ReactNode[] = []
  let at = 0
  for (const [index, { from, to }] of matches.entries()) {
    parts.push(text.slice(at, from))
    parts.push(
      <mark key={from} className={index === current ? 'is-current' : ''}>
        {text.slice(from, to)}
      </mark>,
    )
    at = to
  }
  parts.push(text.slice(at))
  return parts
}

/** Tab leaves the page, so that a keyboard is never caught in it. */
function onKey(event: KeyboardEvent<HTMLElement>, pager: Pager): void {
  if (event.altKey || ['Tab', 'F6', 'Shift'].includes(event.key)) return
  const key = keyOf(event)
  const copies = key === 'Ctrl+c' && (event.metaKey || !(document.getSelection()?.isCollapsed ?? true))
  if (key === '' || copies || key === 'Ctrl+a' || key === 'Ctrl+v' || key === 'Escape') return
  event.preventDefault()
  pager.press(key)
}
