/**
 * `npm run -s conformance -- [--vectors DIR] [--recordings DIR] [--json] [--all] [--raise]`: how far the engine does as
 * real Kafka did.
 *
 * On the project's own folders it ends with 1 where less agrees than `conformance/floor.json` says has agreed before;
 * `--raise` writes what agrees now into that file, and never a smaller number, and the figures that the page shows into
 * `conformance/agreement.json`. Folders that are named it only reports on.
 */
import '../every-version.ts'

import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { ENGINE_VERSION } from '../../cli/engine-version.ts'
import { profileNames } from '../../kafka/profile/registry.ts'
import { addPart, agreementText, EVERY_VERSION, type Parts } from '../conformance/agreement.ts'
import { playAssignors } from '../conformance/assignors-suite.ts'
import { playCoordinatorPartition } from '../conformance/coordinator-partition-suite.ts'
import { belowFloor, floorOf, floorText, raiseFloor } from '../conformance/floor.ts'
import { playGroupStates } from '../conformance/group-states-suite.ts'
import { playMessageSizes } from '../conformance/message-sizes-suite.ts'
import { playMurmur2 } from '../conformance/murmur2-suite.ts'
import { playOptions } from '../conformance/options-suite.ts'
import { playPlacement } from '../conformance/placement-suite.ts'
import { playStory } from '../conformance/story.ts'
import { addResult, emptyResult, type Json, type SuiteResult, skip } from '../conformance/suite.ts'
import { argumentsOf, stop } from './arguments.ts'

interface Suite {
  readonly play: (tables: Json, profile: string) => SuiteResult
  /** Played once with each profile; the others are about what is the same in all of them. */
  readonly byVersion: boolean
}

/** A file of vectors is played by the first suite its name begins with. */
const SUITES: Readonly<Record<string, Suite>> = {
  'message-sizes': { play: playMessageSizes, byVersion: false },
  murmur2: { play: playMurmur2, byVersion: false },
  assignors: { play: playAssignors, byVersion: true },
  options: { play: playOptions, byVersion: true },
  placement: { play: playPlacement, byVersion: true },
  'coordinator-partition': { play: playCoordinatorPartition, byVersion: false },
  'group-states': { play: playGroupStates, byVersion: true },
}
const OWN_FOLDER = 'conformance'
const FLOOR_FILE = `${OWN_FOLDER}/floor.json`
const AGREEMENT_FILE = `${OWN_FOLDER}/agreement.json`
/** `recordings/admin/reassign.kafka-4.json` is of the part `admin`. */
const STORY_NAME = /(?:([\w-]+)[\\/])?[^\\/]+\.(kafka-[\d.]+)\.json$/
const SHOWN_FAILURES = 10
const USAGE = 'usage: npm run -s conformance -- [--vectors DIR] [--recordings DIR] [--json] [--all] [--raise]'

const values = argumentsOf(
  {
    vectors: { type: 'string' },
    recordings: { type: 'string' },
    json: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    raise: { type: 'boolean', default: false },
  },
  USAGE,
)

interface Played {
  readonly part: string
  readonly file: string
  /** The profile, or what stands for all of them. */
  readonly version: string
  readonly result: SuiteResult
}

// One folder alone means that folder alone; none means both of the project's own.
const own = values.vectors === undefined && values.recordings === undefined
if (values.raise && !own) stop("The floor is of the project's own folders.", USAGE)
const vectors = folderOf(values.vectors ?? (own ? `${OWN_FOLDER}/vectors` : undefined))
const recordings = folderOf(values.recordings ?? (own ? `${OWN_FOLDER}/recordings` : undefined))

const totals = emptyResult()
/** By file, and by version where it is played with each: the outputs that must go on agreeing. */
const held = new Map<string, number>()
const parts: Parts = new Map()
for (const path of vectors === null ? [] : filesIn(vectors)) playTable(path)
for (const path of recordings === null ? [] : filesIn(recordings)) {
  const [, folder = '', version = ''] = STORY_NAME.exec(path) ?? []
  if (version !== '') tell({ part: folder, file: path, version, result: playFile(path, playStory) })
}
if (!values.json) tellTotals()
if (own) holdToFloor()

function folderOf(name: string | undefined): string | null {
  if (name === undefined) return null
  // npm changes into the project; what was typed is meant from where it was typed.
  const path = [resolve(name), resolve(process.env.INIT_CWD ?? '.', name)].find(existsSync)
  if (path !== undefined) return path
  console.error(`There is no folder ${name}. Name one that holds *.json vectors or *.kafka-4.json recordings.`)
  process.exit(2)
}

