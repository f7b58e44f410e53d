/** The file of the current engine version's fingerprints, and when it may be written anew. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { ENGINE_VERSION } from '../../cli/engine-version.ts'
import { type GoldenInstant, type GoldenRun, placeOf, playGolden } from './golden-run.ts'
import { GOLDEN_FOLDER, goldenRuns } from './golden-runs.ts'

export interface GoldenHashes {
  readonly engineVersion: string
  /** By run and instant, such as `8.000s`: `state` and `visible`. */
  readonly runs: Readonly<Record<string, Readonly<Record<string, readonly [state: string, visible: string]>>>>
}

export interface GoldenDifference {
  readonly run: string
  /** Empty where a whole run came or went. */
  readonly at: string
  readonly what: 'state' | 'visible' | 'added' | 'removed'
  readonly expected: string
  readonly actual: string
}

export function hashesOf(instants: readonly GoldenInstant[]): GoldenHashes['runs'][string] {
  return Object.fromEntries(instants.map(({ atUs, state, visible }) => [placeOf(atUs), [state, visible] as const]))
}

export function currentHashes(runs: readonly GoldenRun[] = goldenRuns()): GoldenHashes {
  const entries = runs.map((run) => [run.name, hashesOf(playGolden(run).instants)] as const)
  return { engineVersion: ENGINE_VERSION, runs: Object.fromEntries(entries) }
}

/** What `actual` says otherwise, run by run and instant by instant, visible changes before those of state alone. */
export function compareHashes(expected: GoldenHashes['runs'], actual: GoldenHashes['runs']): GoldenDifference[] {
  const differences: GoldenDifference[] = []
  for (const run of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const before = expected[run]
    const now = actual[run]
    if (before === undefined || now === undefined) {
      differences.push({ run, at: '', what: before === undefined ? 'added' : 'removed', expected: '', actual: '' })
    } else differences.push(...compareRun(run, before, now))
  }
  return differences
}

function compareRun(
  run: string,
  expected: GoldenHashes['runs'][string],
  actual: GoldenHashes['runs'][string],
): GoldenDifference[] {
  const differences: GoldenDifference[] = []
  for (const at of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const [state = 'none', visible = 'none'] = expected[at] ?? []
    const [nowState = 'none', nowVisible = 'none'] = actual[at] ?? []
    if (visible !== nowVisible) differences.push({ run, at, what: 'visible', expected: visible, actual: nowVisible })
    else if (state !== nowState) differences.push({ run, at, what: 'state', expected: state, actual: nowState })
  }
  return differences
}

/**
 * Why the file must not be written anew; null when it may. A new version may change anything. Without one, runs may be
 * added, and with `layoutOnly` the layout of state may change, as long as nobody can see it.
 */
export function refuseUpdate(
  kept: Pick<GoldenHashes, 'engineVersion'> | null,
  engineVersion: string,
  differences: readonly GoldenDifference[],
  layoutOnly: boolean,
): string | null {
  if (kept === null || kept.engineVersion !== engineVersion) return null
  const seen = differences.filter(({ what }) => what === 'visible' || what === 'removed')
  if (seen.length > 0)
    return `${count(seen)} what can be seen: raise ENGINE_VERSION in src/cli/engine-version.ts, and say there what changed`
  const stateOnly = differences.filter(({ what }) => what === 'state')
  return stateOnly.length === 0 || layoutOnly
    ? null
    : `${count(stateOnly)} the layout of state alone: if that was meant, give --layout-only; if not, raise ENGINE_VERSION`
}

function count(differences: readonly GoldenDifference[]): string {
  const runs = new Set(differences.map(({ run }) => run)).size
  return `${runs} ${runs === 1 ? 'run differs' : 'runs differ'} in`
}

/** For whoever must find out why: how to see what the run shows, to hold it against the same of a commit before. */
export function describeDifference({ run, at, what, expected, actual }: GoldenDifference): string {
  if (what === 'added') return `"${run}" has no golden hashes yet: npm run golden -- --update`
  if (what === 'removed') return `"${run}" is gone, its golden hashes are not`
  return `"${run}" at ${at}: ${what} should be ${expected}, is ${actual}\n  look: npm run -s golden -- --show '${run.replaceAll("'", "'\\''")}' --until ${at}`
}

function fileOf(engineVersion: string): string {
  return `${GOLDEN_FOLDER}/engine-${engineVersion}.json`
}

/** Of the newest version there is a file of, which is the current one unless somebody is just raising it. */
export function keptHashes(): GoldenHashes | null {
  const current = fileOf(ENGINE_VERSION)
  const file = existsSync(current) ? current : keptFiles().at(-1)
  return file === undefined ? null : (JSON.parse(readFileSync(file, 'utf8')) as GoldenHashes)
}

/** Files of golden hashes, oldest version first. */
export function keptFiles(): string[] {
  const versions = readdirSync(GOLDEN_FOLDER).flatMap((file) => /^engine-(\d+)\.json$/.exec(file)?.[1] ?? [])
  return versions.sort((a, b) => Number(a) - Number(b)).map(fileOf)
}

/** One line a run and instant, so that a diff says which changed. Files of other versions go. */
export function keepHashes({ engineVersion, runs }: GoldenHashes): void {
  const lines = Object.entries(runs).map(([name, instants]) => {
    const fields = Object.entries(instants).map(([at, hashes]) => `      "${at}": ["${hashes[0]}", "${hashes[1]}"]`)
    return `    ${JSON.stringify(name)}: {\n${fields.join(',\n')}\n    }`
  })
  const text = `{\n  "engineVersion": "${engineVersion}",\n  "runs": {\n${lines.join(',\n')}\n  }\n}\n`
  for (const file of keptFiles()) rmSync(file)
  writeFileSync(fileOf(engineVersion), text)
}
