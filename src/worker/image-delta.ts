/** What changed between two images, row by row, so that a frame carries only that. `applyDelta` is the way back. */
import type {
  ClusterImage,
  ImageDelta,
  ImageTable,
  ListChange,
  RowChange,
  TextChange,
} from '../kafka/observe/cluster-image.ts'

type Row = Readonly<Record<string, unknown>>
type Rows = ReadonlyMap<string, Row>

interface TableDelta {
  readonly set: [string, Row][]
  readonly changed: [string, RowChange][]
  readonly removed: string[]
}

/**
 * The rows of `next` that are new, what differs in known ones, and the keys that are gone. `applyDelta(previous,
 * diffImages(previous, next))` equals `next`. Rows are compared by value: an image is built from scratch each time. A
 * row of a busy log is mostly records that the page has already, so known rows are told field by field.
 */
export function diffImages(previous: ClusterImage, next: ClusterImage): ImageDelta {
  const delta: Record<string, TableDelta> = {}
  for (const table of Object.keys(next) as ImageTable[]) {
    if (previous[table] === next[table]) continue
    const changes = diffTables(previous[table] as unknown as Rows, next[table] as unknown as Rows)
    if (changes !== null) delta[table] = changes
  }
  return delta as unknown as ImageDelta
}

function diffTables(before: Rows, after: Rows): TableDelta | null {
  const delta: TableDelta = { set: [], changed: [], removed: [] }
  for (const [key, row] of after) {
    const known = before.get(key)
    if (known === row) continue
    const change = known === undefined ? null : diffRows(known, row)
    if (change === null) delta.set.push([key, row])
    else if (change !== 'none') delta.changed.push([key, change])
  }
  for (const key of before.keys()) if (!after.has(key)) delta.removed.push(key)
  return delta.set.length + delta.changed.length + delta.removed.length > 0 ? delta : null
}

/** Null where the rows have not the same fields: then the new one is told whole. */
function diffRows(before: Row, after: Row): RowChange | 'none' | null {
  const fields: Record<string, unknown> = {}
  const lists: Record<string, ListChange> = {}
  const texts: Record<string, TextChange> = {}
  let open = Object.keys(before).length
  let differs = false
  for (const field in after) {
    if (!(field in before)) return null
    open--
    const [old, value] = [before[field], after[field]]
    if (old === value || sameValue(old, value)) continue
    differs = true
    const list = Array.isArray(old) && Array.isArray(value) ? diffLists(old, value) : null
    const text = typeof old === 'string' && typeof value === 'string' ? diffTexts(old, value) : null
    if (list !== null) lists[field] = list
    else if (text !== null) texts[field] = text
    else fields[field] = value
  }
  if (open !== 0) return null
  return differs ? { fields, lists, texts } : 'none'
}

/** Null where too little of the list is known for it to be worth the trouble. */
function diffLists(before: readonly unknown[], after: readonly unknown[]): ListChange | null {
  if (after.length === 0) return null
  const dropped = before.findIndex((entry) => sameValue(entry, after[0]))
  if (dropped < 0) return null
  let kept = 1
  while (kept < after.length && dropped + kept < before.length && sameValue(before[dropped + kept], after[kept])) kept++
  return kept * 2 < after.length ? null : { dropped, kept, added: after.slice(kept) }
}

/** Shorter texts are told whole: they are names and errors, and cost nothing. */
const SHORTEST_TEXT = 200
/** By so much of its end the old text is looked for in the new one, at so many places. */
const PROBE_CHARS = 64
const MOST_PROBES = 32

/** What was appended, and what of the beginning has gone; null where the new text does not go on from the old one. */
function diffTexts(before: string, after: string): TextChange | null {
  if (before.length < SHORTEST_TEXT) return null
  if (after.startsWith(before)) return { dropped: 0, kept: before.length, added: after.slice(before.length) }
  const probe = before.slice(-PROBE_CHARS)
  let from = after.length
  for (let tries = 0; tries < MOST_PROBES && from >= 0; tries++) {
    const at = after.lastIndexOf(probe, from)
    if (at < 0) return null
    const kept = at + PROBE_CHARS
    const dropped = before.length - kept
    if (dropped >= 0 && after.startsWith(before.slice(dropped))) return { dropped, kept, added: after.slice(kept) }
    from = at - 1
  }
  return null
}

/** Equal as data: plain objects, arrays, numbers, texts, booleans and null; a missing field is not an undefined one. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return Number.isNaN(a) && Number.isNaN(b)
  if (Array.isArray(a)) return Array.isArray(b) && sameArray(a, b)
  if (Array.isArray(b)) return false
  return sameFields(a as Record<string, unknown>, b as Record<string, unknown>)
}

function sameArray(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false
  // From the end: logs and outputs differ in what is newest.
  for (let i = a.length - 1; i >= 0; i--) if (!sameValue(a[i], b[i])) return false
  return true
}

function sameFields(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  let fields = 0
  for (const key in a) {
    if (!(key in b) || !sameValue(a[key], b[key])) return false
    fields++
  }
  for (const _key in b) fields--
  return fields === 0
}
