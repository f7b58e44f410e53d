import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ToyCommand, type ToySpec, toyModel } from '../testing/toy-model.ts'
import type { JournalEntry, Run } from './run.ts'
import { run } from './scheduler.ts'
import { hashWorld } from './state-hash.ts'
import { Timeline } from './timeline.ts'

const spec: ToySpec = { nodes: 5 }
const fresh = (seed = 1, checkpointBytes?: number) =>
  new Timeline(toyModel, spec, seed, checkpointBytes === undefined ? {} : { checkpointBytes })

const nodeIds = ['node-1', 'node-2', 'node-3', 'node-4', 'node-5']
const anyNode = fc.constantFrom(...nodeIds)
const anyPair = fc.tuple(anyNode, anyNode).filter(([from, to]) => from !== to)
const anyCommand: fc.Arbitrary<ToyCommand> = fc.oneof(
  fc.record({ type: fc.constantFrom('Kill', 'PowerCut', 'Start', 'Start', 'Pause', 'Resume'), node: anyNode }),
  fc.record({ type: fc.constant('Slow'), node: anyNode, slowdownUs: fc.nat(20_000) }),
  fc
    .tuple(fc.constantFrom('Cut', 'Hold', 'Release', 'Delay'), anyPair)
    .map(([type, [from, to]]): ToyCommand => ({ type, from, to })),
  fc.constant<ToyCommand>({ type: 'RepairAll' }),
  fc.record({ type: fc.constant('Tell'), node: anyNode, rumour: fc.constantFrom('tea', 'cake') }),
)

/** Commands with the time that passes before each. */
const anyStory = fc.array(fc.tuple(fc.nat(400_000), anyCommand), { maxLength: 12 })

function tell(timeline: Timeline<ToySpec, ToyCommand>, story: readonly (readonly [number, ToyCommand])[]): void {
  for (const [pauseUs, command] of story) {
    timeline.runTo(timeline.world.nowUs + pauseUs)
    timeline.act(command)
  }
  timeline.runTo(timeline.world.nowUs + 500_000)
}

const kill = (node: string): ToyCommand => ({ type: 'Kill', node })
const start = (node: string): ToyCommand => ({ type: 'Start', node })

describe('the present can be reached by any way', () => {
  test('two runs with the same commands hash alike', () => {
    fc.assert(
      fc.property(fc.integer(), anyStory, (seed, story) => {
        const [first, second] = [fresh(seed), fresh(seed)]
        tell(first, story)
        tell(second, story)
        expect(first.hash()).toBe(second.hash())
      }),
      { numRuns: 30 },
    )
  })

  test('seeking to any instants, in any order, equals running there straight', () => {
    fc.assert(
      fc.property(fc.integer(), anyStory, fc.array(fc.nat(1_000), { maxLength: 8 }), (seed, story, places) => {
        const timeline = fresh(seed)
        tell(timeline, story)
        const endUs = timeline.world.nowUs
        for (const place of places) {
          const atUs = Math.floor((endUs * place) / 1_000)
          expect(timeline.seek({ atUs })).toBe('reached')
          const straight = Timeline.fromRun(toyModel, { ...timeline.toRun(), position: { atUs: 0, afterEvents: 0 } })
          straight.continueSeek(1)
          straight.runTo(atUs)
          expect(timeline.hash()).toBe(straight.hash())
        }
      }),
      { numRuns: 30 },
    )
  })

  test('a run stored and opened again stands at the same instant with the same hash', () => {
    fc.assert(
      fc.property(fc.integer(), anyStory, fc.nat(3_000), (seed, story, back) => {
        const timeline = fresh(seed)
        tell(timeline, story)
        timeline.seek({ afterEvents: Math.max(0, timeline.world.executedEvents - back) })
        const stored = JSON.parse(JSON.stringify(timeline.toRun())) as Run<ToySpec, ToyCommand>
        const opened = Timeline.fromRun(toyModel, stored)
        while (opened.continueSeek(97) === 'budget') expect(opened.seeking).toBe(true)
        expect(opened.position).toEqual(timeline.position)
        expect(opened.hash()).toBe(timeline.hash())
      }),
      { numRuns: 30 },
    )
  })

  test('with checkpoints or without, a long run is the same', () => {
    const timeline = fresh(5)
    timeline.runTo(10_000_000)
    expect(timeline.world.executedEvents).toBeGreaterThan(20_000)
    const world = toyModel.create(spec, 5)
    run(world, { untilUs: 10_000_000 })
    expect(timeline.hash()).toBe(hashWorld(world))
  })

  test('slices of a run add up to the run', () => {
    const [whole, sliced] = [fresh(2), fresh(2)]
    whole.runTo(1_000_000)
    while (sliced.runTo(1_000_000, 13) === 'budget') expect(sliced.world.nowUs).toBeLessThanOrEqual(1_000_000)
    expect(sliced.hash()).toBe(whole.hash())
  })

  test('few checkpoints are as good as many, only slower', () => {
    const [rich, poor] = [fresh(3), fresh(3, 40_000)]
    for (const timeline of [rich, poor]) timeline.runTo(6_000_000)
    for (const afterEvents of [12_345, 3, 9_999, 12_345, 0, 7_000]) {
      rich.seek({ afterEvents })
      poor.seek({ afterEvents })
      expect(poor.hash()).toBe(rich.hash())
    }
  })
})

