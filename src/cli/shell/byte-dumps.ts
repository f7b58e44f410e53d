/** Counterparts of od, xxd and hexdump -C: what bytes a file or a pipe has, 16 to a line. */
import type { ByteString } from '../../kafka/common/payload.ts'
import { bytesOfText } from '../raw-text.ts'
import { openInputs } from './inputs.ts'
import { failed, ok, type TextHost, type TextResult } from './text-program.ts'

const WIDTH = 16

/** How od shows a line of bytes: so many bytes to a number, and each as text. */
interface Column {
  readonly bytes: 1 | 2
  show(value: number): string
}

const NAMED: Readonly<Record<number, string>> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
}

const isPrintable = (code: number) => code >= 32 && code < 127
const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')

function character(code: number): string {
  return NAMED[code] ?? (isPrintable(code) ? String.fromCharCode(code) : code.toString(8).padStart(3, '0'))
}

const COLUMNS: Readonly<Record<string, Column>> = {
  c: { bytes: 1, show: (code) => ` ${character(code).padStart(3)}` },
  x1: { bytes: 1, show: (value) => ` ${hex(value, 2)}` },
  u1: { bytes: 1, show: (value) => ` ${String(value).padStart(3)}` },
  o1: { bytes: 1, show: (value) => ` ${value.toString(8).padStart(3, '0')}` },
  x2: { bytes: 2, show: (value) => ` ${hex(value, 4)}` },
  o2: { bytes: 2, show: (value) => ` ${value.toString(8).padStart(6, '0')}` },
}

const ADDRESSES: Readonly<Record<string, (at: number) => string>> = {
  o: (at) => at.toString(8).padStart(7, '0'),
  d: (at) => String(at).padStart(7, '0'),
  x: (at) => hex(at, 6),
  n: () => '',
}

interface OdOptions {
  address: string
  format: string
  all: boolean
  skip: number
  limit: number
  readonly names: string[]
}

/** A string is the option that is not modelled. */
function odOptions(args: readonly string[]): OdOptions | string {
  const options: OdOptions = { address: 'o', format: 'o2', all: false, skip: 0, limit: Infinity, names: [] }
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    const [, letter = '', inline = ''] = /^-([AtjN])(.*)$/s.exec(arg) ?? []
    const value = letter !== '' && inline === '' ? (args[++index] ?? '') : inline
    if (letter === 'A') options.address = value
    else if (letter === 't') options.format = value
    else if (letter === 'j') options.skip = Number(value)
    else if (letter === 'N') options.limit = Number(value)
    else if (arg === '-v') options.all = true
    else if (arg === '-c') options.format = 'c'
    else if (arg === '-x') options.format = 'x2'
    else if (arg === '-b') options.format = 'o1'
    else if (arg.startsWith('-') && arg !== '-') return arg
    else options.names.push(arg)
    if (!Object.hasOwn(ADDRESSES, options.address) || !Object.hasOwn(COLUMNS, options.format)) return arg
  }
  return options
}

export function namesForOd(args: readonly string[]): readonly string[] {
  const options = odOptions(args)
  // A call that is refused looks at no input.
  return typeof options === 'string' ? ['refused'] : options.names
}

export function od(args: readonly string[], host: TextHost): TextResult {
  const options = odOptions(args)
  if (typeof options === 'string') return refused('od', options)
  const bytes = bytesOf('od', options.names, host)
  if (typeof bytes !== 'string') return bytes
  const column = COLUMNS[options.format] as Column
  const address = ADDRESSES[options.address] as (at: number) => string
  const shown = bytes.slice(options.skip, options.skip + options.limit)
  const rows = rowsOf(shown).map(({ at, row }) => ({ address: address(at + options.skip), row }))
  const end = options.address === 'n' ? '' : `${address(shown.length + options.skip)}\n`
  return ok(lines(rows, options.all, (row, place) => place + cells(row, column)) + end)
}

