import { expect, test } from 'vitest'
import {
  emptyLineEditor,
  type LineEditor,
  lineText,
  replaceBeforeCursor,
  searchPrompt,
  typeInto,
} from './line-editor.ts'

const left = '\u001b[D'
const up = '\u001b[A'
const down = '\u001b[B'

function typed(...keys: string[]): LineEditor {
  return typeInto(emptyLineEditor(), keys.join('')).editor
}

/** The line with `|` where the cursor is. */
function seen(editor: LineEditor): string {
  return `${editor.characters.slice(0, editor.cursor).join('')}|${editor.characters.slice(editor.cursor).join('')}`
}

test('a character typed in the middle goes where the cursor is', () => {
  expect(seen(typed('kafa', left, 'k'))).toBe('kafk|a')
})

test('backspace takes back one Korean syllable, not half of it', () => {
  expect(seen(typed('안녕하세요', '\u007f', '\u007f'))).toBe('안녕하|')
})

test('an emoji is one character to the cursor', () => {
  expect(seen(typed('🙂a', left, left, 'b'))).toBe('b|🙂a')
})

test('Ctrl-A, Ctrl-E, Ctrl-U, Ctrl-K and Ctrl-W do what readline does', () => {
  expect(seen(typed('one two', '\u0001'))).toBe('|one two')
  expect(seen(typed('one two', '\u0001', '\u0005'))).toBe('one two|')
  expect(seen(typed('one two', '\u0015'))).toBe('|')
  expect(seen(typed('one two', left, left, left, '\u000b'))).toBe('one |')
  expect(seen(typed('one two  ', '\u0017'))).toBe('one |')
})

test('what was killed comes back with Ctrl-Y', () => {
  expect(seen(typed('one two', '\u0017', '\u0001', '\u0019'))).toBe('two|one ')
})

test('enter hands over the line and leaves an empty one', () => {
  const { editor, effects } = typeInto(emptyLineEditor(), 'ls\r')
  expect(effects).toEqual([{ type: 'submit', line: 'ls' }])
  expect(seen(editor)).toBe('|')
})

test('a paste of several lines submits each whole one and leaves the rest for editing', () => {
  const { editor, effects } = typeInto(emptyLineEditor(), '\u001b[200~first\r\nsecond\nthird\u001b[201~')
  expect(effects).toEqual([
    { type: 'submit', line: 'first' },
    { type: 'submit', line: 'second' },
  ])
  expect(seen(editor)).toBe('third|')
})

test('the up arrow walks back through history and the down arrow returns to the unfinished line', () => {
  const before = typed('first\r', 'second\r', 'unfin')
  const once = typeInto(before, up).editor
  expect(lineText(once)).toBe('second')
  expect(lineText(typeInto(once, up).editor)).toBe('first')
  expect(lineText(typeInto(once, up + up + up + down).editor)).toBe('second')
  expect(lineText(typeInto(once, down).editor)).toBe('unfin')
})

test('the same line twice, or an empty one, is remembered once', () => {
  expect(typed('ls\r', 'ls\r', '\r', '  \r').history).toEqual(['ls'])
})

test('Ctrl-Z drops the line of a program and stops it; a shell takes no notice', () => {
  const program = typeInto(emptyLineEditor(), 'half a\u001a')
  expect([lineText(program.editor), program.effects]).toEqual(['', [{ type: 'suspend' }]])
  const shell = typeInto(emptyLineEditor(), 'half a\u001a line', 'shell')
  expect([lineText(shell.editor), shell.effects]).toEqual(['half a line', []])
})

test('Ctrl-C drops the line and interrupts', () => {
  const { editor, effects } = typeInto(typed('abc'), '\u0003')
  expect(effects).toEqual([{ type: 'interrupt' }])
  expect(lineText(editor)).toBe('')
})

test('Ctrl-D ends the input of an empty line and deletes in any other', () => {
  expect(typeInto(emptyLineEditor(), '\u0004').effects).toEqual([{ type: 'endOfInput' }])
  expect(seen(typed('abc', '\u0001', '\u0004'))).toBe('|bc')
})

