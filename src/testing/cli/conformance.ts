/**
 * `npm run -s conformance -- [--vectors DIR] [--recordings DIR] [--json] [--all] [--raise]`: how far the engine does as
 * real Kafka did.
 *
 * On the project's own folders it ends with 1 where less agrees than `conformance/floor.json` says has agreed before;
 * `--raise` writes what agrees now into that file, and never a smaller number. Folders that are named it only reports on.
 */
import '../every-version.ts'

import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
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

/** A file of vectors is played by the first suite its name begins with. */
const SUITES: Readonly<Record<string, (tables: Json) => SuiteResult>> = {
  'message-sizes': playMessageSizes,
  murmur2: playMurmur2,
  assignors: (tables) => playAssignors(tables),
  options: playOptions,
  placement: playPlacement,
  'coordinator-partition': playCoordinatorPartition,
  'group-states': playGroupStates,
}
const OWN_FOLDER = 'conformance'
const FLOOR_FILE = `${OWN_FOLDER}/floor.json`
const STORY_NAME = /\.kafka-[\d.]+\.json$/
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
  readonly suite: string
  readonly file: string
  readonly result: SuiteResult
}

// One folder alone means that folder alone; none means both of the project's own.
const own = values.vectors === undefined && values.recordings === undefined
if (values.raise && !own) stop("The floor is of the project's own folders.", USAGE)
const vectors = folderOf(values.vectors ?? (own ? `${OWN_FOLDER}/vectors` : undefined))
const recordings = folderOf(values.recordings ?? (own ? `${OWN_FOLDER}/recordings` : undefined))

const totals = emptyResult()
/** By file: the outputs that must go on agreeing. */
const held = new Map<string, number>()
for (const path of vectors === null ? [] : filesIn(vectors)) {
  const name = basename(path, '.json')
  const suite = Object.keys(SUITES).find((candidate) => name.startsWith(candidate))
  tell({
    suite: suite ?? name,
    file: path,
    result: suite === undefined ? notYet(name) : playFile(path, SUITES[suite] as (json: Json) => SuiteResult),
  })
}
for (const path of recordings === null ? [] : filesIn(recordings)) {
  if (STORY_NAME.test(path)) tell({ suite: 'recordings', file: path, result: playFile(path, playStory) })
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

function tell({ suite, file, result }: Played): void {
  addResult(totals, result)
  held.set(relative(OWN_FOLDER, file).replace(/\.json$/, ''), result.held)
  const { passed, failed, skipped, otherEra, failures } = result
  if (values.json) {
    const reasons = Object.fromEntries(result.reasons)
    const outstanding = Object.fromEntries(result.outstanding)
    const line = { suite, file: relative('.', file), passed, failed, skipped, otherEra, held: result.held }
    console.log(JSON.stringify({ ...line, reasons, outstanding, failures }))
    return
  }
  console.log(`${relative('.', file)}: ${counted(result)}`)
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
}

function fail(problems: readonly string[]): void {
  for (const problem of problems) console.error(`below the floor: ${problem}`)
  if (problems.length > 0) process.exitCode = 1
}
