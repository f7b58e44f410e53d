import { expect, test } from 'vitest'
import { simulatorModel } from '../../cli/model.ts'
import { Timeline } from '../../engine/timeline.ts'
import { buildImage } from '../../kafka/observe/image/build-image.ts'
import { sampleSpec } from '../../testing/sample-runs.ts'
import { readChanges } from './read-changes.ts'

const SECOND = 1_000_000

function between(timeline: Timeline<never, never>, fromUs: number, toUs: number) {
  const asked = { parts: { buildImage }, timeline } as never
  const inquiry = readChanges.begin(asked, { type: 'readChanges', fromUs, toUs })
  for (;;) {
    const answer = inquiry.step(500)
    if (answer !== null) return answer
  }
}

function killedAtEight() {
  const timeline = new Timeline(simulatorModel, sampleSpec, 7, { checkpointBytes: 4_000_000 })
  timeline.runTo(8 * SECOND)
  timeline.act({ type: 'KillNode', node: 'broker-1' })
  timeline.runTo(25 * SECOND)
  return timeline as never as Timeline<never, never>
}

test('from before a kill to after the election: the broker first, then who leads and the ISR, and last what was only sent', () => {
  const timeline = killedAtEight()
  const hash = timeline.hash()
  const { changes } = between(timeline, 8 * SECOND - 1, 25 * SECOND)
  expect(timeline.hash()).toBe(hash)
  const broker = changes.find(({ what, id }) => what === 'node' && id === 'broker-1')
  expect(broker).toMatchObject({ was: 'running', now: 'killed', difference: null })
  const leaders = changes.filter(({ what }) => what === 'leader')
  expect(leaders).toHaveLength(1)
  expect(leaders[0]).toMatchObject({ was: 1, difference: null })
  const isrs = changes.filter(({ what }) => what === 'isr')
  expect(isrs.map(({ was, now }) => [was, now])).toEqual([
    ['1, 2, 3', '2, 3'],
    ['1, 2, 3', '2, 3'],
    ['1, 2, 3', '2, 3'],
  ])
  const underReplicated = changes.find(({ what }) => what === 'underReplicated')
  expect(underReplicated).toMatchObject({ was: 0 })
  expect(underReplicated!.difference).toBeGreaterThan(3)
  const sent = changes.find(({ what }) => what === 'acknowledged')!
  expect(sent.difference).toBe(Number(sent.now) - Number(sent.was))
  expect(sent.difference).toBeGreaterThan(20)
  const kinds = changes.map(({ what }) => what)
  const inOrder = ['node', 'leader', 'underReplicated', 'isr', 'records', 'acknowledged'] as const
  expect(inOrder.map((kind) => kinds.indexOf(kind))).toEqual(
    inOrder.map((kind) => kinds.indexOf(kind)).sort((a, b) => a - b),
  )
  expect(kinds.indexOf('node')).toBe(0)
})

test('while nobody is sending, a stretch changes nothing; the two instants may be given in either order', () => {
  const idle = { ...sampleSpec, producers: [], consumers: [] }
  const timeline = new Timeline(simulatorModel, idle, 7, { checkpointBytes: 4_000_000 })
  timeline.runTo(20 * SECOND)
  expect(between(timeline as never, 12 * SECOND, 20 * SECOND).changes).toEqual([])
  const story = killedAtEight()
  expect(between(story, 25 * SECOND, 7 * SECOND)).toEqual(between(story, 7 * SECOND, 25 * SECOND))
})

test('a consumer that leaves gives its partitions to the others, and its group has another generation', () => {
  const second = { ...sampleSpec.consumers[0]!, name: 'hello-2' }
  const timeline = new Timeline(simulatorModel, { ...sampleSpec, consumers: [...sampleSpec.consumers, second] }, 7)
  timeline.runTo(12 * SECOND)
  timeline.act({ type: 'StopNode', node: 'hello-2' })
  timeline.runTo(20 * SECOND)
  const { changes } = between(timeline as never, 12 * SECOND - 1, 20 * SECOND)
  const assigned = changes.filter(({ what }) => what === 'assignment')
  expect(assigned.map(({ id }) => id).sort()).toEqual(['hello-1', 'hello-2'])
  expect(assigned.find(({ id }) => id === 'hello-1')!.now).toBe('orders-0, orders-1, orders-2')
  const group = changes.find(({ what, id }) => what === 'group' && id === 'hello-group')!
  expect(String(group.was)).toMatch(/^Stable /)
  expect(group.now).not.toBe(group.was)
})
