/** AsciiDoc notes become Markdown first, so that there is one page maker, and one sanitiser behind it. */
import downdoc from 'downdoc'

/** Longer lines cost the converter the square of their length. */
const LONGEST_LINE = 2_000

/** An attribute may name others, and those others; what would fill the memory is no document of people. */
const LARGEST_ATTRIBUTE = 100_000

/** The Markdown that says the same; null where the document cannot be read as AsciiDoc. */
export function markdownOf(asciidoc: string): string | null {
  const lines = asciidoc.split('\n')
  if (lines.some(({ length }) => length > LONGEST_LINE) || largestAttribute(lines) > LARGEST_ATTRIBUTE) return null
  try {
    return downdoc(prepare(lines))
  } catch {
    return null
  }
}

/** How many characters the longest of a document's attributes becomes. */
function largestAttribute(lines: readonly string[]): number {
  const sizes = new Map<string, number>()
  let largest = 0
  for (const line of lines) {
    const { name, value } = /^:(?<name>[\w-]+): (?<value>.*)$/.exec(line)?.groups ?? {}
    if (name === undefined || value === undefined) continue
    let size = value.length
    for (const [, reference] of value.matchAll(/\{([\w-]+)\}/g)) size += sizes.get(reference!) ?? 0
    sizes.set(name, size)
    largest = Math.max(largest, size)
  }
  return largest
}

/** `[source,bash]`, `[,bash]`, `[listing]`, or `[source]`. */
const SOURCE = /^\[(?:source|listing|)(?:,\s*(?<label>[\w+-]*))?[^\]]*\]\s*$/
const DELIMITER = /^(?:-{4,}|\.{4,}|`{3,}.*)$/

/** Where a comment may follow a command. */
const SHELL = /^(?:bash|sh|shell|zsh|console)$/

/**
 * What the converter leaves as it is: a source block of one paragraph, which needs no delimiter, and callouts (`<1>`), which
 * are for readers and no part of the code. Those of a command stay as its comment, unless the command goes on below.
 */
function prepare(lines: readonly string[]): string {
  const out: string[] = []
  let label = ''
  let delimiter: string | null = null
  let isParagraph = false
  for (const line of lines) {
    if (delimiter !== null) {
      const ends = isParagraph ? line.trim() === '' : line.trimEnd() === delimiter
      if (!ends) {
        out.push(withoutCallouts(line, label))
        continue
      }
      out.push(delimiter)
      if (isParagraph) out.push(line)
      delimiter = null
      label = ''
    } else if (DELIMITER.test(line)) {
      delimiter = line.trimEnd().replace(/^(`+).*$/, '$1')
      isParagraph = false
      out.push(line)
    } else if (SOURCE.test(out.at(-1) ?? '') && line.trim() !== '' && !/^[.[]/.test(line)) {
      delimiter = '----'
      isParagraph = true
      out.push(delimiter, withoutCallouts(line, label))
    } else {
      label = SOURCE.exec(line)?.groups?.label ?? (line.startsWith('.') ? label : '')
      out.push(line)
    }
  }
  if (delimiter !== null) out.push(delimiter)
  return out.join('\n')
}

const CALLOUTS = /\s*(?:#|\/\/|--|;;|<!--)?((?:\s*<(?:\d+|\.)>)+)(?:-->)?\s*$/

function withoutCallouts(line: string, label: string): string {
  const found = CALLOUTS.exec(line)
  if (found === null) return line
  const code = line.slice(0, found.index)
  return SHELL.test(label) && !code.endsWith('\\') ? `${code} #${found[1]!.replace(/^\s*/, ' ')}` : code
}
