import { expect, test } from 'vitest'
import { emptyCluster } from '../scenarios/index.ts'
import { enginePage } from '../testing/engine-page.ts'
import { defaultRun } from './default-run.ts'
import type { Stepped } from './port.ts'
import { simulatorParts } from './simulator-parts.ts'

function openPaused(run = defaultRun()) {
  const page = enginePage(simulatorParts)
  page.open(run, { playing: false })
  page.watch(50)
  const step = (direction: 'forward' | 'back', to: 'event' | 'happening'): Stepped => {
    page.post({ type: 'step', direction, to })
    page.watch(50)
    return page.last.stepped!
  }
  return { page, step }
}

test('the next thing to see is records on their way: appended, copied, acknowledged, read', () => {
  const { page, step } = openPaused()
  const seen = new Set<string>()
  for (let i = 0; i < 60; i++) {
    const stepped = step('forward', 'happening')
    expect(stepped.what).toBe('event')
    if (stepped.what === 'event') seen.add(stepped.event.what)
  }
  for (const what of ['append', 'copy', 'acknowledge', 'fetch']) expect(seen).toContain(what)
  expect(page.last.playback.state).toBe('paused')
  expect(page.last.atUs).toBeLessThan(10_000_000)
})

test('back leads through the same instants as forward, in reverse', () => {
  const { page, step } = openPaused()
  const forward = Array.from({ length: 8 }, () => {
    step('forward', 'happening')
    return page.last.eventsExecuted
  })
  const back = Array.from({ length: 7 }, () => {
    step('back', 'happening')
    return page.last.eventsExecuted
  })
  expect(back).toEqual(forward.slice(0, -1).reverse())
})

test('where nothing is to be seen the reader is told so after ten seconds, and not taken to another hour', () => {
  const { page, step } = openPaused({ ...defaultRun(), spec: emptyCluster() })
  const from = page.last.atUs
  expect(step('forward', 'happening')).toEqual({ what: 'nothing', withinUs: 10_000_000 })
  expect(page.last.atUs).toBe(from + 10_000_000)
})

test('a step of one event names it, forwards and back', () => {
  const { step } = openPaused()
  const forward = step('forward', 'event')
  expect(forward.what).toBe('event')
  expect(step('back', 'event')).toEqual(forward)
})

test('whatever timer is stepped over, it is known what it was for', () => {
  const { step } = openPaused()
  const unknown = new Set<string>()
  let timers = 0
  for (let i = 0; i < 300; i++) {
    const stepped = step('forward', 'event')
    if (stepped.what !== 'event' || stepped.event.what !== 'timer') continue
    timers++
    if (stepped.event.timer === null) unknown.add(stepped.event.type)
  }
  expect(timers).toBeGreaterThan(20)
  expect([...unknown]).toEqual([])
})

test('a command that is stepped to is told as one, and the happening it brings by name', () => {
  const { page, step } = openPaused()
  page.command({ type: 'KillNode', node: 'broker-2' })
  page.post({ type: 'seek', atUs: page.last.atUs - 1_000 })
  page.watch(50)
  let stepped = step('forward', 'happening')
  for (let i = 0; i < 10 && stepped.what === 'event'; i++) stepped = step('forward', 'happening')
  expect(stepped.what).toBe('happening')
  const id = stepped.what === 'happening' ? stepped.happeningId : 0
  expect(page.last.happenings.find((each) => each.id === id)?.body).toEqual({ type: 'NodeKilled', node: 'broker-2' })
})

test('one event on and one back is the very same state', () => {
  const { page, step } = openPaused()
  step('forward', 'happening')
  const before = page.hash()
  step('forward', 'event')
  expect(page.hash()).not.toBe(before)
  step('back', 'event')
  expect(page.hash()).toBe(before)
})
