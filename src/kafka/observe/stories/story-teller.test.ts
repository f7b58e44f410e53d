import { expect, test } from 'vitest'
import { simulatorModel } from '../../../cli/model.ts'
import { Timeline } from '../../../engine/timeline.ts'
import { firstMinute } from '../../../scenarios/index.ts'
import type { Command } from '../../cluster/commands.ts'
import type { Happening } from '../happenings.ts'
import type { Beat, BeatKind, Story } from './beat.ts'
import { storiesOf } from './story-teller.ts'

/** The stories that begin after the cluster of the first minute has come up, with what was done at which second. */
function told(done: readonly (readonly [number, Command])[], untilS: number): readonly Story[] {
  const timeline = new Timeline(simulatorModel, firstMinute(), 10)
  timeline.runTo(8_000_000)
  const before = timeline.happenings.lastId
  for (const [atS, command] of done) {
    timeline.runTo(atS * 1_000_000)
    timeline.act(command)
  }
  timeline.runTo(untilS * 1_000_000)
  const happenings = timeline.happenings.range(before + 1, Number.MAX_SAFE_INTEGER)
  const kindOf = (node: string) => timeline.world.nodes.get(node)?.kind
  return storiesOf(
    happenings.map(({ id, atUs, causedBy, body }) => ({ id, atUs, causedBy, body: body as Happening })),
    { kindOf, hasEnsemble: () => false },
  )
}

const kinds = (story: Story | undefined) => story?.beats.map(({ kind }) => kind)
const beat = (story: Story | undefined, kind: BeatKind) => story?.beats.find((each) => each.kind === kind) as Beat

test('a broker killed: silent, fenced, the first survivor leads, clients find out; fifty internal partitions say nothing', () => {
  const [story, ...others] = told([[10, { type: 'KillNode', node: 'broker-2' }]], 25)
  expect(kinds(story)).toEqual([
    'brokerKilled',
    'coordinatorLost',
    'coordinatorUnheard',
    'brokerFenced',
    'leadersElected',
    'coordinatorMoved',
    'leadersNoticed',
  ])
  expect(beat(story, 'leadersElected').facts).toEqual({ brokers: [3], partitions: ['orders-2'] })
  // Both producers, and of each group the one that reads it.
  expect(beat(story, 'leadersNoticed').facts.nodes).toEqual([
    'order-service',
    'consumer-3',
    'payment-service',
    'analytics-1',
  ])
  expect(beat(story, 'leadersNoticed').count).toBe(4)
  // Until another is elected everybody names the dead one: each of the three is told of once, not each time it asks.
  expect(beat(story, 'coordinatorLost').count).toBe(3)
  // The other group's coordinator lives, but the dead broker is still one of those that have to copy what it writes.
  expect(beat(story, 'coordinatorUnheard').facts).toEqual({ groups: ['analytics'], brokers: [3] })
  expect(others).toEqual([])
})

test('a power cut tells nobody: clients find out when their requests time out, not when the leader is elected', () => {
  const [story] = told([[10, { type: 'PowerCutNode', node: 'broker-2' }]], 60)
  expect(kinds(story)?.[0]).toBe('brokerPowerCutLost')
  const elected = beat(story, 'leadersElected').atUs
  expect(beat(story, 'leadersNoticed').atUs - elected).toBeGreaterThan(20_000_000)
  // Half a minute of silence, by request.timeout.ms, is what makes them ask.
  expect(beat(story, 'requestsTimedOut').facts).toMatchObject({ silent: ['broker-2'], seconds: 30 })
  expect(beat(story, 'leadersNoticed').atUs - beat(story, 'requestsTimedOut').atUs).toBeLessThan(1_000_000)
  // Ten batches are sent again: one line that counts.
  expect(beat(story, 'sendsRetried').count).toBeGreaterThan(5)
  expect(story?.beats.filter(({ kind }) => kind === 'sendsRetried')).toHaveLength(1)
})

test('a clean stop hands the partitions over before anybody has to wait', () => {
  const [story] = told([[10, { type: 'StopNode', node: 'broker-2' }]], 20)
  expect(kinds(story)?.slice(0, 2)).toEqual(['brokerStopping', 'leadersHandedOver'])
  expect(beat(story, 'leadersHandedOver').atUs - 10_000_000).toBeLessThan(100_000)
  expect(kinds(story)).not.toContain('brokerFenced')
  expect(kinds(story)).toContain('brokerStopped')
  // A client that asks the old leader once more is sent on, which is no failure.
  expect(kinds(story)).not.toContain('sendsRetried')
})

