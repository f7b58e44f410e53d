import { expect, test } from 'vitest'
import { LONGEST_SCANNABLE, qrPath } from './qr-path.ts'

const link = 'https://example.org/kafkascope/#r=AbCdEf012345'

/** Which modules a path covers, read back from its own commands. */
function modulesOf(d: string, size: number): boolean[][] {
  const modules = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  for (const [, x, y, width] of d.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    for (let i = 0; i < Number(width); i++) modules[Number(y)]![Number(x) + i] = true
  }
  return modules
}

/** The dark square of three modules in its ring, by which readers find a code's corners. */
const finder = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######']

function cornerOf(modules: boolean[][], left: number, top: number): string[] {
  return modules.slice(top, top + 7).map((row) =>
    row
      .slice(left, left + 7)
      .map((dark) => (dark ? '#' : '.'))
      .join(''),
  )
}

test('a code has its three finders inside a quiet zone of four modules', () => {
  const { size, d } = qrPath(link)
  const modules = modulesOf(d, size)
  expect(cornerOf(modules, 4, 4)).toEqual(finder)
  expect(cornerOf(modules, size - 11, 4)).toEqual(finder)
  expect(cornerOf(modules, 4, size - 11)).toEqual(finder)
  expect(modules.slice(0, 4).flat().concat(modules.slice(-4).flat())).not.toContain(true)
})

test('the longest link that is offered makes a code of 97 modules a side and no more', () => {
  expect(qrPath('a'.repeat(LONGEST_SCANNABLE)).size).toBe(97 + 8)
  expect(qrPath('a'.repeat(LONGEST_SCANNABLE + 1)).size).toBeGreaterThan(97 + 8)
})

test('another link is another code', () => {
  expect(qrPath(`${link}6`).d).not.toBe(qrPath(link).d)
})
