// The house rules of ARCHITECTURE.md, held against every source file. The samples show what each rule catches.

import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkFileCycles, checkFolderCycles } from './testing/tidy/cycle-rules.ts'
import { checkAny, checkDeterminism } from './testing/tidy/determinism-rules.ts'
import { checkImports } from './testing/tidy/import-rules.ts'
import {
  checkDeadFiles,
  checkFileSize,
  checkFunctionSize,
  checkNames,
  checkParameters,
} from './testing/tidy/shape-rules.ts'
import { parseSource, readSources, type SourceFile, type Violation } from './testing/tidy/source-file.ts'
import { checkTimers } from './testing/tidy/timer-rules.ts'
import { checkVersions } from './testing/tidy/version-rules.ts'

const everyFile = readSources('src')
const everyPathExists = () => true

describe('every source file', () => {
  test.each<[string, (files: readonly SourceFile[]) => Violation[]]>([
    ['imports only what its layer may see', (files) => checkImports(files, existsSync)],
    ['needs no file that needs it', checkFileCycles],
    ['needs no folder that needs its own', checkFolderCycles],
    ['is deterministic where it must be', checkDeterminism],
    ['never says any', checkAny],
    ['is not too long', checkFileSize],
    ['has no function that is too long', checkFunctionSize],
    [
      'has no function with too many parameters',
      (files: Parameters<typeof checkParameters>[0]) => checkParameters(files),
    ],
    ['has the name its kind has', checkNames],
    ['knows no version of Kafka but by its profile', checkVersions],
    ['sets only timers that people are told of in words', checkTimers],
    ['is used', checkDeadFiles],
  ])('%s', (_, check) => {
    expect(inWords(check(everyFile))).toBe('')
  })
})

describe('timers', () => {
  test.each([
    ["node.setTimer(1, { type: 'Surprise', periodic: true })"],
    ["const timer: Sleep = { type: 'Surprise' }\nnode.setTimer(1, timer)"],
    ["const TYPE = 'Surprise'\nnode.setTimer(1, { type: TYPE } as Sleep)"],
    ["host.schedule('key', 1, { type: 'Surprise' })"],
    ["schedule('Surprise', 1, node)"],
    ["node.setTimer(1, sleepOf(2))\nfunction sleepOf(id: number) {\n  return { type: 'Surprise', id }\n}"],
    ["interface Sleep extends Timer {\n  readonly type: 'Surprise'\n}"],
  ])('%s', (code) => {
    expect(inWords(checkTimers([parseSource('src/kafka/broker/nap.ts', code)]))).toContain(
      'Surprise is a timer without',
    )
  })
})

describe('who may import whom', () => {
  test.each([
    ['src/engine/timeline.ts', "import type { Log } from '../kafka/log/log.ts'", 'engine must not import kafka'],
    ['src/cli/parse.ts', "import { hello } from '../scenarios/hello.ts'", 'cli must not import scenarios'],
    ['src/kafka/log/log.ts', "import { max } from 'd3-array'", 'kafka must not use d3-array'],
    ['src/store/image.ts', "export * from '../view/App.tsx'", 'store must not import view'],
    ['src/view/App.tsx', "const log = await import('../kafka/log/log.ts')", 'view takes from kafka only'],
    ['src/view/App.tsx', "import { apiKeys } from '../kafka/protocol/apis.ts'", 'view takes from kafka only'],
    ['src/view/App.tsx', "import { openRuns } from '../persistence/runs.ts'", 'view must not import persistence'],
    ['src/persistence/runs.ts', "import { fork } from '../engine/timeline.ts'", 'persistence imports only types'],
    ['src/i18n/words.ts', "import type { Run } from '../engine/timeline.ts'", 'i18n imports nothing outside itself'],
    [
      'src/kafka/log/log.ts',
      "import { TOPIC_CONFIGS } from '../profile/kafka-4/topic-configs.ts'",
      'ask the profile, not its version',
    ],
    ['src/worker/port.ts', "import { clusterOf } from '../testing/cluster-of.ts'", 'only tests may import src/testing'],
  ])('%s: %s', (path, code, rule) => {
    expect(inWords(checkImports([parseSource(path, code)], everyPathExists))).toContain(`${path}:1 ${rule}`)
  })

  test.each([
    ['src/view/App.tsx', "import type { FetchRequest } from '../kafka/protocol/fetch.ts'"],
    ['src/view/App.tsx', "import { type FetchRequest } from '../kafka/protocol/fetch.ts'"],
    ['src/view/App.tsx', "import { murmur2 } from '../kafka/common/murmur2.ts'"],
    ['src/persistence/runs.ts', "import type { Journal } from '../engine/timeline.ts'"],
    ['src/cli/parse.ts', "import { parse } from 'unbash'"],
    ['src/engine/timeline.test.ts', "import { clusterOf } from '../testing/cluster-of.ts'"],
    ['src/kafka/profile/registry.ts', "import { KAFKA_4 } from './kafka-4/kafka-4.ts'"],
    ['src/kafka/profile/fetched-registry.ts', "const fetch = () => import('./kafka-9.9/version.ts')"],
    ['src/kafka/profile/kafka-4/kafka-4.ts', "import { FEATURES } from '../kafka-4/features.ts'"],
    ['src/main.tsx', "import { Embed } from './embed/Embed.tsx'"],
  ])('%s may: %s', (path, code) => {
    expect(checkImports([parseSource(path, code)], everyPathExists)).toEqual([])
  })

  test('an import names a file that exists', () => {
    const file = parseSource('src/engine/timeline.ts', "\nimport { draw } from './prng'")
    expect(inWords(checkImports([file], existsSync))).toContain('src/engine/timeline.ts:2 there is no file ./prng')
  })
})

