import { Suspense } from 'react'
import { useT } from '../../i18n/index.ts'
import type { BlockPart } from '../../notes/kept-notes.ts'
import { play } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { usePreferences } from '../../store/preferences-store.ts'
import { useSheet } from '../../store/sheet-store.ts'
import { leaveStory } from '../../store/stories-store.ts'
import { selectTab } from '../../store/terminals-store.ts'
import { useStories } from '../../store/told-stories.ts'
import { lazyPart } from '../parts/lazy-part.ts'
import { PartLoading } from '../parts/PartLoading.tsx'
import { hintText } from '../terminal/hint-text.ts'
import { terminalLines } from '../terminal/terminal-words.ts'
import { usePartOutput } from './part-output.ts'

const ScreenPanel = lazyPart(() => import('../terminal/ScreenPanel.tsx').then((parts) => parts.ScreenPanel))

interface Row {
  readonly text: string
  readonly typed: boolean
}

/** What was typed stands as it was; help of a tool is several rows, which are read together. */
function inLanguage(rows: readonly Row[]): readonly Row[] {
  const stretches: { typed: boolean; lines: string[] }[] = []
  for (const { text, typed } of rows) {
    const last = stretches.at(-1)
    if (last?.typed === typed) last.lines.push(text)
    else stretches.push({ typed, lines: [text] })
  }
  return stretches.flatMap(({ typed, lines }) =>
    (typed ? lines : terminalLines(lines.join('\n')).split('\n')).map((text) => ({ text, typed })),
  )
}

/** What one terminal showed for a block, and what the page has to say about it. */
export function BlockOutput({
  part,
  label,
  alone,
}: {
  readonly part: BlockPart
  readonly label: string
  readonly alone: boolean
}) {
  const t = useT()
  const { rows, left, running, hints } = usePartOutput(part)
  const editor = useImageStore(({ image }) => image.terminals.get(part.terminal)?.editor ?? null)
  // The only command of a block stands right above; of several each stands before what it printed.
  const shown = alone && part.deed === 'run' ? rows.filter(({ typed }) => !typed) : rows
  return (
    <div className="notes-output">
      {left > 0 && <p className="muted">{t('notes.rowsLeft', { count: left })}</p>}
      {shown.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must reach what is further down.
        <pre role="log" aria-label={label} tabIndex={0}>
          {inLanguage(shown).map(({ text, typed }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows only ever come behind these.
            <span key={i} className={typed ? 'is-typed' : ''}>
              {text}
              {'\n'}
            </span>
          ))}
        </pre>
      )}
      {shown.length === 0 && part.to !== null && <p className="muted">{t('notes.printedNothing')}</p>}
      {[...new Set(hints.map(hintText))].map((words) => (
        <p key={words} className="notes-hint">
          {words}
        </p>
      ))}
      {running && editor !== null && (
        <Suspense fallback={<PartLoading />}>
          <ScreenPanel terminal={part.terminal} open={editor} />
        </Suspense>
      )}
      {running && editor === null && (
        <p className="notes-running" role="status">
          {t('notes.stillRuns')}{' '}
          <button type="button" className="notes-link" onClick={() => goToTerminal(part.terminal)}>
            {t('notes.toTerminal')}
          </button>
        </p>
      )}
    </div>
  )
}

/** Shown where a block waits for time to go on. */
export function WaitsForTime() {
  const t = useT()
  const paused = usePlaybackStore((store) => store.playback.state === 'paused')
  const held = useStories((store) => store.held)
  if (!paused) return null
  return (
    <p className="notes-remark notes-running" role="status">
      {t(held ? 'notes.held' : 'terminal.paused')}{' '}
      <button type="button" className="button" onClick={held ? leaveStory : play}>
        {t('terminal.play')}
      </button>
    </p>
  )
}

function goToTerminal(name: string): void {
  selectTab(name)
  usePreferences.getState().setPreferences({ dockOpen: true, dockTab: 'terminals' })
  useSheet.setState({ sheet: 'terminals' })
}
