import { expect, test } from 'vitest'
import type { TerminalImage } from '../../kafka/observe/cluster-image.ts'
import { codePointWidth, textWidth } from './char-width.ts'
import { nothingWritten, positionAfter, screenChange, withoutLocal } from './transcript.ts'

function terminal(output: string, forgotten = 0): TerminalImage {
  const outputLength = forgotten + output.length
  return {
    name: 'terminal-1',
    tty: true,
    output,
    outputLength,
    prompt: '$ ',
    running: null,
    goesOn: false,
    editor: null,
    lastExitCode: 0,
  }
}

test('only what is new is written', () => {
  const first = screenChange(nothingWritten, terminal('one\n'), [])
  expect(first).toMatchObject({ reset: false, text: 'one\n' })
  expect(screenChange(first.written, terminal('one\ntwo\n'), [])).toMatchObject({ reset: false, text: 'two\n' })
})

test('going back in time draws the screen anew', () => {
  const { written } = screenChange(nothingWritten, terminal('one\ntwo\n'), [])
  expect(screenChange(written, terminal('one\n'), [])).toMatchObject({ reset: true, text: 'one\n' })
})

test('a screen that was cleared stays so: only what is written afterwards comes', () => {
  const hint = [{ afterLength: 0, text: 'welcome\n' }]
  const { written } = screenChange(nothingWritten, terminal('one\n'), hint)
  expect(screenChange(withoutLocal(written), terminal('one\n'), [])).toMatchObject({ reset: false, text: '' })
  expect(screenChange(withoutLocal(written), terminal('one\ntwo\n'), [])).toMatchObject({ reset: false, text: 'two\n' })
})

test('what told of a command goes from the screen when that was not done', () => {
  const kill = { afterLength: 0, text: '$ :kill broker-2\n' }
  const help = { afterLength: 0, text: '$ :help\n' }
  const { written } = screenChange(nothingWritten, terminal('one\n'), [kill, help])
  expect(screenChange(written, terminal('one\n'), [help])).toMatchObject({ reset: true, text: '$ :help\none\n' })
})

test('another branch whose output is as long draws the screen anew', () => {
  const { written } = screenChange(nothingWritten, terminal('one\ntwo\n'), [])
  expect(screenChange(written, terminal('one\nTWO\n'), [])).toMatchObject({ reset: true, text: 'one\nTWO\n' })
})

test('output older than the image keeps does not count as another history', () => {
  const { written } = screenChange(nothingWritten, terminal('aaaa\nbbbb\n'), [])
  expect(screenChange(written, terminal('bbbb\ncccc\n', 5), [])).toMatchObject({ reset: false, text: 'cccc\n' })
})

test('a jump over more output than the image keeps draws the screen anew', () => {
  const { written } = screenChange(nothingWritten, terminal('aaaa\n'), [])
  expect(screenChange(written, terminal('zzzz\n', 100), [])).toMatchObject({ reset: true, text: 'zzzz\n' })
})

test('what the page wrote stands where it was written, also when the screen is drawn anew', () => {
  const local = [{ afterLength: 4, text: 'done\n' }]
  const { written, text } = screenChange(nothingWritten, terminal('one\n'), local)
  expect(text).toBe('one\ndone\n')
  expect(screenChange(written, terminal('one\ntwo\n'), local)).toMatchObject({ reset: false, text: 'two\n' })
  expect(screenChange(nothingWritten, terminal('one\ntwo\n'), local).text).toBe('one\ndone\ntwo\n')
})

test('what the page wrote later is gone when the reader went back to before it', () => {
  const local = [{ afterLength: 8, text: 'done\n' }]
  const { written } = screenChange(nothingWritten, terminal('one\ntwo\n'), local)
  expect(screenChange(written, terminal('one\n'), local)).toMatchObject({ reset: true, text: 'one\n' })
})

test('Hangul takes two columns, also decomposed, and an accent none', () => {
  expect(textWidth('한글 ok')).toBe(7)
  expect(textWidth('한')).toBe(2)
  expect(textWidth('e\u0301')).toBe(1)
})

test('a wide character that does not fit wraps whole', () => {
  expect(positionAfter('abc한', 4, codePointWidth)).toEqual({ row: 1, column: 2 })
  expect(positionAfter('ab한', 4, codePointWidth)).toEqual({ row: 1, column: 0 })
})
