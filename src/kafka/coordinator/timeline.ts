/**
 * State that can be read as of the last commit while decisions look at what was written last. Counterpart in Kafka:
 * SnapshotRegistry with TimelineHashMap.
 *
 * Kafka keeps snapshots; here a table holds what was written last, and beside it what stood there before, for as long
 * as the write is not committed. With nothing under way, which is nearly always, a read is a read of a Map.
 */
import { assert } from '../../engine/assert.ts'

/**
 * One value for each key, as a shard's groups. A value that is not replaced but changed in place shows its changes to
 * all who read, as a classic group does in Kafka too: what is read as of the last commit is that it is there.
 */
export interface Timeline<Value = unknown> {
  readonly latest: Map<string, Value>
  /** What uncommitted writes replaced, in the order of writing. */
  readonly undo: Replaced<Value>[]
}

/** Rows by a first key, values in them by a second, as a group's offsets by partition. */
export interface TimelineTable<Value = unknown> {
  readonly rows: Map<string, Map<string, Value>>
  readonly undo: ReplacedInRow<Value>[]
}

export interface Replaced<Value> {
  /** One past the record that wrote it. */
  offset: number
  readonly key: string
  /** Null: there was nothing. */
  readonly previous: Value | null
}

export interface ReplacedInRow<Value> extends Replaced<Value> {
  readonly row: string
}

export type AnyTimeline = Timeline | TimelineTable

/**
 * Offset of what a shard has changed by itself, before the record that says so is in the log (`alreadyApplied`). The
 * runtime sets the true one, or takes the change back if the log will not have the record.
 */
export const UNWRITTEN = Number.MAX_SAFE_INTEGER

export function createTimeline<Value>(): Timeline<Value> {
  return { latest: new Map(), undo: [] }
}

export function createTimelineTable<Value>(): TimelineTable<Value> {
  return { rows: new Map(), undo: [] }
}

/** Null takes the value away. `offset` is one past the record that says so, or UNWRITTEN; offsets never go down. */
export function put<Value>(timeline: Timeline<Value>, key: string, value: Value | null, offset: number): void {
  const { latest, undo } = timeline
  assert((undo[undo.length - 1]?.offset ?? 0) <= offset, 'records are replayed in order')
  undo.push({ offset, key, previous: latest.get(key) ?? null })
  setLatest(latest, key, value)
}

/** A value that is in no record, and so is there, or with null is not, whatever becomes of what is written. */
export function putUnlogged<Value>({ latest }: Timeline<Value>, key: string, value: Value | null): void {
  setLatest(latest, key, value)
}

/** As `put` for a value in a row. A row without values is no row. */
export function putInRow<Value>(
  table: TimelineTable<Value>,
  row: string,
  key: string,
  value: Value | null,
  offset: number,
): void {
  const { rows, undo } = table
  assert((undo[undo.length - 1]?.offset ?? 0) <= offset, 'records are replayed in order')
  undo.push({ offset, row, key, previous: rows.get(row)?.get(key) ?? null })
  setInRow(rows, row, key, value)
}

function setLatest<Value>(latest: Map<string, Value>, key: string, value: Value | null): void {
  if (value === null) latest.delete(key)
  else latest.set(key, value)
}

function setInRow<Value>(rows: Map<string, Map<string, Value>>, row: string, key: string, value: Value | null): void {
  const values = rows.get(row)
  if (value !== null) {
    if (values === undefined) rows.set(row, new Map([[key, value]]))
    else values.set(key, value)
  } else if (values?.delete(key) === true && values.size === 0) rows.delete(row)
}

/** A value as of the last commit; undefined if there was none. */
export function committedValue<Value>({ latest, undo }: Timeline<Value>, key: string): Value | undefined {
  const first = undo.find((replaced) => replaced.key === key)
  return first === undefined ? latest.get(key) : (first.previous ?? undefined)
}

/** All values as of the last commit. Not to be changed, nor kept. */
export function committedValues<Value>({ latest, undo }: Timeline<Value>): ReadonlyMap<string, Value> {
  if (undo.length === 0) return latest
  const values = new Map(latest)
  for (const { key, previous } of undo.toReversed()) setLatest(values, key, previous)
  return values
}

/** A row as of the last commit. Not to be changed, nor kept. */
export function committedRow<Value>(
  { rows, undo }: TimelineTable<Value>,
  row: string,
): ReadonlyMap<string, Value> | undefined {
  const latest = rows.get(row)
  if (!undo.some((replaced) => replaced.row === row)) return latest
  const values = new Map(latest)
  for (const { row: of, key, previous } of undo.toReversed()) if (of === row) setLatest(values, key, previous)
  return values.size === 0 ? undefined : values
}

/** Everything below `offset` is committed. */
export function commitTimeline({ undo }: AnyTimeline, offset: number): void {
  let committed = 0
  while (committed < undo.length && (undo[committed] as Replaced<unknown>).offset <= offset) committed++
  if (committed > 0) undo.splice(0, committed)
}

/** Whether the shard has changed something that no record says yet. */
export function hasUnwritten({ undo }: AnyTimeline): boolean {
  return undo[undo.length - 1]?.offset === UNWRITTEN
}

/** The record that says so is in the log; `offset` is one past it. */
export function markWritten({ undo }: AnyTimeline, offset: number): void {
  for (let i = undo.length - 1; undo[i]?.offset === UNWRITTEN; i--) (undo[i] as Replaced<unknown>).offset = offset
}

/** The log would not have the record: what was changed without it is as it was before. */
export function revertUnwritten(timeline: AnyTimeline): void {
  while (hasUnwritten(timeline)) {
    if ('rows' in timeline) {
      const { row, key, previous } = timeline.undo.pop() as ReplacedInRow<unknown>
      setInRow(timeline.rows, row, key, previous)
    } else {
      const { key, previous } = timeline.undo.pop() as Replaced<unknown>
      setLatest(timeline.latest, key, previous)
    }
  }
}