describe('what needs what', () => {
  const parse = (...files: readonly (readonly [string, string])[]) =>
    files.map(([path, code]) => parseSource(path, code))

  test('two files that need each other, by way of a third', () => {
    const files = parse(
      ['src/kafka/log/a.ts', "import './b.ts'"],
      ['src/kafka/log/b.ts', "import './c.ts'"],
      ['src/kafka/log/c.ts', "import { a } from './a.ts'"],
    )
    const rule = 'files that import each other: src/kafka/log/a.ts → src/kafka/log/b.ts → src/kafka/log/c.ts'
    expect(inWords(checkFileCycles(files))).toBe(`src/kafka/log/a.ts:1 ${rule} → src/kafka/log/a.ts`)
  })

  test('two folders that need each other, though no two of their files do', () => {
    const files = parse(
      ['src/kafka/group/a.ts', "import { tell } from '../broker/tell.ts'"],
      ['src/kafka/group/b.ts', ''],
      ['src/kafka/broker/host.ts', "import '../group/b.ts'"],
      ['src/kafka/broker/tell.ts', ''],
    )
    expect(checkFileCycles(files)).toEqual([])
    expect(inWords(checkFolderCycles(files))).toContain('src/kafka/group → src/kafka/broker → src/kafka/group')
  })

  test('a type needs nothing', () => {
    const files = parse(
      ['src/kafka/log/a.ts', "import type { B } from './b.ts'"],
      ['src/kafka/log/b.ts', "import { a } from './a.ts'"],
    )
    expect(checkFileCycles(files)).toEqual([])
  })
})

describe('a version of Kafka', () => {
  test.each([
    "export const version = '4.3.1'",
    "export const spec = { profile: 'kafka-4' }",
    "export const level = '4.3-IV0'",
    'export const level = `3.9-IV0`',
    "export const help = 'Levels that a release begins with, 4.0 or 4.0-IV3.'",
    "export const notice = 'deprecated since version 4.0'",
    `export const notice = \`as \${tool} of 4.3.1 does\``,
  ])('is for its profile to know: %s', (code) => {
    expect(checkVersions([parseSource('src/cli/tools/kafka-topics.ts', code)])).toHaveLength(1)
    expect(checkVersions([parseSource('src/kafka/profile/kafka-4/features.ts', code)])).toEqual([])
  })

  test.each([
    "export const host = '127.0.0.1'",
    "export const tool = 'kafka-topics.sh'",
    "export const usage = ':seek 12.5s'",
    "export const hosts = 'any of 127.0.0.1, or 0.0.0.0'",
    "export const notice = 'took 4.3 seconds'",
  ])('is not meant by: %s', (code) => {
    expect(checkVersions([parseSource('src/cli/tools/kafka-topics.ts', code)])).toEqual([])
  })
})

