// Stories about groups that agree with real Kafka in every output must go on doing so. The whole report is
// `npm run conformance`.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { playStory } from './story.ts'
import type { Json } from './suite.ts'

function recording(name: string): Json {
  return JSON.parse(readFileSync(`conformance/recordings/${name}.kafka-4.json`, 'utf8')) as Json
}

test.each([
  'clients/range-and-round-robin-membership',
  'clients/static-member-and-max-poll-interval',
  'data/consumer-groups-delete-and-wrong-options',
  'data/group-life-in-terminals',
  'data/lag-story-and-offsets-topic',
])('%s goes as it went on real brokers', (name) => {
  const result = playStory(recording(name))
  expect(result.failures).toEqual([])
  expect(result.skipped).toBe(0)
})

test('an output that is not as recorded is found out', () => {
  const story = recording('data/lag-story-and-offsets-topic') as { readonly steps: readonly object[] }
  const [first] = story.steps
  const result = playStory({ ...story, steps: [{ ...first, stdout: 'Created topic leg.\n' }] } as unknown as Json)
  expect(result).toMatchObject({ passed: 2, failed: 1, skipped: 0 })
  expect(result.failures[0]).toContain('line 1 should be "Created topic leg.", is "Created topic lag."')
})

test('a tool that is not here yet is skipped, and never counted as agreement', () => {
  const story = recording('data/lag-story-and-offsets-topic') as object
  const step = {
    kind: 'run',
    command: 'kafka-delegation-tokens.sh --describe',
    stdout: '',
    stderr: '',
    exitCode: 0,
    compare: { stdout: 'exact', stderr: 'exact', exitCode: 'exact' },
  }
  expect(playStory({ ...story, steps: [step] } as unknown as Json)).toMatchObject({ passed: 0, failed: 0, skipped: 3 })
})
