/** From a file's bytes to its text. */

/** Notes of a whole course have a few hundred kilobytes. */
export const MAX_NOTES_BYTES = 2_000_000

export type DecodedNotes =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: NotesEncoding }
  | { readonly kind: 'tooLarge' | 'binary' | 'empty' }

/** `euc-kr` is what browsers call code page 949, which most Korean notes that are no UTF-8 are in. */
export type NotesEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'euc-kr'

/** Reads the bytes as the first of these in which they are text. */
export function decodeNotes(bytes: Uint8Array): DecodedNotes {
  if (bytes.length > MAX_NOTES_BYTES) return { kind: 'tooLarge' }
  const encoding = byteOrder(bytes)
  if (encoding === null && bytes.includes(0)) return { kind: 'binary' }
  for (const each of encoding === null ? (['utf-8', 'euc-kr'] as const) : [encoding]) {
    const text = decode(bytes, each)
    if (text === null) continue
    if (isBinary(text)) break
    return text.trim() === '' ? { kind: 'empty' } : { kind: 'text', text, encoding: each }
  }
  return { kind: 'binary' }
}

function byteOrder([first, second]: Uint8Array): NotesEncoding | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : null
}

function decode(bytes: Uint8Array, encoding: NotesEncoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Text has no control characters but those that lay it out. */
function isBinary(text: string): boolean {
  let odd = 0
  for (let at = 0; at < text.length; at++) if (isControl(text.charCodeAt(at))) odd++
  return odd > text.length / 200
}

/** Of these a page may hold tabs, line ends, form feeds and what colours a terminal's output. */
function isControl(code: number): boolean {
  return code < 0x20 && !(code >= 0x09 && code <= 0x0d) && code !== 0x1b
}
