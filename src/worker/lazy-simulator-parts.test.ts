import { describe, expect, test } from 'vitest'
import type { Command } from '../kafka/cluster/commands.ts'
import { firstMinute } from '../scenarios/index.ts'
import { type EnginePage, enginePage } from '../testing/engine-page.ts'
import { ENGINE_VERSION } from './engine-version.ts'
import { lazySimulatorParts } from './lazy-simulator-parts.ts'
import type { RunData } from './port.ts'
import { simulatorParts } from './simulator-parts.ts'

const run: RunData = { engineVersion: ENGINE_VERSION, spec: firstMinute(), seed: 5, journal: [], positionUs: 8_000_000 }

const openTerminal: Command = { type: 'OpenTerminal', terminal: 'terminal-1', tty: true }
const listing = 'kafka-topics.sh --bootstrap-server localhost:9092 --list'
const listTopics: Command = { type: 'TypeLine', terminal: 'terminal-1', text: listing }

const tools = () => import('./terminal-side.ts')
const rules = () => import('./rule-side.ts')

/** Lets a dynamic import come in, and the engine act on it. */
async function arrive(page: EnginePage): Promise<void> {
  await tools()
  await new Promise((resolve) => setTimeout(resolve, 0))
  page.clock.settle()
}

describe('a simulator whose terminal tools are fetched when they are needed', () => {
  test('runs the same history to the same hash as one that has them from the start', async () => {
    const lazy = enginePage(lazySimulatorParts(tools, rules))
    const whole = enginePage(simulatorParts)
    for (const page of [lazy, whole]) {
      page.open(run)
      page.post({ type: 'command', requestId: 901, command: openTerminal })
      page.post({ type: 'command', requestId: 902, command: listTopics })
      await arrive(page)
      page.post({ type: 'seek', atUs: 12_000_000 })
      page.watch(50)
      expect(page.image.terminals.get('terminal-1')!.output).toContain('orders')
    }
    expect(lazy.hash()).toBe(whole.hash())
    expect(lazy.image).toEqual(whole.image)

    const exported = lazy.ask('runExported', { type: 'exportRun' })
    const again = enginePage(lazySimulatorParts(tools, rules))
    again.open(exported.run)
    await arrive(again)
    expect(again.hash()).toBe(whole.hash())
  })

  test('fetches nothing for a run without terminals', () => {
    let fetched = 0
    const page = enginePage(
      lazySimulatorParts(() => {
        fetched++
        return tools()
      }, rules),
    )
    page.open(run, { playing: true })
    page.watch(500)
    page.command({ type: 'KillNode', node: 'broker-1' })
    expect(fetched).toBe(0)
  })

  test('has them for what a script writes on the way to where its run opens', async () => {
    const page = enginePage(lazySimulatorParts(tools, rules))
    const written: Command = { type: 'WriteFile', path: '/home/kafka/notes', content: 'x' }
    page.post({ type: 'open', run, branches: null, playing: false, script: [{ atUs: 7_000_000, command: written }] })
    await arrive(page)
    page.watch(50)
    const { journal } = page.ask('runExported', { type: 'exportRun' }).run
    expect(journal.map(({ command }) => command)).toEqual([written])
  })

  test('keeps the order of what is asked while the tools are on their way', async () => {
    const page = enginePage(lazySimulatorParts(tools, rules))
    page.open(run)
    page.post({ type: 'command', requestId: 901, command: openTerminal })
    page.post({ type: 'command', requestId: 902, command: { type: 'KillNode', node: 'broker-1' } })
    expect(page.messages.some((message) => message.type === 'commandDone')).toBe(false)
    await arrive(page)
    const done = page.messages.flatMap((message) => (message.type === 'commandDone' ? [message.requestId] : []))
    expect(done).toEqual([901, 902])
  })

  test('says so when the tools cannot be fetched, goes on, and tries again the next time', async () => {
    let offline = true
    const page = enginePage(
      lazySimulatorParts(async () => (offline ? Promise.reject(new Error('offline')) : tools()), rules),
    )
    page.open(run)
    const before = page.hash()
    page.post({ type: 'command', requestId: 901, command: openTerminal })
    await arrive(page)
    expect(page.messages.at(-1)).toMatchObject({
      type: 'commandDone',
      entry: null,
      error: expect.stringContaining('loaded'),
    })
    expect(page.hash()).toBe(before)

    offline = false
    page.post({ type: 'command', requestId: 902, command: openTerminal })
    await arrive(page)
    page.showFrame()
    expect(page.image.terminals.has('terminal-1')).toBe(true)
  })
})
