// Settings of a run that nothing here acts on are found wherever a run can give them, and the usual ones are not named.

import { expect, test } from 'vitest'
import { emptyCluster, firstMinute, oneBroker } from '../../scenarios/index.ts'
import type { ClusterSpec, Command } from './commands.ts'
import { settingsInVain } from './settings-in-vain.ts'

const noSend = { 'send.buffer.bytes': '1', 'linger.ms': '9' }
const producer = { name: 'orders', config: noSend, workload: null }
const consumer = {
  name: 'reader',
  groupId: 'g',
  topics: ['orders'],
  config: { 'check.crcs': 'false', 'max.poll.records': '3' },
  processingUs: 0,
  commit: 'auto',
} as const
const broker = { id: 4, rack: null, config: { 'num.io.threads': '3', 'num.partitions': '3' } }
const topic = { name: 'clicks', partitions: 1, replicationFactor: 1, config: { 'flush.ms': '1', 'segment.ms': '9' } }

test.each([
  ['three brokers', emptyCluster()],
  ['one broker, with the properties as they ship', oneBroker()],
  ['the first minute', firstMinute()],
])('of %s nothing needs to be said', (_, spec) => {
  expect(settingsInVain(spec, [])).toEqual([])
})

const given: readonly (readonly [string, Partial<ClusterSpec>, readonly Command[], string, readonly string[]])[] = [
  ['server.properties', { config: { 'num.io.threads': '3' } }, [], 'server.properties', ['num.io.threads']],
  ['a broker', { brokers: [broker] }, [], 'broker-4', ['num.io.threads']],
  ['a broker that is added', {}, [{ type: 'AddBroker', broker }], 'broker-4', ['num.io.threads']],
  ['a topic', { topics: [topic] }, [], 'clicks', ['flush.ms']],
  ['a topic that is made', {}, [{ type: 'CreateTopic', topic }], 'clicks', ['flush.ms']],
  [
    'a topic that is changed',
    {},
    [{ type: 'AlterTopicConfig', topic: 'clicks', config: { 'flush.ms': '1', preallocate: null } }],
    'clicks',
    ['flush.ms'],
  ],
  ['a producer', { producers: [producer] }, [], 'orders', ['send.buffer.bytes']],
  ['a producer that is added', {}, [{ type: 'AddProducer', producer }], 'orders', ['send.buffer.bytes']],
  ['a producer that is changed', {}, [{ type: 'ConfigureProducer', producer }], 'orders', ['send.buffer.bytes']],
  ['a consumer', { consumers: [consumer] }, [], 'reader', ['check.crcs']],
  ['a consumer that is added', {}, [{ type: 'AddConsumer', consumer }], 'reader', ['check.crcs']],
  ['a consumer that is changed', {}, [{ type: 'ConfigureConsumer', consumer }], 'reader', ['check.crcs']],
]

test.each(given)('%s', (_, change, commands, of, withoutEffect) => {
  expect(settingsInVain({ ...emptyCluster(), ...change }, commands)).toEqual([{ of, withoutEffect, refused: [] }])
})

test('a client that is given other settings no longer has those it had', () => {
  const mended = { ...producer, config: { 'linger.ms': '9' } }
  const spec = { ...emptyCluster(), producers: [producer] }
  expect(settingsInVain(spec, [{ type: 'ConfigureProducer', producer: mended }])).toEqual([])
})

test('a consumer’s group is the one it is in, and another name among its settings counts for nothing', () => {
  const named = (groupId: string) => ({ ...consumer, config: { ...consumer.config, 'group.id': groupId } })
  const spec = (groupId: string) => ({ ...emptyCluster(), consumers: [named(groupId)] })
  expect(settingsInVain(spec('g'), [])).toMatchObject([{ withoutEffect: ['check.crcs'] }])
  expect(settingsInVain(spec('other'), [])).toMatchObject([{ withoutEffect: ['check.crcs', 'group.id'] }])
})

test('who a broker is and where it listens is not for its properties to say, but how many folders it has', () => {
  const own = { 'node.id': '1', listeners: 'PLAINTEXT://localhost:9092', 'log.dirs': '/data/one' }
  const other = { 'node.id': '7', 'process.roles': 'broker,controller', 'log.dirs': '/data/one,/data/two' }
  const spec = (config: Record<string, string>) => ({ ...emptyCluster(), brokers: [{ id: 1, rack: null, config }] })
  expect(settingsInVain(spec(own), [])).toEqual([])
  expect(settingsInVain(spec(other), [])).toMatchObject([
    { of: 'broker-1', withoutEffect: ['node.id', 'process.roles'] },
  ])
})

test('a line with which no broker would start is left out of a run, and told in Kafka’s words', () => {
  const spec = { ...emptyCluster(), config: { 'num.partitions': 'many' } }
  expect(settingsInVain(spec, [])).toEqual([
    {
      of: 'server.properties',
      withoutEffect: [],
      refused: ['Invalid value many for configuration num.partitions: Not a number of type INT'],
    },
  ])
})
