import { expect, test } from 'vitest'
import { simulatorModel } from '../../cli/model.ts'
import { Timeline } from '../../engine/timeline.ts'
import { sampleSpec } from '../../testing/sample-runs.ts'
import type { EngineParts } from '../engine-parts.ts'
import { readSpaceTime } from './space-time.ts'

function ask(timeline: Timeline<never, never>, fromUs: number, toUs: number, control = false) {
  const parts = {} as EngineParts
  const inquiry = readSpaceTime.begin({ parts, timeline } as never, { type: 'readSpaceTime', fromUs, toUs, control })
  for (;;) {
    const answer = inquiry.step(500)
    if (answer !== null) return answer
  }
}

test('a produce request, the copies its record takes and the acknowledgement are arrows that end after they begin', () => {
  const timeline = new Timeline(simulatorModel, sampleSpec, 7, { checkpointBytes: 4_000_000 })
  timeline.runTo(8_000_000)
  const hash = timeline.hash()
  const { messages, truncated } = ask(timeline as never, 6_000_000, 8_000_000)
  expect(truncated).toBe(false)
  expect(timeline.hash()).toBe(hash)
  const produced = messages.filter(({ type, fate }) => type === 'ProduceRequest' && fate === 'arrived')
  expect(produced.length).toBeGreaterThan(3)
  for (const { from, to, records, sentAtUs, arrivesAtUs } of produced) {
    expect([from, to]).toEqual(['orders-app', expect.stringMatching(/^broker-\d$/)])
    expect(records).toBeGreaterThan(0)
    expect(arrivesAtUs - sentAtUs).toBeGreaterThan(100)
    expect(messages.some(({ type, sentAtUs: at }) => type === 'ProduceResponse' && at > arrivesAtUs)).toBe(true)
  }
  expect(
    messages.some(({ type, to, records: copied }) => type === 'FetchResponse' && /^broker/.test(to) && copied > 0),
  ).toBe(true)
  expect(messages.every(({ traffic }) => traffic !== 'housekeeping')).toBe(true)
  expect(ask(timeline as never, 6_000_000, 8_000_000, true).messages.length).toBeGreaterThan(messages.length)
})

test('what was on its way to a broker that dies is gone, and the happenings of the stretch are told with their causes', () => {
  const timeline = new Timeline(simulatorModel, sampleSpec, 7, { checkpointBytes: 4_000_000 })
  timeline.runTo(5_000_000)
  timeline.act({ type: 'KillNode', node: 'broker-1' })
  timeline.runTo(18_000_000)
  const { messages, happenings } = ask(timeline as never, 4_990_000, 17_000_000, true)
  expect(happenings.map(({ body }) => body.type)).toContain('LeaderElected')
  const killedAtUs = happenings.find(({ body }) => body.type === 'NodeKilled')!.atUs
  const late = messages.filter(
    ({ to, fate, arrivesAtUs }) => to === 'broker-1' && fate === 'arrived' && arrivesAtUs > killedAtUs,
  )
  expect(late).toEqual([])
})

test('a time without a process is told of from the death on, or from the edge of the stretch, to the next start', () => {
  const timeline = new Timeline(simulatorModel, sampleSpec, 7, { checkpointBytes: 4_000_000 })
  timeline.runTo(5_000_000)
  timeline.act({ type: 'KillNode', node: 'broker-1' })
  timeline.runTo(9_000_000)
  timeline.act({ type: 'StartNode', node: 'broker-1' })
  timeline.runTo(12_000_000)
  const down = (fromUs: number, toUs: number) => ask(timeline as never, fromUs, toUs).down
  expect(down(4_990_000, 12_000_000)).toEqual([{ node: 'broker-1', fromUs: 5_000_000, toUs: 9_000_000 }])
  expect(down(6_000_000, 8_000_000)).toEqual([{ node: 'broker-1', fromUs: 6_000_000, toUs: 8_000_000 }])
  expect(down(10_000_000, 12_000_000)).toEqual([])
})
