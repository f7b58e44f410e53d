/**
 * The line a reader is typing, as readline edits it. Pure: a key makes a new state, and what has to be done outside
 * comes back as an effect. Text is kept as code points, so that the cursor never lands inside a character.
 */

import { expandHistory } from './history-expansion.ts'

export interface LineEditor {
  readonly characters: readonly string[]
  /** Between 0 and `characters.length`. */
  readonly cursor: number
  /** Lines entered before, oldest first. */
  readonly history: readonly string[]
  /** Place in the history; `history.length` is the line being typed. */
  readonly historyIndex: number
  /** What was being typed before the reader went into the history. */
  readonly draft: string
  /** What the last kill removed, for Ctrl-Y. */
  readonly killed: string
  /** Ctrl-R: what is looked for in the history; null while nothing is. */
  readonly search: HistorySearch | null
  /** Alt-.: how far back the last word was taken from, and how long it was; null after any other key. */
  readonly lastWord: { readonly back: number; readonly length: number } | null
}

export interface HistorySearch {
  readonly sought: string
  /** No line before has it; the one found last stays. */
  readonly failed: boolean
}

export type LineEffect =
  | { readonly type: 'submit'; readonly line: string }
  | { readonly type: 'interrupt' }
  /** Ctrl-Z, while a program runs. */
  | { readonly type: 'suspend' }
  | { readonly type: 'endOfInput' }
  | { readonly type: 'complete'; readonly line: string; readonly cursor: number }
  | { readonly type: 'clearScreen' }
  /** `!x`, and no line was entered that begins so. */
  | { readonly type: 'noSuchEvent'; readonly event: string; readonly line: string }
  /** Alt-Enter: what was offered in place of what was typed. */
  | { readonly type: 'takeOffer' }
  /** Alt-H: what the line says, or what came of the last one. */
  | { readonly type: 'explain'; readonly line: string }
  | { readonly type: 'bell' }

export interface LineStep {
  readonly editor: LineEditor
  readonly effects: readonly LineEffect[]
}

/** More is never looked for again. */
const HISTORY_KEPT = 500

export function emptyLineEditor(history: readonly string[] = []): LineEditor {
  return {
    characters: [],
    cursor: 0,
    history,
    historyIndex: history.length,
    draft: '',
    killed: '',
    search: null,
    lastWord: null,
  }
}

export function lineText(editor: LineEditor): string {
  return editor.characters.join('')
}

/** What stands before the line while the history is searched; null while it is not. */
export function searchPrompt({ search }: LineEditor): string | null {
  return search === null ? null : `(${search.failed ? 'failed ' : ''}reverse-i-search)\`${search.sought}': `
}

/**
 * Takes what the terminal heard: a key as an escape sequence, composed text, or a paste with many lines, of which each
 * whole one is submitted and the rest stays on the line. A shell that reads expands `!!` and its kin first.
 */
export function typeInto(editor: LineEditor, heard: string, reader: 'shell' | 'program' = 'program'): LineStep {
  const effects: LineEffect[] = []
  let now = editor
  for (const token of tokens(heard)) {
    const step = now.search === null ? applyToken(now, token, reader) : searchWith(now, token, reader)
    now = step.editor
    effects.push(...step.effects)
  }
  return { editor: now, effects }
}

/** Puts a completion in place of what stands between code unit `from` and the cursor. */
export function replaceBeforeCursor(editor: LineEditor, from: number, replacement: string): LineEditor {
  const before = editor.characters.slice(0, editor.cursor).join('').slice(0, from)
  const kept = [...before, ...replacement]
  return { ...editor, characters: [...kept, ...editor.characters.slice(editor.cursor)], cursor: kept.length }
}

/** A key as xterm.js tells it (an escape sequence or a control character), or a run of text. */
const tokenPattern = new RegExp(
  [
    String.raw`\x1b\[[0-9;]*[A-Za-z~]`,
    String.raw`\x1bO[A-Z]`,
    String.raw`\x1b[a-zA-Z\x7f\n.]`,
    String.raw`[\x00-\x1f\x7f]`,
  ]
    .concat(String.raw`[^\x00-\x1f\x7f]+`)
    .join('|'),
  'g',
)

/** Bracketed paste marks fall away: lines are split here anyway. */
function tokens(heard: string): readonly string[] {
  const plain = heard.replaceAll('\u001b[200~', '').replaceAll('\u001b[201~', '').replace(/\r\n?/g, '\n')
  return plain.match(tokenPattern) ?? []
}

