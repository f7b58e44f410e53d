import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toyModel } from '../testing/toy-model.ts'
import { copyState } from './copy-state.ts'
import { copyWorld } from './copy-world.ts'
import { deepFreeze } from './deep-freeze.ts'
import { run } from './scheduler.ts'
import { hashState, hashWorld } from './state-hash.ts'

// `__proto__` is a name that no object of ours has; what users name is kept in Maps.
const anyKey = fc.string().filter((key) => key !== '__proto__')

/** Trees of everything that state may hold. */
const plainData = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(fc.string(), fc.double(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('tree'), { maxLength: 5 }),
    fc.dictionary(anyKey, tie('tree'), { maxKeys: 5 }),
    fc.array(fc.tuple(fc.string(), tie('tree')), { maxLength: 5 }).map((entries) => new Map(entries)),
    fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 5 }).map((entries) => new Set(entries)),
    fc.uint8Array({ maxLength: 5 }),
    fc.float64Array({ maxLength: 5 }),
  ),
})).tree

test('a copy equals its original and hashes alike', () => {
  fc.assert(
    fc.property(plainData, (value) => {
      const copy = copyState(value)
      expect(copy).toEqual(value)
      expect(hashState(copy)).toBe(hashState(value))
    }),
  )
})

test('what is frozen hashes like what is not', () => {
  fc.assert(
    fc.property(plainData, (value) => {
      const before = hashState(value)
      expect(hashState(deepFreeze(copyState(value)))).toBe(before)
    }),
  )
})

test('nothing that can change is shared, and what is frozen is', () => {
  const leaf = Object.freeze({ records: [1, 2] })
  const original = {
    list: [{ n: 1 }],
    map: new Map([['k', { n: 1 }]]),
    set: new Set([1]),
    bytes: new Uint8Array([1]),
    leaf,
  }
  const copy = copyState(original)
  copy.list[0]!.n = 2
  copy.list.push({ n: 3 })
  copy.map.get('k')!.n = 2
  copy.set.add(2)
  copy.bytes[0] = 2
  expect(original).toEqual({
    list: [{ n: 1 }],
    map: new Map([['k', { n: 1 }]]),
    set: new Set([1]),
    bytes: new Uint8Array([1]),
    leaf,
  })
  expect(copy.leaf).toBe(leaf)
})

test('keys keep their order in a copy', () => {
  const value = { z: 1, a: { y: 1, b: 2 }, m: new Map([['z', 1], ['a', 2]]) } // biome-ignore format: in one line
  expect(JSON.stringify(copyState(value))).toBe(JSON.stringify(value))
})

test.each([
  ['a function', { handler: () => 1 }],
  ['an instance of a class', { when: new Date(0) }],
  ['a DataView', { view: new DataView(new ArrayBuffer(1)) }],
])('%s is no state', (_, value) => {
  expect(() => copyState(value)).toThrow('state')
  expect(() => hashState(value)).toThrow('state')
})

test('a copied world goes on exactly as the original, and apart from it', () => {
  const world = toyModel.create({ nodes: 5 }, 3)
  toyModel.applyCommand(world, { type: 'Slow', node: 'node-2', slowdownUs: 4_000 })
  toyModel.applyCommand(world, { type: 'Hold', from: 'node-1', to: 'node-3' })
  run(world, { untilUs: 300_000 })
  toyModel.applyCommand(world, { type: 'Pause', node: 'node-4' })
  run(world, { untilUs: 400_000 })
  const copy = copyWorld(world)
  const before = hashWorld(world)
  expect(hashWorld(copy)).toBe(before)

  run(copy, { untilUs: 900_000 })
  toyModel.applyCommand(copy, { type: 'Resume', node: 'node-4' })
  expect(hashWorld(world)).toBe(before)
  run(world, { untilUs: 900_000 })
  toyModel.applyCommand(world, { type: 'Resume', node: 'node-4' })
  expect(hashWorld(copy)).toBe(hashWorld(world))
})
