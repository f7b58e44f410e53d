/** What is to be said of a properties file line by line, before anything is started with it. */
import { SECURITY_PROTOCOLS } from '../kafka/common/listeners.ts'
import { nearest } from '../kafka/common/nearest.ts'
import type { ConfigDef } from '../kafka/profile/config-def.ts'
import { withoutEffect } from '../kafka/profile/without-effect.ts'
import { type PropertyLine, propertyLines } from './properties.ts'

type Entries = Readonly<Record<string, string>>

export interface PropertyNote {
  /** From 1; null: it is about the file as a whole. */
  readonly line: number | null
  /**
   * `refused`: Kafka dies of it, in its own `words`. `decided`: Kafka would take it, and a run cannot; `words` are the
   * simulator's. `unknown`: Kafka knows no such name and passes it over. `again`: the name stands further down once more,
   * and that counts. `withoutEffect`: Kafka acts on it, and nothing here does.
   */
  readonly kind: 'refused' | 'decided' | 'unknown' | 'again' | 'withoutEffect'
  readonly name: string
  readonly words: string
  /** What the line probably was meant to be. */
  readonly meant?: string
}

/** Why the file as a whole would not do, and in whose words. */
export interface FileRefusal {
  readonly kind: 'refused' | 'decided'
  readonly words: string
}

export interface LintedFile {
  readonly definition: ConfigDef
  /** Names that are settings though the definition does not list them. */
  readonly others?: RegExp
  /** What stands there anyway, and is worth no word. */
  readonly usual: Entries
  refuse(entries: Entries): FileRefusal | null
}

/** In the order of the lines; what is about the whole file comes first. */
export function lintProperties(text: string, file: LintedFile): PropertyNote[] {
  const lines = propertyLines(text)
  const last = new Map(lines.map((each) => [each.name, each]))
  const entries = Object.fromEntries([...last.values()].map(({ name, value }) => [name, value]))
  const notes: PropertyNote[] = []
  for (const each of lines) {
    if (last.get(each.name) !== each) notes.push(note(each, 'again', `${last.get(each.name)?.line}`))
    else if (!file.definition.has(each.name) && file.others?.test(each.name) !== true) notes.push(unknown(each, file))
  }
  for (const name of withoutEffect(file.definition, entries, file.usual)) {
    const line = last.get(name)
    if (line !== undefined) notes.push(note(line, 'withoutEffect', ''))
  }
  const refusal = file.refuse(entries)
  if (refusal !== null) notes.push(placed(refusal, [...last.values()]))
  return notes.sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
}

function note({ line, name }: PropertyLine, kind: PropertyNote['kind'], words: string): PropertyNote {
  return { line, kind, name, words }
}

function unknown(line: PropertyLine, { definition }: LintedFile): PropertyNote {
  const name = nearest(line.name, [...definition.keys()])
  const found = note(line, 'unknown', '')
  return name === null ? found : { ...found, meant: `${name}=${withProtocols(line.value)}` }
}

/** `PALINTEXT://…` is no name that somebody gave to a listener. */
function withProtocols(value: string): string {
  return value.replaceAll(/([A-Za-z_]+)(?=:\/\/)/g, (listener) => meantProtocol(listener) ?? listener)
}

function meantProtocol(listener: string): string | null {
  return SECURITY_PROTOCOLS.includes(listener.toUpperCase()) ? null : nearest(listener, SECURITY_PROTOCOLS)
}

/** Beside the line that it speaks of: by its value, else by its name. */
function placed({ kind, words }: FileRefusal, lines: readonly PropertyLine[]): PropertyNote {
  const asList = (value: string) => value.split(/\s*,\s*/).join(', ')
  const line =
    lines.find(({ name, value }) => value !== '' && words.includes(asList(value)) && /listener/.test(name)) ??
    lines.find(({ name }) =>
      new RegExp(`(^|[^\\w.])${name.replaceAll('.', '\\.')}($|[^\\w.]|\\.(?!\\w))`).test(words),
    ) ??
    null
  if (line === null) return { line: null, kind, name: '', words }
  const value = /listener/.test(line.name) ? withProtocols(line.value) : line.value
  const found = note(line, kind, words)
  return value === line.value ? found : { ...found, meant: `${line.name}=${value}` }
}
