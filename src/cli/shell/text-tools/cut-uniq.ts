/** Counterparts in coreutils: cut and uniq. */
import { isFolder, readFile, resolvePath, whyUnreadable, whyUnwritable, writeFile } from '../../files.ts'
import { type Given, hasAny, hasOption, lastValue, optionSet } from '../../options/getopt.ts'
import { bytesOfText, textOfBytes } from '../../raw-text.ts'
import { failed, ok, type TextHost, type TextResult } from '../text-program.ts'
import {
  argumentOf,
  countOf,
  eachInput,
  invalidArgument,
  joined,
  linesOf,
  type Plan,
  type TextTool,
  wrongCall,
  wrongValue,
} from './text-tool.ts'

/** From and to, both included, counted from 1. */
type Range = readonly [number, number]

export const cut: TextTool = {
  options: optionSet(
    'cut',
    'b|bytes= c|characters= d|delimiter= f|fields= n s|only-delimited complement output-delimiter= !z|zero-terminated',
  ),
  files: ({ operands }) => operands,
  byLine: () => true,
  plan: planCut,
}

function planCut(given: Given): Plan {
  const lists = given.options.filter(({ key }) => 'bcf'.includes(key) && key.length === 1)
  const [list] = lists
  if (list === undefined) return wrongCall(cut.options, 'you must specify a list of bytes, characters, or fields')
  if (lists.length > 1) return wrongCall(cut.options, 'only one list may be specified')
  const delimiter = lastValue(given, 'd') ?? '\t'
  if ([...bytesOfText(delimiter)].length > 1) return wrongCall(cut.options, 'the delimiter must be a single character')
  const byField = list.key === 'f'
  if (!byField && hasOption(given, 'd'))
    return wrongCall(cut.options, 'an input delimiter may be specified only when operating on fields')
  if (!byField && hasOption(given, 's'))
    return wrongCall(cut.options, 'suppressing non-delimited lines makes sense\n\tonly when operating on fields')
  const ranges = rangesOf(list.value, byField)
  if (typeof ranges === 'string') return wrongCall(cut.options, ranges)
  const pick = picker(ranges, hasOption(given, 'complement'))
  const between = lastValue(given, 'output-delimiter')
  const cutLine = (line: string): string | null => {
    if (!byField)
      return textOfBytes(
        pick([...bytesOfText(line)])
          .map((run) => run.join(''))
          .join(between ?? ''),
      )
    if (delimiter === '' || !line.includes(delimiter)) return hasOption(given, 's') ? null : line
    return pick(line.split(delimiter))
      .flat()
      .join(between ?? delimiter)
  }
  return (host) =>
    eachInput(
      given.operands,
      host,
      (name, why) => `cut: ${name}: ${why}`,
      ({ text }) =>
        joined(
          linesOf(text)
            .map(cutLine)
            .filter((line) => line !== null),
        ),
    )
}

/** Sorted, those that overlap made one; a string is the complaint. */
function rangesOf(list: string, byField: boolean): Range[] | string {
  const ranges: [number, number][] = []
  for (const text of list.split(/[, ]/)) {
    const [, from = '', dash = '', to = ''] = /^(\d*)(-?)(\d*)$/.exec(text) ?? [null, 'x']
    if (from === 'x') return byField ? `invalid field value ‘${text}’` : `invalid byte/character position ‘${text}’`
    if (text === '-') return 'invalid range with no endpoint: -'
    const first = from === '' ? 1 : Number(from)
    const last = dash === '' ? first : to === '' ? Number.POSITIVE_INFINITY : Number(to)
    if (text === '' || first === 0 || last === 0)
      return byField ? 'fields are numbered from 1' : 'byte/character positions are numbered from 1'
    if (last < first) return 'invalid decreasing range'
    ranges.push([first, last])
  }
  ranges.sort((a, b) => a[0] - b[0])
  const merged: [number, number][] = []
  for (const range of ranges) {
    const before = merged[merged.length - 1]
    if (before !== undefined && range[0] <= before[1]) before[1] = Math.max(before[1], range[1])
    else merged.push(range)
  }
  return merged
}

function picker(ranges: readonly Range[], complement: boolean): (parts: readonly string[]) => string[][] {
  const chosen = complement ? complementOf(ranges) : ranges
  return (parts) => chosen.map(([from, to]) => parts.slice(from - 1, to)).filter((run) => run.length > 0)
}

function complementOf(ranges: readonly Range[]): Range[] {
  const gaps: Range[] = []
  let next = 1
  for (const [from, to] of ranges) {
    if (from > next) gaps.push([next, from - 1])
    next = to + 1
  }
  if (next !== Number.POSITIVE_INFINITY) gaps.push([next, Number.POSITIVE_INFINITY])
  return gaps
}

