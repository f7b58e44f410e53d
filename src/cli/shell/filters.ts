/** Filters of a pipeline, with the options that notes and stories use. */

import { readFile, resolvePath } from '../files.ts'
import { bytesOfText } from '../raw-text.ts'
import { compileExpression } from './regular-expression.ts'
import { failed, ok, type TextHost, type TextResult } from './text-program.ts'

function inputOf(names: readonly string[], host: TextHost): string | null {
  if (names.length === 0) return host.stdin
  let text = ''
  for (const name of names) {
    const content = readFile(host.disk, resolvePath(host.folder, name))
    if (content === undefined) return null
    text += content
  }
  return text
}

function linesOf(text: string): string[] {
  if (text === '') return []
  const lines = text.split('\n')
  if (lines[lines.length - 1] === '') lines.pop()
  return lines
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}

function noFile(program: string, names: readonly string[]): TextResult {
  return failed(`${program}: ${names.join(' ')}: No such file or directory`, 2)
}

export function grep(args: readonly string[], host: TextHost): TextResult {
  const flags = args.filter((arg) => /^-[A-Za-z]+$/.test(arg)).join('')
  const rest = args.filter((arg) => !/^-[A-Za-z]+$/.test(arg))
  const pattern = rest[0]
  if (pattern === undefined) return failed('Usage: grep [OPTION]... PATTERNS [FILE]...', 2)
  const text = inputOf(rest.slice(1), host)
  if (text === null) return noFile('grep', rest.slice(1))
  let expression: RegExp
  try {
    expression = compileExpression(
      flags.includes('F')
        ? escapeRegExp(pattern)
        : flags.includes('E') || flags.includes('P')
          ? pattern
          : fromBasic(pattern),
      flags.includes('i') ? 'gi' : 'g',
    )
  } catch {
    return failed(`grep: Invalid regular expression: ${pattern}`, 2)
  }
  try {
    return matchLines(linesOf(text), expression, flags)
  } catch (error) {
    return failed(`grep: ${error instanceof Error ? error.message : String(error)}`, 2)
  }
}

/** Throws where a line is too long for the expression. */
function matchLines(lines: readonly string[], expression: RegExp, flags: string): TextResult {
  const matching = lines.filter((line) => (line.search(expression) !== -1) !== flags.includes('v'))
  const exitCode = matching.length === 0 ? 1 : 0
  if (flags.includes('c')) return { stdout: `${matching.length}\n`, stderr: '', exitCode }
  if (flags.includes('q')) return { stdout: '', stderr: '', exitCode }
  const shown = flags.includes('o') ? matching.flatMap((line) => line.match(expression) ?? []) : matching
  return { stdout: joined(shown), stderr: '', exitCode }
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** In basic regular expressions `| + ? ( ) { }` are plain, and special with a backslash. */
function fromBasic(pattern: string): string {
  return pattern.replace(
    /\\([|+?(){}])|([|+?(){}])/g,
    (_whole, special: string | undefined, plain: string | undefined) => special ?? `\\${plain}`,
  )
}

function countOption(args: readonly string[], otherwise: number): { count: string; names: string[] } {
  let count = String(otherwise)
  const names: string[] = []
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    if (arg === '-n') count = args[++index] ?? count
    else if (/^-n/.test(arg)) count = arg.slice(2)
    else if (/^-\d+$/.test(arg)) count = arg.slice(1)
    else names.push(arg)
  }
  return { count, names }
}

export function head(args: readonly string[], host: TextHost): TextResult {
  const { count, names } = countOption(args, 10)
  const text = inputOf(names, host)
  if (text === null) return noFile('head', names)
  const lines = linesOf(text)
  return ok(joined(count.startsWith('-') ? lines.slice(0, Number(count)) : lines.slice(0, Number(count))))
}

export function tail(args: readonly string[], host: TextHost): TextResult {
  const { count, names } = countOption(args, 10)
  const files = names.filter((name) => name !== '-f')
  const text = inputOf(files, host)
  if (text === null) return noFile('tail', files)
  const lines = linesOf(text)
  if (count.startsWith('+')) return ok(joined(lines.slice(Number(count) - 1)))
  return ok(joined(Number(count) === 0 ? [] : lines.slice(-Number(count))))
}

