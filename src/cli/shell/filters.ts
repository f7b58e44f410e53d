/** Filters of a pipeline, with the options that notes and stories use. */

import { isReadOnly, readFile, resolvePath } from '../files.ts'
import { bytesOfText } from '../raw-text.ts'
import { type NamedInput, openInputs, operandsOf } from './inputs.ts'
import { compileExpression } from './regular-expression.ts'
import { failed, ok, type TextHost, type TextResult } from './text-program.ts'

function linesOf(text: string): string[] {
  if (text === '') return []
  const lines = text.split('\n')
  if (lines[lines.length - 1] === '') lines.pop()
  return lines
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}

/** Each input's own output, with what could not be read told in the program's words. */
function eachInput(
  names: readonly string[],
  host: TextHost,
  complaint: (name: string, why: string) => string,
  show: (input: NamedInput, index: number) => string,
): TextResult {
  const { inputs, complaints } = openInputs(names, host)
  const stderr = complaints.map(({ name, why }) => `${complaint(name, why)}\n`).join('')
  return { stdout: inputs.map(show).join(''), stderr, exitCode: stderr === '' ? 0 : 1 }
}

/** The words without `-m NUM`, and that number; infinite where none is given. */
export function splitMaxCount(args: readonly string[]): { readonly most: number; readonly words: readonly string[] } {
  const at = args.findIndex((arg) => /^(-m\d*|--max-count=\d+)$/.test(arg))
  const option = args[at]
  if (option === undefined) return { most: Number.POSITIVE_INFINITY, words: args }
  const inline = option.replace(/^\D+/, '')
  const most = Number(inline === '' ? args[at + 1] : inline)
  return { most, words: [...args.slice(0, at), ...args.slice(at + (inline === '' ? 2 : 1))] }
}

export function grep(given: readonly string[], host: TextHost): TextResult {
  const { most, words: args } = splitMaxCount(given)
  if (Number.isNaN(most)) return failed('grep: invalid max count', 2)
  const flags = args.filter((arg) => /^-[A-Za-z]+$/.test(arg)).join('')
  const rest = args.filter((arg) => !/^-[A-Za-z]+$/.test(arg))
  const pattern = rest[0]
  if (pattern === undefined) return failed('Usage: grep [OPTION]... PATTERNS [FILE]...', 2)
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
    return matchInputs(rest.slice(1), host, expression, { flags, most })
  } catch (error) {
    return failed(`grep: ${error instanceof Error ? error.message : String(error)}`, 2)
  }
}

/** Throws where a line is too long for the expression. Several files are named before what was found in them. */
function matchInputs(
  names: readonly string[],
  host: TextHost,
  expression: RegExp,
  { flags, most }: { readonly flags: string; readonly most: number },
): TextResult {
  const named = (names.length > 1 && !flags.includes('h')) || flags.includes('H')
  let found = false
  const { stdout, stderr } = eachInput(
    names,
    host,
    (name, why) => `grep: ${name}: ${why}`,
    ({ name, text }) => {
      const lines = linesOf(text)
      const matching = lines
        .map((line, index) => ({ line, number: index + 1 }))
        .filter(({ line }) => (line.search(expression) !== -1) !== flags.includes('v'))
        .slice(0, most)
      if (matching.length > 0) found = true
      if (flags.includes('q')) return ''
      const label = name === '' || name === '-' ? '(standard input)' : name
      if (flags.includes('l')) return matching.length > 0 ? `${label}\n` : ''
      const prefix = named ? `${label}:` : ''
      if (flags.includes('c')) return `${prefix}${matching.length}\n`
      return joined(
        matching.flatMap(({ line, number }) => {
          const shown = flags.includes('o') ? (line.match(expression) ?? []) : [line]
          return shown.map((each) => `${prefix}${flags.includes('n') ? `${number}:` : ''}${each}`)
        }),
      )
    },
  )
  return { stdout, stderr, exitCode: stderr !== '' ? 2 : found ? 0 : 1 }
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
  return withTitles('head', names, host, (text) => joined(linesOf(text).slice(0, Number(count))))
}