function cells(row: ByteString, { bytes, show }: Column): string {
  let text = ''
  for (let at = 0; at < row.length; at += bytes) {
    const low = row.charCodeAt(at)
    // Little endian; behind the end there is nothing, which counts as zero.
    text += show(bytes === 1 ? low : low + 256 * (at + 1 < row.length ? row.charCodeAt(at + 1) : 0))
  }
  return text
}

export function hexdump(args: readonly string[], host: TextHost): TextResult {
  const other = args.find((arg) => arg.startsWith('-') && !/^-[Cv]+$/.test(arg))
  if (other !== undefined || !args.some((arg) => /^-\w*C/.test(arg))) return refused('hexdump', other ?? 'without -C')
  const bytes = bytesOf('hexdump', words(args), host)
  if (typeof bytes !== 'string') return bytes
  const rows = rowsOf(bytes).map(({ at, row }) => ({ address: hex(at, 8), row }))
  const all = args.some((arg) => /^-\w*v/.test(arg))
  const shown = lines(rows, all, (row, place) => {
    const [left, right] = [row.slice(0, 8), row.slice(8)].map((half) => cells(half, COLUMNS.x1 as Column))
    return `${place} ${`${left} ${right}`.padEnd(50)} |${readable(row)}|`
  })
  return ok(bytes === '' ? '' : `${shown}${hex(bytes.length, 8)}\n`)
}

export function xxd(args: readonly string[], host: TextHost): TextResult {
  const other = args.find((arg) => arg.startsWith('-') && arg !== '-' && arg !== '-p')
  if (other !== undefined) return refused('xxd', other)
  const bytes = bytesOf('xxd', words(args), host)
  if (typeof bytes !== 'string') return bytes
  const digits = (row: ByteString) => [...row].map((byte) => hex(byte.charCodeAt(0), 2)).join('')
  if (args.includes('-p')) {
    const all = digits(bytes)
    return ok((all.match(/.{1,60}/g) ?? []).map((line) => `${line}\n`).join(''))
  }
  const line = ({ at, row }: { readonly at: number; readonly row: ByteString }) => {
    const groups = (digits(row).match(/.{1,4}/g) ?? []).join(' ')
    return `${hex(at, 8)}: ${groups.padEnd(39)}  ${readable(row)}\n`
  }
  return ok(rowsOf(bytes).map(line).join(''))
}

function readable(row: ByteString): string {
  return [...row].map((byte) => (isPrintable(byte.charCodeAt(0)) ? byte : '.')).join('')
}

function rowsOf(bytes: ByteString): { at: number; row: ByteString }[] {
  const rows: { at: number; row: ByteString }[] = []
  for (let at = 0; at < bytes.length; at += WIDTH) rows.push({ at, row: bytes.slice(at, at + WIDTH) })
  return rows
}

/** Rows like the one before are one asterisk, unless all are asked for; the last is always shown if it is shorter. */
function lines(
  rows: readonly { readonly address: string; readonly row: ByteString }[],
  all: boolean,
  show: (row: ByteString, address: string) => string,
): string {
  let text = ''
  let isRepeating = false
  for (const [index, { address, row }] of rows.entries()) {
    const repeats = !all && row.length === WIDTH && rows[index - 1]?.row === row
    if (!repeats) text += `${show(row, address)}\n`
    else if (!isRepeating) text += '*\n'
    isRepeating = repeats
  }
  return text
}

function words(args: readonly string[]): string[] {
  return args.filter((arg) => arg === '-' || !arg.startsWith('-'))
}

function bytesOf(program: string, names: readonly string[], host: TextHost): ByteString | TextResult {
  const { inputs, complaints } = openInputs(names, host)
  const [unread] = complaints
  if (unread !== undefined) return failed(`${program}: ${unread.name}: ${unread.why}`)
  return inputs.map(({ text }) => bytesOfText(text)).join('')
}

function refused(program: string, option: string): TextResult {
  return failed(`${program}: ${option}: this simulator does not model this option`)
}
