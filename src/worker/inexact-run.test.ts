import { expect, test } from 'vitest'
import { enginePage } from '../testing/engine-page.ts'
import { freshRun, kill, openPage, seek } from '../testing/toy-page.ts'
import { toyParts } from '../testing/toy-parts.ts'
import { ENGINE_VERSION } from './engine-version.ts'
import type { InexactRun, RunData } from './port.ts'

/** Everything the page was told about how the run differs from what it was. */
function told(page: ReturnType<typeof openPage>): InexactRun[] {
  return page.frames.flatMap(({ inexact }) => (inexact === undefined ? [] : [inexact]))
}

const start = { type: 'StartNode', node: 'broker-1' } as const
const killNobody = { type: 'KillNode', node: 'broker-9' } as const

/** As this engine saves a run with two commands. */
function savedRun(): RunData {
  const page = openPage()
  seek(page, 1_000_000)
  page.command(kill)
  seek(page, 2_000_000)
  page.command(start)
  seek(page, 3_000_000)
  return page.ask('runExported', { type: 'exportRun' }).run
}

test('a run that is as it was says nothing', () => {
  const page = openPage(savedRun(), true)
  page.watch(500)
  expect(told(page)).toEqual([])
})

test('a run of an older engine says so, even where every event falls at its place', () => {
  const page = openPage({ ...savedRun(), engineVersion: '0.9' })
  expect(told(page)).toEqual([{ madeBy: '0.9', engineVersion: ENGINE_VERSION, closeness: 'exact', leftOut: [] }])
})

test('a run whose position is not among its events stands at its instant, and says so', () => {
  const run = savedRun()
  const page = openPage({ ...run, positionEvents: run.positionEvents! + 5 })
  expect(page.last.atUs).toBe(3_000_000)
  expect(told(page)).toMatchObject([{ closeness: 'byTime', leftOut: [] }])
})

test('a run whose commands do not fit between the events is followed by their instants, and says so', () => {
  const run = savedRun()
  const moved = run.journal.map((entry) => ({ ...entry, afterEvents: entry.afterEvents + 7 }))
  const page = openPage({ ...run, journal: moved, positionEvents: run.positionEvents! + 7 })
  expect(page.last.atUs).toBe(3_000_000)
  expect(told(page)).toMatchObject([{ madeBy: ENGINE_VERSION, closeness: 'loose', leftOut: [] }])
})

test('a command that is refused when it is its turn is told with what stood in its way', () => {
  const run = savedRun()
  const page = openPage({ ...run, journal: [{ ...run.journal[0]!, command: killNobody }] })
  expect(told(page).at(-1)).toMatchObject({
    leftOut: [{ entry: { atUs: 1_000_000, command: killNobody }, reason: 'There is no node called broker-9.' }],
  })
})

test('a command that breaks the engine is left out and told, and the run goes on without it', () => {
  const run = savedRun()
  const broken = { type: 'DeleteTopic', topic: 'orders' } as const
  const page = openPage({ ...run, journal: [{ ...run.journal[0]!, command: broken }] })
  const reason = expect.stringContaining('a bug in a command')
  expect(told(page).at(-1)?.leftOut).toMatchObject([{ entry: { command: broken }, reason }])
  expect(page.messages.filter(({ type }) => type === 'crashed')).toEqual([])
})

test('what is left out only later is told then, and once', () => {
  const journal = [
    { atUs: 1_000_000, afterEvents: 19, command: killNobody },
    { atUs: 4_000_000, afterEvents: 79, command: killNobody },
  ]
  const page = openPage({ ...freshRun, journal, positionUs: 2_000_000 })
  expect(told(page).at(-1)?.leftOut).toHaveLength(1)
  seek(page, 5_000_000)
  page.watch(200)
  expect(told(page).map(({ leftOut }) => leftOut.length)).toEqual([1, 2])
  seek(page, 500_000)
  seek(page, 5_000_000)
  expect(told(page)).toHaveLength(2)
})

test('a branch that inherits the gap tells of it too', () => {
  const page = enginePage(toyParts())
  page.open({
    ...freshRun,
    journal: [{ atUs: 1_000_000, afterEvents: 19, command: killNobody }],
    positionUs: 2_000_000,
  })
  seek(page, 3_000_000)
  seek(page, 2_000_000)
  page.command(kill)
  page.showFrame()
  expect(page.last.branches ?? []).not.toEqual([])
  expect(told(page).at(-1)?.leftOut).toHaveLength(1)
})

test('a command that this engine does not know is left out and told, and saving the run keeps it', () => {
  const run = savedRun()
  const teleport = { ...run.journal[1]!, atUs: 1_500_000, command: { type: 'Teleport' } as never }
  const page = openPage({ ...run, journal: [run.journal[0]!, teleport, run.journal[1]!] })
  const json = JSON.stringify(teleport)
  expect(told(page).at(-1)).toMatchObject({ leftOut: [], unread: [{ atUs: 1_500_000, json: '{"type":"Teleport"}' }] })
  expect(page.messages.filter(({ type }) => type === 'crashed')).toEqual([])
  const exported = page.ask('runExported', { type: 'exportRun' })
  expect(exported.run.leftOut).toMatchObject([{ atUs: 1_500_000, json, problem: 'unread' }])
  const again = openPage(exported.run)
  expect(told(again).at(-1)?.unread).toMatchObject([{ json: '{"type":"Teleport"}' }])
  expect(again.hash()).toBe(page.hash())
})

test('what was refused is not lost by saving the run: opened again it is refused, and told, again', () => {
  const run = savedRun()
  const page = openPage({
    ...run,
    journal: [
      { ...run.journal[0]!, command: killNobody },
      { ...run.journal[0]!, command: kill },
    ],
  })
  const { run: saved } = page.ask('runExported', { type: 'exportRun' })
  expect(saved.leftOut).toHaveLength(1)
  const again = openPage(saved)
  expect(told(again)).toMatchObject([{ leftOut: [{ entry: { atUs: 1_000_000, command: killNobody } }] }])
  expect(again.hash()).toBe(page.hash())
  expect(again.ask('runExported', { type: 'exportRun' }).run).toEqual(saved)
})