export function wc(args: readonly string[], host: TextHost): TextResult {
  const flags = args.filter((arg) => arg.startsWith('-')).join('')
  const names = args.filter((arg) => !arg.startsWith('-'))
  const text = inputOf(names, host)
  if (text === null) return noFile('wc', names)
  const counts: number[] = []
  if (flags === '' || flags.includes('l')) counts.push(text.split('\n').length - 1)
  if (flags === '' || flags.includes('w')) counts.push(text.split(/\s+/).filter((word) => word !== '').length)
  if (flags === '' || flags.includes('c')) counts.push(bytesOfText(text).length)
  const columns = counts.length === 1 ? counts.map(String) : counts.map((count) => String(count).padStart(7))
  return ok(`${columns.join(' ')}${names.length === 0 ? '' : ` ${names.join(' ')}`}\n`)
}

export function sort(args: readonly string[], host: TextHost): TextResult {
  const flags = args.filter((arg) => arg.startsWith('-')).join('')
  const names = args.filter((arg) => !arg.startsWith('-'))
  const text = inputOf(names, host)
  if (text === null) return noFile('sort', names)
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  const byNumber = (a: string, b: string) => (Number.parseFloat(a) || 0) - (Number.parseFloat(b) || 0) || byText(a, b)
  let lines = linesOf(text).sort(flags.includes('n') ? byNumber : byText)
  if (flags.includes('r')) lines.reverse()
  if (flags.includes('u')) lines = lines.filter((line, index) => line !== lines[index - 1])
  return ok(joined(lines))
}

export function uniq(args: readonly string[], host: TextHost): TextResult {
  const runs: { line: string; count: number }[] = []
  for (const line of linesOf(host.stdin)) {
    const last = runs[runs.length - 1]
    if (last !== undefined && last.line === line) last.count++
    else runs.push({ line, count: 1 })
  }
  return ok(
    joined(runs.map(({ line, count }) => (args.includes('-c') ? `${String(count).padStart(7)} ${line}` : line))),
  )
}

export function cut(args: readonly string[], host: TextHost): TextResult {
  const option = (letter: string) => {
    const index = args.findIndex((arg) => arg.startsWith(`-${letter}`))
    const arg = args[index]
    return arg === undefined ? undefined : arg.length > 2 ? arg.slice(2) : args[index + 1]
  }
  const characters = option('c') ?? option('b')
  const chosen = (list: string) => {
    const ranges = list.split(',').map((range) => /^(\d*)(-?)(\d*)$/.exec(range) ?? ['', '', '', ''])
    return (place: number) =>
      ranges.some(([, from = '', dash, to = '']) =>
        dash === '' ? place === Number(from) : place >= Number(from || 1) && place <= Number(to || Infinity),
      )
  }
  if (characters !== undefined) {
    const takes = chosen(characters)
    return ok(joined(linesOf(host.stdin).map((line) => [...line].filter((_, index) => takes(index + 1)).join(''))))
  }
  const fields = option('f')
  if (fields === undefined) return failed('cut: you must specify a list of bytes, characters, or fields')
  const takes = chosen(fields)
  const delimiter = option('d') ?? '\t'
  const picked = (line: string) =>
    line.includes(delimiter)
      ? line
          .split(delimiter)
          .filter((_, index) => takes(index + 1))
          .join(delimiter)
      : line
  return ok(joined(linesOf(host.stdin).map(picked)))
}

export function tr(args: readonly string[], host: TextHost): TextResult {
  if (args[0] === '-d')
    return ok([...host.stdin].filter((character) => !expandSet(args[1] ?? '').includes(character)).join(''))
  const from = expandSet(args[0] ?? '')
  const to = expandSet(args[1] ?? '')
  if (from.length === 0 || to.length === 0) return failed('tr: missing operand')
  return ok(
    [...host.stdin]
      .map((character) =>
        from.includes(character) ? (to[Math.min(from.indexOf(character), to.length - 1)] ?? '') : character,
      )
      .join(''),
  )
}

function expandSet(set: string): string[] {
  const plain = set.replace(/\\n/g, '\n').replace(/\\t/g, '\t')
  const characters: string[] = []
  for (let index = 0; index < plain.length; index++) {
    const first = plain.charCodeAt(index)
    if (plain[index + 1] === '-' && index + 2 < plain.length) {
      for (let code = first; code <= plain.charCodeAt(index + 2); code++) characters.push(String.fromCharCode(code))
      index += 2
    } else characters.push(String.fromCharCode(first))
  }
  return characters
}

export function tee(args: readonly string[], host: TextHost): TextResult {
  for (const name of args.filter((arg) => !arg.startsWith('-'))) {
    const path = resolvePath(host.folder, name)
    const before = args.includes('-a') ? (readFile(host.disk, path) ?? '') : ''
    host.disk.files.set(path, before + host.stdin)
  }
  return ok(host.stdin)
}
