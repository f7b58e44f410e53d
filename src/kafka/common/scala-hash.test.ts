import { expect, test } from 'vitest'
import { inAnyRefMapOrder, inScalaHashMapOrder } from './scala-hash.ts'

// From the checkpoint files of 4.3.1 brokers that held these partitions.
const HELD = ['seg-0', 'seg-1', 'seg-2', 'alone-0']

test('replication-offset-checkpoint comes from an AnyRefMap', () => {
  expect(inAnyRefMapOrder(HELD)).toEqual(['alone-0', 'seg-2', 'seg-1', 'seg-0'])
  expect(inAnyRefMapOrder(['seg-0', 'seg-1'])).toEqual(['seg-1', 'seg-0'])
})

test('recovery-point-offset-checkpoint comes from a HashMap', () => {
  expect(inScalaHashMapOrder(HELD, 'sized')).toEqual(['seg-1', 'seg-2', 'alone-0', 'seg-0'])
})

test('all that went in comes out, however many', () => {
  const many = Array.from({ length: 300 }, (_, index) => `t${index % 7}-${index}`)
  expect(inAnyRefMapOrder(many).sort()).toEqual([...many].sort())
  expect(inScalaHashMapOrder(many, 'growing').sort()).toEqual([...many].sort())
})
