/** Counterpart in Java: java.util.Properties.load, which reads bytes as Latin-1. */
import { bytesOfText } from './raw-text.ts'

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' }

export interface PropertyLine {
  /** Where it begins in the file, from 1. */
  readonly line: number
  readonly name: string
  readonly value: string
}

/** Keys and values of a properties file, in its order; the last of a key counts. A key without a value has an empty one. */
export function parseProperties(text: string): Map<string, string> {
  return new Map(propertyLines(bytesOfText(text)).map(({ name, value }) => [name, value]))
}

/** The same line by line, of characters as they are. */
export function propertyLines(text: string): PropertyLine[] {
  return logicalLines(text).map(({ line, text: logical }) => {
    const match = /^((?:\\[\s\S]|[^\\=:\s])*)[ \t\f]*[=:]?[ \t\f]*([\s\S]*)$/.exec(logical)
    return { line, name: unescaped(match?.[1] ?? ''), value: unescaped(match?.[2] ?? '') }
  })
}

/** Lines without blanks in front, comments and empty lines; one that ends in a backslash goes on in the next. */
function logicalLines(text: string): { readonly line: number; readonly text: string }[] {
  const lines: { line: number; text: string }[] = []
  let open: { line: number; text: string } | null = null
  for (const [index, natural] of text.split(/\r\n|\n|\r/).entries()) {
    const bare = natural.replace(/^[ \t\f]+/, '')
    if (open === null && (bare === '' || bare.startsWith('#') || bare.startsWith('!'))) continue
    const whole: string = (open?.text ?? '') + bare
    const line: number = open?.line ?? index + 1
    const backslashes = /\\*$/.exec(whole)?.[0].length ?? 0
    if (backslashes % 2 === 1) {
      open = { line, text: whole.slice(0, -1) }
      continue
    }
    lines.push({ line, text: whole })
    open = null
  }
  if (open !== null) lines.push(open)
  return lines
}

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|([\s\S]))/g, (_, code: string | undefined, character: string) =>
    code === undefined ? (ESCAPES[character] ?? character) : String.fromCharCode(Number.parseInt(code, 16)),
  )
}

/** Entries as they are written; nothing in them needs a backslash. */
export function propertiesText(entries: Readonly<Record<string, string>>): string {
  return Object.entries(entries)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('')
}
