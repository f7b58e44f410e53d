/** Counterpart in findutils: how `xargs` cuts its input into items (read_line and read_string of xargs.c). */

/** `words` as a shell would, with quotes and backslashes; of `lines` only the end of one ends an item. */
export type Splitting =
  | { readonly kind: 'words' | 'lines' }
  | { readonly kind: 'delimited'; readonly delimiter: string }

export interface Item {
  readonly text: string
  /** Which line of the input it stands in; one that ends with a blank goes on in the next. */
  readonly line: number
}

/** The input cannot be cut. */
export class ItemError extends Error {}

export function itemsOf(text: string, splitting: Splitting): Item[] {
  if (splitting.kind === 'delimited') {
    const parts = text.split(splitting.delimiter)
    if (parts[parts.length - 1] === '') parts.pop()
    return parts.map((part, line) => ({ text: part, line }))
  }
  return quotedItems(text, splitting.kind === 'lines')
}

interface Reading {
  readonly items: Item[]
  line: number
  /** Null between items. */
  current: string | null
  quote: string | null
}

function quotedItems(text: string, wholeLines: boolean): Item[] {
  const reading: Reading = { items: [], line: 0, current: null, quote: null }
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index)
    if (reading.quote !== null) readQuoted(reading, character)
    else if (character === '\\') reading.current = (reading.current ?? '') + text.charAt(++index)
    else if (character === '"' || character === "'") {
      reading.quote = character
      reading.current ??= ''
    } else if (character === '\n') {
      endItem(reading)
      if (!/[ \t]/.test(text.charAt(index - 1))) reading.line++
    } else if (/[ \t\v\f\r]/.test(character) && (!wholeLines || reading.current === null)) endItem(reading)
    else reading.current = (reading.current ?? '') + character
  }
  if (reading.quote !== null) throw unmatched(reading.quote)
  endItem(reading)
  return reading.items
}

function readQuoted(reading: Reading, character: string): void {
  if (character === '\n') throw unmatched(reading.quote ?? '')
  if (character === reading.quote) reading.quote = null
  else reading.current += character
}

function endItem(reading: Reading): void {
  if (reading.current !== null) reading.items.push({ text: reading.current, line: reading.line })
  reading.current = null
}

function unmatched(quote: string): ItemError {
  const kind = quote === '"' ? 'double' : 'single'
  return new ItemError(`unmatched ${kind} quote; by default quotes are special to xargs unless you use the -0 option`)
}