describe('the deterministic layers', () => {
  test.each([
    'export const now = Date.now()',
    'export const at = performance.now()',
    'export const draw = Math.random()',
    'export const power = Math.pow(2, 3)',
    'export const square = (x: number) => x ** 2',
    "export const order = 'a'.localeCompare('b')",
    'export const sorted = [2, 1].sort()',
    'export const sorted = [2, 1].toSorted()',
    'export async function fetchLog() {}',
    'export function* offsets() {}',
    'export let later: Promise<void>',
    'setTimeout(() => {}, 1)',
    'export class Log {}',
  ])('must not: %s', (code) => {
    expect(checkDeterminism([parseSource('src/kafka/log/log.ts', code)])).not.toEqual([])
    expect(checkDeterminism([parseSource('src/view/log.ts', code)])).toEqual([])
  })

  test.each([
    'export const sorted = [2, 1].sort((a, b) => a - b)',
    'export const half = Math.floor(3 / 2)',
    "export const record = { Date: 1, performance: 'good' }.Date",
  ])('may: %s', (code) => {
    expect(checkDeterminism([parseSource('src/kafka/log/log.ts', code)])).toEqual([])
  })
})

describe('the shape of files', () => {
  test('any is found wherever it stands', () => {
    const file = parseSource('src/view/log.ts', 'export const company = 1\nexport const log = {} as any')
    expect(inWords(checkAny([file]))).toContain('src/view/log.ts:2')
  })

  test('a function may have 70 lines, and not 71', () => {
    const ofLines = (lines: number) =>
      parseSource('src/view/a.ts', `export const f = () => {${'\n'.repeat(lines - 1)}}`)
    expect(checkFunctionSize([ofLines(70)])).toEqual([])
    expect(checkFunctionSize([ofLines(71)])).toHaveLength(1)
  })

  test('a function may have five parameters, and not six, unless it says why', () => {
    const ofParameters = (list: string) => parseSource('src/view/a.ts', `export const f = (${list}) => 1`)
    expect(checkParameters([ofParameters('a, b, c, d, e')])).toEqual([])
    expect(checkParameters([ofParameters('a, b, c, d, e, f')])).toHaveLength(1)
    const excepted = new Map([['src/view/a.ts: f', 'because']])
    expect(checkParameters([ofParameters('a, b, c, d, e, f')], excepted)).toEqual([])
    // A list of exceptions that nobody needs is worse than none.
    expect(checkParameters([ofParameters('a')], excepted)).toHaveLength(1)
  })

  test.each(['src/view/scene.tsx', 'src/view/Scene.ts', 'src/view/logCell.ts', 'src/logView/log.ts'])('%s', (path) => {
    expect(checkNames([parseSource(path, '')])).toHaveLength(1)
  })

  test('a file that nobody imports is dead', () => {
    const files = [parseSource('src/main.tsx', "import './view/scene.ts'"), parseSource('src/view/scene.ts', '')]
    expect(checkDeadFiles(files)).toEqual([])
    expect(checkDeadFiles(files.slice(1))).toHaveLength(1)
  })

  test('a test is no user of a file, and two files that use each other are dead together', () => {
    const product = parseSource('src/kafka/log/cleaner.ts', "import './map.ts'")
    const helper = parseSource('src/kafka/log/map.ts', "import './cleaner.ts'")
    const test = parseSource('src/kafka/log/cleaner.test.ts', "import './cleaner.ts'")
    const paths = checkDeadFiles([product, helper, test]).map(({ path }) => path)
    expect(paths).toEqual(['src/kafka/log/cleaner.ts', 'src/kafka/log/map.ts'])
  })

  test('what is kept for later stands with the tests, where one import will do', () => {
    const ahead = parseSource('src/testing/ahead/share-simple.ts', '')
    const test = parseSource('src/testing/ahead/share-simple.test.ts', "import './share-simple.ts'")
    expect(checkDeadFiles([ahead, test])).toEqual([])
    expect(checkDeadFiles([ahead])).toHaveLength(1)
  })
})

interface LockedPackage {
  readonly version?: string
  readonly resolved?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** npm writes a lock file that works only here where it could not reach the packages for other systems. */
test('the lock file holds for every system and names no registry', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, LockedPackage>
  }
  const faults = Object.entries(packages).flatMap(([path, locked]) => [
    ...(locked.version === undefined ? [`${path}: no version`] : []),
    ...(locked.resolved === undefined ? [] : [`${path}: resolved ${locked.resolved}`]),
    ...Object.keys(locked.optionalDependencies ?? {})
      .filter((name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages))
      .map((name) => `${path}: lacks ${name}`),
  ])
  expect(faults.join('\n')).toBe('')
})

function inWords(violations: readonly Violation[]): string {
  return violations.map(({ path, line, rule }) => `${path}:${line} ${rule}`).join('\n')
}
