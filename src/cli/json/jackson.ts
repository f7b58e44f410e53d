/**
 * Counterpart: Jackson's reader, as org.apache.kafka.server.util.Json uses it. Numbers keep the form they were written
 * in, what follows the first value is not looked at, and what is wrong is told with its line and column.
 */
import { JSON_ESCAPES } from './escapes.ts'

export type JsonNode =
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, JsonNode> }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string' | 'number' | 'word'; readonly text: string }
  /** The text had blanks only. */
  | { readonly kind: 'missing' }

export class JsonProblem extends Error {
  /** Jackson's class, without its package. */
  readonly exception: 'JsonParseException' | 'io.JsonEOFException'
  constructor(exception: JsonProblem['exception'], message: string) {
    super(message)
    this.exception = exception
  }
}

const SOURCE = 'Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)'
const EXPECTED = "JSON String, Number, Array, Object or token 'null', 'true' or 'false'"
const COMMENT =
  ": maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)"

/** The first value of the text; throws `JsonProblem`. */
export function readJson(text: string): JsonNode {
  if (text === '')
    throw new JsonProblem(
      'JsonParseException',
      "The input string shouldn't be empty\n at [Source: UNKNOWN; byte offset: #UNKNOWN]",
    )
  const reading: Reading = { text, at: 0 }
  skipBlanks(reading)
  if (reading.at === text.length) return { kind: 'missing' }
  const first = text.charAt(reading.at)
  if (first === '}' || first === ']')
    return fail(reading, `Unexpected close marker '${first}': no open ${first === '}' ? 'Object' : 'Array'} to close`)
  const value = readValue(reading, null)
  if (value.kind === 'number' && /[^\s]/.test(text.charAt(reading.at)))
    return unexpected(reading, ': Expected space separating root-level values')
  return value
}

interface Reading {
  readonly text: string
  at: number
}

/** An object or array that is being read, and where it began. */
interface Open {
  readonly kind: 'Object' | 'Array'
  readonly at: number
}

function skipBlanks(reading: Reading): void {
  while (/[ \t\n\r]/.test(reading.text.charAt(reading.at))) reading.at++
}

function place({ text }: Reading, at: number): string {
  const before = text.slice(0, at)
  const line = before.split(/\r\n|\n|\r/).length
  return `[${SOURCE}; line: ${line}, column: ${at - Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'))}]`
}

function fail(reading: Reading, message: string, at = reading.at): never {
  throw new JsonProblem('JsonParseException', `${message}\n at ${place(reading, at)}`)
}

function failAtEnd(reading: Reading, message: string): never {
  throw new JsonProblem(
    'io.JsonEOFException',
    `Unexpected end-of-input${message}\n at ${place(reading, reading.text.length)}`,
  )
}

/** `at` is the place that is told, where Jackson does not mean the character itself. */
function unexpected(reading: Reading, why: string, at = reading.at): never {
  const character = String.fromCodePoint(reading.text.codePointAt(reading.at) ?? 0)
  const code = character.codePointAt(0) ?? 0
  const isComment = character === '/' && why.startsWith(': ')
  const hex = code > 255 ? ` / 0x${code.toString(16)}` : ''
  return fail(reading, `Unexpected character ('${character}' (code ${code}${hex}))${isComment ? COMMENT : why}`, at)
}

/** `open` is what a closing mark would close here; null where none may stand. */
function readValue(reading: Reading, open: Open | null): JsonNode {
  const character = reading.text.charAt(reading.at)
  if (character === '{') return readObject(reading)
  if (character === '[') return readArray(reading)
  if (character === '"') return { kind: 'string', text: readString(reading) }
  if (open !== null && (character === '}' || character === ']')) return unexpectedClose(reading, open)
  if (/[-+\d]/.test(character)) return readNumber(reading)
  if (/[\p{L}_$]/u.test(character)) return readWord(reading)
  return unexpected(reading, `: expected a valid value (${EXPECTED})`)
}

function unexpectedClose(reading: Reading, open: Open): never {
  const [own, other] = open.kind === 'Object' ? ['}', ']'] : [']', '}']
  return fail(
    reading,
    `Unexpected close marker '${other}': expected '${own}' (for ${open.kind} starting at ${place(reading, open.at)})`,
  )
}

/** Whether one more entry comes, after the comma where one is needed; false at the end of what is open. */
function goesOn(reading: Reading, open: Open, isFirst: boolean): boolean {
  const { text } = reading
  skipBlanks(reading)
  const character = text.charAt(reading.at)
  if (character === '')
    return failAtEnd(reading, `: expected close marker for ${open.kind} (start marker at ${place(reading, open.at)})`)
  if (character === (open.kind === 'Object' ? '}' : ']')) {
    reading.at++
    return false
  }
  if (isFirst) return true
  if (character === '}' || character === ']') return unexpectedClose(reading, open)
  if (character !== ',') return unexpected(reading, `: was expecting comma to separate ${open.kind} entries`)
  reading.at++
  skipBlanks(reading)
  if (reading.at === text.length) return fail(reading, `Unexpected end-of-input within/between ${open.kind} entries`)
  return true
}

