import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ToyCommand, type ToySpec, toyModel } from '../testing/toy-model.ts'
import type { Replay } from './replay.ts'
import { hashWorld } from './state-hash.ts'
import { Timeline } from './timeline.ts'
import type { Happening } from './world.ts'

const spec: ToySpec = { nodes: 5 }
const kill = (node: string): ToyCommand => ({ type: 'Kill', node })
const start = (node: string): ToyCommand => ({ type: 'Start', node })
const tell: ToyCommand = { type: 'Tell', node: 'node-1', rumour: 'tea' }

/** Two seconds with five commands, and checkpoints on the way. */
function toldTimeline(seed = 1): Timeline<ToySpec, ToyCommand> {
  const timeline = new Timeline(toyModel, spec, seed)
  for (const command of [tell, kill('node-2'), start('node-2'), kill('node-3'), { ...tell, rumour: 'cake' }]) {
    timeline.runTo(timeline.world.nowUs + 400_000)
    timeline.act(command)
  }
  timeline.runTo(timeline.world.nowUs + 400_000)
  return timeline
}

function finish(replay: Replay<ToySpec, ToyCommand>, budget = 97): void {
  while (replay.step(budget) === 'budget');
}

describe('a stretch of the past, lived through again beside the present', () => {
  test('ends in the very state that the timeline has there, from wherever it begins', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(1_000), fc.nat(1_000), (seed, a, b) => {
        const timeline = toldTimeline(seed)
        const place = (share: number) => Math.floor((timeline.latest.atUs * share) / 1_000)
        const [fromUs, toUs] = [place(Math.min(a, b)), place(Math.max(a, b))]
        const replay = timeline.replay({ from: { atUs: fromUs }, to: { atUs: toUs } }, {})
        finish(replay)
        timeline.seek({ atUs: toUs })
        expect(hashWorld(replay.world)).toBe(timeline.hash())
      }),
      { numRuns: 30 },
    )
  })

  test('its observer meets every event of the stretch once, commands too, and the happenings the log has', () => {
    const timeline = toldTimeline()
    const from = 700_000
    const events: number[] = []
    let commands = 0
    let beganAtUs = -1
    const happenings: Happening[] = []
    const replay = timeline.replay(
      { from: { atUs: from }, to: timeline.latest },
      {
        begin: (world) => {
          beganAtUs = world.nowUs
        },
        afterEvent: (world, event) => {
          events.push(world.executedEvents)
          if (event === null) commands++
        },
        onHappening: (happening) => happenings.push(happening),
      },
    )
    finish(replay)
    const first = events[0] as number
    expect(beganAtUs).toBe(from)
    expect(events).toEqual(events.map((_, index) => first + index))
    expect(events.at(-1)).toBe(timeline.latest.afterEvents)
    expect(commands).toBe(timeline.journal.filter(({ atUs }) => atUs > from).length)
    const known = timeline.happenings.range(1, timeline.happenings.lastId)
    expect(happenings).toEqual(known.filter(({ eventSeq }) => eventSeq >= first))
  })

  test('the present stays where it is, and may go another way meanwhile', () => {
    const timeline = toldTimeline()
    const { latest, position } = timeline
    const hash = timeline.hash()
    const [undisturbed, disturbed] = [0, 1].map(() => timeline.replay({ from: { atUs: 0 }, to: latest }, {}))
    finish(undisturbed!)
    disturbed!.step(100)
    expect(timeline.position).toEqual(position)
    expect(timeline.hash()).toBe(hash)
    timeline.undo()
    timeline.act(kill('node-1'))
    timeline.runTo(timeline.world.nowUs + 2_000_000)
    finish(disturbed!)
    expect(hashWorld(disturbed!.world)).toBe(hashWorld(undisturbed!.world))
    expect(hashWorld(disturbed!.world)).toBe(hash)
  })

  test('another branch can be gone through while this one is on screen', () => {
    const timeline = toldTimeline()
    const hash = timeline.hash()
    const first = timeline.branches()[0]!
    timeline.undo()
    timeline.runTo(timeline.world.nowUs + 100_000)
    const replay = timeline.replay({ from: { afterEvents: 0 }, to: first.latest }, {}, first.id)
    finish(replay)
    expect(hashWorld(replay.world)).toBe(hash)
  })

  test('what the journal has and cannot be done is passed over, and told to nobody twice', () => {
    const timeline = Timeline.fromRun(toyModel, {
      engineVersion: toyModel.engineVersion,
      spec,
      seed: 1,
      journal: [
        { atUs: 300_000, command: { type: 'Explode' } },
        { atUs: 600_000, command: kill('node-2') },
      ],
    })
    timeline.continueSeek(Infinity)
    const seen: number[] = []
    const observer = { afterEvent: ({ executedEvents }: { executedEvents: number }) => void seen.push(executedEvents) }
    const replay = timeline.replay({ from: { atUs: 0 }, to: { atUs: 1_000_000 } }, observer)
    finish(replay, 13)
    timeline.runTo(1_000_000)
    expect(hashWorld(replay.world)).toBe(timeline.hash())
    expect(new Set(seen).size).toBe(seen.length)
  })
})
