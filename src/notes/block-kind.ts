/** What a code block is, by what its fence says and else by what it looks like. */

import type { BlockKind, NotesBlock } from './notes-model.ts'
import { looksLikeShell, readShellBlock } from './shell-block.ts'

const BY_LABEL: Readonly<Record<string, BlockKind>> = {
  ...labelled('shell', 'shell bash sh console zsh ksh terminal shell-session shellsession sh-session shellscript'),
  ...labelled('json', 'json json5 jsonc'),
  ...labelled('properties', 'properties ini conf cfg'),
  ...labelled('java', 'java kotlin kt scala groovy'),
  ...labelled('sql', 'sql ksql ksqldb'),
}

const PROPERTY = /^\s*[A-Za-z][\w-]*(?:\.[\w-]+)+\s*[=:]/

function labelled(kind: BlockKind, labels: string): Record<string, BlockKind> {
  return Object.fromEntries(labels.split(' ').map((label) => [label, kind]))
}

/** A block with all but the file that it may be saved as. */
export function readBlock(info: string, text: string): NotesBlock {
  const label = info.trim()
  const kind = kindOf(label, text)
  const shell = kind === 'shell' ? readShellBlock(text) : { roles: [], pastes: [] }
  return { kind, label, text, ...shell, file: null }
}

function kindOf(info: string, text: string): BlockKind {
  const language = (/^[{.]*([\w+-]+)/.exec(info)?.[1] ?? '').toLowerCase()
  const told = Object.hasOwn(BY_LABEL, language) ? BY_LABEL[language]! : null
  // What only looks like commands would be none to a shell either.
  if (told === 'shell') return isProperties(text) ? 'properties' : 'shell'
  if (told !== null) return told
  if (isProperties(text)) return 'properties'
  return language === '' ? guess(text) : 'text'
}

function isProperties(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^\s*[#!]/.test(line))
  return lines.length > 0 && lines.every((line) => PROPERTY.test(line))
}

function guess(text: string): BlockKind {
  if (looksLikeShell(text)) return 'shell'
  if (/^\s*(?:\/\/.*\n\s*)*[[{]\s*(?:["{[\]}]|$)/m.test(text.slice(0, 500)) && /[\]}]\s*$/.test(text)) return 'json'
  if (/^\s*(?:import|package)\s+[\w.]+|^\s*public\s+(?:static\s+)?(?:class|void|interface)\b/m.test(text)) return 'java'
  if (
    /^\s*(?:SELECT|CREATE\s+(?:OR\s+REPLACE\s+)?(?:STREAM|TABLE)|INSERT\s+INTO|SHOW\s+(?:STREAMS|TABLES))\b/i.test(text)
  )
    return 'sql'
  return 'text'
}
