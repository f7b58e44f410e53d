import { Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { t, useT } from '../../i18n/index.ts'
import { fedByScript, scriptOf } from '../../notes/clean-script.ts'
import { complete, play, readCommand } from '../../store/engine.ts'
import { fetchPart, useMissingParts } from '../../store/fetch-part.ts'
import { useImageStore } from '../../store/image-store.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { leaveStory } from '../../store/stories-store.ts'
import {
  clearLocally,
  endInput,
  interrupt,
  type LocalText,
  suspend,
  useTerminals,
  writeLocally,
} from '../../store/terminals-store.ts'
import { useStories } from '../../store/told-stories.ts'
import { CopyButton } from '../parts/CopyButton.tsx'
import { lazyPart } from '../parts/lazy-part.ts'
import { PartLoading } from '../parts/PartLoading.tsx'
import { ExplainPanel } from './ExplainPanel.tsx'
import { closeExplained, explainIn, useExplained } from './explained.ts'
import { OfferBar } from './OfferBar.tsx'
import { takeOffer, useOffers, withdrawOffer } from './offers.ts'
import { giveUpWaiting } from './pasted-block.ts'
import { completeSimulatorLine } from './run-simulator-line.ts'
import { isSimulatorLine } from './simulator-commands.ts'
import { useStandingLines } from './standing-lines.ts'
import { promptOf, submitLines } from './submit-lines.ts'
import { terminalLines } from './terminal-words.ts'
import type { XtermHandlers, XtermView } from './xterm-view.ts'

const ScreenPanel = lazyPart(() => import('./ScreenPanel.tsx').then((part) => part.ScreenPanel))

/** Kept for as long as the page is: closing and opening a tab does not forget what was typed. */
const histories = new Map<string, string[]>()
const SPOKEN_LINES = 12
/** The help of a tool is read together, and the longest has fewer lines. */
const READ_LINES = 250
const noLocalText: readonly LocalText[] = []

/** One terminal's screen. xterm.js comes with the first one shown, so that the page itself stays light. */
export function TerminalScreen({ name, title }: { readonly name: string; readonly title: string }) {
  const translate = useT()
  const element = useRef<HTMLDivElement>(null)
  const view = useRef<XtermView>(null)
  const hadFocus = useRef(false)
  const missing = useMissingParts((parts) => parts.missing > 0)
  const [state, setState] = useState<'loading' | 'ready'>('loading')
  const terminal = useImageStore((store) => store.image.terminals.get(name) ?? null)
  const said = useTerminals((store) => store.local[name] ?? noLocalText)
  const local = useStandingLines(said)
  const waits = usePlaybackStore((store) => store.playback.state === 'paused') && (terminal?.running ?? null) !== null
  const offer = useOffers((store) => store[name])
  const explained = useExplained((store) => store[name])
  const failed = terminal !== null && terminal.running === null && terminal.lastExitCode !== 0
  const editor = terminal?.editor ?? null
  const wasEditing = useRef(false)
  useEffect(() => {
    if (editor === null && wasEditing.current) view.current?.focus()
    wasEditing.current = editor !== null && element.current?.parentElement?.contains(document.activeElement) === true
  })
  const take = useCallback(() => {
    view.current?.clearLine()
    view.current?.focus()
    void takeOffer(name)
    leaveStory()
  }, [name])

  useEffect(() => {
    let gone = false
    fetchPart(() => import('./xterm-view.ts')).then(({ createXtermView }) => {
      if (gone || element.current === null) return
      view.current = createXtermView(element.current, title, historyOf(name), handlersOf(name, take))
      if (hadFocus.current) view.current.focus()
      setState('ready')
    })
    return () => {
      gone = true
      hadFocus.current = element.current?.contains(document.activeElement) === true
      view.current?.dispose()
      view.current = null
      // Another language names it anew: what stands in the terminal has to be written into the new one.
      setState('loading')
    }
  }, [name, title, take])

  const untouched = said === noLocalText
  useEffect(() => {
    const opened = useImageStore.getState().image.terminals.has(name)
    if (untouched && !opened) writeLocally(name, `${t('terminal.welcome')}\n`)
  }, [name, untouched])

  useEffect(() => {
    if (state === 'ready') view.current?.show(terminal, local)
  }, [state, terminal, local])

  return (
    <div className="terminal-screen" data-terminal={name}>
      {state !== 'ready' && (
        <p className="terminal-note" role="status">
          {translate(missing ? 'terminal.failed' : 'terminal.loading')}
        </p>
      )}
      <div className="terminal-xterm" ref={element} inert={editor !== null} />
      {editor !== null && (
        <Suspense fallback={<PartLoading />}>
          <ScreenPanel terminal={name} open={editor} />
        </Suspense>
      )}
      <div className="visually-hidden" role="log" aria-live="polite" aria-label={title}>
        {newestLines((terminal?.output ?? '') + (local.at(-1)?.text ?? ''))}
      </div>
      <button
        type="button"
        className="terminal-explain-button"
        onClick={() => {
          void explainIn(name, view.current?.line() ?? '', historyOf(name).at(-1) ?? '')
          view.current?.focus()
        }}
      >
        {translate(failed ? 'terminal.explain.error' : 'terminal.explain.button')} <kbd>Alt+H</kbd>
      </button>
      {explained !== undefined && (
        <ExplainPanel
          explained={explained}
          onClose={() => {
            closeExplained(name)
            view.current?.focus()
          }}
        >
          {historyOf(name).length > 0 && (
            <CopyButton textOf={() => scriptOfHistory(historyOf(name))} words={t('terminal.copyScript')} />
          )}
        </ExplainPanel>
      )}
      {offer !== undefined && offer.afterLength <= (terminal?.outputLength ?? 0) && (
        <OfferBar offer={offer} onRun={take} onClose={() => withdrawOffer(name)} />
      )}
      {waits && <StandsStill />}
    </div>
  )
}

/** What runs here waits, since no time passes. */
function StandsStill() {
  const translate = useT()
  const held = useStories((store) => store.held)
  return (
    <p className="terminal-paused" role="status">
      {translate(held ? 'terminal.held' : 'terminal.paused')}
      {!held && (
        <button type="button" className="button" onClick={play}>
          {translate('terminal.play')}
        </button>
      )}
    </p>
  )
}

/** What a screen reader is told: enough to hold a table, not the whole past. */
function newestLines(output: string): string {
  const shown = terminalLines(lastLines(output, READ_LINES))
  return lastLines(shown, SPOKEN_LINES)
}

function lastLines(output: string, count: number): string {
  let from = output.length
  for (let lines = 0; lines < count && from > 0; lines++) from = output.lastIndexOf('\n', from - 1)
  return output.slice(Math.max(0, from + 1))
}

/** Only what was meant by what was entered, to be kept or run elsewhere. */
async function scriptOfHistory(history: readonly string[]): Promise<string> {
  const shell = history.filter((line) => !isSimulatorLine(line, '$ '))
  const { lines } = await readCommand(shell.join('\n'))
  return scriptOf([fedByScript(lines)])
}

function historyOf(name: string): string[] {
  const known = histories.get(name) ?? []
  histories.set(name, known)
  return known
}

function handlersOf(name: string, take: () => void): XtermHandlers {
  return {
    submit: (text, rest) => void submitLines(name, text, rest),
    takeOffer: take,
    explain: (line) => void explainIn(name, line, historyOf(name).at(-1) ?? ''),
    interrupt: () => {
      giveUpWaiting(name)
      void interrupt(name)
      leaveStory()
    },
    suspend: () => {
      giveUpWaiting(name)
      void suspend(name)
      leaveStory()
    },
    endInput: () => {
      void endInput(name)
      leaveStory()
    },
    clear: () => clearLocally(name),
    remark: (line, text) => writeLocally(name, `${promptOf(name)}${line}\n${text}`),
    complete: (line, cursor) =>
      isSimulatorLine(line, promptOf(name))
        ? Promise.resolve(completeSimulatorLine(line, cursor))
        : complete(line, cursor),
  }
}
