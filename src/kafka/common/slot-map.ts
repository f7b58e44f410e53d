/**
 * Rows by name, each in a numbered place as well. What meets the same row again and again (a session its partitions, a
 * partition its sessions) keeps the number: to look up a name in a Map costs a call and several distant reads, and in a
 * busy run there were five of them to each message. Plain data; rows stand in the order in which they were put.
 */

export interface SlotMap<T> {
  /** By name. */
  readonly slots: Map<string, number>
  /** By slot; null where a row was removed: no slot is given out twice, so that whoever kept one meets no other row. */
  readonly rows: (T | null)[]
}

export function createSlotMap<T>(): SlotMap<T> {
  return { slots: new Map(), rows: [] }
}

/** -1: there is no such row. */
export function slotOf(map: SlotMap<unknown>, name: string): number {
  return map.slots.get(name) ?? -1
}

export function rowNamed<T>(map: SlotMap<T>, name: string): T | undefined {
  const slot = map.slots.get(name)
  return slot === undefined ? undefined : (map.rows[slot] as T)
}

export function hasRow(map: SlotMap<unknown>, name: string): boolean {
  return map.slots.has(name)
}

export function sizeOfSlotMap(map: SlotMap<unknown>): number {
  return map.slots.size
}

/** Of the row that is put next under a new name. */
export function nextSlot(map: SlotMap<unknown>): number {
  return map.rows.length
}

/** In place of the row of that name, or behind all others. Returns its slot. */
export function putRow<T>(map: SlotMap<T>, name: string, row: T): number {
  const known = map.slots.get(name)
  const slot = known ?? map.rows.length
  if (known === undefined) map.slots.set(name, slot)
  map.rows[slot] = row
  return slot
}

/** Whether there was one. */
export function removeRow(map: SlotMap<unknown>, name: string): boolean {
  const { slots, rows } = map
  const slot = slots.get(name)
  if (slot === undefined) return false
  slots.delete(name)
  rows[slot] = null
  return true
}

/** All rows in order. Not to be changed, nor kept: it may be the map's own list. */
export function rowsOf<T>(map: SlotMap<T>): readonly T[] {
  if (map.slots.size === map.rows.length) return map.rows as T[]
  return map.rows.filter((row) => row !== null) as T[]
}