function filesIn(folder: string): string[] {
  if (statSync(folder).isFile()) return [folder]
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => join(folder, name))
}

function playTable(path: string): void {
  const name = basename(path, '.json')
  const part = Object.keys(SUITES).find((candidate) => name.startsWith(candidate))
  const suite = part === undefined ? undefined : SUITES[part]
  if (part === undefined || suite === undefined) {
    tell({ part: name, file: path, version: EVERY_VERSION, result: notYet(name) })
    return
  }
  for (const version of suite.byVersion ? profileNames() : [EVERY_VERSION])
    tell({ part, file: path, version, result: playFile(path, (json) => suite.play(json, version)) })
}

function playFile(path: string, play: (json: Json) => SuiteResult): SuiteResult {
  try {
    return play(JSON.parse(readFileSync(path, 'utf8')) as Json)
  } catch (error) {
    return {
      ...emptyResult(),
      failed: 1,
      failures: [`cannot be read: ${error instanceof Error ? error.message : String(error)}`],
    }
  }
}

function notYet(table: string): SuiteResult {
  const result = emptyResult()
  skip(result, `table ${table}`)
  return result
}

function tell({ part, file, version, result }: Played): void {
  addResult(totals, result)
  addPart(parts, version, part, result)
  const name = relative(OWN_FOLDER, file).replace(/\.json$/, '')
  held.set(version === EVERY_VERSION || name.endsWith(version) ? name : `${name}.${version}`, result.held)
  const { passed, failed, skipped, otherEra, failures } = result
  if (values.json) {
    const reasons = Object.fromEntries(result.reasons)
    const outstanding = Object.fromEntries(result.outstanding)
    const suite = STORY_NAME.test(file) ? 'recordings' : part
    const line = { suite, file: relative('.', file), version, passed, failed, skipped, otherEra, held: result.held }
    console.log(JSON.stringify({ ...line, reasons, outstanding, failures }))
    return
  }
  const ofVersion = version === EVERY_VERSION || STORY_NAME.test(file) ? '' : `, ${version}`
  console.log(`${relative('.', file)}${ofVersion}: ${counted(result)}`)
  for (const failure of values.all ? failures : failures.slice(0, SHOWN_FAILURES)) console.log(`  ${failure}`)
  if (!values.all && failures.length > SHOWN_FAILURES)
    console.log(`  and ${failures.length - SHOWN_FAILURES} more; --all shows them`)
}

function counted({ passed, failed, skipped, otherEra, reasons }: SuiteResult): string {
  const why = [...reasons.keys()].join(', ')
  const notPlayable = `${skipped} not yet playable${why === '' ? '' : ` (${why})`}`
  return `${passed} agreed, ${failed} disagreed, ${notPlayable}${otherEra === 0 ? '' : `, ${otherEra} of another era`}`
}

function tellTotals(): void {
  const { passed, failed, skipped, otherEra, reasons, outstanding } = totals
  for (const [reason, outputs] of reasons) console.log(`not yet playable for want of ${reason}: ${outputs}`)
  for (const [feature, outputs] of outstanding) console.log(`disagreed, and touched by ${feature}: ${outputs}`)
  const excused = [...outstanding.values()].reduce((sum, outputs) => sum + outputs, 0)
  console.log(`disagreed, and touched by nothing that is missing: ${failed - excused}`)
  for (const [version, ofVersion] of parts) {
    const sums = [...ofVersion.values()]
    const agreed = sums.reduce((sum, part) => sum + part.agreed, 0)
    const disagreed = sums.reduce((sum, part) => sum + part.disagreed, 0)
    console.log(`${version === EVERY_VERSION ? 'of every version' : version}: ${agreed} agreed, ${disagreed} disagreed`)
  }
  console.log(
    `${passed} agreed, ${failed} disagreed, ${skipped} not yet playable${otherEra === 0 ? '' : `, ${otherEra} of another era`}`,
  )
}

/** Holds what agrees against what agreed before. */
function holdToFloor(): void {
  const floor = existsSync(FLOOR_FILE) ? floorOf(JSON.parse(readFileSync(FLOOR_FILE, 'utf8')) as Json) : new Map()
  if (!values.raise) return fail(belowFloor(floor, held))
  const raised = raiseFloor(floor, held)
  if ('refused' in raised) return fail(raised.refused)
  writeFileSync(FLOOR_FILE, floorText(raised))
  writeFileSync(AGREEMENT_FILE, agreementText(parts, ENGINE_VERSION))
}

function fail(problems: readonly string[]): void {
  for (const problem of problems) console.error(`below the floor: ${problem}`)
  if (problems.length > 0) process.exitCode = 1
}