test('tab asks for completions at the cursor', () => {
  expect(typeInto(typed('kafka-to'), '\t').effects).toEqual([{ type: 'complete', line: 'kafka-to', cursor: 8 }])
})

test('a completion replaces what was typed of the word and keeps what follows', () => {
  const editor = typed('kafka-to --list', '\u0001', '\u001b[1;5C')
  expect(seen(editor)).toBe('kafka-to| --list')
  expect(seen(replaceBeforeCursor(editor, 0, 'kafka-topics.sh'))).toBe('kafka-topics.sh| --list')
})

test('an unknown key rings the bell and changes nothing', () => {
  const { editor, effects } = typeInto(typed('abc'), '\u001b[15~')
  expect(effects).toEqual([{ type: 'bell' }])
  expect(seen(editor)).toBe('abc|')
})

test('Ctrl-R finds the newest line that has it, again an older one, and Esc takes it to be edited', () => {
  const before = typed('kafka-topics.sh --list\r', 'ls\r', 'kafka-topics.sh --describe\r', 'draft')
  const found = typeInto(before, '\u0012topics').editor
  expect(searchPrompt(found)).toBe("(reverse-i-search)`topics': ")
  expect(seen(found)).toBe('kafka-|topics.sh --describe')
  const older = typeInto(found, '\u0012').editor
  expect(lineText(older)).toBe('kafka-topics.sh --list')
  const none = typeInto(older, 'x').editor
  expect(searchPrompt(none)).toBe("(failed reverse-i-search)`topicsx': ")
  expect(lineText(typeInto(none, '\u007f').editor)).toBe('kafka-topics.sh --describe')
  const taken = typeInto(older, '\u001b').editor
  expect([searchPrompt(taken), seen(taken)]).toEqual([null, 'kafka-|topics.sh --list'])
})

test('Ctrl-R and Enter enters what was found, Ctrl-G goes back to the draft, and an arrow edits', () => {
  const before = typed('first one\r', 'second\r', 'draft')
  expect(typeInto(before, '\u0012first\r').effects).toEqual([{ type: 'submit', line: 'first one' }])
  expect(seen(typeInto(before, '\u0012first\u0007').editor)).toBe('draft|')
  expect(seen(typeInto(before, '\u0012one\u001b[C').editor)).toBe('first o|ne')
})

test('Alt-. takes the last word of the line before, again of the one before that', () => {
  const before = typed('cat a.json\r', 'ls config\r', 'less ')
  const once = typeInto(before, '\u001b.').editor
  expect(seen(once)).toBe('less config|')
  expect(seen(typeInto(once, '\u001b.').editor)).toBe('less a.json|')
  expect(seen(typeInto(typeInto(once, ' ').editor, '\u001b.').editor)).toBe('less config config|')
})

test('Alt-D kills the word after the cursor and Ctrl-T turns two characters round', () => {
  expect(seen(typed('one two', '\u0001', '\u001bd'))).toBe('| two')
  expect(seen(typed('sl', '\u0014'))).toBe('ls|')
})

test('!! stands for the line before where a shell reads, and is remembered as what it stood for', () => {
  const before = typed('ls\r')
  const { editor, effects } = typeInto(before, 'sudo !!\r', 'shell')
  expect(effects).toEqual([{ type: 'submit', line: 'sudo ls' }])
  expect(editor.history).toEqual(['ls', 'sudo ls'])
  expect(typeInto(before, '!!\r').effects).toEqual([{ type: 'submit', line: '!!' }])
  expect(typeInto(before, '!x\r', 'shell').effects).toEqual([{ type: 'noSuchEvent', event: '!x', line: '!x' }])
})

test('Alt-Enter takes what is offered and leaves the line', () => {
  const { editor, effects } = typeInto(typed('abc'), '\u001b\r')
  expect(effects).toEqual([{ type: 'takeOffer' }])
  expect(seen(editor)).toBe('abc|')
})
