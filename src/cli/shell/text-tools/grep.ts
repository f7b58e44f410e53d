/** Counterpart: GNU grep. */
import { readFile, resolvePath, whyUnreadable } from '../../files.ts'
import { type Given, hasAny, hasOption, lastValue, optionSet } from '../../options/getopt.ts'
import { compileExpression } from '../regular-expression.ts'
import { failed, type TextHost, type TextResult } from '../text-program.ts'
import { directoryAction, filesToSearch, namedFiles } from './grep-files.ts'
import { type Search, searchFile, separatorOf } from './grep-lines.ts'
import { escapeExpression, fromPosix } from './posix-expression.ts'
import { eachInput, invalidArgument, linesOf, type Plan, type TextTool, wrongCall, wrongValue } from './text-tool.ts'

const USAGE = 'Usage: grep [OPTION]... PATTERNS [FILE]...'

export const grep: TextTool = {
  options: optionSet(
    'grep',
    `E|extended-regexp F|fixed-strings G|basic-regexp P|perl-regexp e|regexp= f|file= i|ignore-case y no-ignore-case
     w|word-regexp x|line-regexp !z|null-data s|no-messages v|invert-match !V m|max-count= b|byte-offset n|line-number
     line-buffered H|with-filename h|no-filename label= o|only-matching q|quiet q|silent binary-files= a|text I
     d|directories= D|devices= r|recursive R|dereference-recursive include= exclude= !exclude-from= exclude-dir=
     L|files-without-match l|files-with-matches c|count T|initial-tab !Z|null B|before-context= A|after-context=
     C|context= group-separator= no-group-separator color[=] colour[=] U|binary`,
    { exitCode: 2, usage: USAGE, digits: true },
  ),
  // Patterns may be what is read, and then the files are besides.
  files: (given) => (readsPatterns(given) ? [...namedFiles(given), '-'] : namedFiles(given)),
  // To count further, or to show what stands before a line, it has to see all at once.
  byLine: (given) => !hasAny(given, 'clLABCbT#') && !readsPatterns(given) && [null, 1].includes(mostOf(given)),
  endsWhenFound: (given) => hasAny(given, 'q') || mostOf(given) === 1,
  plan: planGrep,
}

const readsPatterns = (given: Given) => given.options.some(({ key, value }) => key === 'f' && value === '-')

/** Null without a limit. */
function mostOf(given: Given): number | null {
  const text = lastValue(given, 'm')
  return text === undefined ? null : Number(text)
}

function planGrep(given: Given): Plan {
  const sources = given.options.filter(({ key }) => key === 'e' || key === 'f')
  const [operand] = given.operands
  if (sources.length === 0 && operand === undefined) return wrongCall(grep.options, '')
  for (const key of ['A', 'B', 'C']) {
    const text = lastValue(given, key)
    if (text !== undefined && !/^\d+$/.test(text))
      return wrongValue(grep.options, `${text}: invalid context length argument`)
  }
  if (!/^-?\d+$/.test(lastValue(given, 'm') ?? '0')) return wrongValue(grep.options, 'invalid max count')
  if (given.options.some(({ key, value }) => key.startsWith('colo') && value === 'always'))
    return wrongValue(grep.options, '--color=always: this simulator does not model this option')
  if (directoryAction(given) === null)
    return invalidArgument(grep.options, '--directories', lastValue(given, 'd') ?? '', ['read', 'recurse', 'skip'])
  if (!['read', 'skip'].includes(lastValue(given, 'D') ?? 'read'))
    return wrongValue(grep.options, 'unknown devices method')
  if (!['binary', 'text', 'without-match'].includes(lastValue(given, 'binary-files') ?? 'text'))
    return wrongValue(grep.options, 'unknown binary-files type')
  if (sources.length === 0) return searching(given, [operand ?? ''])
  if (!hasOption(given, 'f'))
    return searching(
      given,
      sources.map(({ value }) => value),
    )
  return (host) => {
    const patterns: string[] = []
    for (const { key, value } of sources) {
      const text =
        key === 'e' ? `${value}\n` : value === '-' ? host.stdin : readFile(host.disk, resolvePath(host.folder, value))
      if (text === undefined)
        return failed(`grep: ${value}: ${whyUnreadable(host.disk, resolvePath(host.folder, value))}`, 2)
      patterns.push(...linesOf(text))
    }
    const plan = searching(given, patterns)
    return typeof plan === 'function' ? plan(host) : plan
  }
}

/** For any of the patterns, each of which may be several lines. */
function searching(given: Given, patterns: readonly string[]): Plan {
  const all = patterns.flatMap((pattern) => pattern.split('\n'))
  try {
    const source = all.length === 0 ? '(?!)' : sourceOf(given, all)
    const expression = compileExpression(source, ignoresCase(given) ? 'gi' : 'g')
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

function search(given: Given, expression: RegExp, host: TextHost): TextResult {
  const names = filesToSearch(given, host)
  const isRecursive = directoryAction(given) === 'recurse'
  const most = mostOf(given) ?? -1
  const named = (namedFiles(given).length > 1 || isRecursive) && !hasAny(given, 'h')
  const what: Search = {
    given,
    expression,
    host,
    most: most < 0 ? Number.POSITIVE_INFINITY : most,
    named: given.options.findLast(({ key }) => key === 'h' || key === 'H')?.key === 'H' || named,
  }
  if (names.length === 0 && namedFiles(given).length > 0) return { stdout: '', stderr: '', exitCode: 1 }
  let found = false
  let groups = 0
  let binary = ''
  try {
    const { stdout, stderr } = eachInput(
      names,
      host,
      (name, why) => `grep: ${name}: ${why}`,
      ({ name, text }) => {
        const label = name === '' || name === '-' ? (lastValue(given, 'label') ?? '(standard input)') : name
        const shown = searchFile(what, label, text)
        if (shown.found) found = true
        if (hasAny(given, 'q')) return ''
        if (shown.isBinary) binary += `grep: ${label}: binary file matches\n`
        if (shown.groups.length === 0) return ''
        const separator = groups > 0 ? separatorOf(given) : ''
        groups += shown.groups.length
        return separator + shown.groups.join(separatorOf(given))
      },
    )
    const failure = stderr !== '' && !(hasAny(given, 'q') && found)
    const said = hasAny(given, 's') ? '' : stderr
    return { stdout, stderr: said + binary, exitCode: failure ? 2 : found ? 0 : 1 }
  } catch (error) {
    return failed(`grep: ${wordsOf(error, '')}`, 2)
  }
}
