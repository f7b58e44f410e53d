/** Orders that sort knows, by the letters of their options. */
import { bytesOfText } from '../../raw-text.ts'
import { compareBytes } from './text-tool.ts'

/** In the order in which complaints name them. */
export const ORDER_LETTERS = 'bdfghiMnrV'

/** More than one kind of number, or one with what is only for texts. */
export function isIncompatible(order: string): boolean {
  const kinds = [...'gMhn'].filter((letter) => order.includes(letter)).length
  return kinds + (/[Vid]/.test(order) ? 1 : 0) > 1
}

/** With the letters of `-k`, or of the call. */
export function compareBy(order: string, a: string, b: string): number {
  const difference = compareForwards(order, a, b)
  return order.includes('r') ? -difference : difference
}

function compareForwards(order: string, a: string, b: string): number {
  if (order.includes('n')) return numberOf(a) - numberOf(b)
  if (order.includes('h')) return humanNumberOf(a) - humanNumberOf(b)
  if (order.includes('g')) return generalNumberOf(a) - generalNumberOf(b)
  if (order.includes('M')) return monthOf(a) - monthOf(b)
  if (order.includes('V')) return compareVersions(a, b)
  return compareBytes(folded(order, a), folded(order, b))
}

function folded(order: string, text: string): string {
  const start = order.includes('b') ? text.replace(/^[ \t]+/, '') : text
  const unprinted = order.includes('i') ? start.replace(/[^ -~]/g, '') : start
  const plain = order.includes('d') ? unprinted.replace(/[^A-Za-z0-9 \t]/g, '') : unprinted
  return order.includes('f') ? plain.replace(/[a-z]/g, (letter) => letter.toUpperCase()) : plain
}

/** What is no number counts as zero. */
function numberOf(text: string): number {
  return Number.parseFloat(/^\s*(-?\d*\.?\d*)/.exec(text)?.[1] ?? '') || 0
}

/** `2K` is more than any number without a unit. */
function humanNumberOf(text: string): number {
  const [, number = '', unit = ''] = /^\s*(-?\d*\.?\d*)([KkMGTPE]?)/.exec(text) ?? []
  return (Number.parseFloat(number) || 0) * weightOf(unit)
}

/** Of a unit, more than any number before the next smaller one. */
function weightOf(unit: string): number {
  return unit === '' ? 1 : Number(`1e${4 * (1 + 'KMGTPE'.indexOf(unit.toUpperCase()))}`)
}

/** What is no number comes first. */
function generalNumberOf(text: string): number {
  const number = Number.parseFloat(text)
  return Number.isNaN(number) ? -Number.MAX_VALUE : number
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']

/** 0 for what begins with none. */
function monthOf(text: string): number {
  return (
    1 +
    MONTHS.indexOf(
      text
        .replace(/^[ \t]+/, '')
        .slice(0, 3)
        .toUpperCase(),
    )
  )
}

/**
 * Counterpart in gnulib: filevercmp. Digits count as numbers; suffixes, `.tar.gz`, count only where all before them is
 * alike; names that begin with a point come first.
 */
export function compareVersions(a: string, b: string): number {
  if (a === b) return 0
  const rank = rankOf(a) - rankOf(b)
  if (rank !== 0) return rank
  const [one, other] = [bytesOfText(a), bytesOfText(b)]
  const bare = (text: string) => text.slice(0, prefixLength(text))
  return comparePieces(bare(one), bare(other)) || comparePieces(one, other)
}

function rankOf(text: string): number {
  if (!text.startsWith('.')) return text === '' ? 0 : 4
  return text === '.' ? 1 : text === '..' ? 2 : 3
}

/** Up to the suffixes at the end. */
function prefixLength(text: string): number {
  const suffixes = /(?:\.[A-Za-z~][A-Za-z0-9~]*)+$/.exec(text)
  return suffixes === null ? text.length : suffixes.index
}

function comparePieces(a: string, b: string): number {
  const one = piecesOf(a)
  const other = piecesOf(b)
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    const difference = comparePiece(one[index], other[index])
    if (difference !== 0) return difference
  }
  return 0
}

interface Piece {
  readonly text: string
  readonly hasDigits: boolean
  /** Digits without zeros before them. */
  readonly digits: string
}

function piecesOf(text: string): Piece[] {
  return [...text.matchAll(/([^0-9]*)([0-9]*)/g)]
    .filter(([whole]) => whole !== '')
    .map(([, before = '', digits = '']) => ({
      text: before,
      hasDigits: digits !== '',
      digits: digits.replace(/^0+/, ''),
    }))
}

const NOTHING: Piece = { text: '', hasDigits: false, digits: '' }

function comparePiece(a: Piece = NOTHING, b: Piece = NOTHING): number {
  for (let index = 0; index < Math.max(a.text.length, b.text.length); index++) {
    const difference = weightAt(a, index) - weightAt(b, index)
    if (difference !== 0) return difference
  }
  if (a.digits.length !== b.digits.length) return a.digits.length - b.digits.length
  return a.digits < b.digits ? -1 : a.digits > b.digits ? 1 : 0
}

/** A tilde comes before the end, then digits, letters, and whatever else there is. */
function weightAt({ text, hasDigits }: Piece, index: number): number {
  const character = text.charAt(index)
  if (character === '') return hasDigits ? 0 : -1
  if (character === '~') return -2
  const code = character.charCodeAt(0)
  return /[A-Za-z]/.test(character) ? code : code + 256
}
