import { expect, test } from 'vitest'
import { enginePage } from '../testing/engine-page.ts'
import { defaultRun } from './default-run.ts'
import { simulatorParts } from './simulator-parts.ts'

test('playing stops at the very event that decides something, and the same run without stopping is the same run', () => {
  const page = enginePage(simulatorParts)
  page.open(defaultRun(), { playing: true })
  page.post({ type: 'holdAt', kinds: ['brokerFenced', 'leadersElected'] })
  page.watch(3_000)
  page.command({ type: 'KillNode', node: 'broker-2' })
  page.watch(40_000)
  const { playback, atUs } = page.last
  expect(playback.state).toBe('paused')
  const fenced = page.frames.flatMap(({ happenings }) => happenings).find(({ id }) => id === playback.heldBy)!
  expect(fenced.body.type).toBe('BrokerFenced')
  expect(atUs).toBe(fenced.atUs)
  // Who goes elsewhere from there has left the moment: to be back at a standstill is not to be stopped once more.
  page.post({ type: 'seek', atUs: atUs - 5_000_000 })
  page.watch(500)
  expect(page.last.playback).toMatchObject({ state: 'paused' })
  expect(page.last.playback).not.toHaveProperty('heldBy')
  page.post({ type: 'holdAt', kinds: [] })
  page.post({ type: 'play' })
  page.watch(2_000)
  expect(page.last.playback).not.toHaveProperty('heldBy')
  page.post({ type: 'pause' })
  const { run } = page.ask('runExported', { type: 'exportRun' })
  const again = enginePage(simulatorParts)
  again.open(run, { playing: false })
  expect(again.hash()).toBe(page.hash())
})
