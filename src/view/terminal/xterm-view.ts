/** xterm.js with our line editor in front. Loaded only when a terminal is first shown. */
import { FitAddon } from '@xterm/addon-fit'
import { type ITheme, Terminal } from '@xterm/xterm'
import '@xterm/xterm/css/xterm.css'
import type { TerminalImage } from '../../kafka/observe/cluster-image.ts'
import type { LocalText } from '../../store/terminals-store.ts'
import { uiScale } from '../parts/ui-scale.ts'
import { codePointWidth } from './char-width.ts'
import {
  emptyLineEditor,
  type LineEditor,
  type LineEffect,
  lineText,
  replaceBeforeCursor,
  searchPrompt,
  typeInto,
} from './line-editor.ts'
import { commonPrefix, drawPromptLine, erasePromptLine, inColumns, type PromptLine } from './prompt-line.ts'
import { terminalLines } from './terminal-words.ts'
import { nothingWritten, openLine, screenChange, type Written, withoutLocal } from './transcript.ts'
import { adoptXtermStyles } from './xterm-policy.ts'

export interface XtermHandlers {
  /** Whole lines in the order typed, joined by newlines; `rest` is what a paste has left on the line. */
  submit(text: string, rest: string): void
  interrupt(): void
  suspend(): void
  /** Explains the line, or where it is empty what was entered last. */
  explain(line: string): void
  /** Runs what is offered in place of what was typed. */
  takeOffer(): void
  endInput(): void
  clear(): void
  /** Leaves the line where it stands and writes an answer of the page's own under it, a list of completions say. */
  remark(line: string, text: string): void
  complete(line: string, cursor: number): Promise<{ readonly from: number; readonly candidates: readonly string[] }>
}

export interface XtermView {
  /** Shows the terminal as the engine has it; null before it is open. */
  show(terminal: TerminalImage | null, local: readonly LocalText[]): void
  focus(): void
  /** What stands on the line being typed. */
  line(): string
  /** Takes away what stands on the line being typed. */
  clearLine(): void
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

/** Lines that can be scrolled back to, as a reader's own terminal keeps them; the image holds as many of a usual length. */
const SCROLLBACK = 10_000
/** How long a line waits for its echo from the engine; usually that is one frame. */
const ECHO_WAIT_MS = 250

export function createXtermView(
  element: HTMLElement,
  label: string,
  history: string[],
  handlers: XtermHandlers,
): XtermView {
  return new XtermTerminal(element, label, history, handlers)
}

class XtermTerminal implements XtermView {
  readonly #element: HTMLElement
  readonly #history: string[]
  readonly #handlers: XtermHandlers
  readonly #terminal: Terminal
  readonly #fit = new FitAddon()
  readonly #resized: ResizeObserver
  readonly #letGoOfStyles: () => void
  #editor: LineEditor
  #image: TerminalImage | null = null
  #written: Written = nothingWritten
  /** The line being typed as it stands on screen. */
  #drawn: PromptLine | null = null
  /** The unfinished line of output in front of it. */
  #before = ''
  #askedFor = ''
  #disposed = false

  constructor(element: HTMLElement, label: string, history: string[], handlers: XtermHandlers) {
    this.#element = element
    this.#history = history
    this.#handlers = handlers
    this.#editor = emptyLineEditor(history)
    this.#terminal = createTerminal()
    this.#terminal.loadAddon(this.#fit)
    this.#letGoOfStyles = adoptXtermStyles(element)
    this.#terminal.open(element)
    this.#terminal.textarea?.setAttribute('aria-label', label)
    this.#terminal.attachCustomKeyEventHandler((event) => passToXterm(event, this.#terminal, this.#editor))
    this.#terminal.onData((heard) => this.#hear(heard))
    this.#resized = new ResizeObserver(() => this.#fitAgain())
    this.#resized.observe(element)
    this.#fit.fit()
  }

