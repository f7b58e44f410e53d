/** Counterpart in diffutils: diff, in its normal and its unified form. */
import { isFolder, readFile, resolvePath, whyUnreadable } from '../../files.ts'
import { type Given, hasAny, lastValue, optionSet } from '../../options/getopt.ts'
import { failed, type TextHost, type TextResult } from '../text-program.ts'
import { linesOf, type TextTool, wrongCall } from './text-tool.ts'

export const diff: TextTool = {
  options: optionSet(
    'diff',
    'q|brief s|report-identical-files u i|ignore-case w|ignore-all-space b|ignore-space-change Z B U|unified= a|text !c !C= !e !E !r|recursive !N !x= !y !n !p !t !T !l !d !D= !normal !color[=] !label=',
    { exitCode: 2 },
  ),
  files: ({ operands }) => operands,
  plan(given) {
    const [first, second, third] = given.operands
    if (first === undefined || second === undefined)
      return wrongCall(diff.options, `missing operand after '${first ?? 'diff'}'`)
    if (third !== undefined) return wrongCall(diff.options, `extra operand '${third}'`)
    return (host) => compare(given, first, second, host)
  },
}

/** A folder stands for the file in it that is called as the other one. */
function textOf(name: string, other: string, host: TextHost): string | { readonly why: string } {
  if (name === '-') return host.stdin
  const path = resolvePath(host.folder, name)
  const inside = `${name.replace(/\/$/, '')}/${other.replace(/^.*\//, '')}`
  if (isFolder(host.disk, path) && !isFolder(host.disk, resolvePath(host.folder, other)))
    return textOf(inside, other, host)
  if (isFolder(host.disk, path)) return { why: `${name}: this simulator does not model this` }
  return readFile(host.disk, path) ?? { why: `${name}: ${whyUnreadable(host.disk, path)}` }
}

function compare(given: Given, first: string, second: string, host: TextHost): TextResult {
  const a = textOf(first, second, host)
  const b = textOf(second, first, host)
  const wrong = [a, b].flatMap((each) => (typeof each === 'string' ? [] : [`diff: ${each.why}`]))
  if (typeof a !== 'string' || typeof b !== 'string') return failed(wrong.join('\n'), 2)
  const changes = changesOf(linesOf(a), linesOf(b), (line) => comparable(line, given))
  if (changes.length === 0) {
    const stdout = hasAny(given, 's') ? `Files ${first} and ${second} are identical\n` : ''
    return { stdout, stderr: '', exitCode: 0 }
  }
  if (hasAny(given, 'q')) return { stdout: `Files ${first} and ${second} differ\n`, stderr: '', exitCode: 1 }
  const lines = { a: linesOf(a), b: linesOf(b) }
  const around = hasAny(given, 'u') ? 3 : Number(lastValue(given, 'U') ?? -1)
  // Files have no times here, so that only their names stand in the head.
  const stdout = around < 0 ? normal(changes, lines) : `--- ${first}\n+++ ${second}\n${unified(changes, lines, around)}`
  return { stdout, stderr: '', exitCode: 1 }
}

function comparable(line: string, given: Given): string {
  let text = line
  if (hasAny(given, 'w')) text = text.replace(/\s+/g, '')
  else if (hasAny(given, 'b')) text = text.replace(/\s+$/, '').replace(/\s+/g, ' ')
  else if (hasAny(given, 'Z')) text = text.replace(/\s+$/, '')
  return hasAny(given, 'i') ? text.toLowerCase() : text
}

/** Lines `from` to `to` of the one stand where those of the other stand; counted from 0, `to` excluded. */
interface Change {
  readonly aFrom: number
  readonly aTo: number
  readonly bFrom: number
  readonly bTo: number
}

interface Lines {
  readonly a: readonly string[]
  readonly b: readonly string[]
}

/** By the longest common subsequence. */
function changesOf(a: readonly string[], b: readonly string[], key: (line: string) => string): Change[] {
  const left = a.map(key)
  const right = b.map(key)
  const width = right.length + 1
  const common = new Uint32Array((left.length + 1) * width)
  const at = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      common[i * width + j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const changes: Change[] = []
  let i = 0
  let j = 0
  while (i < left.length || j < right.length) {
    if (i < left.length && left[i] === right[j]) {
      i++
      j++
      continue
    }
    const [aFrom, bFrom] = [i, j]
    while ((i < left.length || j < right.length) && !(i < left.length && j < right.length && left[i] === right[j]))
      if (j >= right.length || (i < left.length && at(i + 1, j) >= at(i, j + 1))) i++
      else j++
    changes.push({ aFrom, aTo: i, bFrom, bTo: j })
  }
  return changes
}

function normal(changes: readonly Change[], { a, b }: Lines): string {
  const range = (from: number, to: number) => (to - from > 1 ? `${from + 1},${to}` : String(to === from ? from : to))
  return changes
    .map(({ aFrom, aTo, bFrom, bTo }) => {
      const letter = aFrom === aTo ? 'a' : bFrom === bTo ? 'd' : 'c'
      const gone = a.slice(aFrom, aTo).map((line) => `< ${line}\n`)
      const come = b.slice(bFrom, bTo).map((line) => `> ${line}\n`)
      return `${range(aFrom, aTo)}${letter}${range(bFrom, bTo)}\n${gone.join('')}${letter === 'c' ? '---\n' : ''}${come.join('')}`
    })
    .join('')
}

function unified(changes: readonly Change[], { a, b }: Lines, around: number): string {
  const groups: Change[][] = []
  for (const change of changes) {
    const group = groups.at(-1)
    if (group !== undefined && change.aFrom - (group.at(-1)?.aTo ?? 0) <= 2 * around) group.push(change)
    else groups.push([change])
  }
  return groups.map((group) => hunk(group, { a, b }, around)).join('')
}

function hunk(group: readonly Change[], { a, b }: Lines, around: number): string {
  const [first] = group
  const last = group.at(-1)
  if (first === undefined || last === undefined) return ''
  const before = Math.min(around, first.aFrom)
  const after = Math.min(around, a.length - last.aTo)
  const range = (from: number, to: number) =>
    to - from === 1 ? String(to) : `${to === from ? from : from + 1},${to - from}`
  let text = `@@ -${range(first.aFrom - before, last.aTo + after)} +${range(first.bFrom - before, last.bTo + after)} @@\n`
  let at = first.aFrom - before
  for (const { aFrom, aTo, bFrom, bTo } of group) {
    text += a
      .slice(at, aFrom)
      .map((line) => ` ${line}\n`)
      .join('')
    text += a
      .slice(aFrom, aTo)
      .map((line) => `-${line}\n`)
      .join('')
    text += b
      .slice(bFrom, bTo)
      .map((line) => `+${line}\n`)
      .join('')
    at = aTo
  }
  return (
    text +
    a
      .slice(at, at + after)
      .map((line) => ` ${line}\n`)
      .join('')
  )
}
