/** Counterparts in coreutils: md5sum and base64. */
import { BASE64_ALPHABET, toBase64 } from '../../base64.ts'
import { readFile, resolvePath } from '../../files.ts'
import { hasAny, hasOption, lastValue, optionSet } from '../../options/getopt.ts'
import { bytesOfText, textOfBytes } from '../../raw-text.ts'
import { openInputs } from '../inputs.ts'
import type { TextHost, TextResult } from '../text-program.ts'
import { md5 } from './md5.ts'
import { countOf, type TextTool, wrongCall, wrongValue } from './text-tool.ts'

export const md5sum: TextTool = {
  options: optionSet('md5sum', 'b|binary t|text c|check quiet status !w|warn !z|zero !tag !strict !ignore-missing'),
  files: ({ operands }) => operands,
  plan: (given) => (host) => {
    if (hasAny(given, 'c'))
      return checkAll(given.operands, host, hasOption(given, 'quiet') || hasOption(given, 'status'))
    const { inputs, complaints } = openInputs(given.operands, host)
    const stderr = complaints.map(({ name, why }) => `md5sum: ${name}: ${why}\n`).join('')
    const mark = hasAny(given, 'b') ? '*' : ' '
    const lines = inputs.map(({ name, text }) => `${md5(bytesOfText(text))} ${mark}${name === '' ? '-' : name}\n`)
    return { stdout: lines.join(''), stderr, exitCode: stderr === '' ? 0 : 1 }
  },
}

/** What a list of sums says of files, line by line. */
function checkAll(lists: readonly string[], host: TextHost, quiet: boolean): TextResult {
  const { inputs, complaints } = openInputs(lists, host)
  const out: string[] = []
  const errors = complaints.map(({ name, why }) => `md5sum: ${name}: ${why}\n`)
  for (const { name: list, text } of inputs) {
    let [failed, missing, wellFormed] = [0, 0, 0]
    for (const line of text.split('\n')) {
      const [, sum, name] = /^([0-9a-fA-F]{32}) [ *](.*)$/.exec(line) ?? []
      if (sum === undefined || name === undefined) continue
      wellFormed++
      const content = readFile(host.disk, resolvePath(host.folder, name))
      if (content === undefined) {
        missing++
        errors.push(`md5sum: ${name}: No such file or directory\n`)
        out.push(`${name}: FAILED open or read\n`)
      } else if (md5(bytesOfText(content)) !== sum.toLowerCase()) {
        failed++
        out.push(`${name}: FAILED\n`)
      } else if (!quiet) out.push(`${name}: OK\n`)
    }
    if (wellFormed === 0)
      errors.push(`md5sum: ${list === '' ? "'standard input'" : list}: no properly formatted checksum lines found\n`)
    if (missing > 0)
      errors.push(`md5sum: WARNING: ${missing} listed file${missing === 1 ? '' : 's'} could not be read\n`)
    if (failed > 0)
      errors.push(`md5sum: WARNING: ${failed} computed checksum${failed === 1 ? '' : 's'} did NOT match\n`)
  }
  return { stdout: out.join(''), stderr: errors.join(''), exitCode: errors.length === 0 ? 0 : 1 }
}

export const base64: TextTool = {
  options: optionSet('base64', 'd|decode i|ignore-garbage w|wrap='),
  files: ({ operands }) => operands.slice(0, 1),
  plan(given) {
    const [, extra] = given.operands
    if (extra !== undefined) return wrongCall(base64.options, `extra operand ‘${extra}’`)
    const wrap = lastValue(given, 'w')
    const width = wrap === undefined ? 76 : countOf(wrap)
    if (width === null) return wrongValue(base64.options, `invalid wrap size: ‘${wrap}’`)
    return (host) => {
      const { inputs, complaints } = openInputs(given.operands, host)
      const [missing] = complaints
      if (missing !== undefined) return { stdout: '', stderr: `base64: ${missing.name}: ${missing.why}\n`, exitCode: 1 }
      const text = inputs[0]?.text ?? ''
      if (hasAny(given, 'd')) return decoded(text, hasAny(given, 'i'))
      return { stdout: wrapped(toBase64(bytesOfText(text)), width), stderr: '', exitCode: 0 }
    }
  },
}

function wrapped(text: string, width: number): string {
  if (width === 0 || text === '') return text
  return text.replace(new RegExp(`.{1,${width}}`, 'g'), '$&\n')
}

/** As far as it goes; what is no base64 ends it. */
function decoded(text: string, ignoresGarbage: boolean): TextResult {
  const clean = ignoresGarbage ? text.replace(/[^A-Za-z0-9+/=]/g, '') : text.replace(/\n/g, '')
  let out = ''
  let at = 0
  for (; at < clean.length; at += 4) {
    const group = clean.slice(at, at + 4)
    const [, digits = '', padding = ''] = /^([A-Za-z0-9+/]{0,4})(={0,2})/.exec(group) ?? []
    const value = [...digits.padEnd(4, 'A')].reduce((sum, digit) => sum * 64 + BASE64_ALPHABET.indexOf(digit), 0)
    const bytes = [value >> 16, (value >> 8) & 255, value & 255].slice(0, Math.max(0, digits.length - 1))
    out += String.fromCharCode(...bytes)
    if (digits.length + padding.length !== 4 || digits.length < 2) break
  }
  const isWhole = at >= clean.length
  return { stdout: textOfBytes(out), stderr: isWhole ? '' : 'base64: invalid input\n', exitCode: isWhole ? 0 : 1 }
}