function applyToken(before: LineEditor, token: string, reader: 'shell' | 'program'): LineStep {
  if (token === '\u001b.') return { editor: insertLastWord(before), effects: [] }
  const editor = before.lastWord === null ? before : { ...before, lastWord: null }
  const edit = edits[token]
  if (edit !== undefined) return { editor: edit(editor), effects: [] }
  switch (token) {
    case '\n':
      return submit(editor, reader)
    case '\t':
      return effect(editor, {
        type: 'complete',
        line: lineText(editor),
        cursor: editor.characters.slice(0, editor.cursor).join('').length,
      })
    case '\u0003':
      return effect(clear(editor), { type: 'interrupt' })
    case '\u001a':
      // The shell takes no notice; the line discipline of a program forgets the line that is being typed.
      return reader === 'shell' ? { editor, effects: [] } : effect(clear(editor), { type: 'suspend' })
    case '\u0004':
      return editor.characters.length === 0
        ? effect(editor, { type: 'endOfInput' })
        : { editor: deleteForward(editor), effects: [] }
    case '\u001bh':
      return effect(editor, { type: 'explain', line: lineText(editor) })
    case '\u001b\n':
      return effect(editor, { type: 'takeOffer' })
    case '\u0012':
      return { editor: beginSearch(editor), effects: [] }
    case '\u000c':
      return effect(editor, { type: 'clearScreen' })
    default:
      if (token.startsWith('\u001b') || token < ' ') return effect(editor, { type: 'bell' })
      return { editor: insert(editor, token), effects: [] }
  }
}

const edits: Readonly<Record<string, (editor: LineEditor) => LineEditor>> = {
  '\u001b[D': (editor) => move(editor, editor.cursor - 1),
  '\u0002': (editor) => move(editor, editor.cursor - 1),
  '\u001b[C': (editor) => move(editor, editor.cursor + 1),
  '\u0006': (editor) => move(editor, editor.cursor + 1),
  '\u001b[H': (editor) => move(editor, 0),
  '\u001bOH': (editor) => move(editor, 0),
  '\u001b[1~': (editor) => move(editor, 0),
  '\u0001': (editor) => move(editor, 0),
  '\u001b[F': (editor) => move(editor, editor.characters.length),
  '\u001bOF': (editor) => move(editor, editor.characters.length),
  '\u001b[4~': (editor) => move(editor, editor.characters.length),
  '\u0005': (editor) => move(editor, editor.characters.length),
  '\u001b[1;5D': (editor) => move(editor, wordStart(editor)),
  '\u001bb': (editor) => move(editor, wordStart(editor)),
  '\u001b[1;5C': (editor) => move(editor, wordEnd(editor)),
  '\u001bf': (editor) => move(editor, wordEnd(editor)),
  '\u001b[A': (editor) => recall(editor, editor.historyIndex - 1),
  '\u001bOA': (editor) => recall(editor, editor.historyIndex - 1),
  '\u0010': (editor) => recall(editor, editor.historyIndex - 1),
  '\u001b[B': (editor) => recall(editor, editor.historyIndex + 1),
  '\u001bOB': (editor) => recall(editor, editor.historyIndex + 1),
  '\u000e': (editor) => recall(editor, editor.historyIndex + 1),
  '\u007f': (editor) => removeRange(editor, editor.cursor - 1, editor.cursor),
  '\b': (editor) => removeRange(editor, editor.cursor - 1, editor.cursor),
  '\u001b[3~': deleteForward,
  '\u000b': (editor) => kill(editor, editor.cursor, editor.characters.length),
  '\u0015': (editor) => kill(editor, 0, editor.cursor),
  '\u0017': (editor) => kill(editor, wordStart(editor), editor.cursor),
  '\u001b\u007f': (editor) => kill(editor, wordStart(editor), editor.cursor),
  '\u001bd': (editor) => kill(editor, editor.cursor, wordEnd(editor)),
  '\u0014': transpose,
  '\u0019': (editor) => insert(editor, editor.killed),
}

function effect(editor: LineEditor, what: LineEffect): LineStep {
  return { editor, effects: [what] }
}

function insert(editor: LineEditor, text: string): LineEditor {
  const added = [...text]
  const characters = [...editor.characters.slice(0, editor.cursor), ...added, ...editor.characters.slice(editor.cursor)]
  return { ...editor, characters, cursor: editor.cursor + added.length }
}

function move(editor: LineEditor, cursor: number): LineEditor {
  return { ...editor, cursor: Math.min(editor.characters.length, Math.max(0, cursor)) }
}

function removeRange(editor: LineEditor, from: number, to: number): LineEditor {
  if (from < 0 || from >= to) return editor
  const characters = [...editor.characters.slice(0, from), ...editor.characters.slice(to)]
  return { ...editor, characters, cursor: from }
}

