/** What grep prints of one file. */
import { type Given, hasAny, hasOption, lastValue } from '../../options/getopt.ts'
import { bytesOfText } from '../../raw-text.ts'
import type { TextHost } from '../text-program.ts'
import { linesOf } from './text-tool.ts'

export interface Search {
  readonly given: Given
  readonly expression: RegExp
  /** Lines of one file that are wanted at most. */
  readonly most: number
  readonly named: boolean
  readonly host: TextHost
}

interface Found {
  readonly found: boolean
  /** Lines that stand together. */
  readonly groups: readonly string[]
  /** It has matches that are not shown, being no text. */
  readonly isBinary: boolean
}

/** Lines before and after; null where only the lines themselves are wanted. */
export function contextOf(given: Given): { readonly before: number; readonly after: number } | null {
  if (!hasAny(given, 'ABC#')) return null
  const both = Number(given.options.findLast(({ key }) => key === 'C' || key === '#')?.value ?? 0)
  return { before: Number(lastValue(given, 'B') ?? both), after: Number(lastValue(given, 'A') ?? both) }
}

/** The line between groups of lines. */
export function separatorOf(given: Given): string {
  const last = given.options.findLast(({ key }) => key === 'group-separator' || key === 'no-group-separator')
  if (contextOf(given) === null || last?.key === 'no-group-separator') return ''
  return `${last?.value ?? '--'}\n`
}

/** How what is no text is taken: as `-a` does, as `-I` does, or told in a line. */
function binaryFiles(given: Given): 'text' | 'without-match' | 'binary' {
  const last = given.options.findLast(({ key }) => ['a', 'I', 'binary-files'].includes(key))
  if (last === undefined) return 'binary'
  if (last.key !== 'binary-files') return last.key === 'a' ? 'text' : 'without-match'
  return last.value === 'text' || last.value === 'without-match' ? last.value : 'binary'
}

/** What belongs to no character. */
const RAW_BYTE = /[\udc80-\udcff]/u

export function searchFile(search: Search, label: string, text: string): Found {
  const { given, expression, most, named, host } = search
  const kind = binaryFiles(given)
  const hasNul = kind !== 'text' && text.includes('\0')
  // In what is no text a NUL ends a line as well.
  const lines = linesOf(hasNul ? text.replaceAll('\0', '\n') : text)
  const matching: number[] = []
  if (!hasNul || kind === 'binary')
    for (let index = 0; index < lines.length && matching.length < most; index++)
      if (((lines[index] ?? '').search(expression) !== -1) !== hasAny(given, 'v')) matching.push(index)
  const found = matching.length > 0
  const only = (isShown: boolean, line: string): Found => ({ found, groups: isShown ? [line] : [], isBinary: false })
  if (hasAny(given, 'L')) return only(!found, `${label}\n`)
  if (hasAny(given, 'l')) return only(found, `${label}\n`)
  if (hasAny(given, 'c')) return only(true, `${named ? `${label}:` : ''}${matching.length}\n`)
  if (hasNul) return { found, groups: [], isBinary: found }
  let isBinary = false
  const begin = beginningOf(given, label, named, text, host)
  const offsets = hasAny(given, 'b') ? offsetsOf(lines) : []
  const write = (index: number, part: string, mark: string, at = 0): string => {
    if (kind !== 'text' && RAW_BYTE.test(part)) {
      isBinary = kind === 'binary'
      return ''
    }
    const offset = (offsets[index] ?? 0) + (at === 0 ? 0 : bytesOfText((lines[index] ?? '').slice(0, at)).length)
    return `${begin(host.linesBefore + index + 1, offset, mark, part === '')}${part}\n`
  }
  const matched = (index: number): string => {
    const line = lines[index] ?? ''
    if (!hasAny(given, 'o')) return write(index, line, ':')
    if (hasAny(given, 'v')) return ''
    return [...line.matchAll(expression)]
      .filter(([part]) => part !== '')
      .map((match) => write(index, match[0], ':', match.index))
      .join('')
  }
  const groups = inGroups(given, matching, lines, {
    matched,
    beside: (index) => (hasAny(given, 'o') ? '' : write(index, lines[index] ?? '', '-')),
  })
  return { found, groups, isBinary }
}

/** What stands before the text of a line; columns are as wide as the file's size is long where `-T` is given. */
function beginningOf(
  given: Given,
  label: string,
  named: boolean,
  text: string,
  host: TextHost,
): (line: number, offset: number, mark: string, isEmpty: boolean) => string {
  const [numbers, bytes, tabs] = ['n', 'b', 'T'].map((letter) => hasAny(given, letter))
  const size = tabs ? bytesOfText(text).length + (numbers ? 1 : 0) : 0
  // Of a pipe nobody knows how long it will be.
  const isPiped = (label === '(standard input)' || hasOption(given, 'label')) && !host.stdinIsFile
  const width = !tabs ? 0 : isPiped ? 19 : String(size).length
  return (line, offset, mark, isEmpty) => {
    const columns = [
      ...(named ? [label] : []),
      ...(numbers ? [String(line).padStart(width)] : []),
      ...(bytes ? [String(offset).padStart(width)] : []),
    ]
    const begun = columns.map((column) => column + mark).join('')
    return tabs && begun !== '' && !isEmpty ? `${begun}\t` : begun
  }
}

/** How many bytes stand before each line. */
function offsetsOf(lines: readonly string[]): number[] {
  const offsets: number[] = []
  let at = 0
  for (const line of lines) {
    offsets.push(at)
    at += bytesOfText(line).length + 1
  }
  return offsets
}

function inGroups(
  given: Given,
  matching: readonly number[],
  lines: readonly string[],
  show: { readonly matched: (index: number) => string; readonly beside: (index: number) => string },
): string[] {
  const context = contextOf(given)
  if (context === null) return matching.map(show.matched)
  const wanted = new Set(matching)
  const groups: string[] = []
  let last = -1
  for (const index of matching) {
    const from = Math.max(last + 1, index - context.before)
    const stop = Math.min(lines.length - 1, index + context.after)
    if (last === -1 || from > last + 1) groups.push('')
    for (let each = from; each <= stop; each++) {
      // What the next match shows itself is no context of this one.
      if (each > index && wanted.has(each)) break
      groups[groups.length - 1] += wanted.has(each) ? show.matched(each) : show.beside(each)
      last = each
    }
  }
  return groups
}
