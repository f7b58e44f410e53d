/** Values of jq: objects are maps in the order in which their keys came, and what can go wrong with any of them. */
import { JSON_ESCAPED } from '../../json/escapes.ts'

export type Json = null | boolean | number | string | readonly Json[] | ReadonlyMap<string, Json>

/** What jq raises; `error` may raise any value. */
export class JqError extends Error {
  readonly value: Json
  constructor(value: Json) {
    super(typeof value === 'string' ? value : 'not a string')
    this.value = value
  }
}

/** What this simulator does not do, and says so. */
export class NotHere extends Error {}

export function isObject(value: Json | undefined): value is ReadonlyMap<string, Json> {
  return value instanceof Map
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

export function kindOf(value: Json): string {
  if (value === null) return 'null'
  if (isArray(value)) return 'array'
  return isObject(value) ? 'object' : typeof value
}

export function isTrue(value: Json): boolean {
  return value !== null && value !== false
}

const ORDER = ['null', 'false', 'true', 'number', 'string', 'array', 'object']

function rank(value: Json): number {
  return ORDER.indexOf(typeof value === 'boolean' ? String(value) : kindOf(value))
}

export function sortedKeys(object: ReadonlyMap<string, Json>): string[] {
  return [...object.keys()].sort(compareTexts)
}

/** By code points, as the bytes of UTF-8 are ordered. */
export function compareTexts(a: string, b: string): number {
  const left = [...a]
  const right = [...b]
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const difference = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

export function compare(a: Json, b: Json): number {
  const difference = rank(a) - rank(b)
  if (difference !== 0) return difference
  if (typeof a === 'number' && typeof b === 'number') return a < b || Number.isNaN(a) ? -1 : a === b ? 0 : 1
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b)
  if (isArray(a) && isArray(b)) return compareLists(a, b)
  if (isObject(a) && isObject(b)) {
    const left = sortedKeys(a)
    const right = sortedKeys(b)
    const keys = compareLists(left, right)
    if (keys !== 0) return keys
    for (const key of left) {
      const values = compare(a.get(key) ?? null, b.get(key) ?? null)
      if (values !== 0) return values
    }
  }
  return 0
}

function compareLists(a: readonly Json[], b: readonly Json[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const difference = compare(a[at] ?? null, b[at] ?? null)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

export function equal(a: Json, b: Json): boolean {
  return compare(a, b) === 0
}

/** A value in an error: at most eleven characters of it. */
export function told(value: Json): string {
  const text = dump(value)
  return `${kindOf(value)} (${text.length > 14 ? `${text.slice(0, 11)}...` : text})`
}

export interface Style {
  /** What each level is set in by; null: all on one line. */
  readonly indent: string | null
  readonly sorted: boolean
  readonly ascii: boolean
}

const PLAIN: Style = { indent: null, sorted: false, ascii: false }

export function dump(value: Json, style: Style = PLAIN, level = 0): string {
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'string') return quotedText(value, style.ascii)
  if (isArray(value))
    return enclosed(
      '[',
      ']',
      style,
      level,
      value.map((each) => dump(each, style, level + 1)),
    )
  if (isObject(value)) {
    const keys = style.sorted ? sortedKeys(value) : [...value.keys()]
    const colon = style.indent === null ? ':' : ': '
    const fields = keys.map(
      (key) => quotedText(key, style.ascii) + colon + dump(value.get(key) ?? null, style, level + 1),
    )
    return enclosed('{', '}', style, level, fields)
  }
  return String(value)
}

function enclosed(open: string, close: string, { indent }: Style, level: number, parts: readonly string[]): string {
  if (parts.length === 0 || indent === null) return open + parts.join(',') + close
  const inner = `\n${indent.repeat(level + 1)}`
  return `${open}${inner}${parts.join(`,${inner}`)}\n${indent.repeat(level)}${close}`
}

/** As David Gay's freedtoa and jq's bounds have it: the shortest digits, and an exponent of two digits at least. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return 'null'
  if (Object.is(value, -0)) return '-0'
  const bounded = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value))
  const [mantissa = '', power = '0'] = Math.abs(bounded).toExponential().split('e')
  const digits = mantissa.replace('.', '')
  const point = Number(power) + 1
  const sign = bounded < 0 ? '-' : ''
  if (point <= -4 || point > digits.length + 15) {
    const exponent = point - 1
    const shown = `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
    return `${sign}${digits.charAt(0)}${digits.length > 1 ? `.${digits.slice(1)}` : ''}e${shown}`
  }
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return sign + digits + '0'.repeat(point - digits.length)
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

function quotedText(text: string, ascii: boolean): string {
  const code = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that are escaped.
  const escaped = text.replace(/["\\\u0000-\u001f]/g, (character) => JSON_ESCAPED[character] ?? code(character))
  return `"${ascii ? escaped.replace(/[\u007f-\uffff]/g, code) : escaped}"`
}
