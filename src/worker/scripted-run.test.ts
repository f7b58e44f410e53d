import { expect, test } from 'vitest'
import { enginePage } from '../testing/engine-page.ts'
import { freshRun, kill } from '../testing/toy-page.ts'
import { toyParts } from '../testing/toy-parts.ts'

test('what a run’s script says is done on the way to where it opens, and is its journal from then on, each at its place', () => {
  const page = enginePage(toyParts())
  const run = { ...freshRun, positionUs: 2_000_000 }
  page.post({
    type: 'open',
    run,
    branches: null,
    playing: false,
    script: [{ atUs: 1_000_000, command: kill }],
  })
  page.watch(500)
  expect(page.last.atUs).toBe(2_000_000)
  const exported = page.ask('runExported', { type: 'exportRun' }).run
  expect(exported.journal).toMatchObject([{ atUs: 1_000_000, command: kill }])
  expect(exported.journal[0]?.afterEvents).toBeGreaterThan(0)

  const again = enginePage(toyParts())
  again.open(exported)
  again.watch(500)
  expect(again.hash()).toBe(page.hash())
  expect(again.frames.some(({ inexact }) => inexact !== undefined)).toBe(false)
})
