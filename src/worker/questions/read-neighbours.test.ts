import { expect, test } from 'vitest'
import { enginePage } from '../../testing/engine-page.ts'
import { defaultRun } from '../default-run.ts'
import { simulatorParts } from '../simulator-parts.ts'

function openPaused() {
  const page = enginePage(simulatorParts)
  page.open(defaultRun(), { playing: false })
  page.watch(50)
  const step = (direction: 'forward' | 'back') => {
    page.post({ type: 'step', direction, to: 'event' })
    page.watch(50)
    return page.last.stepped
  }
  return { page, step, neighbours: () => page.ask('neighbours', { type: 'readNeighbours' }) }
}

test('what the steps of one event will pass over is known before they are made, at the newest instant too', () => {
  const { page, step, neighbours } = openPaused()
  for (let i = 0; i < 4; i++) {
    const { forward } = neighbours()
    expect(step('forward')).toEqual(forward)
    expect(neighbours().back).toEqual(forward)
  }
  const { back } = neighbours()
  const { eventsExecuted } = page.last
  expect(step('back')).toEqual(back)
  expect(neighbours().forward).toEqual(back)
  expect(page.last.eventsExecuted, 'asking moves nothing').toBe(eventsExecuted - 1)
})

test('a command that was given here is named as one', () => {
  const { page, step, neighbours } = openPaused()
  page.command({ type: 'KillNode', node: 'broker-2' })
  expect(neighbours().back).toMatchObject({ what: 'command' })
  step('back')
  expect(neighbours().forward).toMatchObject({ what: 'command' })
})

test('steps within one instant of the clock are told apart by the number of their event', () => {
  const { page, step } = openPaused()
  const seen = new Map<number, number[]>()
  for (let i = 0; i < 40; i++) {
    const stepped = step('forward')
    const number = stepped !== undefined && 'number' in stepped ? stepped.number : undefined
    // The clock on the page shows milliseconds.
    const atMs = Math.floor(page.last.atUs / 1_000)
    seen.set(atMs, [...(seen.get(atMs) ?? []), number ?? -1])
  }
  const together = [...seen.values()].filter(({ length }) => length > 1)
  expect(together.length).toBeGreaterThan(0)
  for (const numbers of together) expect(new Set(numbers).size).toBe(numbers.length)
})
