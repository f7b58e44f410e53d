// What a run was given for nothing is told with its frames: when it is opened, and when a command gives more of it.

import { expect, test } from 'vitest'
import { oneBroker } from '../scenarios/index.ts'
import { enginePage } from '../testing/engine-page.ts'
import { ENGINE_VERSION } from './engine-version.ts'
import type { RunData } from './port.ts'
import { simulatorParts } from './simulator-parts.ts'

const run = (config: Readonly<Record<string, string>>): RunData => ({
  engineVersion: ENGINE_VERSION,
  spec: { ...oneBroker(), config: { ...oneBroker().config, ...config } },
  seed: 1,
  journal: [],
  positionUs: 8_000_000,
})

test('settings of a spec are told at its first frame, and those of a command with the frame after it', () => {
  const page = enginePage(simulatorParts)
  page.open(run({ 'num.io.threads': '3' }))
  const told = () => page.frames.flatMap(({ inVain }) => (inVain === undefined ? [] : [inVain.map(({ of }) => of)]))
  expect(told()).toEqual([['server.properties']])
  page.command({
    type: 'AddProducer',
    producer: { name: 'orders', config: { 'send.buffer.bytes': '1' }, workload: null },
  })
  page.watch(100)
  expect(told().at(-1)).toEqual(['server.properties', 'orders'])
  page.post({ type: 'undo', requestId: 0 })
  page.watch(100)
  expect(told().at(-1)).toEqual(['server.properties'])
  expect(told()).toHaveLength(3)
})

test('a run without any says nothing, and knows its settings when asked', () => {
  const page = enginePage(simulatorParts)
  page.open(run({}))
  page.watch(100)
  expect(page.frames.some(({ inVain }) => inVain !== undefined)).toBe(false)
  const { settings } = page.ask('settings', { type: 'readSettings' })
  expect(settings.producer['linger.ms']).toMatchObject({ defaultValue: '5', hasEffect: true })
})