export const uniq: TextTool = {
  options: optionSet(
    'uniq',
    'c|count d|repeated u|unique i|ignore-case f|skip-fields= s|skip-chars= w|check-chars= D all-repeated[=] group[=] !z|zero-terminated',
  ),
  files: ({ operands }) => operands.slice(0, 1),
  plan: planUniq,
}

const NUMBERS = { f: 'fields to skip', s: 'bytes to skip', w: 'bytes to compare' } as const

const GROUPINGS: Readonly<Record<string, readonly string[]>> = {
  'all-repeated': ['none', 'prepend', 'separate'],
  group: ['prepend', 'append', 'separate', 'both'],
}

function showsAllRepeated(given: Given): boolean {
  return hasAny(given, 'D') || hasOption(given, 'all-repeated')
}

function planUniq(given: Given): Plan {
  const [input = '-', output, extra] = given.operands
  if (extra !== undefined) return wrongCall(uniq.options, `extra operand ‘${extra}’`)
  for (const [key, what] of Object.entries(NUMBERS)) {
    const text = lastValue(given, key)
    if (text !== undefined && countOf(text) === null)
      return wrongValue(uniq.options, `${text}: invalid number of ${what}`)
  }
  for (const [key, valid] of Object.entries(GROUPINGS)) {
    const text = lastValue(given, key) ?? ''
    if (text !== '' && argumentOf(text, valid) === undefined)
      return invalidArgument(uniq.options, `--${key}`, text, valid)
  }
  if (hasOption(given, 'group') && (hasAny(given, 'cdDu') || hasOption(given, 'all-repeated')))
    return wrongCall(uniq.options, '--group is mutually exclusive with -c/-d/-D/-u')
  if (showsAllRepeated(given) && hasAny(given, 'c'))
    return wrongCall(uniq.options, 'printing all duplicated lines and repeat counts is meaningless')
  return (host) => {
    const path = resolvePath(host.folder, input)
    const text = input === '-' ? host.stdin : readFile(host.disk, path)
    if (text === undefined)
      return failed(
        isFolder(host.disk, path)
          ? `uniq: error reading '${input}'`
          : `uniq: ${input}: ${whyUnreadable(host.disk, path)}`,
      )
    return deliver(unrepeated(given, text), output, host)
  }
}

function deliver(text: string, output: string | undefined, host: TextHost): TextResult {
  if (output === undefined || output === '-') return ok(text)
  const path = resolvePath(host.folder, output)
  const why = whyUnwritable(host.disk, path)
  if (why !== null) return failed(`uniq: ${output}: ${why}`)
  writeFile(host.disk, path, text)
  return ok()
}

interface Run {
  /** Those that count as one, as they were written. */
  readonly lines: string[]
  readonly key: string
}

function unrepeated(given: Given, text: string): string {
  const runs: Run[] = []
  for (const line of linesOf(text)) {
    const key = comparedPart(given, line)
    const last = runs[runs.length - 1]
    if (last !== undefined && last.key === key) last.lines.push(line)
    else runs.push({ lines: [line], key })
  }
  const how = (key: string, otherwise: string) =>
    argumentOf(lastValue(given, key) || otherwise, GROUPINGS[key] ?? []) ?? otherwise
  if (hasOption(given, 'group')) return grouped(runs, how('group', 'separate'))
  const all = showsAllRepeated(given)
  const shown = runs.filter(({ lines }) =>
    lines.length > 1 ? all || !hasAny(given, 'u') : !(all || hasAny(given, 'd')),
  )
  if (all) return grouped(shown, how('all-repeated', 'none'))
  return joined(
    shown.map(({ lines: [line = '', ...more] }) =>
      hasAny(given, 'c') ? `${String(1 + more.length).padStart(7)} ${line}` : line,
    ),
  )
}

/** With an empty line between, before or behind the runs. */
function grouped(runs: readonly Run[], how: string): string {
  const blocks = runs.map(({ lines }) => joined(lines))
  if (how === 'none' || blocks.length === 0) return blocks.join('')
  const before = how === 'prepend' || how === 'both' ? '\n' : ''
  const behind = how === 'append' || how === 'both' ? '\n' : ''
  return before + blocks.join('\n') + behind
}

function comparedPart(given: Given, line: string): string {
  const number = (key: string, otherwise: number) => countOf(lastValue(given, key) ?? '') ?? otherwise
  let rest = line
  for (let left = number('f', 0); left > 0 && rest !== ''; left--) rest = rest.replace(/^[ \t]*[^ \t]*/, '')
  const from = number('s', 0)
  const part = rest.slice(from, from + number('w', Number.POSITIVE_INFINITY))
  return hasAny(given, 'i') ? part.toUpperCase() : part
}
