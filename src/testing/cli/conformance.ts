/**
 * `npm run -s conformance -- [--vectors DIR] [--recordings DIR] [--json] [--all]`: how far the engine does as real Kafka did.
 *
 * It reports and does not judge: the exit code is 0 however many disagree. What must agree is held by tests.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { playAssignors } from '../conformance/assignors-suite.ts'
import { playCoordinatorPartition } from '../conformance/coordinator-partition-suite.ts'
import { playGroupStates } from '../conformance/group-states-suite.ts'
import { playMurmur2 } from '../conformance/murmur2-suite.ts'
import { playPlacement } from '../conformance/placement-suite.ts'
import { playStory } from '../conformance/story.ts'
import { emptyResult, type Json, type SuiteResult } from '../conformance/suite.ts'
import { argumentsOf } from './arguments.ts'

/** A file of vectors is played by the first suite its name begins with. */
const SUITES: Readonly<Record<string, (tables: Json) => SuiteResult>> = {
  murmur2: playMurmur2,
  assignors: playAssignors,
  placement: playPlacement,
  'coordinator-partition': playCoordinatorPartition,
  'group-states': playGroupStates,
}
const STORY_SUFFIX = '.kafka-4.json'
const SHOWN_FAILURES = 10

const values = argumentsOf(
  {
    vectors: { type: 'string' },
    recordings: { type: 'string' },
    json: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
  },
  'usage: npm run -s conformance -- [--vectors DIR] [--recordings DIR] [--json] [--all]',
)

interface Played {
  readonly suite: string
  readonly file: string
  readonly result: SuiteResult
}

// One folder alone means that folder alone; none means both of the project's own.
const neither = values.vectors === undefined && values.recordings === undefined
const vectors = folderOf(values.vectors ?? (neither ? 'conformance/vectors' : undefined))
const recordings = folderOf(values.recordings ?? (neither ? 'conformance/recordings' : undefined))

const totals = emptyResult()
for (const path of vectors === null ? [] : filesIn(vectors)) {
  const name = basename(path, '.json')
  const suite = Object.keys(SUITES).find((candidate) => name.startsWith(candidate))
  tell({
    suite: suite ?? name,
    file: path,
    result: suite === undefined ? notYet() : playFile(path, SUITES[suite] as (json: Json) => SuiteResult),
  })
}
for (const path of recordings === null ? [] : filesIn(recordings)) {
  if (path.endsWith(STORY_SUFFIX)) tell({ suite: 'recordings', file: path, result: playFile(path, playStory) })
}
if (!values.json) console.log(`${totals.passed} agreed, ${totals.failed} disagreed, ${totals.skipped} not yet playable`)

function folderOf(name: string | undefined): string | null {
  if (name === undefined) return null
  // npm changes into the project; what was typed is meant from where it was typed.
  const path = [resolve(name), resolve(process.env.INIT_CWD ?? '.', name)].find(existsSync)
  if (path !== undefined) return path
  console.error(`There is no folder ${name}. Name one that holds *.json vectors or *${STORY_SUFFIX} recordings.`)
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

function notYet(): SuiteResult {
  return { ...emptyResult(), skipped: 1 }
}

function tell({ suite, file, result }: Played): void {
  totals.passed += result.passed
  totals.failed += result.failed
  totals.skipped += result.skipped
  const { passed, failed, skipped, failures } = result
  if (values.json) {
    console.log(JSON.stringify({ suite, file: relative('.', file), passed, failed, skipped, failures }))
    return
  }
  console.log(`${relative('.', file)}: ${passed} agreed, ${failed} disagreed, ${skipped} not yet playable`)
  for (const failure of values.all ? failures : failures.slice(0, SHOWN_FAILURES)) console.log(`  ${failure}`)
  if (!values.all && failures.length > SHOWN_FAILURES)
    console.log(`  and ${failures.length - SHOWN_FAILURES} more; --all shows them`)
}
