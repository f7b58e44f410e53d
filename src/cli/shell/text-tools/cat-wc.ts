/** Counterparts in coreutils: cat and wc. */
import { type Given, hasAny, optionSet } from '../../options/getopt.ts'
import { bytesOfText, decodedText } from '../../raw-text.ts'
import type { TextHost, TextResult } from '../text-program.ts'
import { eachInput, linesOf, type TextTool } from './text-tool.ts'

export const cat: TextTool = {
  options: optionSet(
    'cat',
    'A|show-all b|number-nonblank e E|show-ends n|number s|squeeze-blank t T|show-tabs u v|show-nonprinting',
  ),
  files: ({ operands }) => operands,
  // What looks at more than its own line has to see all of them.
  byLine: (given) => !hasAny(given, 'bs'),
  plan: (given) => (host) => {
    const result = eachInput(
      given.operands,
      host,
      (name, why) => `cat: ${name}: ${why}`,
      ({ text }) => text,
    )
    return { ...result, stdout: hasAny(given, 'AbeEnstTv') ? decorated(given, result.stdout, host) : result.stdout }
  },
}

function decorated(given: Given, text: string, host: TextHost): string {
  const ends = hasAny(given, 'AEe')
  const all = text.split('\n')
  // Behind the last line end is no line.
  const open = all.pop() ?? ''
  const lines = [...all.map((line) => ({ line, end: '\n' })), ...(open === '' ? [] : [{ line: open, end: '' }])]
  let number = hasAny(given, 'b') ? 0 : host.linesBefore
  let out = ''
  let blank = false
  for (const { line, end } of lines) {
    const squeezed = blank && line === '' && hasAny(given, 's')
    blank = line === ''
    if (squeezed) continue
    if (hasAny(given, 'b') ? line !== '' : hasAny(given, 'n')) out += `${String(++number).padStart(6)}\t`
    const shown = visible(given, line)
    const body = ends && end !== '' && shown.endsWith('\r') ? `${shown.slice(0, -1)}^M` : shown
    out += body + (ends && end !== '' ? '$' : '') + end
  }
  return out
}

function visible(given: Given, line: string): string {
  const tabs = hasAny(given, 'ATt') ? line.replaceAll('\t', '^I') : line
  if (!hasAny(given, 'AetvV')) return tabs
  return [...bytesOfText(tabs)].map((byte) => (byte === '\t' ? byte : caret(byte.charCodeAt(0)))).join('')
}

/** `^A`, `^?`, `M-a`. */
function caret(code: number): string {
  if (code >= 128) return `M-${caret(code - 128)}`
  if (code === 127) return '^?'
  return code < 32 ? `^${String.fromCharCode(code + 64)}` : String.fromCharCode(code)
}

export const wc: TextTool = {
  options: optionSet('wc', 'c|bytes m|chars l|lines w|words L|max-line-length !files0-from='),
  files: ({ operands }) => operands,
  plan: (given) => (host) => countAll(given, host),
}

interface CountRow {
  readonly counts: readonly number[]
  readonly name: string
}

function countAll(given: Given, host: TextHost): TextResult {
  const { operands } = given
  const rows: CountRow[] = []
  const wants = (letter: string) => hasAny(given, letter) || (given.options.length === 0 && 'lwc'.includes(letter))
  const shown = ['l', 'w', 'm', 'c', 'L'].filter(wants)
  let bytes = 0
  // What can be opened and not read, a folder, is counted as empty.
  const unread: string[] = []
  const result = eachInput(
    operands,
    host,
    (name, why) => {
      if (why === 'Is a directory') unread.push(name)
      return `wc: ${name}: ${why}`
    },
    ({ name, text }) => {
      bytes += bytesOfText(text).length
      rows.push({ name, counts: shown.map((letter) => countOfKind(letter, text)) })
      return ''
    },
  )
  for (const name of unread) rows.push({ name, counts: shown.map(() => 0) })
  rows.sort((a, b) => operands.indexOf(a.name) - operands.indexOf(b.name))
  // Columns have room for the size of all files together; of a pipe nobody knows how long it will be.
  const isPiped = !host.stdinIsFile && (operands.length === 0 || operands.includes('-'))
  const alone = operands.length <= 1 && shown.length === 1
  const width = alone ? 1 : isPiped || unread.length > 0 ? 7 : String(bytes).length
  if (operands.length > 1) rows.push({ name: 'total', counts: totals(shown, rows) })
  const line = ({ counts, name }: CountRow) =>
    `${counts.map((count) => String(count).padStart(width)).join(' ')}${name === '' ? '' : ` ${name}`}\n`
  return { ...result, stdout: rows.map(line).join('') }
}

function totals(shown: readonly string[], rows: readonly CountRow[]): number[] {
  return shown.map((letter, column) =>
    rows.reduce((sum, { counts }) => {
      const count = counts[column] ?? 0
      return letter === 'L' ? Math.max(sum, count) : sum + count
    }, 0),
  )
}

function countOfKind(letter: string, text: string): number {
  if (letter === 'l') return text.split('\n').length - 1
  if (letter === 'w') return text.split(/\s+/).filter((word) => word !== '').length
  if (letter === 'm') return [...text].length
  if (letter === 'c') return bytesOfText(text).length
  return Math.max(0, ...linesOf(decodedText(text)).map(columnsOf))
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u

/** On a screen: Korean and Chinese characters take two, and a tab goes to the next multiple of eight. */
function columnsOf(line: string): number {
  let columns = 0
  for (const character of line)
    if (character === '\t') columns += 8 - (columns % 8)
    else columns += WIDE.test(character) || (character.codePointAt(0) ?? 0) >= 0x1f300 ? 2 : 1
  return columns
}
