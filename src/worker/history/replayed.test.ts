import { expect, test } from 'vitest'
import { simulatorModel } from '../../cli/model.ts'
import { hashWorld } from '../../engine/state-hash.ts'
import { Timeline } from '../../engine/timeline.ts'
import { sampleSpec } from '../../testing/sample-runs.ts'
import { replayed } from './replayed.ts'

test('a cluster lives through a leader’s death and return again, to the state it had at each instant', () => {
  const timeline = new Timeline(simulatorModel, sampleSpec, 7, { checkpointBytes: 4_000_000 })
  timeline.runTo(4_000_000)
  timeline.act({ type: 'KillNode', node: 'broker-1' })
  timeline.runTo(16_000_000)
  timeline.act({ type: 'StartNode', node: 'broker-1' })
  timeline.runTo(20_000_000)
  const hash = timeline.hash()
  const elections: number[] = []
  const observer = {
    onHappening: (happening: { readonly id: number; readonly body: { readonly type: string } }) => {
      if (happening.body.type === 'LeaderElected') elections.push(happening.id)
    },
  }
  const again = (atUs: number) => {
    const inquiry = replayed(timeline, { from: { atUs: atUs / 2 }, to: { atUs }, observer, answer: hashWorld })
    let answer = null
    while (answer === null) answer = inquiry.step(500)
    return answer
  }
  expect(again(20_000_000)).toBe(hash)
  const known = timeline.happenings.range(1, timeline.happenings.lastId)
  const expected = known.filter(({ atUs, body }) => atUs > 10_000_000 && body.type === 'LeaderElected')
  expect(elections).toEqual(expected.map(({ id }) => id))
  expect(elections.length).toBeGreaterThan(0)
  const [early, late] = [again(7_000_000), again(15_000_000)]
  expect(timeline.hash()).toBe(hash)
  timeline.seek({ atUs: 15_000_000 })
  expect(timeline.hash()).toBe(late)
  timeline.seek({ atUs: 7_000_000 })
  expect(timeline.hash()).toBe(early)
})
