/** The keys of vi that this editor has, as a function of what stands there: for hands that know them, and notes that name them. */
import { startOfLine } from './editor-drafts.ts'

export interface ViState {
  readonly mode: 'normal' | 'insert'
  readonly text: string
  readonly cursor: number
  /** The first key of a command of two. */
  readonly pending: string
  /** What was cut or copied last; lines end with a line end. */
  readonly register: string
}

/** What the panel does beside showing the text. */
export type ViEffect = 'none' | 'colon' | 'search' | 'next' | 'undo' | 'redo' | 'saveAndLeave' | 'leave' | 'unknown'

export interface ViStep {
  readonly state: ViState
  readonly effect: ViEffect
}

const PAIRS: ReadonlySet<string> = new Set(['dd', 'yy', 'gg', 'ZZ', 'ZQ'])
const BEGINNINGS: ReadonlySet<string> = new Set(['d', 'y', 'g', 'Z'])
const EFFECTS: Readonly<Record<string, ViEffect>> = {
  ':': 'colon',
  '/': 'search',
  n: 'next',
  u: 'undo',
  'Ctrl+r': 'redo',
  ZZ: 'saveAndLeave',
  ZQ: 'leave',
}

/** A key in command mode: a letter as typed, `Ctrl+r`, or the name of a key. */
export function viKey(before: ViState, key: string): ViStep {
  const state = { ...before, pending: '' }
  if (key === 'Escape') return { state, effect: 'none' }
  if (before.pending === '' && BEGINNINGS.has(key)) return { state: { ...state, pending: key }, effect: 'none' }
  const whole = before.pending + key
  if (before.pending !== '' && !PAIRS.has(whole)) return { state, effect: 'unknown' }
  const effect = EFFECTS[whole]
  if (effect !== undefined) return { state, effect }
  const at = placeAfter(state, whole)
  if (at !== null) return { state: { ...state, cursor: within(state.text, at) }, effect: 'none' }
  const next = edited(state, whole) ?? inserting(state, whole)
  return next === null ? { state, effect: 'unknown' } : { state: next, effect: 'none' }
}

export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end
}

/** In command mode the cursor stands on a character, and on none only in an empty line. */
function within(text: string, at: number): number {
  const start = lineStart(text, Math.min(at, text.length))
  const end = lineEnd(text, start)
  return Math.max(start, Math.min(at, end === start ? start : end - 1))
}

function placeAfter({ text, cursor }: ViState, key: string): number | null {
  const start = lineStart(text, cursor)
  const end = lineEnd(text, cursor)
  const column = cursor - start
  switch (key) {
    case 'h':
    case 'ArrowLeft':
    case 'Backspace':
      return Math.max(start, cursor - 1)
    case 'l':
    case 'ArrowRight':
    case ' ':
      return cursor + 1 < end ? cursor + 1 : cursor
    case 'j':
    case 'ArrowDown':
    case 'Enter':
      return end === text.length ? cursor : Math.min(end + 1 + column, lineEnd(text, end + 1))
    case 'k':
    case 'ArrowUp': {
      const above = lineStart(text, start - 1)
      return start === 0 ? cursor : Math.min(above + column, start - 1)
    }
    case '0':
    case 'Home':
      return start
    case '^':
      return start + (/^[ \t]*/.exec(text.slice(start, end))?.[0].length ?? 0)
    case '$':
    case 'End':
      return end
    case 'w':
      return nextWord(text, cursor)
    case 'b':
      return wordBefore(text, cursor)
    case 'gg':
      return 0
    case 'G':
      return startOfLine(text, 0)
    default:
      return null
  }
}

function nextWord(text: string, cursor: number): number {
  const [word = ''] = /^(?:[\p{L}\p{N}_]+|[^\p{L}\p{N}_\s]+)?\s*/u.exec(text.slice(cursor)) ?? []
  return cursor + word.length
}

function wordBefore(text: string, cursor: number): number {
  const before = text.slice(0, cursor)
  const [word = ''] = /(?:[\p{L}\p{N}_]+|[^\p{L}\p{N}_\s]+)\s*$/u.exec(before) ?? []
  return word === '' ? 0 : cursor - word.length
}

