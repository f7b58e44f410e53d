/** xterm.js with our line editor in front. Loaded only when a terminal is first shown. */
import { FitAddon } from '@xterm/addon-fit'
import { type ITheme, Terminal } from '@xterm/xterm'
import '@xterm/xterm/css/xterm.css'
import type { TerminalImage } from '../../kafka/cluster-image.ts'
import type { LocalText } from '../../store/terminals-store.ts'
import { codePointWidth } from './char-width.ts'
import { emptyLineEditor, type LineEditor, type LineEffect, replaceBeforeCursor, typeInto } from './line-editor.ts'
import { commonPrefix, drawPromptLine, erasePromptLine, inColumns, type PromptLine } from './prompt-line.ts'
import { nothingWritten, openLine, screenChange, type Written } from './transcript.ts'
import { adoptXtermStyles } from './xterm-policy.ts'

export interface XtermHandlers {
  /** Whole lines in the order typed, joined by newlines. */
  submit(text: string): void
  interrupt(): void
  endInput(): void
  clear(): void
  /** Writes a list of completions above the line. */
  remark(text: string): void
  complete(line: string, cursor: number): Promise<{ readonly from: number; readonly candidates: readonly string[] }>
}

export interface XtermView {
  /** Shows the terminal as the engine has it; null before it is open. */
  show(terminal: TerminalImage | null, local: readonly LocalText[]): void
  focus(): void
  dispose(): void
}

const theme: ITheme = {
  background: '#11151d',
  foreground: '#d9dee8',
  cursor: '#d9dee8',
  cursorAccent: '#11151d',
  selectionBackground: '#3b4a6b',
  green: '#5fd38d',
  yellow: '#f0b45a',
  red: '#ff8787',
  brightBlack: '#9aa3b5',
}

const fontFamily =
  'ui-monospace, "SF Mono", "Cascadia Mono", Consolas, D2Coding, "Noto Sans Mono CJK KR", "DejaVu Sans Mono", monospace'

/** The image keeps 60,000 characters; this many lines hold them. */
const SCROLLBACK = 3_000
/** How long a line waits for its echo from the engine; usually that is one frame. */
const ECHO_WAIT_MS = 250

