import { describe, expect, test } from 'vitest'
import { type ToyCommand, type ToySpec, toyModel } from '../testing/toy-model.ts'
import type { JournalEntry } from './run.ts'
import { Timeline } from './timeline.ts'

const spec: ToySpec = { nodes: 5 }
const kill = (node: string): ToyCommand => ({ type: 'Kill', node })
const start = (node: string): ToyCommand => ({ type: 'Start', node })

const refuseUnknown = (command: ToyCommand) =>
  command.type === 'Kill' && command.node === 'node-9' ? 'There is no node-9.' : null

describe('a command that cannot be done', () => {
  test('a command that breaks the engine in the past leaves no branch behind, and the future stays', () => {
    const timeline = new Timeline(toyModel, spec, 1)
    timeline.runTo(300_000)
    timeline.act(kill('node-2'))
    timeline.runTo(500_000)
    timeline.seek({ atUs: 100_000 })
    const before = timeline.hash()
    expect(() => timeline.act({ type: 'Explode' })).toThrow('boom')
    expect(timeline.hash()).toBe(before)
    expect(timeline.branches()).toMatchObject([{ active: true, commands: 1 }])
    timeline.runTo(500_000)
    expect(timeline.world.nodes.get('node-2')?.status).toBe('killed')
  })

  test.each<[string, ToyCommand]>([
    ['breaks the engine', { type: 'Explode' }],
    ['is refused', kill('node-9')],
  ])('a journal in which a command %s runs as if it had never been given', (_what, bad) => {
    const refusing = { ...toyModel, refuseCommand: (_world: unknown, command: ToyCommand) => refuseUnknown(command) }
    const live = new Timeline<ToySpec, ToyCommand>(refusing, spec, 1)
    live.runTo(100_000)
    live.act(kill('node-2'))
    live.runTo(150_000)
    live.runTo(200_000)
    live.act(start('node-2'))
    live.runTo(400_000)
    const journal = [
      { atUs: 100_000, command: kill('node-2') },
      { atUs: 150_000, command: bad },
      { atUs: 200_000, command: start('node-2') },
    ]
    const replayed = Timeline.fromRun(refusing, { engineVersion: 'toy-1', spec, seed: 1, journal })
    replayed.beginSeek({ atUs: 400_000 })
    replayed.continueSeek(Infinity)
    expect(replayed.hash()).toBe(live.hash())
    expect(replayed.journal).toEqual(live.journal)
  })
})

test('places that fit are kept, up to the first that does not', () => {
  const live = new Timeline(toyModel, spec, 1)
  live.runTo(100_000)
  live.act(kill('node-2'))
  live.runTo(200_000)
  live.act(start('node-2'))
  live.runTo(300_000)
  const [first, second] = live.journal as readonly [JournalEntry<ToyCommand>, JournalEntry<ToyCommand>]
  const moved = { ...second, afterEvents: (second.afterEvents ?? 0) + 1 }
  const source = {
    engineVersion: 'toy-1',
    spec,
    seed: 1,
    journal: [first, moved],
    position: { atUs: 150_000, afterEvents: live.position.afterEvents },
  }
  const timeline = Timeline.fromRun(toyModel, source)
  timeline.continueSeek(Infinity)
  // So many events are not due by that instant, so the instant counts.
  expect([timeline.position.atUs, timeline.closeness]).toEqual([150_000, 'byTime'])
  timeline.runTo(300_000)
  expect(timeline.closeness).toBe('loose')
  expect(timeline.hash()).toBe(live.hash())
  expect(timeline.journal).toEqual(live.journal)
})
