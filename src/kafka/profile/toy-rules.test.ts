// A second version that decides otherwise, rule by rule: what it decides is what happens, and the first is not asked.

import { expect, test } from 'vitest'
import { batchOf, NEW_YEAR } from '../../testing/batches.ts'
import { BROKER_THAT_SETS_NOTHING } from '../../testing/default-layers.ts'
import { type JavaProgram, javaProgram, topicOf } from '../../testing/java-program.ts'
import { brokerStates } from '../cluster/kinds/broker/brokers.ts'
import { rowNamed } from '../common/slot-map.ts'
import { cleanLog } from '../log/log-cleaner.ts'
import { createLogConfig } from '../log/log-config.ts'
import { batchesOf } from '../log/log-segment.ts'
import { appendAsLeader, createLog, roll } from '../log/replica-log.ts'
import type { Profile } from './profile.ts'
import { DEFAULT_PROFILE, profileOf, registerProfile } from './registry.ts'
import type { SplitFacts, TombstoneFacts } from './rules.ts'

const BASE = profileOf(DEFAULT_PROFILE)
const TOY = 'toy-rules'
const met: TombstoneFacts[] = []
const split: SplitFacts[] = []

const profile: Profile = {
  ...BASE,
  name: TOY,
  rules: {
    ...BASE.rules,
    log: {
      ...BASE.rules.log,
      stampsTombstones: false,
      mayDropTombstones: (facts) => {
        met.push(facts)
        return facts.segmentTimestamp <= facts.lastCleanTimestamp - facts.deleteRetentionMs
      },
    },
    controller: {
      ...BASE.rules.controller,
      placement: 'adminUtils',
      mayGetReplicas: ({ fenced, inControlledShutdown }) => !fenced && !inControlledShutdown,
      refusePlacement: ({ why }) => `toy: ${why}`,
    },
    client: {
      ...BASE.rules.client,
      splitInto: (facts) => {
        split.push(facts)
        return 1
      },
      partitionersChooseAgainForNewBatches: true,
      fencedHeartbeatEndsMembership: false,
      commitOfFencedInstance: () => 'FencedInstanceIdException',
    },
  },
}

registerProfile(profile)

const program = (name: string, ...topics: ReturnType<typeof topicOf>[]): JavaProgram =>
  javaProgram(topics, { 'broker.session.timeout.ms': '3000' }, 1, name)

const partitionsOf = (answer: unknown): number[] =>
  (answer as readonly { partition: number }[]).map(({ partition }) => partition)

// As recorded of 2.5 and of 4.3.1.
test.each([
  [TOY, [2, 0, 2, 0]],
  [DEFAULT_PROFILE, [3, 2, 1, 0]],
])('whether a partitioner chooses again for a record that opens a batch is a rule of %s', (name, partitions) => {
  const t = program(name, topicOf('four', 4))
  t.producer('p', { 'partitioner.class': 'org.apache.kafka.clients.producer.RoundRobinPartitioner' })
  const records = [0, 1, 2, 3].map((index) => [`${index}`, null] as const)
  expect(partitionsOf(t.send('p', 'four', ...records))).toEqual(partitions)
})

test('a burst without a batch for every partition starves one of three, where partitioners choose again', () => {
  const sent = (name: string) => {
    const t = program(name, topicOf('burst', 3))
    t.producer('p', {
      'partitioner.class': 'org.apache.kafka.clients.producer.RoundRobinPartitioner',
      'linger.ms': '1000',
    })
    const records = Array.from({ length: 6 }, (_, index) => ({ key: null, value: `${index}`, partition: null }))
    return partitionsOf(t.call('send', { producer: 'p', topic: 'burst', records }))
  }
  expect(sent(TOY)).toEqual([0, 2, 0, 2, 0, 2])
  expect(sent(DEFAULT_PROFILE)).toEqual([2, 0, 1, 2, 0, 1])
})

