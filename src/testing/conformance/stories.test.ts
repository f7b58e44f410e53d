// Stories about groups that agree with real Kafka in every output must go on doing so. The whole report is
// `npm run conformance`.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { commandsOf } from '../../cli/commands/registry.ts'
import { MISSING_PROGRAMS, needsOf } from './not-yet.ts'
import { playStory } from './story.ts'
import { storyOf } from './story-file.ts'
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

/** One step in place of the story's own. */
function withStep(step: object): Json {
  return { ...(recording('data/lag-story-and-offsets-topic') as object), steps: [step] } as unknown as Json
}

const ALL_EXACT = { stdout: 'exact', stderr: 'exact', exitCode: 'exact' }

test('a tool that is not here yet is skipped by its name, and never counted as agreement', () => {
  const step = { kind: 'run', command: 'kafka-delegation-tokens.sh --describe', stdout: '', stderr: '', exitCode: 0 }
  const result = playStory(withStep({ ...step, compare: ALL_EXACT }))
  expect(result).toMatchObject({ passed: 0, failed: 0, skipped: 3 })
  expect([...result.reasons]).toEqual([['kafka-delegation-tokens.sh', 3]])
})

test('a program that nobody said was missing disagrees: what we print decides nothing', () => {
  const step = { kind: 'run', command: 'kafka-lost.sh', stdout: 'kept\n', stderr: '', exitCode: 0, compare: ALL_EXACT }
  expect(playStory(withStep(step))).toMatchObject({ passed: 0, failed: 3, skipped: 0 })
  const call = { kind: 'client', operation: { op: 'lost' }, result: { ok: true }, compare: { result: 'exact' } }
  expect(playStory(withStep(call))).toMatchObject({ passed: 0, failed: 1, skipped: 0 })
})

test('the list of missing tools is the product’s own', () => {
  const commands = commandsOf('kafka-4')
  expect(MISSING_PROGRAMS).toEqual(commands.names().filter((name) => commands.row(name)?.kind === 'missing'))
})

test('an output that is to be compared in a way nobody knows is an error, and not left out', () => {
  const step = { kind: 'run', command: 'echo', stdout: 'x', stderr: '', exitCode: 0, compare: { stdout: 'exactly' } }
  expect(() => playStory(withStep(step))).toThrow('stdout cannot be compared as "exactly"')
})

test('a file of a replica that was not recorded is a difference', () => {
  const story = recording('clients/record-batch-bytes-and-batch-size') as unknown as {
    readonly steps: readonly SegmentsStep[]
  }
  const without = (files: object) =>
    Object.fromEntries(Object.entries(files).filter(([name]) => !name.endsWith('.timeindex')))
  const at = story.steps.findIndex(({ operation }) => operation?.op === 'segments')
  const steps = story.steps
    .slice(0, at + 1)
    .map((step, index) =>
      index === at ? { ...step, compare: without(step.compare), result: without(step.result) } : step,
    )
  const { failures } = playStory({ ...story, steps } as unknown as Json)
  expect(failures).toEqual([expect.stringContaining('there are 00000000000000000000.timeindex besides')])
})

interface SegmentsStep {
  readonly operation?: { readonly op: string }
  readonly result: object
  readonly compare: object
}

test('a story of another era is counted, and not played', () => {
  const [run] = [{ kind: 'run', command: 'kafka-topics.sh', stdout: '', stderr: '', exitCode: 0, compare: ALL_EXACT }]
  const story = withStep(run) as { readonly cluster: object }
  const result = playStory({ ...story, cluster: { ...story.cluster, profile: 'kafka-0.8' } } as unknown as Json)
  expect(result).toMatchObject({ passed: 0, failed: 0, skipped: 0, otherEra: 3 })
})

test('a story about a system that is not here is counted whole as not yet playable', () => {
  const result = playStory(recording('streams/word-count-and-its-internal-topics'))
  expect(result).toMatchObject({ passed: 0, failed: 0, skipped: 30 })
  expect([...result.reasons.keys()]).toEqual(['Kafka Streams'])
})

test('until asks again until it is true, or gives up', () => {
  const steps = ['kafka-topics.sh --bootstrap-server localhost:9092 --list', 'false'].map((command) => ({
    kind: 'until',
    command,
    seconds: 2,
    met: command !== 'false',
    compare: { met: 'exact' },
  }))
  for (const step of steps) expect(playStory(withStep(step))).toMatchObject({ passed: 1, failed: 0 })
  expect(playStory(withStep({ ...steps[1], met: true }))).toMatchObject({ passed: 0, failed: 1 })
})

describe('what a missing feature leaves its traces on', () => {
  const config = { 'group.protocol': 'consumer' }
  const create = { kind: 'client', operation: { op: 'createConsumer', name: 't', config } }
  const send = (producer: string, topic: string) => ({ kind: 'client', operation: { op: 'send', producer, topic } })
  const touched = (...steps: object[]) =>
    needsOf(storyOf({ ...(withStep({}) as object), steps } as unknown as Json)).map(({ touchedBy }) => touchedBy)

  test('its clients, the topics they write, and who reads those', () => {
    const reads = { kind: 'client', operation: { op: 'assign', consumer: 'c', partitions: [['pay', 0]] } }
    const polls = { kind: 'client', operation: { op: 'run', consumers: ['c'] } }
    expect(touched(create, send('t', 'pay'), send('p', 'other'), reads, polls)).toEqual([
      'consumer protocol',
      'consumer protocol',
      null,
      'consumer protocol',
      'consumer protocol',
    ])
  })

  test('not what came before', () => {
    expect(touched(send('p', 'pay'), create)).toEqual([null, 'consumer protocol'])
  })

  test('lists of groups, once one of the new protocol is among them', () => {
    const list = { kind: 'run', command: 'kafka-groups.sh --list' }
    const consume = { kind: 'run', command: 'kafka-console-consumer.sh --group g --x group.protocol=consumer' }
    expect(touched(list, consume, list)).toEqual([null, 'consumer protocol', 'consumer protocol'])
  })
})
