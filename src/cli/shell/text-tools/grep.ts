/** Counterpart: GNU grep. */
import { isFile, isFolder, listFolder, resolvePath } from '../../files.ts'
import { type Given, hasAny, hasOption, lastValue, optionSet } from '../../options/getopt.ts'
import { compileExpression } from '../regular-expression.ts'
import { failed, type TextHost, type TextResult } from '../text-program.ts'
import { escapeExpression, fromPosix } from './posix-expression.ts'
import { eachInput, linesOf, type Plan, type TextTool, wrongCall, wrongValue } from './text-tool.ts'

const USAGE = 'Usage: grep [OPTION]... PATTERNS [FILE]...'

export const grep: TextTool = {
  options: optionSet(
    'grep',
    `E|extended-regexp F|fixed-strings G|basic-regexp P|perl-regexp e|regexp= !f|file= i|ignore-case y no-ignore-case
     w|word-regexp x|line-regexp !z|null-data s|no-messages v|invert-match !V m|max-count= !b|byte-offset n|line-number
     line-buffered H|with-filename h|no-filename label= o|only-matching q|quiet q|silent !binary-files= a|text I
     !d|directories= !D|devices= r|recursive R|dereference-recursive !include= !exclude= !exclude-from= !exclude-dir=
     L|files-without-match l|files-with-matches c|count !T|initial-tab !Z|null B|before-context= A|after-context=
     C|context= !group-separator= !no-group-separator color[=] colour[=] U|binary`,
    { exitCode: 2, usage: USAGE, digits: true },
  ),
  files: (given) => (isRecursive(given) && filesOf(given).length === 0 ? ['.'] : filesOf(given)),
  // To count further, or to show what stands before a line, it has to see all at once.
  byLine: (given) => !hasAny(given, 'clLABC#') && [null, 1].includes(mostOf(given)),
  endsWhenFound: (given) => hasAny(given, 'q') || mostOf(given) === 1,
  plan: planGrep,
}

const isRecursive = (given: Given) => hasAny(given, 'rR')

function filesOf(given: Given): readonly string[] {
  return hasOption(given, 'e') ? given.operands : given.operands.slice(1)
}

/** Null without a limit. */
function mostOf(given: Given): number | null {
  const text = lastValue(given, 'm')
  return text === undefined ? null : Number(text)
}

function planGrep(given: Given): Plan {
  const patterns = given.options.filter(({ key }) => key === 'e').map(({ value }) => value)
  const [operand] = given.operands
  if (patterns.length === 0 && operand === undefined) return wrongCall(grep.options, '')
  for (const key of ['A', 'B', 'C']) {
    const text = lastValue(given, key)
    if (text !== undefined && !/^\d+$/.test(text))
      return wrongValue(grep.options, `${text}: invalid context length argument`)
  }
  if (!/^-?\d+$/.test(lastValue(given, 'm') ?? '0')) return wrongValue(grep.options, 'invalid max count')
  if (given.options.some(({ key, value }) => key.startsWith('colo') && value === 'always'))
    return wrongValue(grep.options, '--color=always: this simulator does not model this option')
  const all = (patterns.length > 0 ? patterns : [operand ?? '']).join('\n').split('\n')
  try {
    const expression = compileExpression(sourceOf(given, all), ignoresCase(given) ? 'gi' : 'g')
    return (host) => search(given, expression, host)
  } catch (error) {
    return failed(`grep: ${wordsOf(error, all.join('\n'))}`, 2)
  }
}

function wordsOf(error: unknown, pattern: string): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.startsWith('Invalid regular expression') ? `Invalid regular expression: ${pattern}` : message
}

function ignoresCase({ options }: Given): boolean {
  const last = options.findLast(({ key }) => ['i', 'y', 'no-ignore-case'].includes(key))
  return last !== undefined && last.key !== 'no-ignore-case'
}

function sourceOf(given: Given, patterns: readonly string[]): string {
  const syntax = given.options.findLast(({ key }) => ['E', 'F', 'G', 'P'].includes(key))?.key ?? 'G'
  const source = patterns
    .map((pattern) => {
      if (syntax === 'F') return escapeExpression(pattern)
      if (syntax === 'P') return pattern
      return fromPosix(pattern, syntax === 'E')
    })
    .join('|')
  if (hasAny(given, 'x')) return `^(?:${source})$`
  return hasAny(given, 'w') ? `(?<!\\w)(?:${source})(?!\\w)` : source
}

