/**
 * Counterpart in bash: pattern matching of `case`, `[[ == ]]` and `${x%…}`. Matched by walking, not by a regular
 * expression, so that no pattern can take for ever.
 */

/** One element of a pattern: a literal character, any one, any number of any, or one of a set. */
type Element =
  | { readonly kind: 'literal'; readonly character: string }
  | { readonly kind: 'one' | 'many' }
  | { readonly kind: 'set'; readonly negated: boolean; readonly body: string }

/** A pattern in which what was quoted is literal: characters that are special stand behind a backslash. */
export function matchesPattern(pattern: string, text: string): boolean {
  const elements = elementsOf(pattern)
  let at = 0
  let from = 0
  // Of the last `*`: where it stands, and how far it reaches so far.
  let star = -1
  let reached = 0
  while (from < text.length) {
    const element = elements[at]
    if (element?.kind === 'many') {
      star = at++
      reached = from
    } else if (element !== undefined && matchesOne(element, text.charAt(from))) {
      at++
      from++
    } else if (star !== -1) {
      at = star + 1
      from = ++reached
    } else return false
  }
  while (elements[at]?.kind === 'many') at++
  return at === elements.length
}

/** `text` without what the pattern matches at its beginning or end, the shortest or the longest piece of it. */
export function withoutMatch(pattern: string, text: string, operator: string): string {
  const longest = operator.length === 2
  const lengths = Array.from({ length: text.length + 1 }, (_, index) => index)
  for (const length of longest ? lengths.reverse() : lengths) {
    if (operator.startsWith('#') && matchesPattern(pattern, text.slice(0, length))) return text.slice(length)
    const rest = text.length - length
    if (operator.startsWith('%') && matchesPattern(pattern, text.slice(rest))) return text.slice(0, rest)
  }
  return text
}

/** `${x/pattern/replacement}`; `//` all of them, `/#` at the beginning, `/%` at the end. */
export function replaceMatches(pattern: string, text: string, replacement: string, operator: string): string {
  if (pattern === '') return operator === '/#' ? replacement + text : operator === '/%' ? text + replacement : text
  let result = ''
  let from = 0
  while (from <= text.length) {
    const length = operator === '/%' ? text.length - from : longestMatch(pattern, text.slice(from))
    const matched = operator === '/%' ? matchesPattern(pattern, text.slice(from)) : length !== null && length > 0
    if (matched && length !== null) {
      result += replacement
      from += length
      if (operator !== '//' || from >= text.length) return result + text.slice(from)
    } else if (operator === '/#') return text
    else result += text.charAt(from++)
  }
  return result
}

function longestMatch(pattern: string, text: string): number | null {
  for (let length = text.length; length >= 0; length--)
    if (matchesPattern(pattern, text.slice(0, length))) return length
  return null
}

/** Makes every character of a quoted text literal. */
export function literalPattern(text: string): string {
  return text.replace(/[\\*?[\]]/g, '\\$&')
}

function elementsOf(pattern: string): Element[] {
  const elements: Element[] = []
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern.charAt(index)
    const set = character === '[' ? /^\[([!^]?)(\]?(?:\[:\w+:\]|[^\]])*)\]/.exec(pattern.slice(index)) : null
    if (character === '\\' && index + 1 < pattern.length)
      elements.push({ kind: 'literal', character: pattern.charAt(++index) })
    else if (character === '?') elements.push({ kind: 'one' })
    else if (character === '*') {
      if (elements[elements.length - 1]?.kind !== 'many') elements.push({ kind: 'many' })
    } else if (set !== null) {
      elements.push({ kind: 'set', negated: set[1] !== '', body: set[2] ?? '' })
      index += set[0].length - 1
    } else elements.push({ kind: 'literal', character })
  }
  return elements
}

function matchesOne(element: Element, character: string): boolean {
  if (element.kind === 'literal') return element.character === character
  if (element.kind === 'set') return isInSet(element.body, character) !== element.negated
  return element.kind === 'one'
}

const CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /^[A-Za-z0-9]$/,
  alpha: /^[A-Za-z]$/,
  digit: /^[0-9]$/,
  lower: /^[a-z]$/,
  upper: /^[A-Z]$/,
  space: /^\s$/,
  blank: /^[ \t]$/,
  punct: /^[!-/:-@[-`{-~]$/,
  xdigit: /^[0-9A-Fa-f]$/,
}

function isInSet(body: string, character: string): boolean {
  for (let index = 0; index < body.length; index++) {
    const name = /^\[:(\w+):\]/.exec(body.slice(index))
    if (name !== null) {
      if (CLASSES[name[1] ?? '']?.test(character) === true) return true
      index += name[0].length - 1
    } else if (body.charAt(index + 1) === '-' && index + 2 < body.length) {
      if (character >= body.charAt(index) && character <= body.charAt(index + 2)) return true
      index += 2
    } else if (body.charAt(index) === character) return true
  }
  return false
}