function deleteForward(editor: LineEditor): LineEditor {
  return removeRange(editor, editor.cursor, Math.min(editor.characters.length, editor.cursor + 1))
}

function kill(editor: LineEditor, from: number, to: number): LineEditor {
  return { ...removeRange(editor, from, to), killed: editor.characters.slice(from, to).join('') }
}

function wordStart({ characters, cursor }: LineEditor): number {
  let at = cursor
  while (at > 0 && characters[at - 1] === ' ') at--
  while (at > 0 && characters[at - 1] !== ' ') at--
  return at
}

function wordEnd({ characters, cursor }: LineEditor): number {
  let at = cursor
  while (at < characters.length && characters[at] === ' ') at++
  while (at < characters.length && characters[at] !== ' ') at++
  return at
}

function recall(editor: LineEditor, index: number): LineEditor {
  if (index < 0 || index > editor.history.length) return editor
  const draft = editor.historyIndex === editor.history.length ? lineText(editor) : editor.draft
  const characters = [...(editor.history[index] ?? draft)]
  return { ...editor, characters, cursor: characters.length, historyIndex: index, draft }
}

function clear(editor: LineEditor): LineEditor {
  return { ...editor, characters: [], cursor: 0, historyIndex: editor.history.length, draft: '' }
}

/** Ctrl-T: the two characters before the cursor, or around it, change places. */
function transpose(editor: LineEditor): LineEditor {
  const { characters, cursor } = editor
  if (cursor === 0 || characters.length < 2) return editor
  const at = Math.min(cursor, characters.length - 1)
  const [first, second] = [characters[at - 1]!, characters[at]!]
  return {
    ...editor,
    characters: [...characters.slice(0, at - 1), second, first, ...characters.slice(at + 1)],
    cursor: at + 1,
  }
}

/** Alt-.: the last word of the line before; pressed again, of the one before that. */
function insertLastWord(editor: LineEditor): LineEditor {
  const { lastWord, cursor, history } = editor
  const back = (lastWord?.back ?? 0) + 1
  const word = history.at(-back)?.trim().split(/\s+/).at(-1)
  if (word === undefined) return editor
  const without = lastWord === null ? editor : removeRange(editor, cursor - lastWord.length, cursor)
  return { ...insert(without, word), lastWord: { back, length: [...word].length } }
}

function beginSearch(editor: LineEditor): LineEditor {
  return {
    ...editor,
    draft: lineText(editor),
    historyIndex: editor.history.length,
    search: { sought: '', failed: false },
  }
}

/** The newest line up to `from` that has it, with the cursor where it stands there. */
function searchFor(editor: LineEditor, sought: string, from: number): LineEditor {
  const index = sought === '' ? -1 : editor.history.findLastIndex((line, at) => at <= from && line.includes(sought))
  if (index === -1) return { ...editor, search: { sought, failed: sought !== '' } }
  const line = editor.history[index]!
  const cursor = [...line.slice(0, line.lastIndexOf(sought))].length
  return { ...editor, characters: [...line], cursor, historyIndex: index, search: { sought, failed: false } }
}

function searchWith(editor: LineEditor, token: string, reader: 'shell' | 'program'): LineStep {
  const { sought } = editor.search!
  if (token === '\u0012') return { editor: searchFor(editor, sought, editor.historyIndex - 1), effects: [] }
  if (token === '\u007f' || token === '\b')
    return { editor: searchFor(editor, [...sought].slice(0, -1).join(''), editor.history.length), effects: [] }
  if (!token.startsWith('\u001b') && token >= ' ')
    return { editor: searchFor(editor, sought + token, editor.historyIndex), effects: [] }
  if (token === '\u0007') {
    const characters = [...editor.draft]
    const back = { ...editor, characters, cursor: characters.length, historyIndex: editor.history.length, search: null }
    return { editor: back, effects: [] }
  }
  // Esc takes what was found; any other key does so and then what it ever does.
  const found = { ...editor, search: null }
  return token === '\u001b' ? { editor: found, effects: [] } : applyToken(found, token, reader)
}

function submit(editor: LineEditor, reader: 'shell' | 'program'): LineStep {
  const typed = lineText(editor)
  const expansion = reader === 'shell' ? expandHistory(typed, editor.history) : { line: typed, changed: false }
  if ('missing' in expansion)
    return effect(clear(editor), { type: 'noSuchEvent', event: expansion.missing, line: typed })
  const { line } = expansion
  const remembered = line.trim() !== '' && editor.history.at(-1) !== line
  const history = remembered ? [...editor.history, line].slice(-HISTORY_KEPT) : editor.history
  return effect({ ...emptyLineEditor(history), killed: editor.killed }, { type: 'submit', line })
}