function readObject(reading: Reading): JsonNode {
  const open: Open = { kind: 'Object', at: reading.at++ }
  const fields = new Map<string, JsonNode>()
  while (goesOn(reading, open, fields.size === 0)) {
    const character = reading.text.charAt(reading.at)
    if (character === ']' && fields.size === 0) return unexpectedClose(reading, open)
    if (character !== '"') return unexpected(reading, ': was expecting double-quote to start field name')
    const name = readString(reading)
    skipBlanks(reading)
    if (reading.at === reading.text.length) return failAtEnd(reading, ' within/between Object entries')
    if (reading.text.charAt(reading.at) !== ':')
      return unexpected(reading, ': was expecting a colon to separate field name and value')
    reading.at++
    skipBlanks(reading)
    if (reading.at === reading.text.length) return failAtEnd(reading, ' within/between Object entries')
    fields.set(name, readValue(reading, null))
  }
  return { kind: 'object', fields }
}

function readArray(reading: Reading): JsonNode {
  const open: Open = { kind: 'Array', at: reading.at++ }
  const items: JsonNode[] = []
  while (goesOn(reading, open, items.length === 0)) {
    if (items.length > 0 && reading.text.charAt(reading.at) === '}') return unexpected(reading, ': expected a value')
    items.push(readValue(reading, items.length === 0 ? open : null))
  }
  return { kind: 'array', items }
}

function readString(reading: Reading): string {
  const { text } = reading
  let value = ''
  for (reading.at++; reading.at < text.length; reading.at++) {
    const character = text.charAt(reading.at)
    if (character === '"') {
      reading.at++
      return value
    }
    if (character < ' ')
      return fail(
        reading,
        `Illegal unquoted character ((CTRL-CHAR, code ${character.charCodeAt(0)})): has to be escaped using backslash to be included in string value`,
      )
    value += character === '\\' ? readEscape(reading) : character
  }
  return failAtEnd(reading, ': was expecting closing quote for a string value')
}

function readEscape(reading: Reading): string {
  const letter = reading.text.charAt(++reading.at)
  if (letter === '') return failAtEnd(reading, ' in character escape sequence')
  if (letter !== 'u') {
    const meant = JSON_ESCAPES[letter]
    if (meant !== undefined) return meant
    return fail(reading, `Unrecognized character escape '${letter}' (code ${letter.charCodeAt(0)})`)
  }
  let code = 0
  for (let digit = 0; digit < 4; digit++) {
    reading.at++
    if (reading.at >= reading.text.length) return failAtEnd(reading, ' in character escape sequence')
    if (!/[\dA-Fa-f]/.test(reading.text.charAt(reading.at)))
      return unexpected(reading, ': expected a hex-digit for character escape sequence')
    code = code * 16 + Number.parseInt(reading.text.charAt(reading.at), 16)
  }
  return String.fromCharCode(code)
}

function readNumber(reading: Reading): JsonNode {
  const { text } = reading
  const begin = reading.at
  if (text.charAt(begin) === '+') return unexpected(reading, ` in numeric value: ${PLUS}`, begin + 1)
  if (text.charAt(begin) === '-') {
    reading.at++
    if (text.startsWith('Infinity', reading.at)) return readWord(reading, '-')
    if (reading.at === text.length) return failAtEnd(reading, 'No digit following sign')
    if (text.charAt(reading.at) === '.') return unexpected(reading, `: expected a valid value (${EXPECTED})`)
    if (!/\d/.test(text.charAt(reading.at))) return unexpected(reading, ` in numeric value: ${MINUS}`)
  }
  const first = reading.at
  skipDigits(reading)
  if (text.charAt(first) === '0' && reading.at > first + 1)
    return fail(reading, 'Invalid numeric value: Leading zeroes not allowed', first + 1)
  if (text.charAt(reading.at) === '.') {
    const point = reading.at++
    if (!skipDigits(reading)) {
      if (reading.at === text.length) reading.at = point
      return unexpected(reading, ' in numeric value: Decimal point not followed by a digit', point)
    }
  }
  if (/[eE]/.test(text.charAt(reading.at))) {
    const letter = reading.at++
    if (/[-+]/.test(text.charAt(reading.at))) reading.at++
    if (!skipDigits(reading)) {
      if (reading.at === text.length) return failAtEnd(reading, 'expected a digit for number exponent')
      return unexpected(reading, ' in numeric value: Exponent indicator not followed by a digit', letter)
    }
  }
  return { kind: 'number', text: text.slice(begin, reading.at) }
}

function skipDigits(reading: Reading): boolean {
  const from = reading.at
  while (/\d/.test(reading.text.charAt(reading.at))) reading.at++
  return reading.at > from
}

const MINUS = 'expected digit (0-9) to follow minus sign, for valid numeric value'
const PLUS =
  'JSON spec does not allow numbers to have plus signs: enable `JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow'

function readWord(reading: Reading, sign = ''): JsonNode {
  const begin = reading.at
  const word = /^[\p{L}\p{N}_$]+/u.exec(reading.text.slice(begin))?.[0] ?? ''
  reading.at += word.length
  if (word === 'true' || word === 'false' || word === 'null') return { kind: 'word', text: word }
  if (word === 'NaN' || word === 'Infinity')
    return fail(
      reading,
      `Non-standard token '${sign}${word}': enable \`JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS\` to allow`,
    )
  return fail(reading, `Unrecognized token '${word}': was expecting (${EXPECTED})`, begin)
}
