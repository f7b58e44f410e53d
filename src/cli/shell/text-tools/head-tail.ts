/** Counterparts in coreutils: head, and tail of what is there already; `follow.ts` is tail that goes on. */
import { type Given, hasAny, type OptionSet, optionSet } from '../../options/getopt.ts'
import { exitProcess, type Process, type ProcessContext, type Program, writeOut } from '../../program.ts'
import { bytesOfText, textOfBytes } from '../../raw-text.ts'
import type { TextHost, TextResult } from '../text-program.ts'
import { countOf, eachInput, type Plan, planOf, programOf, type TextTool, wrongValue } from './text-tool.ts'

/** How much of a text: so many from the near end, or all but so many from the far one. */
export interface Amount {
  readonly unit: 'lines' | 'bytes'
  readonly sign: '' | '-' | '+'
  readonly count: number
}

/** A string is the complaint. */
export function amountOf(given: Given): Amount | string {
  const option = given.options.findLast(({ key }) => ['n', 'c', '#'].includes(key))
  if (option === undefined) return { unit: 'lines', sign: '', count: 10 }
  const unit = option.key === 'c' ? 'bytes' : 'lines'
  const [, sign = '', text = ''] = /^([-+]?)(.*)$/s.exec(option.value) ?? []
  const count = countOf(text)
  return count === null ? `invalid number of ${unit}: ‘${option.value}’` : { unit, sign: sign as Amount['sign'], count }
}

/** What stands up to the end of each line; the last may be open. */
function lineEnds(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

/** From a place, counted in lines or bytes, to another. */
function sliceOf(text: string, unit: Amount['unit'], from: number, to?: number): string {
  if (unit === 'bytes') return textOfBytes(bytesOfText(text).slice(from, to))
  return lineEnds(text).slice(from, to).join('')
}

function firstPart(text: string, { unit, sign, count }: Amount): string {
  if (sign === '-') return count === 0 ? text : sliceOf(text, unit, 0, -count)
  return sliceOf(text, unit, 0, count)
}

export function lastPart(text: string, { unit, sign, count }: Amount): string {
  if (sign === '+') return sliceOf(text, unit, Math.max(0, count - 1))
  return count === 0 ? '' : sliceOf(text, unit, -count)
}

const head: TextTool = {
  options: optionSet('head', 'c|bytes= n|lines= q|quiet q|silent v|verbose !z|zero-terminated', { digits: true }),
  files: ({ operands }) => operands,
  plan: (given) => planPart(given, head.options, firstPart),
}

export const tail: TextTool = {
  options: optionSet(
    'tail',
    'c|bytes= f|follow[=] F n|lines= !max-unchanged-stats= !pid= q|quiet q|silent retry s|sleep-interval= v|verbose !z|zero-terminated',
    { digits: true },
  ),
  files: ({ operands }) => operands,
  keep: keptOfTail,
  plan: (given) => planPart(given, tail.options, lastPart),
}

function planPart(given: Given, set: OptionSet, part: (text: string, amount: Amount) => string): Plan {
  const amount = amountOf(given)
  if (typeof amount === 'string') return wrongValue(set, amount)
  return (host) => withTitles(set.program, given, host, (text) => part(text, amount))
}

/** Whether each part stands under the name of its file. */
export function showsTitles(given: Given): boolean {
  const last = given.options.findLast(({ key }) => key === 'q' || key === 'v')?.key
  return last === undefined ? given.operands.length > 1 : last === 'v'
}

export function titleOf(name: string): string {
  return `==> ${name === '-' || name === '' ? 'standard input' : name} <==\n`
}

function withTitles(program: string, given: Given, host: TextHost, part: (text: string) => string): TextResult {
  const titled = showsTitles(given)
  return eachInput(
    given.operands,
    host,
    (name, why) =>
      why === 'Is a directory'
        ? `${program}: error reading '${name}': ${why}`
        : `${program}: cannot open '${name}' for reading: ${why}`,
    ({ name, text }, index) => (titled ? `${index === 0 ? '' : '\n'}${titleOf(name)}` : '') + part(text),
  )
}

/** Of a text that goes on `tail` needs only its end, unless it counts from the beginning. */
function keptOfTail(given: Given, text: string): string {
  const amount = amountOf(given)
  if (typeof amount === 'string' || amount.sign === '+' || amount.unit === 'bytes' || text.length < 100_000) return text
  let from = text.length
  for (let lines = 0; lines <= amount.count && from > 0; lines++) from = text.lastIndexOf('\n', from - 1)
  return from <= 0 ? text : text.slice(from + 1)
}

/** It ends as soon as it has its lines. */
export function headProgram(): Program {
  const plain = programOf(head)
  return {
    ...plain,
    start(context) {
      const wanted = linesWanted(context.process.args)
      if (wanted === null) return plain.start(context)
      context.process.state = { left: wanted }
      if (wanted === 0) exitProcess(context.process, 0)
    },
    onInput(context) {
      const state = context.process.state as { left?: number }
      if (state.left === undefined) plain.onInput(context)
      else passLines(context, state as { left: number })
    },
  }
}

/** Null for what has to see the end, or names files. */
function linesWanted(args: readonly string[]): number | null {
  const { given, plan } = planOf(head, args)
  if (given === null || typeof plan !== 'function' || given.operands.length > 0 || hasAny(given, 'v')) return null
  const amount = amountOf(given)
  return typeof amount === 'string' || amount.unit === 'bytes' || amount.sign === '-' ? null : amount.count
}

function passLines({ process }: ProcessContext, state: { left: number }): void {
  while (state.left > 0) {
    const end = process.stdin.indexOf('\n')
    if (end === -1) break
    pass(process, end + 1)
    state.left--
  }
  if (state.left > 0 && process.stdinEnded && process.stdin !== '') pass(process, process.stdin.length)
  if (state.left === 0 || process.stdinEnded) exitProcess(process, 0)
}

function pass(process: Process, length: number): void {
  writeOut(process, process.stdin.slice(0, length))
  process.stdin = process.stdin.slice(length)
}
