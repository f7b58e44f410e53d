/** Counterpart in bash: builtins/printf.def. A format as its parts, and what each makes of its argument. */
import { bytesOfText, rawByte, textOfBytes } from '../../raw-text.ts'
import { exponential, fixed, general, type LongDouble, parseLongDouble } from './long-double.ts'

export interface Conversion {
  readonly flags: string
  /** `*` takes an argument. */
  readonly width: string
  /** Null without a point. */
  readonly precision: string | null
  /** `d`, `s` …; what stands there where it is none, and empty at the end of the format. */
  readonly kind: string
}

export type FormatPart = { readonly text: string } | Conversion

const PART =
  /\\(?:x[0-9a-fA-F]{1,2}|[0-7]{1,3}|u[0-9a-fA-F]{1,4}|[\s\S])|%%|%([-+ #0']*)(\*|\d*)(?:\.(\*|-?\d*))?[hlLjzt]*(\([^)]*\)T|[\s\S]?)|[^%\\]+|[\s\S]/g

/** `fromEscape` makes of a backslash and what follows it what bash does. */
export function partsOf(format: string, fromEscape: (sequence: string) => string): FormatPart[] {
  return [...format.matchAll(PART)].map(([whole, flags, width = '', precision, kind = '']) => {
    if (whole === '%%') return { text: '%' }
    if (flags !== undefined) return { flags, width, precision: precision ?? null, kind }
    return { text: whole.startsWith('\\') ? fromEscape(whole) : whole }
  })
}

/** Flags and the numbers behind them, whatever they came from. */
export interface Layout {
  readonly flags: string
  readonly width: number
  readonly precision: number | null
}

/** A number as far as the text is one. */
export interface Read<Value> {
  readonly value: Value
  /** Nothing stands behind it. */
  readonly whole: boolean
  /** It is not larger than what bash counts with; otherwise it is the largest. */
  readonly fits: boolean
}

const LONG_MAX = (1n << 63n) - 1n
const ULONG_MAX = (1n << 64n) - 1n

/** `12`, `-0x1f`, `010`, `'a`: as far as it is a number. */
export function readInteger(text: string, unsigned: boolean): Read<bigint> {
  const quoted = characterCode(text)
  if (quoted !== null) return { value: BigInt(quoted), whole: true, fits: true }
  const [whole = '', sign = '', hex, octal, decimal] =
    /^\s*([+-]?)(?:0[xX]([0-9a-fA-F]+)|(0[0-7]*)|([1-9]\d*))/.exec(text) ?? []
  const size = BigInt(hex !== undefined ? `0x${hex}` : octal !== undefined ? `0o0${octal}` : (decimal ?? '0'))
  const value = sign === '-' ? -size : size
  const [least, most] = unsigned ? [-ULONG_MAX, ULONG_MAX] : [-LONG_MAX - 1n, LONG_MAX]
  const clamped = value > most ? most : value < least ? (unsigned ? ULONG_MAX : least) : value
  return { value: clamped, whole: whole.length === text.length, fits: clamped === value }
}

export function readFloat(text: string): Read<LongDouble> {
  const quoted = characterCode(text)
  if (quoted !== null) return { value: parseLongDouble(String(quoted)).value, whole: true, fits: true }
  if (/^\s*[+-]?0[xX]/.test(text)) {
    const { value, ...rest } = readInteger(text, false)
    return { value: parseLongDouble(String(value)).value, ...rest }
  }
  const trimmed = text.trimStart()
  const { value, read } = parseLongDouble(trimmed)
  return { value, whole: read === trimmed.length, fits: true }
}

/** Behind a quote stands a character, which is its own number. */
function characterCode(text: string): number | null {
  return /^['"]/.test(text) ? (text.codePointAt(1) ?? 0) : null
}

/** `%d`, `%i`, `%u`, `%o`, `%x`, `%X`. */
export function integerText(kind: string, value: bigint, { flags, width, precision }: Layout): string {
  const signed = kind === 'd' || kind === 'i'
  const size = signed ? (value < 0n ? -value : value) : value & ULONG_MAX
  const base = kind === 'o' ? 8 : kind === 'x' || kind === 'X' ? 16 : 10
  let digits = precision === 0 && size === 0n ? '' : size.toString(base).padStart(precision ?? 1, '0')
  if (kind === 'X') digits = digits.toUpperCase()
  if (kind === 'o' && flags.includes('#') && !digits.startsWith('0')) digits = `0${digits}`
  const prefix = signed
    ? signOf(value < 0n, flags)
    : flags.includes('#') && base === 16 && size !== 0n
      ? `0${kind}`
      : ''
  return padded(prefix, digits, width, precision === null ? flags : flags.replaceAll('0', ''))
}

/** `%f`, `%e`, `%g` and their capitals. */
export function floatText(kind: string, value: LongDouble, { flags, width, precision }: Layout): string {
  const sign = signOf(value.negative, flags)
  if (value.special !== null) return padded(sign, cased(kind, value.special), width, flags.replaceAll('0', ''))
  const write = { f: fixed, e: exponential, g: general }[kind.toLowerCase() as 'f' | 'e' | 'g']
  return padded(sign, cased(kind, write(value, precision ?? 6, flags.includes('#'))), width, flags)
}

function cased(kind: string, text: string): string {
  return kind === kind.toUpperCase() ? text.toUpperCase() : text
}

function signOf(negative: boolean, flags: string): string {
  return negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''
}

/** Zeros go between the prefix and the digits. */
function padded(prefix: string, digits: string, width: number, flags: string): string {
  if (flags.includes('-')) return (prefix + digits).padEnd(width)
  if (flags.includes('0')) return prefix + digits.padStart(width - prefix.length, '0')
  return (prefix + digits).padStart(width)
}

/** `%s` and `%b`; bash counts bytes. */
export function stringText(text: string, { flags, width, precision }: Layout): string {
  const bytes = bytesOfText(text)
  const cut = precision === null || precision >= bytes.length ? text : textOfBytes(bytes.slice(0, precision))
  const blanks = ' '.repeat(Math.max(0, width - bytesOfText(cut).length))
  return flags.includes('-') ? cut + blanks : blanks + cut
}

/** `%c`: the first byte, and a zero byte where there is none. */
export function characterText(text: string, layout: Layout): string {
  return stringText(rawByte(bytesOfText(text).charCodeAt(0) || 0), { ...layout, precision: null })
}

const isPrintable = (character: string) => !/[\p{Cc}\p{Cs}]/u.test(character)
const NAMED: Readonly<Record<string, string>> = {
  '\n': 'n',
  '\t': 't',
  '\r': 'r',
  '\x07': 'a',
  '\b': 'b',
  '\f': 'f',
  '\v': 'v',
  '\x1b': 'E',
}

/** `%q`: so that the shell reads the text again. */
export function quotedText(text: string): string {
  if (text === '') return "''"
  const characters = [...text]
  if (characters.every(isPrintable))
    return text.replace(/[ '"\\|&;()<>!{}*[\]?^$`,]|^[#~]|(?<=[:=])~/g, (character) => `\\${character}`)
  return `$'${characters.map(escaped).join('')}'`
}

function escaped(character: string): string {
  if (character === "'" || character === '\\') return `\\${character}`
  if (isPrintable(character)) return character
  const [byte = ''] = bytesOfText(character)
  return `\\${NAMED[character] ?? byte.charCodeAt(0).toString(8).padStart(3, '0')}`
}