export function createXtermView(
  element: HTMLElement,
  label: string,
  history: string[],
  handlers: XtermHandlers,
): XtermView {
  const terminal = new Terminal({
    fontFamily,
    fontSize: 13,
    lineHeight: 1.35,
    convertEol: true,
    cursorBlink: false,
    scrollback: SCROLLBACK,
    // Its own screen reader mode ignores text that comes without keys, as from input methods; `TerminalScreen` has a log.
    screenReaderMode: false,
    allowProposedApi: true,
    theme,
  })
  const fit = new FitAddon()
  terminal.loadAddon(fit)
  agreeOnWidths(terminal)
  const letGoOfStyles = adoptXtermStyles(element)
  terminal.open(element)
  terminal.textarea?.setAttribute('aria-label', label)

  let editor = emptyLineEditor(history)
  let shown: { readonly image: TerminalImage | null; readonly local: readonly LocalText[] } = { image: null, local: [] }
  let written: Written = nothingWritten
  let drawn: PromptLine | null = null
  let before = ''
  let askedTwice = ''

  const erase = () => (drawn === null ? '' : erasePromptLine(drawn, terminal.cols))
  const draw = (): string => {
    const prompt = shown.image === null ? '$ ' : shown.image.prompt
    drawn = { before, prompt, characters: editor.characters, cursor: editor.cursor }
    return drawPromptLine(drawn, terminal.cols)
  }
  const show = (image: TerminalImage | null, local: readonly LocalText[]) => {
    shown = { image, local }
    const change = screenChange(written, image, local)
    written = change.written
    if (!change.reset && change.text === '' && drawn?.prompt === (image?.prompt ?? '$ ')) return
    const taken = change.reset ? '\u001b[2J\u001b[3J\u001b[H' : erase()
    before = openLine(change.reset ? change.text : before + change.text)
    terminal.write(taken + change.text + draw())
  }
  let disposed = false
  const redraw = () => {
    if (!disposed) terminal.write(erase() + draw())
  }

  const setEditor = (next: LineEditor) => {
    editor = next
    redraw()
  }
  const complete = async (line: string, cursor: number) => {
    const asked = editor
    const { from, candidates } = await handlers.complete(line, cursor)
    // The reader typed on while the answer was under way.
    if (editor !== asked || candidates.length === 0) return
    const word = line.slice(from, cursor)
    const shared = commonPrefix(candidates)
    const only = candidates.length === 1
    const open = /[/=]$/.test(shared)
    if (shared.length > word.length || only)
      setEditor(replaceBeforeCursor(editor, from, only && !open ? `${shared} ` : shared))
    else if (askedTwice === line) handlers.remark(inColumns(candidates, terminal.cols))
    askedTwice = line
  }
  const carryOut = (effects: readonly LineEffect[]) => {
    const lines: string[] = []
    const flush = () => {
      if (lines.length > 0) handlers.submit(lines.splice(0).join('\n'))
    }
    for (const effect of effects) {
      if (effect.type === 'submit') {
        lines.push(effect.line)
        continue
      }
      flush()
      if (effect.type === 'interrupt') handlers.interrupt()
      else if (effect.type === 'endOfInput') handlers.endInput()
      else if (effect.type === 'complete') void complete(effect.line, effect.cursor)
      else if (effect.type === 'clearScreen') terminal.write(`\u001b[2J\u001b[H${draw()}`, () => handlers.clear())
    }
    flush()
  }

  terminal.attachCustomKeyEventHandler((event) => passToXterm(event, terminal, editor))
  terminal.onData((heard) => {
    const step = typeInto(editor, heard)
    history.splice(0, history.length, ...step.editor.history)
    if (step.effects.at(-1)?.type === 'submit') {
      // The line stays on screen until the shell has written it there itself; an empty prompt would flicker by.
      editor = step.editor
      setTimeout(redraw, ECHO_WAIT_MS)
    } else if (step.editor !== editor) {
      setEditor(step.editor)
    }
    carryOut(step.effects)
  })
  const resized = new ResizeObserver(() => {
    if (element.clientHeight === 0) return
    const taken = erase()
    fit.fit()
    terminal.write(taken + draw())
  })
  resized.observe(element)
  fit.fit()

  return {
    show,
    focus: () => terminal.focus(),
    dispose: () => {
      disposed = true
      resized.disconnect()
      letGoOfStyles()
      terminal.dispose()
    },
  }
}

/** The terminal's own table of widths is older than ours; both must agree, or the cursor stands beside its place. */
function agreeOnWidths(terminal: Terminal): void {
  const version = 'kafkascope'
  terminal.unicode.register({
    version,
    wcwidth: codePointWidth,
    charProperties: (codePoint, preceding) => {
      const ownWidth = codePointWidth(codePoint)
      const precedingWidth = (preceding >> 1) & 3
      const joins = ownWidth === 0 && preceding !== 0 && precedingWidth !== 0
      const width = joins ? Math.max(ownWidth, precedingWidth) : ownWidth
      return ((width & 3) << 1) | (joins ? 1 : 0)
    },
  })
  terminal.unicode.activeVersion = version
}

/**
 * Keys the browser keeps: Tab where there is nothing to complete (or a keyboard could never leave), paste, and copy
 * while something is selected.
 */
function passToXterm(event: KeyboardEvent, terminal: Terminal, editor: LineEditor): boolean {
  if (event.key === 'Tab') return !event.shiftKey && editor.characters.length > 0
  const command = event.ctrlKey || event.metaKey
  if (command && event.key.toLowerCase() === 'v') return false
  if (command && event.key.toLowerCase() === 'c' && terminal.hasSelection()) return false
  return true
}
