/** `@csv` and its kin. */

import { toBase64 } from '../../base64.ts'
import { bytesOfText } from '../../raw-text.ts'
import { singleQuoted } from '../single-quoted.ts'
import { dump, isArray, JqError, type Json, NotHere, told } from './values.ts'

export function textOfValue(value: Json): string {
  return typeof value === 'string' ? value : dump(value)
}

export function formatted(name: string, value: Json): Json {
  switch (name) {
    case 'text':
      return textOfValue(value)
    case 'json':
      return dump(value)
    case 'csv':
      return row(value, 'csv', ',', (text) => `"${text.replaceAll('"', '""')}"`)
    case 'tsv':
      return row(value, 'tsv', '\t', (text) =>
        text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r'),
      )
    case 'html':
      return textOfValue(value).replace(/[<>&'"]/g, (character) => HTML[character] ?? character)
    case 'uri':
      return [...bytesOfText(textOfValue(value))]
        .map((byte) =>
          /[A-Za-z0-9_.~-]/.test(byte) ? byte : `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
        )
        .join('')
    case 'sh':
      return (isArray(value) ? value : [value]).map(shell).join(' ')
    case 'base64':
      return toBase64(bytesOfText(textOfValue(value)))
    default:
      throw new NotHere(`@${name}`)
  }
}

const HTML: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', "'": '&apos;', '"': '&quot;' }

function row(value: Json, name: string, between: string, quoted: (text: string) => string): string {
  if (!isArray(value)) throw new JqError(`${told(value)} cannot be ${name}-formatted, only array`)
  return value
    .map((item) => {
      if (item === null) return ''
      if (typeof item === 'string') return quoted(item)
      if (typeof item === 'number' || typeof item === 'boolean') return dump(item)
      throw new JqError(`${told(item)} is not valid in a csv row`)
    })
    .join(between)
}

function shell(value: Json): string {
  if (typeof value === 'string') return singleQuoted(value)
  if (value !== null && typeof value === 'object') throw new JqError(`${told(value)} can not be escaped for shell`)
  return dump(value)
}
