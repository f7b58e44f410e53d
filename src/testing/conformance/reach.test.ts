// What is counted as agreement must be what a run does: suites play only code that the worker's engine has too.
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readSources, type SourceFile } from '../tidy/source-file.ts'

const files = new Map(readSources('src').map((file) => [file.path, file]))

/** Every file that a run can load, types left out. */
function reachedFrom(entry: string): Set<string> {
  const reached = new Set<string>()
  const ways = [entry]
  for (let path = ways.pop(); path !== undefined; path = ways.pop()) {
    if (reached.has(path)) continue
    reached.add(path)
    for (const target of valuesOf(files.get(path))) ways.push(target)
  }
  return reached
}

function valuesOf(file: SourceFile | undefined): string[] {
  return (file?.imports ?? []).flatMap(({ target, typeOnly }) => (target === undefined || typeOnly ? [] : [target]))
}

/** The same parts in one piece, as programs without a page load them. */
const WHOLE_MODEL = 'src/cli/model.ts'

test('suites play nothing of the product that no run reaches', () => {
  const reached = reachedFrom('src/worker/engine.worker.ts')
  expect(reached).toContain('src/kafka/group/assignors/sticky.ts')
  const suites = readdirSync('src/testing/conformance')
    .map((name) => `src/testing/conformance/${name}`)
    // What is written ahead of its runs is played by tests alone.
    .filter((path) => !/\.test\.ts$|-ahead\.ts$|member-reconciliation\.ts$/.test(path))
  const strays = suites.flatMap((path) =>
    valuesOf(files.get(path)).filter((target) => !target.startsWith('src/testing/') && !reached.has(target)),
  )
  expect(strays.filter((target) => target !== WHOLE_MODEL)).toEqual([])
})

test('no suite that is counted plays what is written ahead', () => {
  const counted = reachedFrom('src/testing/cli/conformance.ts')
  expect([...counted].filter((path) => /-ahead\.ts$|member-reconciliation\.ts$/.test(path))).toEqual([])
})
