/**
 * Runs that earlier engines saved are opened by this one and played to their end, branch by branch: every command of
 * theirs is given at its instant, or the page is told which was not and why.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { decodeLink, importRunFile } from '../persistence/index.ts'
import { type EnginePage, enginePage } from '../testing/engine-page.ts'
import type { InexactRun, RunData, SavedBranch } from './port.ts'
import { runFormat } from './run-schema.ts'
import { simulatorParts } from './simulator-parts.ts'

const save = (name: string) => readFileSync(new URL(`../testing/saves/${name}`, import.meta.url))

interface Row {
  readonly store: string
  readonly row: {
    readonly branch?: SavedBranch
    readonly branchId?: string
    readonly entry?: RunData['journal'][number]
  }
}

/** The database's branches with the commands that came one by one. */
function savedInDatabase(): SavedBranch[] {
  const { rows } = JSON.parse(save('v1-rows.json').toString()) as { readonly rows: readonly Row[] }
  const entriesOf = (branchId: string) =>
    rows.flatMap(({ store, row }) =>
      store === 'entries' && row.branchId === branchId && row.entry !== undefined ? [row.entry] : [],
    )
  return rows.flatMap(({ store, row }) => {
    if (store !== 'branches' || row.branch === undefined) return []
    const { info, run } = row.branch
    const branch = { info, run: { ...run, journal: [...run.journal, ...entriesOf(info.id)] } }
    const read = runFormat.readBranch(branch)
    if (!read.ok) throw new Error(read.message)
    return [read.value]
  })
}

function sharedAsLink(): SavedBranch[] {
  const link = decodeLink(save('v1-link.txt').toString().trim(), runFormat)
  if (link.kind !== 'ok') throw new Error(link.kind)
  const { run } = link
  const info = { id: '1', name: 'main', parentId: null, forkedAtUs: 0, latestUs: run.positionUs }
  return [{ info: { ...info, commands: run.journal.length }, run }]
}

const SAVES: readonly (readonly [string, readonly SavedBranch[]])[] = [
  ['the database', savedInDatabase()],
  ['the file', importRunFile(save('v1-run.kafkascope'), runFormat).branches],
  ['the link', sharedAsLink()],
]

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** What the page was told last about how the run differs from what it was. */
function toldLast(page: EnginePage): InexactRun | null {
  return page.frames.findLast(({ inexact }) => inexact !== undefined)?.inexact ?? null
}

describe.each(SAVES)('%s that version 1 saved', (_, branches) => {
  test.each(branches.map(({ info, run }) => [info.id, info, run] as const))(
    'branch %s runs to its end, and no command is lost without a word',
    (branchId, info, run) => {
      const page = enginePage(simulatorParts)
      page.open(run, { branches, branchId })
      expect(page.messages.filter(({ type }) => type === 'crashed')).toEqual([])
      // Where the reader was.
      expect(page.last.atUs).toBe(run.positionUs)
      expect(page.last.playback.branchId).toBe(branchId)
      page.post({ type: 'seek', atUs: Math.max(info.latestUs, run.journal.at(-1)?.atUs ?? 0) + 1_000_000 })
      page.watch(50)

      const told = toldLast(page)
      const given = page.ask('runExported', { type: 'exportRun' }).run.journal
      const leftOut = told?.leftOut.map(({ entry }) => entry) ?? []
      // A cluster that takes longer to come up than it did is given what came before as soon as it is up.
      const { beginsAtUs } = page.last
      const words = (journal: RunData['journal']) =>
        journal.map(({ atUs, command }) => JSON.stringify([Math.max(atUs, beginsAtUs), command])).sort(byText)
      expect(words([...given, ...leftOut])).toEqual(words(run.journal))
      if (run.journal.length > 0) expect(told).toMatchObject({ madeBy: '1', closeness: 'loose' })
    },
  )
})
