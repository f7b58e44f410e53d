/**
 * Any run, recorded to the event by one engine, opened, walked through and saved by another, whose network has another
 * speed, and opened again by the first: whatever stands in its journal, nothing breaks, and every entry is either given
 * at its instant or told and kept. Each run of this test draws fresh runs; a failure prints the line that plays its own.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command } from '../kafka/cluster/commands.ts'
import { type EnginePage, enginePage } from '../testing/engine-page.ts'
import { oddCommand, twoBrokers } from '../testing/odd-commands.ts'
import type { EngineParts } from './engine-parts.ts'
import { ENGINE_VERSION } from './engine-version.ts'
import type { InexactRun, JournalEntry, RunData } from './port.ts'
import { simulatorParts } from './simulator-parts.ts'

/** The same engine on a network that is so many microseconds slower: no event stands where it stood. */
function movedBy(latencyUs: number): EngineParts {
  const { model } = simulatorParts
  const create: typeof model.create = (spec, seed) =>
    model.create({ ...spec, networkLatencyUs: spec.networkLatencyUs + latencyUs }, seed)
  return { ...simulatorParts, model: { ...model, create } }
}

/** What only another engine would know, or nobody. */
const foreignCommand = fc.constantFrom<unknown>(
  { type: 'Teleport', node: 'broker-1' },
  { type: 'KillNode' },
  { type: 'SlowNode', node: 'broker-1', delayUs: 0.5 },
  { type: 'constructor' },
  null,
  'KillNode',
)

const anyStep = fc.record({
  command: fc.oneof(
    { weight: 6, arbitrary: oddCommand.map((command) => ({ foreign: false, command: command as unknown })) },
    { weight: 1, arbitrary: foreignCommand.map((command) => ({ foreign: true, command })) },
  ),
  waitUs: fc.constantFrom(0, 1_000, 300_000, 2_000_000),
})

const part = fc.double({ min: 0, max: 1, noNaN: true })

const anyMove = fc.record({
  steps: fc.array(anyStep, { maxLength: 8 }),
  latencyUs: fc.constantFrom(0, 1, 37, 4_000),
  /** Where the first reader stood and where the other one goes, as parts of the way from begin to end. */
  savedAt: part,
  places: fc.array(part, { maxLength: 3 }),
})

type Move = typeof anyMove extends fc.Arbitrary<infer T> ? T : never

interface Recorded {
  readonly run: RunData
  readonly endUs: number
  /** At the end, by the engine that made it. */
  readonly hash: string
  readonly placeUs: (part: number) => number
}

function seek(page: EnginePage, atUs: number): void {
  page.post({ type: 'seek', atUs })
  page.watch(40)
}

function opened(run: RunData, parts: EngineParts): EnginePage {
  const page = enginePage(parts)
  page.open(run)
  return page
}

/** What the engine refused stands in the journal all the same: another engine may have taken it. */
function record({ steps, savedAt }: Move): Recorded {
  const page = opened(
    { engineVersion: ENGINE_VERSION, spec: twoBrokers, seed: 7, journal: [], positionUs: 0 },
    simulatorParts,
  )
  const beginsAtUs = page.last.atUs
  const journal: JournalEntry[] = []
  for (const { command, waitUs } of steps) {
    const place = { atUs: page.last.atUs, afterEvents: page.last.eventsExecuted }
    const { entry } = command.foreign ? { entry: null } : page.command(command.command as Command)
    journal.push(entry ?? { ...place, command: command.command as Command })
    page.watch(40)
    seek(page, page.last.atUs + waitUs)
  }
  const endUs = page.last.atUs + 1_000_000
  seek(page, endUs)
  const hash = page.hash()
  const placeUs = (way: number) => beginsAtUs + Math.round((endUs - beginsAtUs) * way)
  seek(page, placeUs(savedAt))
  return { run: { ...page.ask('runExported', { type: 'exportRun' }).run, journal }, endUs, hash, placeUs }
}

function toldLast(page: EnginePage): InexactRun | null {
  return page.frames.findLast(({ inexact }) => inexact !== undefined)?.inexact ?? null
}

/**
 * At the end of the run: each entry of the journal was given at its instant, or told and kept as it stood. Before
 * `upUs` not every engine's cluster is up, and what was given then is given once it is.
 */
function expectNothingLost(page: EnginePage, journal: readonly JournalEntry[], upUs: number): RunData {
  expect(page.messages.filter(({ type }) => type === 'crashed')).toEqual([])
  const { run } = page.ask('runExported', { type: 'exportRun' })
  const kept = (run.leftOut ?? []).map(({ json }) => JSON.parse(json) as JournalEntry)
  const text = ({ atUs, command }: JournalEntry) => JSON.stringify([Math.max(atUs, upUs), command])
  const whole = (entries: readonly JournalEntry[]) => entries.map(text).sort(byText)
  expect(whole([...run.journal, ...kept])).toEqual(whole(journal))
  const { leftOut = [], unread = [] } = toldLast(page) ?? {}
  const told = [
    ...leftOut.map(({ entry }) => entry),
    ...unread.map(({ atUs, afterEvents, json }) => ({ atUs, afterEvents, command: JSON.parse(json) as Command })),
  ]
  expect(whole(told)).toEqual(whole(kept))
  return run
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function moveAround(move: Move): void {
  const { run, endUs, hash, placeUs } = record(move)
  const elsewhere = movedBy(move.latencyUs)
  const page = opened(run, elsewhere)
  for (const place of move.places) seek(page, placeUs(place))
  seek(page, endUs)
  const upUs = Math.max(page.last.beginsAtUs, placeUs(0))
  const moved = expectNothingLost(page, run.journal, upUs)
  if (move.latencyUs === 0) expect([page.hash(), toldLast(page)?.closeness ?? 'exact']).toEqual([hash, 'exact'])
  const saved = opened(moved, elsewhere)
  expect(saved.hash()).toBe(page.hash())
  expectNothingLost(saved, run.journal, upUs)
  const home = opened(moved, simulatorParts)
  seek(home, endUs)
  expectNothingLost(home, run.journal, upUs)
}

const RUNS = Number(process.env.MOVED_RUNS ?? 12)

test('a run that another engine opens, saves and gives back loses nothing and breaks nothing', () => {
  const [seed, path] = (process.env.MOVED_RUN ?? '').split(' ')
  const replayed =
    seed === '' || path === undefined ? { numRuns: RUNS } : { seed: Number(seed), path, endOnFailure: true }
  const found = fc.check(fc.property(anyMove, moveAround), replayed)
  if (!found.failed) return
  const line = `MOVED_RUN='${found.seed} ${found.counterexamplePath}' npx vitest run src/worker/moved-runs.test.ts`
  throw new Error(`${line}\n${fc.stringify(found.counterexample)}\n${String(found.errorInstance)}`)
}, 120_000)
