/**
 * What a terminal shows, in the page's language: what the simulator says in its own voice, and what the tools' `--help` says
 * of themselves and their options, which is ours to word. Names, values, defaults and layout stay Kafka's; whatever else a tool prints is
 * what the real one prints.
 */
import { engineLines } from '../../i18n/engine-words.ts'
import { currentLanguage } from '../../i18n/index.ts'
import { KOREAN_WORDS } from '../../i18n/option-words.ts'
import { textWidth } from './char-width.ts'

/** Of a tool's output as it is shown. What is cut within a row of help stays as it stands. */
export function terminalLines(output: string): string {
  return engineLines(helpInLanguage(output))
}

/** The help in `output` alone. */
export function helpInLanguage(output: string): string {
  return currentLanguage() === 'en' || !BEGINS.test(output) ? output : byEntries(output.split('\n')).join('\n')
}

const BEGINS = /^(?:Option(?: \(\* = required\))? +Description *|usage: .*)$/m

/** What both kinds of help have: a name on the left or above, and what is said of it in a column. */
interface Layout {
  /** Where the column begins, in a terminal's cells. */
  readonly column: number
  readonly width: number
  /** How much further lines of one entry are indented. */
  readonly indent: number
  /** Whether lines are filled up with blanks. */
  readonly filled: boolean
  /** A line with which an entry begins. */
  readonly begins: RegExp
}

const ARGPARSE: Layout = { column: 25, width: 75, indent: 0, filled: false, begins: /^ {2,4}[^\s{]/ }

/** The layout that a line announces: joptsimple's second column begins where the second row of dashes does. */
function layoutFrom(line: string): Layout | null {
  const column = /^(-+ +)-+ *$/.exec(line)?.[1]?.length
  if (column !== undefined) return { column, width: 80, indent: 2, filled: true, begins: /^(?:\* )?--\S/ }
  return line.startsWith('usage: ') ? ARGPARSE : null
}

function byEntries(lines: readonly string[]): string[] {
  const shown: string[] = []
  let layout: Layout | null = null
  let entry: string[] = []
  let others: string[] = []
  const close = () => {
    if (layout !== null && entry.length > 0) shown.push(...inKorean(entry, layout))
    shown.push(...sentencesInKorean(others))
    entry = []
    others = []
  }
  for (const line of lines) {
    const begins: boolean = layout?.begins.test(line) ?? false
    if (entry.length > 0 && line.startsWith('  ') && !begins) {
      entry.push(line)
      continue
    }
    if (begins || entry.length > 0) close()
    layout = layoutFrom(line) ?? layout
    if (begins) entry.push(line)
    else others.push(line)
  }
  close()
  return shown
}

/** No sentence of help is longer. */
const LONGEST_SENTENCE_LINES = 4

/** What stands above and between the options: a sentence that is known, of a line or several, and any other as it stands. */
function sentencesInKorean(lines: readonly string[]): string[] {
  const shown: string[] = []
  for (let at = 0; at < lines.length; ) {
    const counts = Array.from({ length: LONGEST_SENTENCE_LINES }, (_, less) => LONGEST_SENTENCE_LINES - less)
    const known = counts.find((count) => isSentence(lines.slice(at, at + count))) ?? 0
    if (known === 0) shown.push(lines[at] ?? '')
    else shown.push(...sentence(lines.slice(at, at + known)))
    at += Math.max(1, known)
  }
  return shown
}

function isSentence(lines: readonly string[]): boolean {
  return lines.every((line) => line.trim() !== '') && koreanOf(lines.join(' ')) !== undefined
}

function sentence(lines: readonly string[]): readonly string[] {
  const indent = /^ */.exec(lines[0] ?? '')?.[0] ?? ''
  const korean = koreanOf(lines.join(' ')) ?? ''
  return wrapped(korean, ARGPARSE.width - indent.length, 0).map((line) => indent + line)
}

/** Lines may end within a word (`Ctrl-C`), and blanks fill them up: what counts is what stands between. */
const lettersOf = (text: string): string => text.replace(/\s/g, '')

const KOREAN_BY_LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries(KOREAN_WORDS).map(([said, korean]) => [lettersOf(said), korean]),
)

function koreanOf(said: string): string | undefined {
  return KOREAN_BY_LETTERS.get(lettersOf(said))
}

const DEFAULT = / \(default: .*\)$/

/** An entry of help that is known; any other as it stands. */
function inKorean(entry: readonly string[], layout: Layout): readonly string[] {
  if (koreanOf(entry.join(' ')) !== undefined) return sentence(entry)
  const parts = entry.map((line) => partsOf(line, layout.column))
  const said = parts
    .map(({ right }) => right)
    .join(' ')
    .trim()
  const value = DEFAULT.exec(said)?.[0] ?? ''
  const korean = koreanOf(said.slice(0, said.length - value.length))
  if (korean === undefined) return entry
  const lines = wrapped(`${korean}${value}`, layout.width - layout.column, layout.indent)
  const lefts = parts.map(({ left }) => left)
  // A title that is too long for its column stands above.
  const above = !layout.filled && parts[0]?.right === '' ? lefts.splice(0, 1) : []
  const rows = Array.from({ length: Math.max(lefts.length, lines.length) }, (_, at) => {
    const left = lefts[at] ?? ''
    const row = `${left}${' '.repeat(Math.max(GUTTER, layout.column - left.length))}${lines[at] ?? ''}`
    return layout.filled ? filledTo(row, layout.width) : row.trimEnd()
  })
  return [...above, ...rows].filter((row) => row.trim() !== '')
}

/** At least so many blanks stand between a name and what is said of it. */
const GUTTER = 2

/** A name that is too long for its column moves the other. */
function partsOf(line: string, column: number): { readonly left: string; readonly right: string } {
  const reaches = line.slice(column - GUTTER, column).trim() !== ''
  const gap = reaches ? / {2,}\S/.exec(line.slice(column - GUTTER)) : null
  const at = !reaches ? column : gap === null ? line.length : column - GUTTER + gap.index
  return { left: line.slice(0, at).trimEnd(), right: line.slice(at).trim() }
}

function filledTo(line: string, cells: number): string {
  return line + ' '.repeat(Math.max(0, cells - textWidth(line)))
}

function wrapped(text: string, width: number, indent: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && textWidth(line) + 1 + textWidth(word) > width) {
      lines.push(line)
      line = ' '.repeat(indent) + word
    } else line += line === '' ? word : ` ${word}`
  }
  return [...lines, line]
}
