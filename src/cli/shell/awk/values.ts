/** What awk counts and compares with. */
import { floatText, integerText, type Layout, partsOf } from '../printf/format.ts'
import { longDoubleOf } from '../printf/long-double.ts'
import { unescaped } from './tokens.ts'
import { AwkError } from './tree.ts'

/** What was read looks like a number, or nothing was assigned: compared with numbers it is one, with text it is text. */
export interface NumericText {
  readonly text: string
  readonly number: number
}

export type Value = number | string | NumericText

export const UNSET: NumericText = Object.freeze({ text: '', number: 0 })

const NUMBER = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/

/** Of something that was read: a field, an element of `split`, the value of `-v`. */
export function valueOfInput(text: string): Value {
  const [number = ''] = NUMBER.exec(text) ?? []
  return number !== '' && text.slice(number.length).trim() === '' ? { text, number: Number(number) } : text
}

export function numberOf(value: Value): number {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return value.number
  const [number = '0'] = NUMBER.exec(value) ?? []
  return Number(number)
}

/** `format` is CONVFMT, or OFMT where it is printed. */
export function textOf(value: Value, format: string): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'number') return value.text
  return Number.isInteger(value) ? BigInt(value).toString() : formatted(format, [value], format)
}

export function isTrue(value: Value): boolean {
  if (typeof value === 'string') return value !== ''
  return numberOf(value) !== 0 && (typeof value === 'number' || value.text !== '')
}

/** Less than 0, 0, more than 0; NaN is like nothing. */
export function compared(left: Value, right: Value, format: string): number {
  if (typeof left !== 'string' && typeof right !== 'string') return numberOf(left) - numberOf(right)
  const [a, b] = [textOf(left, format), textOf(right, format)]
  return a < b ? -1 : a > b ? 1 : 0
}

/** A text by its characters, whatever they take. */
export function charactersOf(text: string): readonly string[] {
  return /[\ud800-\udbff]/.test(text) ? [...text] : text.split('')
}

export function lengthOf(text: string): number {
  return /[\ud800-\udbff]/.test(text) ? charactersOf(text).length : text.length
}

/** `printf`. Throws where there are too few arguments, as gawk ends then. */
export function formatted(format: string, args: readonly Value[], convfmt: string): string {
  let next = 0
  const take = (): Value => {
    const value = args[next++]
    if (value === undefined) throw tooFew(format)
    return value
  }
  return partsOf(format, unescaped)
    .map((part) => {
      if ('text' in part) return part.text
      const number = (text: string | null) => (text === '*' ? Math.trunc(numberOf(take())) : Number(text ?? 0))
      const width = number(part.width === '' ? '0' : part.width)
      const precision = part.precision === null ? null : number(part.precision === '' ? '0' : part.precision)
      const flags = width < 0 ? `${part.flags}-` : part.flags
      return converted(part.kind, { flags, width: Math.abs(width), precision }, take, convfmt)
    })
    .join('')
}

function tooFew(format: string): AwkError {
  return new AwkError(
    `fatal: not enough arguments to satisfy format string\n\t\`${format}'\n\t${' '.repeat(Math.max(0, format.lastIndexOf('%') + 1))}^ ran out for this one`,
    2,
  )
}

function converted(kind: string, layout: Layout, take: () => Value, convfmt: string): string {
  switch (kind) {
    case 'd':
    case 'i':
    case 'o':
    case 'x':
    case 'X':
    case 'u':
      return wholeNumber(kind, numberOf(take()), layout)
    case 'f':
    case 'F':
    case 'e':
    case 'E':
    case 'g':
    case 'G':
      return floatText(kind, longDoubleOf(numberOf(take())), layout)
    case 'c':
      return aligned(characterOf(take()), { ...layout, precision: null })
    case 's':
      return aligned(textOf(take(), convfmt), layout)
    default:
      return `%${kind}`
  }
}

function wholeNumber(kind: string, value: number, layout: Layout): string {
  if (!Number.isFinite(value)) return aligned(Number.isNaN(value) ? 'nan' : value < 0 ? '-inf' : 'inf', layout)
  const whole = BigInt(Math.trunc(value))
  // Gawk writes a negative number as a decimal whatever is asked for.
  return integerText(whole < 0n ? 'd' : kind, whole, layout)
}

function characterOf(value: Value): string {
  return typeof value === 'string' ? (charactersOf(value)[0] ?? '\0') : characterNumbered(value)
}

function characterNumbered(value: number | NumericText): string {
  const code = Math.trunc(numberOf(value))
  return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
}

function aligned(text: string, { flags, width, precision }: Layout): string {
  const cut = precision === null ? text : charactersOf(text).slice(0, precision).join('')
  const blanks = ' '.repeat(Math.max(0, width - lengthOf(cut)))
  return flags.includes('-') ? cut + blanks : blanks + cut
}
