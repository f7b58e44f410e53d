/** Counterpart in coreutils: tr, which knows bytes and no characters. */
import { type Given, hasAny, optionSet } from '../../options/getopt.ts'
import { bytesOfText, textOfBytes } from '../../raw-text.ts'
import { ok, type TextHost } from '../text-program.ts'
import { type Plan, type TextTool, wrongCall, wrongValue } from './text-tool.ts'

export const tr: TextTool = {
  options: optionSet('tr', 'c|complement C d|delete s|squeeze-repeats t|truncate-set1', { stops: true }),
  files: () => [],
  // To squeeze line ends it has to see what follows them.
  byLine: (given) => !hasAny(given, 's'),
  plan: planTr,
}

function planTr(given: Given): Plan {
  const wrong = wrongOperands(given)
  if (wrong !== null) return wrongCall(tr.options, wrong)
  const [first = '', second] = given.operands
  const deletes = hasAny(given, 'd')
  const squeezes = hasAny(given, 's')
  const translates = second !== undefined && !deletes
  const set = setOf(first)
  const other = second === undefined ? null : setOf(second, translates ? set : undefined)
  for (const each of [set, other]) if (typeof each === 'string') return wrongValue(tr.options, each)
  const from = hasAny(given, 'cC') ? complementOf(set as string[]) : (set as string[])
  const to = other as string[] | null
  if (translates && to?.length === 0 && !hasAny(given, 't'))
    return wrongValue(tr.options, 'when not truncating set1, string2 must be non-empty')
  if (translates && /\[:(?!upper:|lower:)\w+:\]/.test(second))
    return wrongValue(
      tr.options,
      "when translating, the only character classes that may appear in\nstring2 are 'upper' and 'lower'",
    )
  const table = translates ? translation(from, to ?? [], hasAny(given, 't')) : null
  const gone = new Set(deletes ? from : [])
  const squeezed = new Set(squeezes ? (to ?? from) : [])
  return (host) => ok(textOfBytes(changed(host, { table, gone, squeezed })))
}

interface Changes {
  readonly table: ReadonlyMap<string, string> | null
  readonly gone: ReadonlySet<string>
  readonly squeezed: ReadonlySet<string>
}

function changed({ stdin }: TextHost, { table, gone, squeezed }: Changes): string {
  const out: string[] = []
  for (const byte of bytesOfText(stdin)) {
    if (gone.has(byte)) continue
    const written = table?.get(byte) ?? byte
    if (squeezed.has(written) && out[out.length - 1] === written) continue
    out.push(written)
  }
  return out.join('')
}

function wrongOperands(given: Given): string | null {
  const [first, second] = given.operands
  const deletes = hasAny(given, 'd')
  const squeezes = hasAny(given, 's')
  const least = deletes === squeezes ? 2 : 1
  if (first === undefined) return 'missing operand'
  if (least === 2 && second === undefined) {
    const why = deletes ? 'both deleting and squeezing repeats' : 'translating'
    return `missing operand after ‘${first}’\nTwo strings must be given when ${why}.`
  }
  const most = deletes && !squeezes ? 1 : 2
  const extra = given.operands[most]
  if (extra === undefined) return null
  const only = most === 1 && given.operands.length === 2
  return `extra operand ‘${extra}’${only ? '\nOnly one string may be given when deleting without squeezing repeats.' : ''}`
}

function translation(from: readonly string[], to: readonly string[], truncates: boolean): Map<string, string> {
  const table = new Map<string, string>()
  from.forEach((byte, index) => {
    if (truncates && index >= to.length) return
    table.set(byte, to[Math.min(index, to.length - 1)] ?? byte)
  })
  return table
}

const ALL = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code))

function complementOf(set: readonly string[]): string[] {
  const without = new Set(set)
  return ALL.filter((byte) => !without.has(byte))
}

const CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  cntrl: /\p{Cc}/u,
  digit: /[0-9]/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[\t-\r ]/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/** One byte, or an escape of one, and how long it is written. */
function byteAt(text: string, at: number): { readonly byte: string; readonly length: number } {
  const byte = text.charAt(at)
  if (byte !== '\\' || at + 1 >= text.length) return { byte, length: 1 }
  const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1))?.[0]
  if (octal !== undefined)
    return { byte: String.fromCharCode(Number.parseInt(octal, 8) & 0xff), length: 1 + octal.length }
  const letter = text.charAt(at + 1)
  return { byte: ESCAPES[letter] ?? letter, length: 2 }
}

/** The bytes that a set means, in its order; a string is the complaint. `filled` says how long `[x*]` makes it. */
function setOf(written: string, filled?: string[] | string): string[] | string {
  const text = bytesOfText(written)
  const set: string[] = []
  let fill: { at: number; byte: string } | null = null
  for (let at = 0; at < text.length; ) {
    const [named, name] = /^\[:([a-z]*):\]/.exec(text.slice(at)) ?? []
    if (named !== undefined) {
      const members = CLASSES[name ?? '']
      if (members === undefined) return `invalid character class ‘${name}’`
      set.push(...ALL.slice(0, 128).filter((byte) => members.test(byte)))
      at += named.length
      continue
    }
    const [repeated, byte = '', count = ''] = /^\[([^\\])\*(\d*)\]/s.exec(text.slice(at)) ?? []
    if (repeated !== undefined && filled !== undefined) {
      const times = Number.parseInt(count, count.startsWith('0') ? 8 : 10) || 0
      if (times === 0) fill = { at: set.length, byte }
      else for (let left = Math.min(times, 10_000); left > 0; left--) set.push(byte)
      at += repeated.length
      continue
    }
    const first = byteAt(text, at)
    at += first.length
    if (text.charAt(at) !== '-' || at + 1 >= text.length) {
      set.push(first.byte)
      continue
    }
    const last = byteAt(text, at + 1)
    at += 1 + last.length
    if (last.byte < first.byte)
      return `range-endpoints of '${first.byte}-${last.byte}' are in reverse collating sequence order`
    set.push(...ALL.slice(first.byte.charCodeAt(0), last.byte.charCodeAt(0) + 1))
  }
  if (fill === null) return set
  const missing = Math.max(0, (filled?.length ?? 0) - set.length)
  return [...set.slice(0, fill.at), ...Array.from({ length: missing }, () => fill.byte), ...set.slice(fill.at)]
}
