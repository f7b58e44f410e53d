/**
 * State that can be read as of the last commit while decisions look at what was written last. Counterpart in Kafka:
 * SnapshotRegistry with TimelineHashMap.
 *
 * Kafka keeps snapshots; here a table holds what was written last, and beside it what stood there before, for as long
 * as the write is not committed. With nothing under way, which is nearly always, a read is a read of a Map.
 */
import { assert } from '../../engine/assert.ts'

/** Rows by a first key, values in them by a second, as a group's offsets by partition. Values are frozen or replaced. */
export interface Timeline<Value = unknown> {
  readonly rows: Map<string, Map<string, Value>>
  /** What uncommitted writes replaced, in the order of writing. */
  readonly undo: Replaced<Value>[]
}

export interface Replaced<Value> {
  /** One past the record that wrote it. */
  readonly offset: number
  readonly row: string
  readonly key: string
  /** Null: there was nothing. */
  readonly previous: Value | null
}

export function createTimeline<Value>(): Timeline<Value> {
  return { rows: new Map(), undo: [] }
}

/** Null takes the value away. `offset` is one past the record that says so; offsets never go down. */
export function put<Value>(
  timeline: Timeline<Value>,
  row: string,
  key: string,
  value: Value | null,
  offset: number,
): void {
  const { undo } = timeline
  assert((undo[undo.length - 1]?.offset ?? 0) <= offset, 'records are replayed in order')
  const values = timeline.rows.get(row)
  undo.push({ offset, row, key, previous: values?.get(key) ?? null })
  setNow(timeline, row, key, value)
}

function setNow<Value>(timeline: Timeline<Value>, row: string, key: string, value: Value | null): void {
  const values = timeline.rows.get(row)
  if (value !== null) {
    if (values === undefined) timeline.rows.set(row, new Map([[key, value]]))
    else values.set(key, value)
  } else if (values?.delete(key) === true && values.size === 0) timeline.rows.delete(row)
}

/** A row as of the last commit. Not to be changed, nor kept. */
export function committedRow<Value>(timeline: Timeline<Value>, row: string): ReadonlyMap<string, Value> | undefined {
  const latest = timeline.rows.get(row)
  if (!timeline.undo.some((replaced) => replaced.row === row)) return latest
  const values = new Map(latest)
  for (const { row: of, key, previous } of timeline.undo.toReversed()) {
    if (of !== row) continue
    if (previous === null) values.delete(key)
    else values.set(key, previous)
  }
  return values.size === 0 ? undefined : values
}

/** Everything below `offset` is committed. */
export function commitTimeline(timeline: Timeline, offset: number): void {
  const { undo } = timeline
  let committed = 0
  while (committed < undo.length && (undo[committed] as Replaced<unknown>).offset <= offset) committed++
  if (committed > 0) undo.splice(0, committed)
}
