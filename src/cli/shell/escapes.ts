/** Backslash sequences of echo, printf and `$'…'`. */
import { rawByte } from '../raw-text.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\x1b',
  '\\': '\\',
  '"': '"',
  "'": "'",
}

/** What `echo -e` and `printf` make of a backslash; bytes that are no character stay raw. */
export function unescapeText(text: string): string {
  return text.replace(/\\(x[0-9a-fA-F]{1,2}|0?[0-7]{1,3}|u[0-9a-fA-F]{1,4}|.)/g, (whole, code: string) =>
    unescapeOne(whole, code),
  )
}

function unescapeOne(whole: string, code: string): string {
  if (/^x/.test(code)) return rawByte(Number.parseInt(code.slice(1), 16))
  if (/^u/.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16))
  if (/^[0-7]/.test(code)) return rawByte(Number.parseInt(code, 8) & 0xff)
  return ESCAPES[code] ?? whole
}
