/**
 * Rows by name, each in a numbered place as well. What meets the same row again and again (a session its partitions, a
 * partition its sessions) keeps the number: to look up a name in a Map costs a call and several distant reads, and in a
 * busy run there were five of them to each message. Plain data; rows stand in the order in which they were put.
 */

export interface SlotMap<T, Name = string> {
  /** By name. */
  readonly slots: Map<Name, number>
  /** By slot; null where a row was removed: no slot is given out twice, so that whoever kept one meets no other row. */
  readonly rows: (T | null)[]
}

export function createSlotMap<T, Name = string>(): SlotMap<T, Name> {
  return { slots: new Map(), rows: [] }
}

/** -1: there is no such row. */
export function slotOf<Name>(map: SlotMap<unknown, Name>, name: Name): number {
  return map.slots.get(name) ?? -1
}

export function rowNamed<T, Name>(map: SlotMap<T, Name>, name: Name): T | undefined {
  const slot = map.slots.get(name)
  return slot === undefined ? undefined : (map.rows[slot] as T)
}

/**
 * The row of that name, looked at first where it most likely stands: two maps that were filled in the same order agree
 * about slots, so that whoever is told of one need not look up the name in the other.
 */
export function rowLikelyAt<T extends { readonly topicPartition: string }>(
  map: SlotMap<T>,
  slot: number,
  name: string,
): T | undefined {
  // Asked within bounds: to V8 an element that a list has not got is a search.
  const row = slot >= 0 && slot < map.rows.length ? (map.rows[slot] as T | null) : null
  return row !== null && row.topicPartition === name ? row : rowNamed(map, name)
}

export function hasRow<Name>(map: SlotMap<unknown, Name>, name: Name): boolean {
  return map.slots.has(name)
}

export function sizeOfSlotMap<Name>(map: SlotMap<unknown, Name>): number {
  return map.slots.size
}

/** Of the row that is put next under a new name. */
export function nextSlot<Name>(map: SlotMap<unknown, Name>): number {
  return map.rows.length
}

/** In place of the row of that name, or behind all others. Returns its slot. */
export function putRow<T, Name>(map: SlotMap<T, Name>, name: Name, row: T): number {
  const known = map.slots.get(name)
  const slot = known ?? map.rows.length
  if (known === undefined) map.slots.set(name, slot)
  map.rows[slot] = row
  return slot
}

/** Whether there was one. */
export function removeRow<Name>(map: SlotMap<unknown, Name>, name: Name): boolean {
  const { slots, rows } = map
  const slot = slots.get(name)
  if (slot === undefined) return false
  slots.delete(name)
  rows[slot] = null
  return true
}

/**
 * Removes a row whose slot nobody keeps any more: slots at the end are given out again, so that rows that come and go
 * leave no trace.
 */
export function dropRow<Name>(map: SlotMap<unknown, Name>, name: Name): void {
  removeRow(map, name)
  const { rows } = map
  while (rows.length > 0 && rows[rows.length - 1] === null) rows.pop()
}

/** All rows in order. Not to be changed, nor kept: it may be the map's own list. */
export function rowsOf<T, Name>(map: SlotMap<T, Name>): readonly T[] {
  if (map.slots.size === map.rows.length) return map.rows as T[]
  return map.rows.filter((row) => row !== null) as T[]
}