export function tail(args: readonly string[], host: TextHost): TextResult {
  const { count, names } = countOption(args, 10)
  const files = names.filter((name) => name !== '-f')
  return withTitles('tail', files, host, (text) => {
    const lines = linesOf(text)
    if (count.startsWith('+')) return joined(lines.slice(Number(count) - 1))
    return joined(Number(count) === 0 ? [] : lines.slice(-Number(count)))
  })
}

/** Of several files each part stands under the name of its file. */
function withTitles(
  program: string,
  names: readonly string[],
  host: TextHost,
  part: (text: string) => string,
): TextResult {
  return eachInput(
    names,
    host,
    (name, why) =>
      why === 'Is a directory'
        ? `${program}: error reading '${name}': ${why}`
        : `${program}: cannot open '${name}' for reading: ${why}`,
    ({ name, text }, index) => {
      const title = name === '-' ? 'standard input' : name
      return (names.length > 1 ? `${index === 0 ? '' : '\n'}==> ${title} <==\n` : '') + part(text)
    },
  )
}

export function wc(args: readonly string[], host: TextHost): TextResult {
  const flags = args.filter((arg) => arg.startsWith('-') && arg !== '-').join('')
  const names = operandsOf(args)
  const wants = (letter: string) => flags === '' || flags.includes(letter)
  const rows: { readonly counts: readonly number[]; readonly name: string }[] = []
  let bytes = 0
  const result = eachInput(
    names,
    host,
    (name, why) => `wc: ${name}: ${why}`,
    ({ name, text }) => {
      bytes += bytesOfText(text).length
      const counts = [
        wants('l') ? text.split('\n').length - 1 : null,
        wants('w') ? text.split(/\s+/).filter((word) => word !== '').length : null,
        wants('m') && flags !== '' ? [...text].length : null,
        wants('c') ? bytesOfText(text).length : null,
      ]
      rows.push({ name, counts: counts.filter((count) => count !== null) })
      return ''
    },
  )
  if (names.length > 1) {
    const sums = rows[0]?.counts.map((_, column) => rows.reduce((sum, { counts }) => sum + (counts[column] ?? 0), 0))
    rows.push({ name: 'total', counts: sums ?? [] })
  }
  // Columns have room for the size of all files together; of a pipe nobody knows how long it will be.
  const alone = rows.length === 1 && rows[0]?.counts.length === 1
  const width = alone ? 1 : names.length === 0 || names.includes('-') ? 7 : String(bytes).length
  const line = ({ counts, name }: (typeof rows)[number]) =>
    `${counts.map((count) => String(count).padStart(width)).join(' ')}${name === '' ? '' : ` ${name}`}\n`
  return { ...result, stdout: rows.map(line).join('') }
}

export function sort(args: readonly string[], host: TextHost): TextResult {
  const flags = args.filter((arg) => arg.startsWith('-')).join('')
  const names = args.filter((arg) => !arg.startsWith('-'))
  const { inputs, complaints } = openInputs(names, host)
  const [unread] = complaints
  if (unread !== undefined) return failed(`sort: cannot read: ${unread.name}: ${unread.why}`, 2)
  const text = inputs.map((input) => input.text).join('')
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
  let stderr = ''
  for (const name of args.filter((arg) => !arg.startsWith('-'))) {
    const path = resolvePath(host.folder, name)
    if (isReadOnly(host.disk, path)) {
      stderr += `tee: ${name}: Read-only file system\n`
      continue
    }
    const before = args.includes('-a') ? (readFile(host.disk, path) ?? '') : ''
    host.disk.files.set(path, before + host.stdin)
  }
  return { stdout: host.stdin, stderr, exitCode: stderr === '' ? 0 : 1 }
}