interface Search {
  readonly given: Given
  readonly expression: RegExp
  /** Lines of one file that are wanted at most. */
  readonly most: number
  readonly named: boolean
  readonly host: TextHost
}

function search(given: Given, expression: RegExp, host: TextHost): TextResult {
  const files = grep.files(given)
  const names = isRecursive(given) ? files.flatMap((name) => filesBelow(name, host)) : files
  const most = mostOf(given) ?? -1
  const named = (names.length > 1 || isRecursive(given)) && !hasAny(given, 'h')
  const what: Search = {
    given,
    expression,
    host,
    most: most < 0 ? Number.POSITIVE_INFINITY : most,
    named: given.options.findLast(({ key }) => key === 'h' || key === 'H')?.key === 'H' || named,
  }
  let found = false
  let groups = 0
  try {
    const { stdout, stderr } = eachInput(
      names,
      host,
      (name, why) => `grep: ${name}: ${why}`,
      ({ name, text }) => {
        const label = name === '' || name === '-' ? (lastValue(given, 'label') ?? '(standard input)') : name
        const shown = searchOne(what, label, linesOf(text))
        if (shown.found) found = true
        if (hasAny(given, 'q') || shown.groups.length === 0) return ''
        const separator = groups > 0 && contextOf(given) !== null ? '--\n' : ''
        groups += shown.groups.length
        return separator + shown.groups.join(contextOf(given) === null ? '' : '--\n')
      },
    )
    const failure = stderr !== '' && !(hasAny(given, 'q') && found)
    const said = hasAny(given, 's') ? '' : stderr
    return { stdout, stderr: said, exitCode: failure ? 2 : found ? 0 : 1 }
  } catch (error) {
    return failed(`grep: ${wordsOf(error, '')}`, 2)
  }
}

function filesBelow(name: string, host: TextHost): string[] {
  const path = resolvePath(host.folder, name)
  if (isFile(host.disk, path) || !isFolder(host.disk, path)) return [name]
  const prefix = name === '.' ? '' : name.replace(/\/*$/, '/')
  return listFolder(host.disk, path).flatMap((entry) => filesBelow(prefix + entry, host))
}

/** Lines before and after; null where only the lines themselves are wanted. */
function contextOf(given: Given): { readonly before: number; readonly after: number } | null {
  if (!hasAny(given, 'ABC#')) return null
  const both = Number(given.options.findLast(({ key }) => key === 'C' || key === '#')?.value ?? 0)
  return { before: Number(lastValue(given, 'B') ?? both), after: Number(lastValue(given, 'A') ?? both) }
}

/** What of one file is printed, in groups of lines that stand together. */
function searchOne(
  { given, expression, most, named, host }: Search,
  label: string,
  lines: readonly string[],
): { readonly found: boolean; readonly groups: readonly string[] } {
  const matching: number[] = []
  for (let index = 0; index < lines.length && matching.length < most; index++)
    if (((lines[index] ?? '').search(expression) !== -1) !== hasAny(given, 'v')) matching.push(index)
  const found = matching.length > 0
  if (hasAny(given, 'L')) return { found, groups: found ? [] : [`${label}\n`] }
  if (hasAny(given, 'l')) return { found, groups: found ? [`${label}\n`] : [] }
  if (hasAny(given, 'c')) return { found, groups: [`${named ? `${label}:` : ''}${matching.length}\n`] }
  const write = (index: number, text: string, mark: string) =>
    `${named ? label + mark : ''}${hasAny(given, 'n') ? `${host.linesBefore + index + 1}${mark}` : ''}${text}\n`
  const matched = (index: number): string => {
    const line = lines[index] ?? ''
    if (!hasAny(given, 'o')) return write(index, line, ':')
    if (hasAny(given, 'v')) return ''
    const parts = (line.match(expression) ?? []).filter((part) => part !== '')
    return parts.map((part) => write(index, part, ':')).join('')
  }
  const context = contextOf(given)
  if (context === null) return { found, groups: matching.map(matched) }
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
      const text = wanted.has(each) ? matched(each) : hasAny(given, 'o') ? '' : write(each, lines[each] ?? '', '-')
      groups[groups.length - 1] += text
      last = each
    }
  }
  return { found, groups }
}
