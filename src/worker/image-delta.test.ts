import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyDelta, type ClusterImage, emptyImage, type ImageTable } from '../kafka/observe/cluster-image.ts'
import { diffImages, sameValue } from './image-delta.ts'

/** Any tables of any rows: the delta asks nothing of a row but that it is plain data. */
const row = fc.oneof(
  fc.record({ offset: fc.nat(3), keys: fc.array(fc.option(fc.constantFrom('A', 'B')), { maxLength: 3 }) }),
  fc.record({ cells: fc.array(fc.record({ offset: fc.nat(3), value: fc.option(fc.string()) }), { maxLength: 3 }) }),
  // A log, of which the oldest goes and the newest comes.
  fc.record({ start: fc.nat(6), count: fc.nat(6), name: fc.constantFrom('x', 'y') }).map(({ start, count, name }) => ({
    name,
    cells: Array.from({ length: count }, (_, index) => ({ offset: start + index })),
  })),
)
const rows = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), row).map((entries) => new Map(Object.entries(entries)))
const image: fc.Arbitrary<ClusterImage> = fc
  .record(Object.fromEntries(Object.keys(emptyImage()).map((table) => [table as ImageTable, rows])))
  .map((tables) => tables as unknown as ClusterImage)

describe('an image delta', () => {
  test('applied to the image before gives the image from scratch', () => {
    fc.assert(
      fc.property(fc.array(image, { minLength: 1, maxLength: 5 }), (images) => {
        let shown = emptyImage()
        for (const next of images) {
          shown = applyDelta(shown, diffImages(shown, next))
          expect(shown).toEqual(next)
        }
      }),
    )
  })

  test('is empty between two images that say the same', () => {
    fc.assert(
      fc.property(image, (each) => {
        expect(diffImages(each, structuredClone(each))).toEqual({})
      }),
    )
  })

  test('carries only the rows that changed', () => {
    const lane = (logEndOffset: number) => ({ logEndOffset })
    const before = {
      ...emptyImage(),
      replicas: new Map([
        ['a', lane(1)],
        ['b', lane(1)],
        ['c', lane(1)],
      ]),
    }
    const after = {
      ...emptyImage(),
      replicas: new Map([
        ['a', lane(1)],
        ['b', lane(2)],
        ['d', lane(0)],
      ]),
    }
    expect(diffImages(before as unknown as ClusterImage, after as unknown as ClusterImage)).toEqual({
      replicas: {
        set: [['d', lane(0)]],
        changed: [['b', { fields: { logEndOffset: 2 }, lists: {}, texts: {} }]],
        removed: ['c'],
      },
    })
  })
})

describe('a row of a log that moved on', () => {
  const log = (...offsets: number[]) => ({ leaderEpoch: 4, cells: offsets.map((offset) => ({ offset })) })
  const changeOf = (before: object, after: object) => {
    const image = (row: object) =>
      ({ ...emptyImage(), replicas: new Map([['orders-0@1', row]]) }) as unknown as ClusterImage
    return diffImages(image(before), structuredClone(image(after))).replicas
  }

  test('is told by its new records alone', () => {
    const moved = { fields: {}, lists: { cells: { dropped: 2, kept: 3, added: [{ offset: 6 }] } }, texts: {} }
    expect(changeOf(log(1, 2, 3, 4, 5), log(3, 4, 5, 6))?.changed).toEqual([['orders-0@1', moved]])
  })

  test('after a truncation is told by how much of it is left', () => {
    const truncated = { fields: { leaderEpoch: 5 }, lists: { cells: { dropped: 0, kept: 2, added: [] } }, texts: {} }
    const after = { ...log(1, 2), leaderEpoch: 5 }
    expect(changeOf(log(1, 2, 3), after)?.changed).toEqual([['orders-0@1', truncated]])
  })

  test('of which nothing is known any more is told whole', () => {
    const whole = { fields: { cells: log(8, 9).cells }, lists: {}, texts: {} }
    expect(changeOf(log(1, 2), log(8, 9))?.changed).toEqual([['orders-0@1', whole]])
    expect(changeOf(log(1, 2), { ...log(1, 2), sizeBytes: 3 })?.set).toHaveLength(1)
  })
})

describe("a terminal's output", () => {
  const WINDOW = 1_000
  const shownAs = (output: string) =>
    ({ ...emptyImage(), terminals: new Map([['terminal-1', { output }]]) }) as unknown as ClusterImage
  const changeOf = (before: string, after: string) =>
    diffImages(shownAs(before), shownAs(after)).terminals?.changed[0]?.[1]

  test('travels as what was appended', () => {
    const before = `${'x'.repeat(300)}Created topic orders.\n`
    const change = changeOf(before, `${before}$ `)
    expect(change).toEqual({
      fields: {},
      lists: {},
      texts: { output: { dropped: 0, kept: before.length, added: '$ ' } },
    })
  })

  test('does so too once its oldest lines go', () => {
    const line = (index: number) => `orders-${index % 3} has its record number ${index}\n`
    const lines = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => line(from + index)).join('')
    const before = lines(0, 40)
    const change = changeOf(before, before.slice(line(0).length) + line(40))
    expect(change?.texts.output).toMatchObject({ dropped: line(0).length, added: line(40) })
  })

  test('is what was written, whatever is written', () => {
    const pieces = fc.array(
      fc.oneof(fc.constantFrom('>', '\n', 'aaaa', 'x'.repeat(150)), fc.string({ maxLength: 400 })),
    )
    fc.assert(
      fc.property(pieces, (written) => {
        let shown = shownAs('')
        let output = ''
        for (const piece of written) {
          output = (output + piece).slice(-WINDOW)
          shown = applyDelta(shown, diffImages(shown, shownAs(output)))
          expect(shown.terminals.get('terminal-1')?.output).toBe(output)
        }
      }),
    )
  })

  test('of another history is told whole', () => {
    expect(changeOf('a'.repeat(300), 'b'.repeat(300))?.fields.output).toBe('b'.repeat(300))
  })
})

describe('sameness of rows', () => {
  test('is that of their JSON', () => {
    const value = fc.jsonValue({ maxDepth: 2 })
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(sameValue(a, structuredClone(a))).toBe(true)
        expect(sameValue(a, b)).toBe(sameJson(a, b))
      }),
      { numRuns: 500 },
    )
  })

  test('tells a list from an object, nothing from a missing field, and one kind from another', () => {
    expect(sameValue([], {})).toBe(false)
    expect(sameValue({ a: undefined }, {})).toBe(false)
    expect(sameValue({ a: 1 }, { a: 1, b: 2 })).toBe(false)
    expect(sameValue('1', 1)).toBe(false)
    expect(sameValue(null, {})).toBe(false)
    expect(sameValue(Number.NaN, Number.NaN)).toBe(true)
  })
})

function sameJson(a: unknown, b: unknown): boolean {
  const sorted = (_key: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
      : value
  return JSON.stringify(a, sorted) === JSON.stringify(b, sorted)
}
