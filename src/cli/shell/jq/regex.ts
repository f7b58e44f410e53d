/** Regular expressions, as far as those of Oniguruma and of this language mean the same. */
import { isArray, JqError, type Json, NotHere, told } from './values.ts'

export interface Found {
  readonly offset: number
  readonly length: number
  readonly value: Json
}

/** Brackets of POSIX, \h, inline flags, possessive and absent groups: Oniguruma's own. */
const ITS_OWN = /\[\[:|\\[hHAZzGKRXpPgk]|\(\?(?![:=!]|<[=!A-Za-z_])|[*+?}]\+|\\\d|&&/

export function matches(input: Json, pattern: Json, flags: string): Found[] {
  if (typeof input !== 'string') throw new JqError(`${told(input)} cannot be matched, as it is not a string`)
  if (isArray(pattern)) throw new NotHere('regex')
  if (typeof pattern !== 'string') throw new JqError(`${told(pattern)} cannot be matched, as it is not a string`)
  if (/[^gixns]/.test(flags)) throw new JqError(`${flags} is not a valid modifier string`)
  if (ITS_OWN.test(pattern) || /[xn]/.test(flags) || /[^\0-\x7f]/.test(pattern)) throw new NotHere('regex')
  const expression = compiled(pattern, `${flags.includes('i') ? 'i' : ''}${flags.includes('s') ? 's' : ''}mdgu`)
  const found: Found[] = []
  for (const match of input.matchAll(expression)) {
    found.push(foundAt(input, match))
    if (!flags.includes('g')) break
  }
  return found
}

function compiled(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, flags)
  } catch {
    throw new NotHere('regex')
  }
}

function foundAt(input: string, match: RegExpMatchArray): Found {
  const letters = (text: string) => [...text].length
  const offset = letters(input.slice(0, match.index))
  const names = new Map<number, string>()
  const indices = (match as RegExpExecArray).indices
  let group = 0
  for (const [, name] of (match as RegExpExecArray & { readonly source?: string }).groups === undefined
    ? []
    : Object.entries(match.groups ?? {}).map(([key]) => [0, key] as const))
    names.set(++group, name)
  if (match.groups !== undefined && Object.keys(match.groups).length !== match.length - 1) throw new NotHere('regex')
  const captures = match.slice(1).map((text, at): Json => {
    const place = indices?.[at + 1]
    return new Map<string, Json>([
      ['offset', place === undefined ? -1 : letters(input.slice(0, place[0]))],
      ['length', text === undefined ? 0 : letters(text)],
      ['string', text ?? null],
      ['name', names.get(at + 1) ?? null],
    ])
  })
  const length = letters(match[0])
  const value = new Map<string, Json>([
    ['offset', offset],
    ['length', length],
    ['string', match[0]],
    ['captures', captures],
  ])
  return { offset, length, value }
}
