import fc from 'fast-check'
import { expect, test } from 'vitest'
import { copyRandomStreams, createRandomStreams, randomInt } from './prng.ts'

const draws = (seed: number, name: string, count: number, bound = 1_000_000) => {
  const streams = createRandomStreams(seed)
  return Array.from({ length: count }, () => randomInt(streams, name, bound))
}

test('a seed and a name determine a stream for ever', () => {
  // Written down on the day the generator was chosen: saved runs depend on these numbers.
  expect(draws(1, 'elections', 5)).toEqual([957417, 315623, 615809, 159682, 301273])
  expect(draws(1, 'elections', 20)).not.toEqual(draws(2, 'elections', 20))
  expect(draws(1, 'elections', 20)).not.toEqual(draws(1, 'elections2', 20))
  expect(draws(1, 'elections', 20)).not.toEqual(draws(1 + 2 ** 32, 'elections', 20))
})

test('draws on one stream do not disturb another', () => {
  fc.assert(
    fc.property(fc.integer(), fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 60 }), (seed, order) => {
      const streams = createRandomStreams(seed)
      const drawn: Record<string, number[]> = { a: [], b: [], c: [] }
      for (const name of order) drawn[name]?.push(randomInt(streams, name, 1_000_000))
      for (const name of ['a', 'b', 'c']) expect(drawn[name]).toEqual(draws(seed, name, drawn[name]?.length ?? 0))
    }),
  )
})

test('many streams keep their state apart', () => {
  const streams = createRandomStreams(7)
  const names = Array.from({ length: 100 }, (_, index) => `client:${index}`)
  const first = names.map((name) => randomInt(streams, name, 2 ** 32))
  expect(new Set(first).size).toBe(100)
  expect(names.map((name) => draws(7, name, 1, 2 ** 32)[0])).toEqual(first)
})

test.each([1, 2, 3, 6, 1_000, 2 ** 31 + 1, 2 ** 32, 2 ** 40 + 7, 2 ** 53])('draws below %d stay below it', (bound) => {
  for (const draw of draws(3, 'x', 500, bound)) {
    expect(Number.isSafeInteger(draw) || bound === 2 ** 53).toBe(true)
    expect(draw).toBeGreaterThanOrEqual(0)
    expect(draw).toBeLessThan(bound)
  }
})

test('every result is as likely as the others, also where the bound does not divide 2^32', () => {
  const counts = new Array<number>(6).fill(0)
  for (const draw of draws(11, 'dice', 60_000, 6)) counts[draw]! += 1
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(450)
  // With a plain `%`, the lower half of these would come twice as often as the upper.
  const bound = 3 * 2 ** 30
  const low = draws(12, 'wide', 20_000, bound).filter((draw) => draw < bound / 2).length
  expect(Math.abs(low - 10_000)).toBeLessThan(450)
})

test('injected draws come first and leave the stream where it was', () => {
  const streams = createRandomStreams(1)
  streams.injected.set('elections', [4, 0])
  expect([randomInt(streams, 'elections', 5), randomInt(streams, 'elections', 5)]).toEqual([4, 0])
  expect(randomInt(streams, 'elections', 1_000_000)).toBe(draws(1, 'elections', 1)[0])
  streams.injected.set('elections', [5])
  expect(() => randomInt(streams, 'elections', 5)).toThrow('injected draw 5 on elections is not in [0, 5)')
})

test('a copy goes on as the original does, and apart from it', () => {
  const streams = createRandomStreams(9)
  randomInt(streams, 'a', 10)
  const copy = copyRandomStreams(streams)
  const next = Array.from({ length: 5 }, () => randomInt(streams, 'a', 1_000))
  expect(Array.from({ length: 5 }, () => randomInt(copy, 'a', 1_000))).toEqual(next)
})

test.each([0, -1, 1.5, Number.NaN, 2 ** 53 + 2])('%d is no bound', (bound) => {
  expect(() => randomInt(createRandomStreams(1), 'a', bound)).toThrow('bound')
})
