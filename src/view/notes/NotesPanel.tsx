import { type CSSProperties, type PointerEvent, useMemo, useRef } from 'react'
import { useT } from '../../i18n/index.ts'
import { cleanScript } from '../../notes/clean-script.ts'
import type { OpenedNotes } from '../../notes/kept-notes.ts'
import type { Heading } from '../../notes/notes-model.ts'
import { readNotes } from '../../notes/read-notes.ts'
import { openDialog } from '../../store/dialog-store.ts'
import { readCommand } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { closeNotes, showNotes, useNotes } from '../../store/notes-store.ts'
import { CopyButton } from '../parts/CopyButton.tsx'
import { Icon } from '../parts/Icon.tsx'
import { inRem, uiScale } from '../parts/ui-scale.ts'
import { goTo, NotesArticle } from './NotesArticle.tsx'
import { useNotesWidth } from './notes-width.ts'
import { stopBlocks } from './run-blocks.ts'
import './notes.css'

/** The opened notes beside the stage; on a phone before it, with a way back. */
export function NotesPanel({ opened }: { readonly opened: OpenedNotes }) {
  const t = useT()
  const frame = useRef<HTMLElement>(null)
  const headings = useRef<readonly HTMLElement[]>([])
  // Nobody can guess it, so nothing in a file can pass for one of its blocks.
  const mark = useMemo(() => `notes${crypto.getRandomValues(new Uint32Array(2)).join('')}`, [])
  const notes = useMemo(() => readNotes(opened.text, opened.format, mark), [opened, mark])
  const name = notes.title ?? notes.headings[0]?.text ?? (opened.name === '' ? t('notes.pasted') : opened.name)
  const { widthPx, most } = useNotesWidth()
  return (
    <section
      className="notes"
      aria-label={t('notes.label', { name })}
      style={{ '--notes-width': `min(${inRem(widthPx)}, ${most})` } as CSSProperties}
    >
      <div className="notes-head">
        <h2 title={opened.name}>{name}</h2>
        <StopAll />
        <button
          type="button"
          className="button notes-back"
          aria-label={t('notes.toStage')}
          title={t('notes.toStage')}
          onClick={() => showNotes(false)}
        >
          <span className="narrow-only">{t('notes.toStage')}</span>
          <Icon name="chevron" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={t('notes.openOthers')}
          title={t('notes.openOthers')}
          onClick={() => openDialog({ name: 'notes' })}
        >
          <Icon name="file" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={t('notes.close')}
          title={t('notes.close')}
          onClick={closeNotes}
        >
          <Icon name="close" />
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must reach what is further down. */}
      <section className="notes-body" ref={frame} tabIndex={0} aria-label={t('notes.text')}>
        <Contents headings={notes.headings} goToHeading={(at) => goTo(headings.current[at])} />
        {notes.blocks.some(({ pastes }) => pastes.length > 0) && (
          <p className="notes-script">
            <CopyButton
              textOf={() => cleanScript(notes.blocks, async (text) => (await readCommand(text)).lines)}
              words={t('notes.copyScript')}
            />
          </p>
        )}
        {opened.format === 'asciidoc' && notes.asWritten && <p className="notes-remark muted">{t('notes.asciidoc')}</p>}
        <NotesArticle {...{ opened, notes, mark, frame, headings }} />
      </section>
      <Edge widthPx={widthPx} />
    </section>
  )
}

interface ContentsProps {
  readonly headings: readonly Heading[]
  goToHeading(index: number): void
}

/** For notes that have more than one screen of them. */
function Contents({ headings, goToHeading }: ContentsProps) {
  const t = useT()
  if (headings.length < 2) return null
  const least = Math.min(...headings.map(({ level }) => level))
  return (
    <details className="notes-contents">
      <summary>{t('notes.contents')}</summary>
      <nav aria-label={t('notes.contents')}>
        <ol>
          {headings.map(({ text, level, slug }, i) => (
            <li key={slug} data-depth={Math.min(3, level - least)}>
              <button type="button" className="notes-link" onClick={() => goToHeading(i)}>
                {text}
              </button>
            </li>
          ))}
        </ol>
      </nav>
    </details>
  )
}

/** While anything runs that blocks have started. */
function StopAll() {
  const t = useT()
  const parts = useNotes((state) => state.parts)
  const queued = useNotes(({ queue }) => queue.length > 0)
  const running = useImageStore(
    ({ image }) =>
      parts.filter(({ terminal, to }) => to === null && (image.terminals.get(terminal)?.running ?? null) !== null)
        .length,
  )
  if (running === 0 && !queued) return null
  return (
    <button type="button" className="button" onClick={() => void stopBlocks()}>
      {t('notes.stopAll', { count: running })}
    </button>
  )
}

const STEP_PX = 24

/** The panel's edge towards the stage: drag it, or use the arrow keys. */
function Edge({ widthPx }: { readonly widthPx: number }) {
  const t = useT()
  const { setWidth, leastPx, mostPx } = useNotesWidth()
  const grabbed = useRef<{ readonly x: number; readonly widthPx: number } | null>(null)
  const drag = (event: PointerEvent) => {
    if (grabbed.current !== null) setWidth(grabbed.current.widthPx + (event.clientX - grabbed.current.x) / uiScale())
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves has a value, which <hr> has not.
    <div
      className="notes-edge"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('notes.resize')}
      aria-valuemin={leastPx}
      aria-valuemax={mostPx}
      aria-valuenow={widthPx}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture?.(event.pointerId)
        grabbed.current = { x: event.clientX, widthPx }
      }}
      onPointerMove={drag}
      onPointerUp={() => (grabbed.current = null)}
      onPointerCancel={() => (grabbed.current = null)}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
        event.preventDefault()
        event.stopPropagation()
        setWidth(widthPx + (event.key === 'ArrowRight' ? STEP_PX : -STEP_PX))
      }}
    />
  )
}
