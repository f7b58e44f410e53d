/** Counterpart in jq: jv_parse.c, which reads one value behind another and says where it cannot. */
import { JSON_ESCAPES } from '../../json/escapes.ts'
import type { Json } from './values.ts'

export interface ReadValues {
  readonly values: readonly { readonly value: Json; readonly line: number }[]
  /** In jq's words; null where all could be read. */
  readonly error: string | null
  /** What begins a value whose end has not come yet. */
  readonly rest: string
}

interface Place {
  line: number
  column: number
}

type Level = { readonly list: Json[] } | { readonly fields: Map<string, Json>; key: string | null }

class Unreadable extends Error {}

const LITERALS: Readonly<Record<string, Json>> = { true: true, false: false, null: null }
const STRUCTURE = /[[\]{}:,]/

/** State of one parser: levels that are open, and a value that nothing has been made of yet. */
class Reader {
  readonly levels: Level[] = []
  next: Json | undefined
  token = ''
  string: string | null = null
  escaped = false
  readonly done: Json[] = []

  take(character: string): void {
    if (this.string !== null) return this.inString(character)
    if (character === '"' || STRUCTURE.test(character) || /[ \t\r\n]/.test(character)) {
      this.endToken()
      if (character === '"') this.string = ''
      else if (STRUCTURE.test(character)) this.structure(character)
      else if (this.levels.length === 0) this.emit()
      return
    }
    this.token += character
  }

  private inString(character: string): void {
    if (this.escaped || (character !== '"' && character !== '\\')) {
      this.string += character
      this.escaped = false
    } else if (character === '\\') {
      this.string += character
      this.escaped = true
    } else {
      const text = unescaped(this.string ?? '')
      this.string = null
      this.value(text)
      if (this.levels.length === 0) this.emit()
    }
  }

  endToken(): void {
    if (this.token === '') return
    const { token } = this
    this.token = ''
    if (token in LITERALS) return this.value(LITERALS[token] ?? null)
    if (/^[tfn]/.test(token)) throw new Unreadable('Invalid literal')
    if (!/^-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(token)) throw new Unreadable('Invalid numeric literal')
    this.value(Number(token))
  }

  private value(value: Json): void {
    if (this.next !== undefined) throw new Unreadable('Expected separator between values')
    this.next = value
  }

  private emit(): void {
    if (this.next !== undefined) this.done.push(this.next)
    this.next = undefined
  }

  private structure(character: string): void {
    if (character === '[' || character === '{') {
      if (this.next !== undefined) throw new Unreadable('Expected separator between values')
      this.levels.push(character === '[' ? { list: [] } : { fields: new Map(), key: null })
    } else if (character === ':') this.colon()
    else if (character === ',') this.comma()
    else this.close(character)
  }

  private colon(): void {
    const top = this.levels[this.levels.length - 1]
    if (this.next === undefined) throw new Unreadable("Expected string key before ':'")
    if (top === undefined || 'list' in top || top.key !== null) throw new Unreadable("':' not as part of an object")
    if (typeof this.next !== 'string') throw new Unreadable('Object keys must be strings')
    top.key = this.next
    this.next = undefined
  }

  private comma(): void {
    const top = this.levels[this.levels.length - 1]
    if (this.next === undefined || top === undefined) throw new Unreadable("Expected value before ','")
    this.put(top, this.next)
    this.next = undefined
  }

  private put(top: Level, value: Json): void {
    if ('list' in top) top.list.push(value)
    else if (top.key === null) throw new Unreadable('Objects must consist of key:value pairs')
    else {
      top.fields.set(top.key, value)
      top.key = null
    }
  }

  private close(character: string): void {
    const top = this.levels[this.levels.length - 1]
    if (character === '}' && this.next !== undefined && top !== undefined && 'list' in top)
      throw new Unreadable('Objects must consist of key:value pairs')
    if (top === undefined || 'list' in top !== (character === ']')) throw new Unreadable(`Unmatched '${character}'`)
    if (this.next !== undefined) this.put(top, this.next)
    else if ('list' in top ? top.list.length > 0 : top.key !== null || top.fields.size > 0)
      throw new Unreadable('list' in top ? 'Expected another array element' : 'Expected another key-value pair')
    this.levels.pop()
    this.next = 'list' in top ? top.list : top.fields
    if (this.levels.length === 0) this.emit()
  }

  isOpen(): boolean {
    return this.levels.length > 0 || this.string !== null || this.token !== '' || this.next !== undefined
  }

  finish(): void {
    if (this.string !== null) throw new Unreadable('Unfinished string')
    this.endToken()
    if (this.levels.length > 0) throw new Unreadable('Unfinished JSON term')
    this.emit()
  }
}

function unescaped(text: string): string {
  const whole = text.replace(/\\(u[0-9a-fA-F]{0,4}|.)?/gs, (_whole, sign: string = '') => {
    const short = JSON_ESCAPES[sign]
    if (short !== undefined) return short
    if (/^u[0-9a-fA-F]{4}$/.test(sign)) return String.fromCharCode(Number.parseInt(sign.slice(1), 16))
    throw new Unreadable(sign.startsWith('u') ? 'Invalid \\uXXXX escape' : 'Invalid escape')
  })
  if (/[\ud800-\udbff](?![\udc00-\udfff])/.test(whole))
    throw new Unreadable('Invalid \\uXXXX\\uXXXX surrogate pair escape')
  return whole.replace(/(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
}

/** All values of a text, which begins on line `line` counted from 0; `ended`: nothing will come behind it. */
export function readValues(text: string, ended: boolean, linesBefore = 0): ReadValues {
  const reader = new Reader()
  const values: { value: Json; line: number }[] = []
  const place: Place = { line: linesBefore + 1, column: 0 }
  let used = 0
  const lineEnds = [...text.matchAll(/\n/g)].map(({ index }) => index)
  let lineAt = 0
  let finishing = false
  const collect = (at: number) => {
    while (lineAt < lineEnds.length && (lineEnds[lineAt] ?? 0) < at) lineAt++
    // The line is read whole before its values are.
    const line = linesBefore + Math.min(lineEnds.length, lineAt + (at <= (lineEnds[lineAt] ?? -1) ? 1 : 0))
    for (const value of reader.done.splice(0)) values.push({ value, line })
  }
  try {
    for (let at = 0; at < text.length; at++) {
      const character = text.charAt(at)
      place.column += bytesOf(character)
      if (character === '\n') {
        place.line++
        place.column = 0
      }
      reader.take(character)
      if (reader.done.length > 0) collect(at)
      if (!reader.isOpen()) used = at + 1
    }
    if (!ended) return { values, error: null, rest: text.slice(used) }
    finishing = true
    reader.finish()
    collect(text.length)
    return { values, error: null, rest: '' }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    const end = finishing ? ' at EOF' : ''
    collect(text.length)
    return { values, error: `${error.message}${end} at line ${place.line}, column ${place.column}`, rest: '' }
  }
}

/** Of UTF-8; half a pair counts two. */
function bytesOf(character: string): number {
  const code = character.charCodeAt(0)
  if (code < 0x80) return 1
  return code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3
}
