import { describe, expect, test } from 'vitest'
import { createSlotMap, hasRow, putRow, removeRow, rowNamed, rowsOf, sizeOfSlotMap, slotOf } from './slot-map.ts'

describe('rows by name and by slot', () => {
  test('a row is found by either, and stays in its slot when it is replaced', () => {
    const map = createSlotMap<string>()
    expect([putRow(map, 'orders-0', 'a'), putRow(map, 'orders-1', 'b')]).toEqual([0, 1])
    expect(putRow(map, 'orders-0', 'c')).toBe(0)
    expect([rowNamed(map, 'orders-0'), map.rows[slotOf(map, 'orders-1')]]).toEqual(['c', 'b'])
    expect(rowsOf(map)).toEqual(['c', 'b'])
  })

  test('what is removed leaves its place empty, and comes back behind the others', () => {
    const map = createSlotMap<string>()
    for (const name of ['a', 'b', 'c']) putRow(map, name, name)
    expect(removeRow(map, 'a')).toBe(true)
    expect(removeRow(map, 'a')).toBe(false)
    expect([hasRow(map, 'a'), slotOf(map, 'a'), slotOf(map, 'c'), sizeOfSlotMap(map)]).toEqual([false, -1, 2, 2])
    expect(putRow(map, 'a', 'a again')).toBe(3)
    expect(rowsOf(map)).toEqual(['b', 'c', 'a again'])
  })

  test('no slot is given out twice', () => {
    const map = createSlotMap<string>()
    const first = putRow(map, 'a', 'a')
    removeRow(map, 'a')
    expect(putRow(map, 'b', 'b')).not.toBe(first)
    expect(map.rows[first]).toBeNull()
  })
})
