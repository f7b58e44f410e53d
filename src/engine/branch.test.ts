import { expect, test } from 'vitest'
import { type ToyCommand, toyModel } from '../testing/toy-model.ts'
import { Timeline } from './timeline.ts'

const fresh = () => new Timeline(toyModel, { nodes: 5 }, 1)
const kill = (node: string): ToyCommand => ({ type: 'Kill', node })

test('what was left by undo is marked so, until somebody comes back to it or names it', () => {
  const timeline = fresh()
  const marked = () => timeline.branches().filter(({ takenBack }) => takenBack)
  timeline.runTo(100_000)
  timeline.act(kill('node-1'))
  timeline.undo()
  expect(marked().map(({ id }) => id)).toEqual([1])
  const opened = Timeline.fromSaved(toyModel, timeline.toSaved())
  opened.continueSeek(Infinity)
  expect(opened.branches()).toEqual(timeline.branches())
  timeline.renameBranch(1, 'with the kill')
  expect(marked()).toEqual([])
  opened.openBranch(1)
  expect(opened.branches().some(({ takenBack }) => takenBack)).toBe(false)
})

test('what if something had not been done? The rest is done as it was, and what cannot be is left out', () => {
  const timeline = fresh()
  timeline.runTo(100_000)
  const { afterEvents } = timeline.act(kill('node-1'))
  timeline.runTo(200_000)
  timeline.act(kill('node-2'))
  timeline.runTo(300_000)
  const { position } = timeline
  const without = timeline.whatIf(1, afterEvents!, [])!
  const instead = timeline.whatIf(1, afterEvents!, [{ type: 'Pause', node: 'node-1' }, kill('node-3')])!
  expect(timeline.position).toEqual(position)
  expect(timeline.whatIf(1, afterEvents! + 1, [])).toBeNull()
  const statuses = (id: number) => {
    timeline.openBranch(id, { atUs: 300_000 })
    timeline.continueSeek(Infinity)
    return ['node-1', 'node-2', 'node-3'].map((node) => timeline.world.nodes.get(node)?.status)
  }
  expect(statuses(without)).toEqual(['running', 'killed', 'running'])
  expect(statuses(instead)).toEqual(['paused', 'killed', 'killed'])
  expect(statuses(1)).toEqual(['killed', 'killed', 'running'])
})

test('the child of a deleted branch shares with its new parent what that one did', () => {
  const timeline = fresh()
  timeline.runTo(500_000)
  for (const atUs of [200_000, 400_000]) {
    timeline.seek({ atUs })
    timeline.act(kill('node-1'))
    timeline.runTo(500_000)
  }
  const [, second, third] = timeline.branches()
  expect(third!.parentId).toBe(second!.id)
  timeline.deleteBranch(second!.id)
  expect(timeline.branches()[1]).toMatchObject({ parentId: 1, forkedAt: second!.forkedAt })
})
