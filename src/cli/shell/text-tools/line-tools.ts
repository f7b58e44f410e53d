/** Counterparts in coreutils and util-linux: tac, rev, nl, comm, paste; and the pagers less and more, which show all at once. */
import { type Given, hasAny, lastValue, optionSet } from '../../options/getopt.ts'
import { openInputs } from '../inputs.ts'
import type { TextHost, TextResult } from '../text-program.ts'
import { compareBytes, eachInput, joined, linesOf, type TextTool, wrongCall } from './text-tool.ts'

export const tac: TextTool = {
  options: optionSet('tac', '!b|before !r|regex !s|separator='),
  files: ({ operands }) => operands,
  plan:
    ({ operands }) =>
    (host) =>
      eachInput(
        operands,
        host,
        (name, why) => `tac: failed to open '${name}' for reading: ${why}`,
        ({ text }) => joined(linesOf(text).reverse()),
      ),
}

export const rev: TextTool = {
  options: optionSet('rev', '!0|zero'),
  files: ({ operands }) => operands,
  byLine: () => true,
  plan:
    ({ operands }) =>
    (host) =>
      eachInput(
        operands,
        host,
        (name, why) => `rev: cannot open ${name}: ${why}`,
        ({ text }) => joined(linesOf(text).map((line) => [...line].reverse().join(''))),
      ),
}

export const nl: TextTool = {
  options: optionSet(
    'nl',
    'b|body-numbering= w|number-width= s|number-separator= v|starting-line-number= i|line-increment= !d= !f= !h= !l= !n= !p',
  ),
  files: ({ operands }) => operands,
  plan: (given) => (host) => {
    const all = lastValue(given, 'b') === 'a'
    const width = Number(lastValue(given, 'w') ?? 6)
    const separator = lastValue(given, 's') ?? '\t'
    let number = Number(lastValue(given, 'v') ?? 1)
    const step = Number(lastValue(given, 'i') ?? 1)
    const numbered = (line: string) => {
      if (line === '' && !all) return ' '.repeat(width + separator.length)
      const shown = `${String(number).padStart(width)}${separator}${line}`
      number += step
      return shown
    }
    return eachInput(
      given.operands,
      host,
      (name, why) => `nl: ${name}: ${why}`,
      ({ text }) => joined(linesOf(text).map(numbered)),
    )
  },
}

export const comm: TextTool = {
  options: optionSet('comm', '1 2 3 !check-order nocheck-order output-delimiter= !total !z|zero-terminated'),
  files: ({ operands }) => operands,
  plan(given) {
    const { operands } = given
    if (operands.length === 0) return wrongCall(comm.options, 'missing operand')
    if (operands.length === 1) return wrongCall(comm.options, `missing operand after ‘${operands[0]}’`)
    if (operands.length > 2) return wrongCall(comm.options, `extra operand ‘${operands[2]}’`)
    return (host) => compareSorted(given, host)
  },
}

function compareSorted(given: Given, host: TextHost): TextResult {
  const { inputs, complaints } = openInputs(given.operands, host)
  const [missing] = complaints
  if (missing !== undefined) return { stdout: '', stderr: `comm: ${missing.name}: ${missing.why}\n`, exitCode: 1 }
  const [left = [], right = []] = inputs.map(({ text }) => linesOf(text))
  const tab = lastValue(given, 'output-delimiter') ?? '\t'
  const shows = ['1', '2', '3'].map((column) => !hasAny(given, column))
  const out: string[] = []
  const show = (column: number, line: string) => {
    if (shows[column] === true) out.push(tab.repeat(shows.slice(0, column).filter(Boolean).length) + line)
  }
  for (let i = 0, j = 0; i < left.length || j < right.length; ) {
    const [a, b] = [left[i], right[j]]
    const order = a === undefined ? 1 : b === undefined ? -1 : compareBytes(a, b)
    show(order < 0 ? 0 : order > 0 ? 1 : 2, (order <= 0 ? a : b) ?? '')
    if (order <= 0) i++
    if (order >= 0) j++
  }
  return { stdout: joined(out), stderr: '', exitCode: 0 }
}

export const paste: TextTool = {
  options: optionSet('paste', 'd|delimiters= s|serial !z|zero-terminated'),
  files: ({ operands }) => operands,
  plan: (given) => (host) => {
    const { inputs, complaints } = openInputs(given.operands, host)
    const [missing] = complaints
    if (missing !== undefined) return { stdout: '', stderr: `paste: ${missing.name}: ${missing.why}\n`, exitCode: 1 }
    const between = (lastValue(given, 'd') ?? '\t')
      .replaceAll('\\n', '\n')
      .replaceAll('\\t', '\t')
      .replaceAll('\\0', '')
    const files = inputs.map(({ text }) => linesOf(text))
    const most = Math.max(0, ...files.map((lines) => lines.length))
    const rows = hasAny(given, 's')
      ? files
      : Array.from({ length: most }, (_, at) => files.map((lines) => lines[at] ?? ''))
    const row = (fields: readonly string[]) =>
      fields
        .map((field, at) => (at === 0 ? '' : between.charAt((at - 1) % Math.max(1, between.length))) + field)
        .join('')
    return { stdout: joined(rows.map(row)), stderr: '', exitCode: 0 }
  },
}

/** As into a pipe: the whole text. At a terminal `pager.ts` shows it. */
export const less: TextTool = {
  options: optionSet(
    'less',
    'F|quit-if-one-screen R|RAW-CONTROL-CHARS r S|chop-long-lines X|no-init i|ignore-case I E e M m s|squeeze-blank-lines N|LINE-NUMBERS p|pattern= !x|tabs= !f !g !o=',
  ),
  files: ({ operands }) => operands,
  plan:
    ({ operands }) =>
    (host) => ({
      ...eachInput(
        operands,
        host,
        (name, why) => `${name}: ${why}`,
        ({ text }) => text,
      ),
      exitCode: 0,
    }),
}

export const more: TextTool = {
  options: optionSet(
    'more',
    'd|silent f|logical l|no-pause c|print-over p|clean-print s|squeeze u|plain !n|lines= !e|exit-on-eof',
  ),
  files: ({ operands }) => operands,
  plan:
    ({ operands }) =>
    (host) => {
      const line = ':'.repeat(14)
      const result = eachInput(
        operands,
        host,
        (name, why) => `more: cannot open ${name}: ${why}`,
        ({ name, text }) => (name === '' ? text : `${line}\n${name}\n${line}\n${text}`),
      )
      return { ...result, exitCode: 0 }
    },
}