function edited(state: ViState, key: string): ViState | null {
  const { text, cursor, register } = state
  const start = lineStart(text, cursor)
  const end = lineEnd(text, cursor)
  const cut = (from: number, to: number, kept: string) => {
    const rest = text.slice(0, from) + text.slice(to)
    return { ...state, text: rest, cursor: within(rest, from), register: kept }
  }
  switch (key) {
    case 'x':
    case 'Delete':
      return cursor < end ? cut(cursor, cursor + 1, text.charAt(cursor)) : state
    case 'D':
      return cut(cursor, end, text.slice(cursor, end))
    case 'dd': {
      const line = `${text.slice(start, end)}\n`
      // The last line takes the line end before it along.
      return end === text.length ? cut(Math.max(0, start - 1), end, line) : cut(start, end + 1, line)
    }
    case 'yy':
      return { ...state, register: `${text.slice(start, end)}\n` }
    case 'p':
    case 'P':
      return put(state, register, key === 'p')
    default:
      return null
  }
}

/** Whole lines below or above the line, anything else behind or before the cursor. */
function put(state: ViState, register: string, behind: boolean): ViState {
  const { text, cursor } = state
  if (register === '') return state
  if (!register.endsWith('\n')) {
    const at = behind ? Math.min(cursor + 1, lineEnd(text, cursor)) : cursor
    return { ...state, text: text.slice(0, at) + register + text.slice(at), cursor: at + register.length - 1 }
  }
  if (!behind) {
    const at = lineStart(text, cursor)
    return { ...state, text: text.slice(0, at) + register + text.slice(at), cursor: at }
  }
  const at = lineEnd(text, cursor)
  return { ...state, text: `${text.slice(0, at)}\n${register.slice(0, -1)}${text.slice(at)}`, cursor: at + 1 }
}

function inserting(state: ViState, key: string): ViState | null {
  const { text, cursor } = state
  const start = lineStart(text, cursor)
  const end = lineEnd(text, cursor)
  const at = (place: number, whole = text): ViState => ({ ...state, mode: 'insert', text: whole, cursor: place })
  switch (key) {
    case 'i':
    case 'Insert':
      return at(cursor)
    case 'a':
      return at(Math.min(cursor + 1, end))
    case 'I':
      return at(start + (/^[ \t]*/.exec(text.slice(start, end))?.[0].length ?? 0))
    case 'A':
      return at(end)
    case 'o':
      return at(end + 1, `${text.slice(0, end)}\n${text.slice(end)}`)
    case 'O':
      return at(start, `${text.slice(0, start)}\n${text.slice(start)}`)
    case 'C':
      return at(cursor, text.slice(0, cursor) + text.slice(end))
    default:
      return null
  }
}

/** Esc: back to command mode, a step to the left. */
export function leaveInsert(state: ViState): ViState {
  const start = lineStart(state.text, state.cursor)
  return { ...state, mode: 'normal', pending: '', cursor: Math.max(start, state.cursor - 1) }
}

/** What `:` is followed by. `name` is empty for the file's own. */
export type ColonCommand =
  | { readonly kind: 'write'; readonly name: string; readonly leaves: boolean; readonly forced: boolean }
  | { readonly kind: 'quit'; readonly forced: boolean }
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'none' | 'unknown' }

export function readColon(typed: string): ColonCommand {
  const line = typed.trim().replace(/^:+\s*/, '')
  if (line === '') return { kind: 'none' }
  if (/^(\d+|\$)$/.test(line)) return { kind: 'line', line: line === '$' ? 0 : Math.max(1, Number(line)) }
  const [, word = '', bang = '', name = ''] = /^([a-z]+)(!?)(?:\s+(.*))?$/.exec(line) ?? []
  const forced = bang === '!'
  if (['q', 'quit', 'qa', 'qall'].includes(word) && name === '') return { kind: 'quit', forced }
  if (['w', 'write'].includes(word)) return { kind: 'write', name, leaves: false, forced }
  if (['wq', 'x', 'xit', 'wqa', 'xa', 'exit'].includes(word)) return { kind: 'write', name, leaves: true, forced }
  return { kind: 'unknown' }
}

/** Where the words stand next behind the cursor, going round; -1 where nowhere. */
export function searched(text: string, words: string, cursor: number): number {
  if (words === '') return -1
  const at = text.indexOf(words, cursor + 1)
  return at === -1 ? text.indexOf(words) : at
}