describe('steps', () => {
  test('a step back undoes a step, a command included', () => {
    const timeline = fresh()
    timeline.runTo(50_000)
    timeline.act(kill('node-2'))
    timeline.runTo(51_000)
    const hashes: string[] = []
    for (let i = 0; i < 60; i++) {
      timeline.stepEvent()
      hashes.push(timeline.hash())
    }
    for (const hash of hashes.reverse()) {
      expect(timeline.hash()).toBe(hash)
      expect(timeline.stepBack()).toBe(true)
    }
    while (timeline.stepBack()) expect(timeline.world.executedEvents).toBeGreaterThanOrEqual(0)
    expect(timeline.position).toEqual({ atUs: 0, afterEvents: 0 })
  })

  test('after a quiet stretch, a step back goes to the last event and not to the one before', () => {
    const timeline = fresh()
    timeline.stepEvent()
    const { position } = timeline
    timeline.runTo(position.atUs + 1)
    timeline.stepBack()
    expect(timeline.position).toEqual(position)
  })

  test('runs on until whoever follows has seen enough, and no further than it should', () => {
    const timeline = fresh()
    timeline.runTo(20_000)
    timeline.act({ type: 'Tell', node: 'node-1', rumour: 'tea' })
    const seen: number[] = []
    let enough = false
    const observer = {
      onHappening: ({ id }: { readonly id: number }) => {
        seen.push(id)
        enough = true
      },
      isEnough: () => enough,
    }
    for (let i = 0; i < 4; i++) {
      enough = false
      expect(timeline.runUntil(observer, Number.POSITIVE_INFINITY, 100_000)).toBe('found')
      expect(timeline.world.lastHappeningId).toBe(seen.at(-1))
    }
    expect(new Set(seen).size).toBe(seen.length)
    enough = false
    expect(timeline.seek({ atUs: 0 })).toBe('reached')
    expect(timeline.runUntil({ isEnough: () => false }, Number.POSITIVE_INFINITY, 3)).toBe('budget')
    expect(timeline.runUntil({ isEnough: () => false }, 10_000, 100_000)).toBe('reached')
    expect(timeline.position.atUs).toBe(10_000)
  })
})