  show(image: TerminalImage | null, local: readonly LocalText[]): void {
    this.#image = image
    const { text: said, ...change } = screenChange(this.#written, image, local)
    const text = terminalLines(said)
    this.#written = change.written
    if (!change.reset && text === '' && this.#drawn?.prompt === this.#shownPrompt()) return
    const taken = change.reset ? '\u001b[2J\u001b[3J\u001b[H' : this.#erase()
    this.#before = openLine(change.reset ? text : this.#before + text)
    this.#terminal.write(taken + text + this.#draw())
  }

  focus(): void {
    this.#terminal.focus()
  }

  line(): string {
    return lineText(this.#editor)
  }

  clearLine(): void {
    this.#editor = emptyLineEditor(this.#history)
    this.#redraw()
  }

  dispose(): void {
    this.#disposed = true
    this.#resized.disconnect()
    this.#letGoOfStyles()
    this.#terminal.dispose()
  }

  #prompt(): string {
    return this.#image === null ? '$ ' : this.#image.prompt
  }

  #shownPrompt(): string {
    return searchPrompt(this.#editor) ?? this.#prompt()
  }

  #draw(): string {
    const { characters, cursor } = this.#editor
    this.#drawn = { before: this.#before, prompt: this.#shownPrompt(), characters, cursor }
    return drawPromptLine(this.#drawn, this.#terminal.cols)
  }

  #erase(): string {
    return this.#drawn === null ? '' : erasePromptLine(this.#drawn, this.#terminal.cols)
  }

  #redraw(): void {
    if (!this.#disposed) this.#terminal.write(this.#erase() + this.#draw())
  }

  #fitAgain(): void {
    if (this.#element.clientHeight === 0) return
    const taken = this.#erase()
    this.#terminal.options.fontSize = fontSize()
    this.#fit.fit()
    this.#terminal.write(taken + this.#draw())
  }

  #hear(heard: string): void {
    const { editor, effects } = typeInto(this.#editor, heard, this.#prompt() === '$ ' ? 'shell' : 'program')
    this.#history.splice(0, this.#history.length, ...editor.history)
    const changed = editor !== this.#editor
    this.#editor = editor
    // A submitted line stays on screen until the shell has written it there itself; an empty prompt would flicker by.
    if (effects.at(-1)?.type === 'submit') setTimeout(() => this.#redraw(), ECHO_WAIT_MS)
    else if (changed) this.#redraw()
    this.#carryOut(effects)
  }

  #carryOut(effects: readonly LineEffect[]): void {
    const lines: string[] = []
    const flush = () => {
      if (lines.length > 0) this.#handlers.submit(lines.splice(0).join('\n'), lineText(this.#editor))
    }
    for (const effect of effects) {
      if (effect.type === 'submit') lines.push(effect.line)
      else flush()
      if (effect.type === 'interrupt') this.#handlers.interrupt()
      if (effect.type === 'suspend') this.#handlers.suspend()
      if (effect.type === 'explain') this.#handlers.explain(effect.line)
      if (effect.type === 'takeOffer') this.#handlers.takeOffer()
      if (effect.type === 'endOfInput') this.#handlers.endInput()
      if (effect.type === 'complete') void this.#complete(effect.line, effect.cursor)
      if (effect.type === 'noSuchEvent') this.#handlers.remark(effect.line, `bash: ${effect.event}: event not found\n`)
      if (effect.type === 'clearScreen') this.#clearScreen()
    }
    flush()
  }

  #clearScreen(): void {
    this.#before = ''
    // The page's own lines go for good; what programs wrote is off the screen, but no reason to write it there again.
    this.#written = withoutLocal(this.#written)
    this.#terminal.write(`\u001b[2J\u001b[H${this.#draw()}`, () => this.#handlers.clear())
  }

  /** One candidate is taken, several are taken as far as they agree; asked twice, they are listed. */
  async #complete(line: string, cursor: number): Promise<void> {
    const asked = this.#editor
    const { from, candidates } = await this.#handlers.complete(line, cursor)
    // The reader typed on while the answer was under way.
    if (this.#editor !== asked || candidates.length === 0) return
    const shared = commonPrefix(candidates)
    const only = candidates.length === 1
    if (only || shared.length > cursor - from) {
      const end = only && !/[/=]$/.test(shared) ? ' ' : ''
      this.#editor = replaceBeforeCursor(this.#editor, from, shared + end)
      this.#redraw()
    } else if (this.#askedFor === line) {
      this.#handlers.remark(lineText(this.#editor), inColumns(candidates, this.#terminal.cols))
    }
    this.#askedFor = lineText(this.#editor)
  }
}

/** Pixels, since xterm.js knows no other unit. */
function fontSize(): number {
  return Math.round(13 * uiScale())
}

function createTerminal(): Terminal {
  const terminal = new Terminal({
    fontFamily,
    fontSize: fontSize(),
    lineHeight: 1.35,
    convertEol: true,
    cursorBlink: false,
    scrollback: SCROLLBACK,
    // Its own screen reader mode ignores text that comes without keys, as from input methods; `TerminalScreen` has a log.
    screenReaderMode: false,
    allowProposedApi: true,
    theme,
  })
  agreeOnWidths(terminal)
  return terminal
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
 * Keys the browser and the page keep: F6, Tab where there is nothing to complete (or a keyboard could never leave), paste, and copy
 * while something is selected.
 */
function passToXterm(event: KeyboardEvent, terminal: Terminal, editor: LineEditor): boolean {
  if (event.key === 'Tab') return !event.shiftKey && editor.characters.length > 0
  if (event.key === 'F6') return false
  const command = event.ctrlKey || event.metaKey
  if (command && event.key.toLowerCase() === 'v') return false
  if (command && event.key.toLowerCase() === 'c' && terminal.hasSelection()) return false
  return true
}
