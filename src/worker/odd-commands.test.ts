/** Whatever the page or a journal may hold is either done or refused in words; nothing of it breaks the engine. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command } from '../kafka/cluster/commands.ts'
import { enginePage } from '../testing/engine-page.ts'
import { anyStory, twoBrokers } from '../testing/odd-commands.ts'
import { ENGINE_VERSION } from './engine-version.ts'
import type { JournalEntry, RunData } from './port.ts'
import { simulatorParts } from './simulator-parts.ts'

const freshRun: RunData = { engineVersion: ENGINE_VERSION, spec: twoBrokers, seed: 7, journal: [], positionUs: 0 }

test('a command is done, or refused in words with the world untouched, and the run goes on', () => {
  const told = (story: readonly (readonly [Command, number])[]) => {
    const page = enginePage(simulatorParts)
    page.open(freshRun)
    page.command({ type: 'OpenTerminal', terminal: 'terminal-1', tty: true })
    for (const [command, waitUs] of story) {
      const before = page.hash()
      const { error } = page.command(command)
      if (error !== null) {
        expect(error).not.toMatch(/SimulationFailed|undefined|in a command, at/)
        expect(page.hash()).toBe(before)
      }
      page.post({ type: 'seek', atUs: page.last.atUs + waitUs })
      page.watch(20)
    }
    expect(page.messages.filter((message) => message.type === 'crashed')).toEqual([])
  }
  fc.assert(fc.property(anyStory, told), { numRuns: 30 })
}, 60_000)

test('a journal that holds them opens, and what could not be done is as if it had never been given', () => {
  const opened = (story: readonly (readonly [Command, number])[]) => {
    let atUs = 62_000_000
    const journal = story.map(([command, waitUs], index): JournalEntry => {
      atUs += waitUs
      return { atUs, afterEvents: index, command }
    })
    const page = enginePage(simulatorParts)
    page.open({ ...freshRun, journal, positionUs: atUs + 1_000_000 })
    expect(page.messages.filter((message) => message.type === 'crashed')).toEqual([])
    expect(page.last.atUs).toBe(atUs + 1_000_000)
    const { run } = page.ask('runExported', { type: 'exportRun' })
    const again = enginePage(simulatorParts)
    again.open(run)
    expect(again.hash()).toBe(page.hash())
  }
  fc.assert(fc.property(anyStory, opened), { numRuns: 10 })
}, 60_000)