test('how a batch that is too large is split is a rule: into single records, and never again', () => {
  const t = program(TOY, topicOf('small', 1, 1, { 'max.message.bytes': '300' }))
  t.producer('p', { 'linger.ms': '200' })
  const records = Array.from({ length: 5 }, () => ({ key: null, value: 'v'.repeat(90), partition: 0 }))
  expect(t.call('send', { producer: 'p', topic: 'small', records })).toHaveLength(5)
  expect(split).toMatchObject([{ splits: 0, batchSize: 16_384 }])
  expect(split[0]?.estimatedBytes).toBeGreaterThan(5 * 90)
  expect(split[0]?.largestRecordBytes).toBeGreaterThan(90)
  const log = brokerStates(t.world).flatMap((broker) => rowNamed(broker.partitions, 'small-0')?.log ?? [])[0]
  expect(log?.segments.flatMap((segment) => batchesOf(segment).map((batch) => batch.records.length))).toEqual(
    Array(5).fill(1),
  )
})

test.each([
  [TOY, 'toy: Replication factor: 3 larger than available brokers: 2.', false],
  [DEFAULT_PROFILE, '', true],
])('which brokers get replicas, how, and what is said of it, are rules of %s', (name, error, isMade) => {
  const t = program(name)
  t.command({ type: 'KillNode', node: 'broker-3' })
  t.runFor(10_000)
  t.command({ type: 'CreateTopic', topic: topicOf('wide', 1, 3) })
  t.runFor(2_000)
  expect(brokerStates(t.world)[0]?.metadata.topics.has('wide')).toBe(isMade)
  const failed = t.world.happenings.find(({ body }) => body.type === 'AdminCallFailed')
  expect((failed?.body as { error?: string } | undefined)?.error ?? '').toBe(error)
})

test('placement in the pattern of older clusters, where that is the rule', () => {
  const t = program(TOY, topicOf('striped', 6, 2))
  const rows = brokerStates(t.world)[0]?.metadata.topics.get('striped')?.partitions ?? []
  const leaders = rows.map(({ replicas }) => replicas[0] ?? 0)
  // Every partition begins with the next broker, for ever.
  expect(leaders.map((leader, index) => (leader - (leaders[0] ?? 0) + 3 - (index % 3)) % 3)).toEqual([0, 0, 0, 0, 0, 0])
})

test.each([
  [TOY, 'FencedInstanceIdException'],
  [DEFAULT_PROFILE, 'CommitFailedException'],
])('what the commit of a fenced member throws is a rule of %s', (name, error) => {
  const t = program(name, topicOf('orders', 1))
  for (const consumer of ['first', 'second']) {
    t.consumer(consumer, { 'group.id': 'g', 'group.instance.id': 'one' })
    t.call('subscribe', { consumer, topics: ['orders'] })
    t.poll([consumer], 3_000)
  }
  t.call('sleep', { ms: 2_000 })
  expect(t.call('commitSync', { consumer: 'first' })).toMatchObject({ error })
})

test('how long tombstones stay is a rule of the version, which may go by the age of segments', () => {
  const layers = { ...BROKER_THAT_SETS_NOTHING, profile }
  const config = { 'cleanup.policy': 'compact', 'min.cleanable.dirty.ratio': '0.01', 'delete.retention.ms': '1000' }
  const log = createLog('state-0', 'T'.repeat(22), createLogConfig(config, layers), NEW_YEAR)
  const write = (key: string, value: string | null, timestamp: number) => {
    appendAsLeader(log, batchOf([{ key, value, timestamp }]), 0)
    log.highWatermark = log.logEndOffset
    roll(log, NEW_YEAR)
  }
  const keys = () => log.segments.flatMap((segment) => batchesOf(segment).flatMap((batch) => batch.records))
  write('a', null, NEW_YEAR)
  write('b', '1', NEW_YEAR + 5_000)
  cleanLog(log, NEW_YEAR + 60_000)
  // Nothing was clean before, so nothing is old enough, and nothing was written into the batch.
  expect(keys().map(({ key }) => key)).toEqual(['a', 'b'])
  expect(met.at(-1)).toMatchObject({ deleteHorizonMs: -1, lastCleanTimestamp: -1, deleteRetentionMs: 1000 })
  expect(batchesOf(log.segments[0]!)[0]?.attributes).toBe(0)
})
