/** Counterpart in Java: java.util.Properties.load, which reads bytes as Latin-1. */
import { bytesOfText } from './raw-text.ts'

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' }

/** Keys and values of a properties file, in its order; the last of a key counts. A key without a value has an empty one. */
export function parseProperties(text: string): Map<string, string> {
  const properties = new Map<string, string>()
  for (const line of logicalLines(bytesOfText(text))) {
    const match = /^((?:\\[\s\S]|[^\\=:\s])*)[ \t\f]*[=:]?[ \t\f]*([\s\S]*)$/.exec(line)
    properties.set(unescaped(match?.[1] ?? ''), unescaped(match?.[2] ?? ''))
  }
  return properties
}

/** Lines without blanks in front, comments and empty lines; one that ends in a backslash goes on in the next. */
function logicalLines(text: string): string[] {
  const lines: string[] = []
  let open: string | null = null
  for (const natural of text.split(/\r\n|\n|\r/)) {
    const line = natural.replace(/^[ \t\f]+/, '')
    if (open === null && (line === '' || line.startsWith('#') || line.startsWith('!'))) continue
    const whole: string = (open ?? '') + line
    const backslashes = /\\*$/.exec(whole)?.[0].length ?? 0
    if (backslashes % 2 === 1) {
      open = whole.slice(0, -1)
      continue
    }
    lines.push(whole)
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
