/** A file of the reader's own as records. Text only: whatever stands in it is shown and sent, never run. */
import Papa from 'papaparse'

export type LineFormat = 'text' | 'ndjson' | 'csv'

export interface LineRecord {
  readonly key: string | null
  readonly value: string
}

export interface ReadLines {
  /** Columns or fields a key may be taken from; none for plain text. */
  readonly fields: readonly string[]
  records(keyField: string | null): readonly LineRecord[]
}

/** More would fill the browser's memory with a run nobody can follow. */
export const MAX_FILE_BYTES = 20_000_000

export class BadLineError extends Error {
  readonly line: number
  readonly text: string
  constructor(line: number, text: string) {
    super(`line ${line}: ${text}`)
    this.line = line
    this.text = text
  }
}

/** By its name, else by what the first line looks like. */
export function guessFormat(fileName: string, text: string): LineFormat {
  if (/\.csv$/i.test(fileName)) return 'csv'
  if (/\.(ndjson|jsonl|jsonlines)$/i.test(fileName)) return 'ndjson'
  const first = text.slice(0, 10_000).split(/\r?\n/, 1)[0] ?? ''
  return first.trimStart().startsWith('{') && isJson(first) ? 'ndjson' : 'text'
}

/** Throws a `BadLineError` for NDJSON that is not. */
export function readLines(text: string, format: LineFormat): ReadLines {
  const plain = text.replace(/^\ufeff/, '')
  if (format === 'csv') return readCsv(plain)
  const lines = plain.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '')
  if (format === 'text') return { fields: [], records: () => lines.map((value) => ({ key: null, value })) }
  return readNdjson(lines)
}

/** The header names the columns; each further row is a record, as it stands in the file. */
function readCsv(text: string): ReadLines {
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy', worker: false })
  const [header = [], ...rows] = data
  const values = rows.map((row) => Papa.unparse([row], { newline: '\n' }))
  return {
    fields: header,
    records: (keyField) => {
      const column = keyField === null ? -1 : header.indexOf(keyField)
      return rows.map((row, index) => ({ key: column < 0 ? null : (row[column] ?? null), value: values[index]! }))
    },
  }
}

function readNdjson(lines: readonly string[]): ReadLines {
  const objects = lines.map((line, index) => {
    const value = parseJson(line)
    if (value === undefined) throw new BadLineError(index + 1, line.slice(0, 80))
    return value
  })
  const fields = new Set<string>()
  for (const value of objects.slice(0, 100)) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const name of Object.keys(value)) fields.add(name)
  }
  return {
    fields: [...fields],
    records: (keyField) =>
      lines.map((line, index) => ({ key: keyField === null ? null : keyOf(objects[index], keyField), value: line })),
  }
}

function keyOf(value: unknown, field: string): string | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, field)) return null
  const key = (value as Readonly<Record<string, unknown>>)[field]
  if (key === null || key === undefined) return null
  return typeof key === 'string' ? key : JSON.stringify(key)
}

function isJson(text: string): boolean {
  return parseJson(text) !== undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
