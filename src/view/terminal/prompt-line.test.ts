import { describe, expect, test } from 'vitest'
import { textWidth } from './char-width.ts'
import { commonPrefix, drawPromptLine, erasePromptLine, inColumns, type PromptLine } from './prompt-line.ts'

/** A terminal small enough to think about: text wraps, escape sequences move the cursor. */
function play(columns: number, ...writings: string[]): { rows: string[]; row: number; column: number } {
  const rows: string[][] = [[]]
  let row = 0
  let column = 0
  const at = (r: number) => (rows[r] ??= [])
  for (const token of writings
    .join('')
    .replaceAll('\u001b', '⎋')
    .match(/⎋\[\d*[A-Za-z]|[\s\S]/gu) ?? []) {
    const [, amount = '', letter] = /^⎋\[(\d*)([A-Za-z])$/.exec(token) ?? []
    const count = amount === '' ? 1 : Number(amount)
    if (letter === 'A') row -= count
    else if (letter === 'G') column = count - 1
    else if (letter === 'J') {
      rows.length = row + 1
      at(row).length = Math.min(at(row).length, column)
    } else if (letter !== undefined) continue
    else if (token === '\r') column = 0
    else if (token === '\n') at(++row)
    else {
      const width = /[가-힣]/.test(token) ? 2 : 1
      if (column + width > columns) {
        at(++row)
        column = 0
      }
      for (let i = 0; i < width; i++) at(row)[column + i] = i === 0 ? token : ''
      column += width
    }
  }
  return { rows: rows.map((cells) => cells.join('')), row, column: Math.min(column, columns - 1) }
}

function line(typed: string, cursor = typed.length, before = ''): PromptLine {
  return { before, prompt: '$ ', characters: [...typed], cursor }
}

describe.each([
  ['a short line', line('ls')],
  ['a cursor in the middle', line('kafka', 2)],
  ['a line that wraps', line('kafka-topics --list', 3)],
  ['a line that just fills the row', line('12345678')],
  ['Korean that wraps', line('안녕하세요 카프카', 4)],
  ['a prompt behind unfinished output', line('ls', 1, 'no newline')],
])('%s', (_, typed) => {
  const columns = 10

  test('stands on screen with the cursor in its place', () => {
    const { rows, row, column } = play(columns, typed.before, drawPromptLine(typed, columns))
    expect(rows.join('').trimEnd()).toBe(`${typed.before}$ ${typed.characters.join('')}`)
    const upTo = play(columns, typed.before, `$ ${typed.characters.slice(0, typed.cursor).join('')}`)
    const wrapped = upTo.column === columns - 1 && textWidth(upTo.rows.at(-1)!) === columns
    expect([row, column]).toEqual(wrapped ? [upTo.row + 1, 0] : [upTo.row, upTo.column])
  })

  test('is taken away without a trace', () => {
    const { rows, row, column } = play(
      columns,
      typed.before,
      drawPromptLine(typed, columns),
      erasePromptLine(typed, columns),
    )
    const untouched = play(columns, typed.before)
    expect(rows.join('')).toBe(typed.before)
    expect([row, column]).toEqual(typed.before.length === columns ? [1, 0] : [untouched.row, untouched.column])
  })
})

test('candidates are listed side by side, wide ones too', () => {
  expect(inColumns(['orders', '주문', 'x'], 18)).toBe('orders  주문\nx\n')
})

test('what candidates share is completed', () => {
  expect(commonPrefix(['kafka-topics.sh', 'kafka-transactions.sh'])).toBe('kafka-t')
  expect(commonPrefix([])).toBe('')
})