describe('branches', () => {
  test('a command at the end of what is known goes on; in the past it forks, and both histories stay', () => {
    const timeline = fresh()
    timeline.runTo(300_000)
    timeline.act(kill('node-2'))
    timeline.runTo(600_000)
    const [first, endHash] = [timeline.toRun(), timeline.hash()]
    expect(timeline.branches()).toHaveLength(1)

    timeline.seek({ atUs: 200_000 })
    expect(timeline.inThePast).toBe(true)
    timeline.act(kill('node-3'))
    timeline.runTo(600_000)
    expect(timeline.journal.map((entry) => entry.command)).toEqual([kill('node-3')])
    expect(timeline.branches()).toMatchObject([
      { id: 1, name: 'main', parentId: null, active: false, commands: 1 },
      { id: 2, name: 'branch-2', parentId: 1, active: true, commands: 1, forkedAt: { atUs: 200_000 } },
    ])
    const otherHash = timeline.hash()
    expect(otherHash).not.toBe(endHash)

    timeline.openBranch(1, { atUs: 600_000 })
    expect(timeline.continueSeek(Infinity)).toBe('reached')
    expect(timeline.toRun()).toEqual(first)
    expect(timeline.hash()).toBe(endHash)
    timeline.openBranch(2)
    timeline.continueSeek(Infinity)
    expect(timeline.hash()).toBe(otherHash)
  })

  test('looking at the past changes nothing', () => {
    const timeline = fresh()
    timeline.runTo(300_000)
    timeline.act(kill('node-2'))
    timeline.seek({ atUs: 100_000 })
    timeline.runTo(900_000)
    expect(timeline.branches()).toHaveLength(1)
    expect(timeline.commandsApplied).toBe(1)
    expect(timeline.world.nodes.get('node-2')?.status).toBe('killed')
  })

  test('branches are renamed and deleted, and children of a deleted one become its parent’s', () => {
    const timeline = fresh()
    for (const node of ['node-1', 'node-2']) {
      timeline.runTo(timeline.world.nowUs + 300_000)
      timeline.seek({ atUs: timeline.world.nowUs - 100_000 })
      timeline.act(kill(node))
    }
    timeline.renameBranch(3, '만약 acks=1이었다면')
    timeline.deleteBranch(2)
    expect(timeline.branches()).toMatchObject([{ id: 1 }, { id: 3, parentId: 1, name: '만약 acks=1이었다면' }])
    expect(() => timeline.deleteBranch(3)).toThrow('active')
    expect(() => timeline.openBranch(2)).toThrow('no branch 2')
  })

  test('undo opens a branch straight before the last command; the old one keeps it', () => {
    const timeline = fresh()
    timeline.runTo(100_000)
    const before = timeline.hash()
    timeline.act(kill('node-1'))
    timeline.runTo(200_000)
    timeline.act(kill('node-2'))
    timeline.runTo(300_000)
    expect(timeline.undo()).toBe(true)
    expect(timeline.position.atUs).toBe(200_000)
    expect(timeline.journal).toHaveLength(1)
    expect(timeline.inThePast).toBe(false)
    expect(timeline.undo()).toBe(true)
    expect(timeline.hash()).toBe(before)
    expect(timeline.undo()).toBe(false)
    // The branch between the two undos, on which nothing was done, is gone.
    expect(timeline.branches().map(({ id, commands }) => [id, commands])).toEqual([
      [1, 2],
      [3, 0],
    ])
  })

  test('a timeline stored with all its branches opens as it was', () => {
    const timeline = fresh(8)
    timeline.runTo(300_000)
    timeline.act(kill('node-2'))
    timeline.runTo(500_000)
    timeline.seek({ atUs: 100_000 })
    timeline.act(kill('node-4'))
    timeline.runTo(400_000)
    const saved = JSON.parse(JSON.stringify(timeline.toSaved())) as ReturnType<typeof timeline.toSaved>
    const opened = Timeline.fromSaved(toyModel, saved)
    expect(opened.continueSeek(Infinity)).toBe('reached')
    expect(opened.branches()).toEqual(timeline.branches())
    expect(opened.compareHash(timeline.hash())).toBe(true)
    for (const each of [opened, timeline]) {
      each.openBranch(1)
      each.continueSeek(Infinity)
    }
    expect(opened.hash()).toBe(timeline.hash())
    expect(opened.toSaved()).toEqual(timeline.toSaved())
  })

  test('any story of acting and seeking leaves branches that replay to what they were', () => {
    const anyMove = fc.oneof(
      fc.tuple(fc.constant('run' as const), fc.nat(200_000)),
      fc.tuple(fc.constant('seek' as const), fc.nat(1_000)),
      fc.tuple(fc.constant('act' as const), anyCommand),
      fc.tuple(fc.constant('step' as const), fc.nat(30)),
      fc.tuple(fc.constant('back' as const), fc.nat(3)),
      fc.tuple(fc.constant('undo' as const), fc.constant(0)),
      fc.tuple(fc.constant('open' as const), fc.nat(100)),
    )
    fc.assert(
      fc.property(fc.integer(), fc.array(anyMove, { maxLength: 25 }), (seed, moves) => {
        const timeline = fresh(seed)
        for (const [move, value] of moves) {
          if (move === 'run') timeline.runTo(timeline.world.nowUs + value)
          else if (move === 'seek') timeline.seek({ atUs: Math.floor((timeline.latest.atUs * value) / 1_000) })
          else if (move === 'act') timeline.act(value)
          else if (move === 'step') for (let i = 0; i < value; i++) timeline.stepEvent()
          else if (move === 'back') for (let i = 0; i < value; i++) timeline.stepBack()
          else if (move === 'undo') timeline.undo()
          else {
            const branches = timeline.branches()
            timeline.openBranch(branches[value % branches.length]?.id ?? 1)
            timeline.continueSeek(Infinity)
          }
          const replayed = Timeline.fromRun(toyModel, timeline.toRun())
          expect(replayed.continueSeek(Infinity)).toBe('reached')
          expect(replayed.hash()).toBe(timeline.hash())
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('what has happened', () => {
  test('is logged once, however often it is executed', () => {
    const timeline = fresh()
    timeline.runTo(200_000)
    timeline.act(kill('node-1'))
    timeline.runTo(600_000)
    const { happenings } = timeline
    const all = happenings.range(1, happenings.lastId)
    timeline.seek({ atUs: 0 })
    timeline.runTo(600_000)
    expect(timeline.happenings.range(1, happenings.lastId)).toEqual(all)
    expect(all.map((happening) => happening.id)).toEqual(all.map((_, index) => index + 1))
    expect(happenings.byId(3)?.id).toBe(3)
    expect(happenings.byId(all.length + 1)).toBeUndefined()
  })

  test('is marked for the scrubber together with the commands, and a fork has only its own past', () => {
    const timeline = fresh()
    timeline.runTo(300_000)
    timeline.act(kill('node-1'))
    timeline.runTo(500_000)
    const marks = timeline.marks()
    expect(marks[0]).toMatchObject({ kind: 'command', position: { atUs: 300_000 }, command: kill('node-1') })
    expect(marks.slice(1).every((mark) => mark.kind === 'happening')).toBe(true)
    expect(marks.length).toBeGreaterThan(1)
    timeline.seek(marks[0]?.position ?? {})
    expect(timeline.world.nodes.get('node-1')?.status).toBe('killed')

    timeline.seek({ atUs: 100_000 })
    timeline.act(start('node-1'))
    expect(timeline.marks().map((mark) => mark.kind)).toEqual(['command'])
    timeline.runTo(500_000)
    expect(timeline.happenings.range(1, 1e9).some((happening) => happening.body.type === 'KillGiven')).toBe(false)
  })
})

describe('what does not fit', () => {
  const journal = (...entries: JournalEntry<ToyCommand>[]): Run<ToySpec, ToyCommand> => {
    return { engineVersion: 'toy-1', spec, seed: 1, journal: entries, position: { atUs: 900_000, afterEvents: 1_500 } }
  }
  const open = (source: Run<ToySpec, ToyCommand>) => Timeline.fromRun(toyModel, source).continueSeek(Infinity)

  test('a run of another engine version is refused', () => {
    expect(() => open({ ...journal(), engineVersion: 'toy-0' })).toThrow('recorded with engine toy-0, this is toy-1')
  })

  test.each([
    ['too few events', [{ atUs: 500_000, afterEvents: 3, command: start('node-1') }]],
    ['too many events', [{ atUs: 100, afterEvents: 900, command: start('node-1') }]],
    [
      'the wrong order',
      [
        { atUs: 500, afterEvents: 2, command: start('node-1') },
        { atUs: 400, afterEvents: 1, command: start('node-1') },
      ],
    ],
  ])('a journal with %s before a command is followed by its instants', (_, entries) => {
    const timeline = Timeline.fromRun(toyModel, journal(...entries))
    timeline.continueSeek(Infinity)
    expect(timeline.closeness).toBe('loose')
    expect(timeline.position.atUs).toBe(900_000)
    const byInstants = Timeline.fromRun(toyModel, journal(...entries.map(({ atUs, command }) => ({ atUs, command }))))
    byInstants.continueSeek(Infinity)
    expect(timeline.hash()).toBe(byInstants.hash())
    expect(timeline.journal).toEqual(byInstants.journal)
    expect(timeline.journal).toHaveLength(entries.length)
  })

  test('a journal written by hand, by instants alone, gets its places on the way', () => {
    const source = journal({ atUs: 100_000, command: kill('node-2') }, { atUs: 200_000, command: start('node-2') })
    const timeline = Timeline.fromRun(toyModel, { ...source, position: { atUs: 0, afterEvents: 0 } })
    timeline.continueSeek(1)
    timeline.runTo(300_000)
    const replayed = Timeline.fromRun(toyModel, timeline.toRun())
    replayed.continueSeek(Infinity)
    expect(replayed.hash()).toBe(timeline.hash())
    expect(timeline.journal.every((entry) => (entry.afterEvents ?? 0) > 0)).toBe(true)
  })

  test('a command that breaks the engine leaves neither a trace in the journal nor in the world', () => {
    const timeline = fresh()
    timeline.runTo(100_000)
    const before = timeline.hash()
    expect(() => timeline.act({ type: 'Explode' })).toThrow('boom, in a command, at 0.100 s')
    expect(timeline.journal).toEqual([])
    expect(timeline.hash()).toBe(before)
    timeline.runTo(200_000)
  })
})
