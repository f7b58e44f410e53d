/** The runs whose fingerprints are kept. */
import { readdirSync, readFileSync } from 'node:fs'
import type { ClusterSpec, Command } from '../../kafka/cluster/commands.ts'
import { decodeLink, importRunFile } from '../../persistence/index.ts'
import type { RunData } from '../../worker/port.ts'
import { runFormat } from '../../worker/run-schema.ts'
import '../every-version.ts'
import type { GoldenRun } from './golden-run.ts'

/** Relative to the project's root, where tests and programs run. */
export const GOLDEN_FOLDER = 'src/testing/golden'
const SAVES_FOLDER = 'src/testing/saves'

/**
 * Read strictly, as a page reads a link: the fields of spec and commands stand in the same order then, wherever they
 * came from, and so a run hashes alike here and in a browser.
 */
export function goldenRuns(): readonly GoldenRun[] {
  const runs = [...storedRuns(), ...savedRuns()]
  const names = new Set(runs.map(({ name }) => name))
  if (names.size !== runs.length) throw new Error('two golden runs have one name')
  return runs.map(asRead)
}

function asRead(golden: GoldenRun): GoldenRun {
  const read = runFormat.readRun(
    runDataOf(
      golden,
      golden.journal.map((entry) => ({ ...entry, afterEvents: 0 })),
    ),
  )
  if (!read.ok) throw new Error(`${golden.name}: ${read.message}`)
  if (read.value.leftOut !== undefined) throw new Error(`${golden.name}: ${read.value.leftOut[0]!.reason}`)
  const journal = read.value.journal.map(({ atUs, command }) => ({ atUs, command }))
  return { ...golden, spec: read.value.spec, journal }
}

export function runDataOf({ spec, seed, endUs }: GoldenRun, journal: RunData['journal'], positionUs = endUs): RunData {
  return { engineVersion: runFormat.engineVersion, spec, seed, journal, positionUs }
}

interface JournalsFile {
  readonly specs: Readonly<Record<string, ClusterSpec>>
  readonly runs: readonly {
    readonly name: string
    readonly spec: string
    readonly seed: number
    readonly endUs: number
    readonly journal: readonly (readonly [number, Command])[]
  }[]
}

/**
 * Written down once, from scenarios, stories, transcripts, the sessions of the recordings and random plans, which may all
 * change while these stay. To guard something new, add a run; one that is here stays as it is until the next version.
 */
function storedRuns(): GoldenRun[] {
  const folder = `${GOLDEN_FOLDER}/journals`
  return readdirSync(folder).flatMap((file) => {
    const { specs, runs } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as JournalsFile
    const title = file.replace('.json', '')
    return runs.map(({ name, spec, journal, ...rest }) => ({
      ...rest,
      name: `${title}: ${name}`,
      spec: specs[spec]!,
      journal: journal.map(([atUs, command]) => ({ atUs, command })),
    }))
  })
}

/** Every branch that was ever saved. */
function savedRuns(): GoldenRun[] {
  return readdirSync(SAVES_FOLDER).flatMap((file) => {
    const bytes = readFileSync(`${SAVES_FOLDER}/${file}`)
    return branchesIn(file, bytes).map((run, index) => savedRun(`save ${file}, branch ${index + 1}`, run))
  })
}

function branchesIn(file: string, bytes: Buffer): RunData[] {
  if (file.endsWith('.kafkascope')) return importRunFile(bytes, runFormat).branches.map(({ run }) => run)
  if (file.endsWith('.txt')) {
    const link = decodeLink(bytes.toString().trim(), runFormat)
    if (link.kind !== 'ok') throw new Error(`${file} is ${link.kind}`)
    return [link.run]
  }
  return branchesInRows(bytes.toString())
}

interface SavedRow {
  readonly branchId?: string
  readonly branch?: { readonly run: RunData }
  readonly entry?: RunData['journal'][number]
}

/** Commands given after a branch was saved stand in rows of their own, one each. */
function branchesInRows(text: string): RunData[] {
  const { rows } = JSON.parse(text) as { readonly rows: readonly { readonly row: SavedRow }[] }
  return rows.flatMap(({ row: { branchId, branch } }) => {
    if (branch === undefined) return []
    const added = rows.flatMap(({ row }) => (row.branchId === branchId && row.entry !== undefined ? [row.entry] : []))
    return [{ ...branch.run, journal: [...branch.run.journal, ...added] }]
  })
}

function savedRun(name: string, { spec, seed, journal, positionUs }: RunData): GoldenRun {
  const endUs = Math.max(positionUs, journal.at(-1)?.atUs ?? 0) + 3_000_000
  return { name, spec, seed, endUs, journal }
}
