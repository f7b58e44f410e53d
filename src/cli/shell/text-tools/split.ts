/** Counterpart in coreutils: split. */
import { readFile, resolvePath, whyUnreadable, whyUnwritable, writeFile } from '../../files.ts'
import { hasAny, hasOption, lastValue, optionSet } from '../../options/getopt.ts'
import { inOwnVoice } from '../../own-voice.ts'
import { bytesOfText, textOfBytes } from '../../raw-text.ts'
import type { TextHost, TextResult } from '../text-program.ts'
import { countOf, type TextTool, wrongCall, wrongValue } from './text-tool.ts'

/** A call that would make more files than anybody looks through. */
const MOST_FILES = 1_000

export const split: TextTool = {
  options: optionSet(
    'split',
    'a|suffix-length= b|bytes= l|lines= d additional-suffix= verbose !C|line-bytes= !e|elide-empty-files !n|number= !numeric-suffixes[=] !x !t|separator= !u|unbuffered !filter=',
  ),
  files: ({ operands }) => [operands[0] ?? '-'],
  plan(given) {
    const [, , extra] = given.operands
    if (extra !== undefined) return wrongCall(split.options, `extra operand ‘${extra}’`)
    const [lines, bytes] = [lastValue(given, 'l'), lastValue(given, 'b')]
    if (lines !== undefined && bytes !== undefined) return wrongCall(split.options, 'cannot split in more than one way')
    const count = countOf(bytes ?? lines ?? '1000')
    if (count === null || count === 0) {
      const why = count === 0 ? ': Numerical result out of range' : ''
      const what = bytes === undefined ? `lines: ‘${lines}’` : `bytes: ‘${bytes}’`
      return wrongValue(split.options, `invalid number of ${what}${why}`)
    }
    const wanted = lastValue(given, 'a') ?? '2'
    if (!/^[1-9]\d?$/.test(wanted)) return wrongValue(split.options, `invalid suffix length: ‘${wanted}’`)
    return (host) => {
      const [name = '-', prefix = 'x'] = given.operands
      const path = resolvePath(host.folder, name)
      const text = name === '-' ? host.stdin : readFile(host.disk, path)
      if (text === undefined) {
        const why = whyUnreadable(host.disk, path)
        const words =
          why === 'No such file or directory' ? `cannot open '${name}' for reading: ${why}` : `${name}: ${why}`
        return wrongValue(split.options, words)
      }
      const parts = bytes === undefined ? byLines(text, count) : byBytes(text, count)
      const naming = {
        prefix,
        length: Number(wanted),
        digits: hasAny(given, 'd'),
        more: lastValue(given, 'additional-suffix') ?? '',
      }
      return write(parts, naming, hasOption(given, 'verbose'), host)
    }
  },
}

function byLines(text: string, count: number): string[] {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? []
  return Array.from({ length: Math.ceil(lines.length / count) }, (_, at) =>
    lines.slice(at * count, (at + 1) * count).join(''),
  )
}

function byBytes(text: string, count: number): string[] {
  const all = bytesOfText(text)
  return Array.from({ length: Math.ceil(all.length / count) }, (_, at) =>
    textOfBytes(all.slice(at * count, (at + 1) * count)),
  )
}

interface Naming {
  readonly prefix: string
  readonly length: number
  readonly digits: boolean
  readonly more: string
}

function write(parts: readonly string[], naming: Naming, tells: boolean, host: TextHost): TextResult {
  const base = naming.digits ? 10 : 26
  let stdout = ''
  for (const [index, part] of parts.entries()) {
    if (suffixesEnd(index, base, naming.length))
      return { stdout, stderr: 'split: output file suffixes exhausted\n', exitCode: 1 }
    if (index >= MOST_FILES)
      return { stdout, stderr: inOwnVoice(`split: here no more than ${MOST_FILES} files are made.`), exitCode: 1 }
    const name = `${naming.prefix}${suffix(index, base, naming.length)}${naming.more}`
    const path = resolvePath(host.folder, name)
    const why = whyUnwritable(host.disk, path)
    if (why !== null) return { stdout, stderr: `split: ${name}: ${why}\n`, exitCode: 1 }
    writeFile(host.disk, path, part)
    if (tells) stdout += `creating file '${name}'\n`
  }
  return { stdout, stderr: '', exitCode: 0 }
}

/** More than there are suffixes of that length. */
function suffixesEnd(index: number, base: number, length: number): boolean {
  let left = index
  for (let at = 0; at < length; at++) left = Math.floor(left / base)
  return left > 0
}

function suffix(index: number, base: number, length: number): string {
  let text = ''
  let left = index
  for (let at = 0; at < length; at++) {
    const digit = left % base
    text = (base === 10 ? String(digit) : String.fromCharCode(97 + digit)) + text
    left = Math.floor(left / base)
  }
  return text
}