test('a broker that comes back registers, may serve, and catches up', () => {
  const stories = told(
    [
      [10, { type: 'KillNode', node: 'broker-2' }],
      [30, { type: 'StartNode', node: 'broker-2' }],
    ],
    45,
  )
  const story = stories.find(({ beats }) => beats[0]?.kind === 'brokerStarted')
  expect(kinds(story)).toEqual(['brokerStarted', 'brokerRegistered', 'brokerUnfenced', 'isrGrew'])
  expect(beat(story, 'isrGrew').facts.partitions).toHaveLength(3)
})

test('a fourth consumer for three partitions: it joins, the group rebalances, and one has nothing', () => {
  const consumer = { name: 'consumer-4', groupId: 'hello-group', topics: ['orders'] } as const
  const [story] = told([[10, { type: 'AddConsumer', consumer } as unknown as Command]], 20)
  expect(kinds(story)).toEqual(['memberJoined', 'rebalanceBegan', 'rebalanceAssigns', 'rebalanceDoneIdle'])
  expect(beat(story, 'rebalanceDoneIdle').facts.idle).toEqual(['consumer-4'])
})

test('a consumer killed without a word: its group waits for the end of its session', () => {
  const [story] = told([[10, { type: 'KillNode', node: 'consumer-2' }]], 90)
  expect(kinds(story)).toEqual([
    'consumerKilled',
    'memberExpired',
    'rebalanceBegan',
    'rebalanceAssigns',
    'rebalanceDone',
  ])
  expect(beat(story, 'memberExpired').atUs - 10_000_000).toBeGreaterThan(40_000_000)
})

test('the active controller gone: another asks for votes and gets them', () => {
  const [story] = told([[10, { type: 'KillNode', node: 'controller-103' }]], 20)
  expect(kinds(story)).toEqual(['controllerGone', 'controllerCandidate', 'controllerElected'])
})

test('two of three down: acks=all is refused, and a hundred refusals are one line that counts', () => {
  const stories = told(
    [
      [10, { type: 'KillNode', node: 'broker-2' }],
      [11, { type: 'KillNode', node: 'broker-3' }],
    ],
    60,
  )
  const refused = stories.flatMap(({ beats }) => beats).filter(({ kind }) => kind === 'belowMinIsr')
  expect(refused.length).toBeGreaterThan(0)
  expect(refused.length).toBeLessThan(4)
  expect(refused[0]!.count).toBeGreaterThan(10)
})

test('lines typed while another is at work are told one by one, each when it is done', () => {
  const line = (topic: string) =>
    ({
      type: 'TypeLine',
      terminal: '1',
      text: `kafka-topics.sh --create --topic ${topic} --partitions 6 --replication-factor 3 --bootstrap-server localhost:9092`,
    }) as const
  const stories = told(
    [
      [9, { type: 'OpenTerminal', terminal: '1', tty: true }],
      [10, line('t1')],
      [10, line('t2')],
      [10, line('t3')],
    ],
    20,
  )
  const created = stories.map(({ beats }) => beats.map(({ kind, facts }) => [kind, facts.topics]))
  expect(created).toEqual([[['topicCreated', ['t1']]], [['topicCreated', ['t2']]], [['topicCreated', ['t3']]]])
  const [first, , last] = stories.map(({ beats }) => beats[0]!.atUs)
  expect(last! - first!).toBeGreaterThan(500_000)
})

test('the last member leaves: its group is told to have nobody, and not left waiting for somebody', () => {
  const [story] = told([[10, { type: 'StopNode', node: 'analytics-1' }]], 12)
  expect(kinds(story)).toEqual(['memberLeft', 'rebalanceBegan', 'groupEmptied'])
})

test('members that miss a coordinator after another has taken over look for nobody', () => {
  const [story] = told([[10, { type: 'StopNode', node: 'broker-2' }]], 20)
  expect(kinds(story)).toContain('coordinatorMoved')
  expect(kinds(story)).not.toContain('coordinatorLost')
})
