/**
 * The line a reader is typing, as readline edits it. Pure: a key makes a new state, and what has to be done outside
 * comes back as an effect. Text is kept as code points, so that the cursor never lands inside a character.
 */

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
}

export type LineEffect =
  | { readonly type: 'submit'; readonly line: string }
  | { readonly type: 'interrupt' }
  | { readonly type: 'endOfInput' }
  | { readonly type: 'complete'; readonly line: string; readonly cursor: number }
  | { readonly type: 'clearScreen' }
  /** Alt-Enter: what was offered in place of what was typed. */
  | { readonly type: 'takeOffer' }
  | { readonly type: 'bell' }

export interface LineStep {
  readonly editor: LineEditor
  readonly effects: readonly LineEffect[]
}

/** More is never looked for again. */
const HISTORY_KEPT = 500

export function emptyLineEditor(history: readonly string[] = []): LineEditor {
  return { characters: [], cursor: 0, history, historyIndex: history.length, draft: '', killed: '' }
}

export function lineText(editor: LineEditor): string {
  return editor.characters.join('')
}

/**
 * Takes what the terminal heard: a key as an escape sequence, composed text, or a paste with many lines, of which each
 * whole one is submitted and the rest stays on the line.
 */
export function typeInto(editor: LineEditor, heard: string): LineStep {
  const effects: LineEffect[] = []
  let now = editor
  for (const token of tokens(heard)) {
    const step = applyToken(now, token)
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

function applyToken(editor: LineEditor, token: string): LineStep {
  const edit = edits[token]
  if (edit !== undefined) return { editor: edit(editor), effects: [] }
  switch (token) {
    case '\n':
      return submit(editor)
    case '\t':
      return effect(editor, {
        type: 'complete',
        line: lineText(editor),
        cursor: editor.characters.slice(0, editor.cursor).join('').length,
      })
    case '\u0003':
      return effect(clear(editor), { type: 'interrupt' })
    case '\u0004':
      return editor.characters.length === 0
        ? effect(editor, { type: 'endOfInput' })
        : { editor: deleteForward(editor), effects: [] }
    case '\u001b\n':
      return effect(editor, { type: 'takeOffer' })
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

function submit(editor: LineEditor): LineStep {
  const line = lineText(editor)
  const remembered = line.trim() !== '' && editor.history.at(-1) !== line
  const history = remembered ? [...editor.history, line].slice(-HISTORY_KEPT) : editor.history
  return effect({ ...emptyLineEditor(history), killed: editor.killed }, { type: 'submit', line })
}
