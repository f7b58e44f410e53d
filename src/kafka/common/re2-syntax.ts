/**
 * Counterpart: com.google.re2j.Parser, which brokers and `--validate-regex` ask. What is wrong with an expression, in its
 * words; null where nothing is.
 */
export function refuseRegex(expression: string): string | null {
  const reading: Reading = { text: expression, at: 0, depth: 0, last: 'nothing' }
  while (reading.at < expression.length) {
    const problem = readOne(reading)
    if (problem !== null) return problem
  }
  return reading.depth > 0 ? 'missing closing )' : null
}

interface Reading {
  readonly text: string
  at: number
  depth: number
  /** What a repetition operator would repeat. */
  last: 'nothing' | 'something' | 'repetition' | 'lazy repetition'
}

const NO_ARGUMENT = 'missing argument to repetition operator'
const MOST_REPEATS = 1000

function readOne(reading: Reading): string | null {
  const { text, at } = reading
  const character = text.charAt(at)
  if (character === '\\') return readEscape(reading)
  if (character === '[') return readClass(reading)
  if (character === '(') return readGroup(reading)
  if (character === ')') return closeGroup(reading)
  if (character === '|') return advance(reading, 1, 'nothing')
  if ('*+?'.includes(character)) return repeat(reading, 1)
  const counted = /^\{(\d+)(,(\d*))?\}/.exec(text.slice(at))
  if (counted === null) return advance(reading, 1, 'something')
  const least = Number(counted[1])
  const most = counted[3] === undefined ? least : counted[3] === '' ? -1 : Number(counted[3])
  if (least > MOST_REPEATS || most > MOST_REPEATS || (most >= 0 && most < least)) return 'invalid repeat count'
  return repeat(reading, counted[0].length)
}

function advance(reading: Reading, count: number, last: Reading['last']): null {
  reading.at += count
  reading.last = last
  return null
}

function repeat(reading: Reading, length: number): string | null {
  if (reading.last === 'nothing') return NO_ARGUMENT
  // `a*?` is lazy; a second operator repeats a repetition.
  if (reading.last === 'repetition' && reading.text.charAt(reading.at) === '?')
    return advance(reading, 1, 'lazy repetition')
  if (reading.last !== 'something') return 'invalid nested repetition operator'
  return advance(reading, length, 'repetition')
}

function readEscape(reading: Reading): string | null {
  const letter = reading.text.charAt(reading.at + 1)
  if (letter === '') return 'trailing backslash at end of expression'
  if (/[1-9]/.test(letter) || (/[A-Za-z]/.test(letter) && !/[afnrtvxdDsSwWbBAzQECpP]/.test(letter)))
    return 'invalid escape sequence'
  return advance(reading, 2, 'something')
}

function readGroup(reading: Reading): string | null {
  const rest = reading.text.slice(reading.at)
  if (!rest.startsWith('(?')) {
    reading.depth++
    return advance(reading, 1, 'nothing')
  }
  const flags = /^\(\?(P?<[A-Za-z]\w*>|[imsU]*(-[imsU]+)?[:)])/.exec(rest)
  if (flags === null) return 'invalid or unsupported Perl syntax'
  // `(?i)` holds for what follows, and opens nothing.
  if (!flags[0].endsWith(')')) reading.depth++
  return advance(reading, flags[0].length, 'nothing')
}

function closeGroup(reading: Reading): string | null {
  if (reading.depth === 0) return 'regexp/syntax: internal error'
  reading.depth--
  return advance(reading, 1, 'something')
}

function readClass(reading: Reading): string | null {
  const match = /^\[\^?(\]?(?:\\[\s\S]|\[:\^?\w+:\]|[^\\\]])*)\]/.exec(reading.text.slice(reading.at))
  if (match === null) return 'missing closing ]'
  const inside = (match[1] ?? '').replaceAll(/\[:\^?\w+:\]|\\[dDsSwW]/g, '')
  for (const [, from = '', to = ''] of inside.matchAll(/(\\?[\s\S])-(\\?[\s\S])/g))
    if (from.slice(-1) > to.slice(-1)) return 'invalid character class range'
  return advance(reading, match[0].length, 'something')
}
