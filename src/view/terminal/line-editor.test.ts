import { expect, test } from 'vitest'
import { emptyLineEditor, type LineEditor, lineText, replaceBeforeCursor, typeInto } from './line-editor.ts'

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
