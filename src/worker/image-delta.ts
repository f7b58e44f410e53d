/** What changed between two images, row by row, so that a frame carries only that. `applyDelta` is the way back. */
import type { ClusterImage, ImageDelta, ImageTable } from '../kafka/cluster-image.ts'

type Rows = ReadonlyMap<string, unknown>

/**
 * The rows of `next` that are new or differ, and the keys that are gone. `applyDelta(previous, diffImages(previous,
 * next))` equals `next`. Rows are compared by value: an image is built from scratch each time.
 */
export function diffImages(previous: ClusterImage, next: ClusterImage): ImageDelta {
  const delta: Record<string, { set: [string, unknown][]; removed: string[] }> = {}
  for (const table of Object.keys(next) as ImageTable[]) {
    const before: Rows = previous[table]
    const after: Rows = next[table]
    if (before === after) continue
    const set: [string, unknown][] = []
    for (const [key, row] of after) {
      if (!before.has(key) || !sameValue(before.get(key), row)) set.push([key, row])
    }
    const removed = [...before.keys()].filter((key) => !after.has(key))
    if (set.length > 0 || removed.length > 0) delta[table] = { set, removed }
  }
  return delta as ImageDelta
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
