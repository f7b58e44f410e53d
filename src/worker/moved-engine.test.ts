/**
 * Runs as this engine recorded them, to the event, opened by one whose network is slower: as with every change of
 * behaviour, no event is where it was. Wherever the reader then goes, nothing breaks, every command is given or told.
 */
import { describe, expect, test } from 'vitest'
import { type EnginePage, enginePage } from '../testing/engine-page.ts'
import { type GoldenRun, playGolden } from '../testing/golden/golden-run.ts'
import { goldenRuns } from '../testing/golden/golden-runs.ts'
import type { EngineParts } from './engine-parts.ts'
import type { InexactRun, RunData } from './port.ts'
import { simulatorParts } from './simulator-parts.ts'

const OTHER_LATENCY_US = 37

const movedParts: EngineParts = {
  ...simulatorParts,
  model: {
    ...simulatorParts.model,
    create: (spec, seed) =>
      simulatorParts.model.create({ ...spec, networkLatencyUs: spec.networkLatencyUs + OTHER_LATENCY_US }, seed),
  },
}

/** Six and twenty commands in seventeen seconds. */
const CHOSEN = goldenRuns().filter(({ name }) => name.endsWith('random plan of seed 23'))

/** At a third of its length, say: with the exact place between its events. */
function recorded(golden: GoldenRun, journal: RunData['journal'], positionUs: number): RunData {
  const { spec, seed } = golden
  const page = enginePage(simulatorParts)
  page.open({ engineVersion: '1', spec, seed, journal, positionUs })
  return { engineVersion: '1', spec, seed, journal, positionUs, positionEvents: page.last.eventsExecuted }
}

function toldLast(page: EnginePage): InexactRun | null {
  return page.frames.findLast(({ inexact }) => inexact !== undefined)?.inexact ?? null
}

function seek(page: EnginePage, atUs: number): void {
  page.post({ type: 'seek', atUs })
  page.watch(40)
}

function crashes(page: EnginePage): readonly unknown[] {
  return page.messages.filter(({ type }) => type === 'crashed')
}

/** Every command of the journal was given on the branch on show, at its instant, or told. */
function expectAllGivenOrTold(page: EnginePage, journal: RunData['journal']): void {
  const given = page.ask('runExported', { type: 'exportRun' }).run.journal
  const leftOut = toldLast(page)?.leftOut.map(({ entry }) => entry) ?? []
  const { beginsAtUs } = page.last
  const words = (entries: RunData['journal']) =>
    entries.map(({ atUs, command }) => JSON.stringify([Math.max(atUs, beginsAtUs), command])).sort(byText)
  expect(words([...given, ...leftOut])).toEqual(words(journal))
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

describe.each(CHOSEN.map((golden) => [golden.name, golden] as const))('%s', (_, golden) => {
  const whole = playGolden(golden).journal
  const endUs = Math.max(golden.endUs, (whole.at(-1)?.atUs ?? 0) + 1)

  test.each([1])('opened at %i thirds', (thirds) => {
    const run = recorded(golden, whole, Math.round((endUs * thirds) / 3))
    const page = enginePage(movedParts)
    page.open(run)
    expect(crashes(page)).toEqual([])
    seek(page, endUs)
    expect(page.last.atUs).toBe(endUs)
    expectAllGivenOrTold(page, whole)
    expect(toldLast(page)).toMatchObject({ madeBy: '1', closeness: 'loose' })
    const end = page.hash()
    seek(page, Math.round(endUs / 2))
    page.post({ type: 'step', direction: 'back', to: 'event' })
    page.watch(40)
    seek(page, endUs)
    expect(page.hash()).toBe(end)
    expect(crashes(page)).toEqual([])
  })
})
