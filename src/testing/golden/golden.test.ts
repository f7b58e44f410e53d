// The one idea, guarded: a run goes on today as it went when its fingerprints were written down.

import { describe, expect, test } from 'vitest'
import { ENGINE_HISTORY, ENGINE_VERSION } from '../../cli/engine-version.ts'
import { COMMAND_TYPES } from '../../worker/command-schema.ts'
import {
  compareHashes,
  currentHashes,
  describeDifference,
  type GoldenHashes,
  hashesOf,
  keptFiles,
  keptHashes,
  refuseUpdate,
} from './golden-file.ts'
import '../every-version.ts'
import { type GoldenRun, type PlayedGolden, playGolden } from './golden-run.ts'
import { goldenRuns } from './golden-runs.ts'

const runs = goldenRuns()
const played = new Map<string, PlayedGolden>()

function playedOf(run: GoldenRun): PlayedGolden {
  const found = played.get(run.name) ?? playGolden(run)
  played.set(run.name, found)
  return found
}

test('there are golden hashes of this engine version, and of no other', () => {
  expect(keptHashes()?.engineVersion).toBe(ENGINE_VERSION)
  expect(keptFiles()).toHaveLength(1)
  expect(Object.keys(keptHashes()?.runs ?? {}).sort()).toEqual(runs.map(({ name }) => name).sort())
})

describe('a run goes as it went', () => {
  const kept = keptHashes()?.runs ?? {}
  test.each(runs.map((run) => [run.name, run] as const))('%s', (name, run) => {
    const actual = { [name]: hashesOf(playedOf(run).instants) }
    const expected = { [name]: kept[name] ?? {} }
    expect(compareHashes(expected, actual).map(describeDifference).join('\n')).toBe('')
  })
})

describe('together the runs', () => {
  test('are forty at least, and give every command there is', () => {
    expect(runs.length).toBeGreaterThanOrEqual(40)
    const given = new Set(runs.flatMap((run) => [...playedOf(run).commandTypes]))
    expect(COMMAND_TYPES.filter((type) => !given.has(type))).toEqual([])
  })

  test('have nodes of every kind there is', () => {
    const seen = new Set(runs.flatMap((run) => [...playedOf(run).nodeKinds]))
    const known = new Set(runs.flatMap((run) => [...playedOf(run).knownKinds]))
    expect([...known].filter((kind) => !seen.has(kind))).toEqual([])
    expect(known.size).toBeGreaterThan(0)
  })
})

test('the engine has the last version of its history, and each version says what it changed', () => {
  expect(ENGINE_VERSION).toBe(String(ENGINE_HISTORY.length))
  expect(new Set(ENGINE_HISTORY).size).toBe(ENGINE_HISTORY.length)
  for (const whatChanged of ENGINE_HISTORY) expect(whatChanged).toMatch(/^\S.{15,}\.$/)
})

describe('a change', () => {
  const run = runs.find(({ name }) => name.endsWith('an empty cluster'))!
  const kept = currentHashes([run])
  /** The same run with something else in it, as a changed engine would play it. */
  const changedBy = (change: Partial<GoldenRun>) =>
    compareHashes(kept.runs, currentHashes([{ ...run, ...change }]).runs)
  const slower = changedBy({ spec: { ...run.spec, networkLatencyUs: run.spec.networkLatencyUs + 1 } })

  test('of behaviour is found at every instant, and told with the way to look at it', () => {
    expect(slower.map(({ what }) => what)).toEqual(['visible', 'visible', 'visible'])
    expect(describeDifference(slower[0]!)).toMatch(
      /^"scenarios: an empty cluster" at 8\.000s: visible should be [0-9a-f]{16}, is [0-9a-f]{16}\n {2}look: npm run -s golden -- --show 'scenarios: an empty cluster' --until 8\.000s$/,
    )
  })

  test('of behaviour is not written down without a new engine version', () => {
    expect(refuseUpdate(kept, kept.engineVersion, slower, false)).toContain('1 run differs in what can be seen')
    expect(refuseUpdate(kept, kept.engineVersion, slower, true)).toContain('raise ENGINE_VERSION')
    expect(refuseUpdate(kept, '1000', slower, false)).toBeNull()
  })

  test('of the layout of state alone is written down when that is said', () => {
    const [[name, instants]] = Object.entries(kept.runs) as [[string, GoldenHashes['runs'][string]]]
    const relaid = Object.fromEntries(
      Object.entries(instants).map(([at, [, visible]]) => [at, ['0', visible] as const]),
    )
    const differences = compareHashes(kept.runs, { [name]: relaid })
    expect(differences.map(({ what }) => what)).toEqual(['state', 'state', 'state'])
    expect(refuseUpdate(kept, kept.engineVersion, differences, false)).toContain('--layout-only')
    expect(refuseUpdate(kept, kept.engineVersion, differences, true)).toBeNull()
  })

  test('that takes a run away needs a new version, and one that adds a run does not', () => {
    expect(refuseUpdate(kept, kept.engineVersion, compareHashes(kept.runs, {}), true)).not.toBeNull()
    expect(refuseUpdate(kept, kept.engineVersion, compareHashes({}, kept.runs), false)).toBeNull()
  })
})

test('a command and an answer show: in the picture, on the wires, among the happenings, in the terminal', () => {
  const run = runs.find(({ name }) => name === 'staged: terminals')!
  const lines: string[] = []
  playGolden(run, 12_000_000, (line) => lines.push(line))
  const shown = (pattern: RegExp) =>
    expect(
      lines.some((line) => pattern.test(line)),
      String(pattern),
    ).toBe(true)
  shown(/^\d+ broker-\d > terminal-2 FetchResponse sent \d+$/)
  shown(/^\d+ happening \d+ of \d+ at controller-\d+ \{.*"type":"TopicCreated"/)
  shown(/^replicas names-0@\d /)
  shown(/^terminals terminal-2 .*from the keyboard/)
})
