/**
 * Counterpart in Java: what java.util.regex.Pattern says of a pattern that is none. The words and places are those of
 * Java 17; what it would say of rarer mistakes is not known here.
 */
import { JavaException } from './java-errors.ts'

/** The PatternSyntaxException of a pattern; null where nothing is seen to be wrong with it. */
export function patternSyntax(pattern: string): JavaException | null {
  const mistake = mistakeIn(pattern)
  if (mistake === null) return null
  const { what, index } = mistake
  const near = index < 0 ? '' : ` near index ${index}`
  const caret = index < 0 || index >= pattern.length ? '' : `\n${' '.repeat(index)}^`
  return new JavaException('java.util.regex.PatternSyntaxException', `${what}${near}\n${pattern}${caret}`)
}

interface Mistake {
  readonly what: string
  readonly index: number
}

const QUANTIFIERS = '*+?'
/** Letters that mean something behind a backslash. */
const ESCAPES = 'abcdefhknprstuvwxzABDGHNPQRSVWXZ'

function mistakeIn(pattern: string): Mistake | null {
  let depth = 0
  let mayRepeat = false
  for (let at = 0; at < pattern.length; at++) {
    const letter = pattern.charAt(at)
    if (letter === '\\') {
      const wrong = escapeAt(pattern, at)
      if (wrong !== null) return wrong
      at++
      mayRepeat = true
    } else if (letter === '[') {
      const end = endOfClass(pattern, at)
      if (end === null) return { what: 'Unclosed character class', index: pattern.length - 1 }
      at = end
      mayRepeat = true
    } else if (letter === '{') {
      const end = /^\{\d+(?:,\d*)?/.exec(pattern.slice(at))?.[0].length ?? 0
      if (end === 0) return { what: 'Illegal repetition', index: at + 1 }
      if (pattern.charAt(at + end) !== '}') return { what: 'Unclosed counted closure', index: at + end }
      at += end
    } else if (letter === '(') {
      depth++
      mayRepeat = false
      if (pattern.charAt(at + 1) === '?') at += 2
    } else if (letter === ')') {
      if (depth === 0) return { what: "Unmatched closing ')'", index: at - 1 }
      depth--
      mayRepeat = true
    } else if (QUANTIFIERS.includes(letter)) {
      if (!mayRepeat) return { what: `Dangling meta character '${letter}'`, index: at }
      if ('?+'.includes(pattern.charAt(at + 1)) && pattern.charAt(at + 1) !== '') at++
      mayRepeat = false
    } else mayRepeat = letter !== '|' && letter !== '^'
  }
  return depth === 0 ? null : { what: 'Unclosed group', index: pattern.length }
}

function escapeAt(pattern: string, at: number): Mistake | null {
  const next = pattern.charAt(at + 1)
  if (next === '') return { what: 'Unexpected internal error', index: at + 1 }
  if (/[A-Za-z]/.test(next) && !ESCAPES.includes(next))
    return { what: 'Illegal/unsupported escape sequence', index: at + 1 }
  return null
}

/** Where the class that begins at `from` is closed; classes may stand in classes, and a `]` that comes first is one. */
function endOfClass(pattern: string, from: number): number | null {
  let open = 0
  for (let at = from; at < pattern.length; at++) {
    const letter = pattern.charAt(at)
    if (letter === '\\') at++
    else if (letter === '[') {
      open++
      if (pattern.charAt(at + 1) === '^') at++
      if (pattern.charAt(at + 1) === ']') at++
    } else if (letter === ']' && --open === 0) return at
  }
  return null
}
