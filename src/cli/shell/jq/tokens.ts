/** Words and signs of a filter. */
import { JSON_ESCAPES } from '../../json/escapes.ts'
import { BadFilter, type Filter } from './syntax.ts'

type Parse = (text: string, shift: number) => Filter

export interface Token {
  readonly kind: 'word' | 'field' | 'variable' | 'format' | 'number' | 'text' | 'sign' | 'end'
  readonly text: string
  readonly at: number
  readonly parts?: readonly (string | Filter)[]
}

const SIGN = /\?\/\/=?|\|=|\+=|-=|\*=|\/\/=|\/=|%=|==|!=|<=|>=|\/\/|\.\.|[.[\]{}()|,:;=<>+\-*/%?]/y
const WORD = /[A-Za-z_][A-Za-z0-9_]*(?:::[A-Za-z_][A-Za-z0-9_]*)*/y
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}

/** `at` of each counts from `shift` on; `parse` reads what stands in `\\( … )`. */
export function tokensOf(text: string, shift: number, parse: Parse): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < text.length; ) {
    const character = text.charAt(at)
    if (/\s/.test(character)) at++
    else if (character === '#') at += /^[^\n]*/.exec(text.slice(at))?.[0].length ?? 1
    else if (character === '"') {
      const { parts, end } = readText(text, at, shift, parse)
      tokens.push({ kind: 'text', text: '', at: at + shift, parts })
      at = end
    } else {
      const token = simpleToken(text, at)
      tokens.push({ ...token, at: at + shift })
      at += token.text.length + (token.kind === 'variable' || token.kind === 'field' || token.kind === 'format' ? 1 : 0)
    }
  }
  tokens.push({ kind: 'end', text: '', at: text.length + shift })
  return tokens
}

function simpleToken(text: string, at: number): Token {
  const character = text.charAt(at)
  const behind = match(WORD, text, at + 1)
  if (character === '$' && behind !== null) return { kind: 'variable', text: behind, at }
  if (character === '@' && behind !== null) return { kind: 'format', text: behind, at }
  if (character === '.' && behind !== null) return { kind: 'field', text: behind, at }
  const number = match(NUMBER, text, at)
  if (number !== null) return { kind: 'number', text: number, at }
  const word = match(WORD, text, at)
  if (word !== null) return { kind: 'word', text: word, at }
  const sign = match(SIGN, text, at)
  if (sign === null) throw new BadFilter(at)
  return { kind: 'sign', text: sign, at }
}

/** A string from its opening quote on; `\( … )` holds a filter. */
function readText(
  text: string,
  start: number,
  shift: number,
  parse: Parse,
): { readonly parts: (string | Filter)[]; readonly end: number } {
  const parts: (string | Filter)[] = []
  let part = ''
  for (let at = start + 1; at < text.length; ) {
    const character = text.charAt(at)
    if (character === '"') return { parts: part === '' ? parts : [...parts, part], end: at + 1 }
    if (character !== '\\') {
      part += character
      at++
      continue
    }
    const next = text.charAt(at + 1)
    const unicode = /^u([0-9a-fA-F]{4})/.exec(text.slice(at + 1, at + 6))?.[1]
    if (next === '(') {
      const end = closing(text, at + 2)
      if (part !== '') parts.push(part)
      part = ''
      parts.push(parse(text.slice(at + 2, end), at + 2 + shift))
      at = end + 1
    } else if (unicode !== undefined) {
      part += String.fromCharCode(Number.parseInt(unicode, 16))
      at += 6
    } else if (JSON_ESCAPES[next] !== undefined) {
      part += JSON_ESCAPES[next]
      at += 2
    } else throw new BadFilter(at)
  }
  throw new BadFilter(start)
}

/** Where the parenthesis closes that was opened just before. */
function closing(text: string, from: number): number {
  let depth = 1
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '"') at = readText(text, at, 0, () => ({ kind: 'identity' })).end - 1
    else if (character === '(') depth++
    else if (character === ')' && --depth === 0) return at
  }
  throw new BadFilter(from)
}
