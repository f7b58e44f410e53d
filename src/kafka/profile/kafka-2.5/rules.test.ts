// Stories of clients and brokers that decide as 2.5.0 does, with what was recorded of it or stands in its source.

import { expect, test } from 'vitest'
import { KAFKA_2_5, LIKE_2_5 } from '../../../testing/ahead/kafka-2.5.ts'
import { type JavaProgram, javaProgram, topicOf } from '../../../testing/java-program.ts'
import { overheard } from '../../../testing/overheard.ts'
import { readsTruncated } from '../../../testing/truncated-reader.ts'
import { parseProducerConfig } from '../../clients/producer/producer-config.ts'
import { brokerStates } from '../../cluster/kinds/broker/brokers.ts'
import { partitionForKey } from '../../common/murmur2.ts'

interface Answer {
  readonly partition?: number
  readonly offset?: number
  readonly error?: string
  readonly message?: string
}

/** Brokers that are silent are given up after three seconds, as every story here has it. */
const FAST = { 'broker.session.timeout.ms': '3000' }

const cluster = (...topics: ReturnType<typeof topicOf>[]): JavaProgram => javaProgram(topics, FAST, 1, LIKE_2_5)

const values = (count: number) => Array.from({ length: count }, (_, index) => [`v${index}`, null] as const)

const partitionsOf = (answers: unknown) => (answers as Answer[]).map(({ partition }) => partition)

test('records without keys, one by one on two partitions, alternate', () => {
  const t = cluster(topicOf('two', 2))
  t.producer('p', { acks: 'all', 'linger.ms': '0' })
  const chosen = partitionsOf(t.send('p', 'two', ...values(6)))
  for (const [index, partition] of chosen.entries())
    expect(partition).toBe(index === 0 ? partition : 1 - (chosen[index - 1] as number))
})

test('records without keys in a burst go to one partition', () => {
  const t = cluster(topicOf('burst', 2))
  t.producer('q', { acks: 'all', 'linger.ms': '500' })
  const records = Array.from({ length: 7 }, (_, index) => ({ key: null, value: `v${index}` }))
  const chosen = partitionsOf(t.call('send', { producer: 'q', topic: 'burst', wait: 'flush', records }))
  expect(new Set(chosen).size).toBe(1)
})

test('UniformStickyPartitioner does not look at keys, but where a record is sent by hand it goes there', () => {
  const t = cluster(topicOf('uniform', 2))
  t.producer('u', { 'partitioner.class': 'org.apache.kafka.clients.producer.UniformStickyPartitioner' })
  const same = values(4).map(([value]) => [value, null, 'same'] as const)
  const chosen = partitionsOf(t.send('u', 'uniform', ...same))
  expect(chosen.filter((partition) => partition === 0)).toHaveLength(2)
  expect(partitionsOf(t.send('u', 'uniform', ['by hand', 1], ['by hand', 1]))).toEqual([1, 1])
})

test.each(['sticky', 'other'])('a record with a key opens a batch on the %s partition', (which) => {
  const t = cluster(topicOf('two', 2))
  t.producer('p', { 'linger.ms': '0' })
  const [sticky = -1] = partitionsOf(t.send('p', 'two', ['a', null]))
  const target = which === 'sticky' ? sticky : 1 - sticky
  const key = ['k0', 'k1', 'k2', 'k3', 'k4'].find((each) => partitionForKey(each, 2) === target) ?? ''
  expect(partitionsOf(t.send('p', 'two', ['v', null, key]))).toEqual([target])
  // On the sticky one it has taken the place of the record that would have moved on.
  expect(partitionsOf(t.send('p', 'two', ['b', null]))).toEqual([which === 'sticky' ? sticky : 1 - sticky])
})

test('below min.insync.replicas a record of acks=1 is seen by consumers', () => {
  const t = cluster(topicOf('pay', 1, 3, { 'min.insync.replicas': '2' }))
  t.producer('p', { acks: '1' })
  t.send('p', 'pay', ['before', 0])
  const leader = brokerStates(t.world)[0]?.metadata.topics.get('pay')?.partitions[0]?.leader
  for (const id of [1, 2, 3]) if (id !== leader) t.command({ type: 'KillNode', node: `broker-${id}` })
  // So long a replica that was level with the leader holds the high watermark back, in the ISR or not.
  t.runFor(35_000)
  expect(t.send('p', 'pay', ['alone', 0])).toMatchObject([{ offset: 1 }])
  t.consumer('c')
  expect(t.call('offsets', { consumer: 'c', partitions: [['pay', 0]] })).toEqual({ 'pay-0': [0, 2] })
})

test('acks=all can never be had from a topic of one replica that wants two in sync', () => {
  const t = cluster(topicOf('one', 1, 1, { 'min.insync.replicas': '2' }))
  t.producer('p', { acks: 'all', retries: '0' })
  expect((t.send('p', 'one', ['v', 0]) as Answer[])[0]).toMatchObject({ error: 'NotEnoughReplicasException' })
})

test('whoever comes back stands at the end of the ISR', () => {
  const t = cluster(topicOf('orders', 1, 3))
  t.command({ type: 'KillNode', node: 'broker-1' })
  t.runFor(10_000)
  t.command({ type: 'StartNode', node: 'broker-1' })
  t.runFor(20_000)
  const [newest] = brokerStates(t.world)
    .map(({ metadata }) => metadata)
    .sort((a, b) => b.offset - a.offset)
  expect(newest?.topics.get('orders')?.partitions[0]?.isr.at(-1)).toBe(1)
})

test('a record of a year ahead is taken', () => {
  const t = cluster(topicOf('late', 1))
  t.producer('p')
  const records = [{ key: null, value: 'v', partition: 0, timestamp: 1_700_000_000_000 + 365 * 86_400_000 }]
  expect(t.call('send', { producer: 'p', topic: 'late', records })).toMatchObject([{ offset: 0 }])
})

test('a compacted topic refuses a record without key in words of the protocol', () => {
  const t = cluster(topicOf('state', 1, 1, { 'cleanup.policy': 'compact' }))
  t.producer('p')
  expect((t.send('p', 'state', ['keyless', 0]) as Answer[])[0]).toEqual({
    error: 'InvalidRecordException',
    message: 'This record has failed the validation on broker and hence be rejected.',
  })
})

test('what lies behind the end is out of range, in words without a position', () => {
  const t = cluster(topicOf('orders', 1))
  t.consumer('c', { 'auto.offset.reset': 'none' })
  t.call('assign', { consumer: 'c', partitions: [['orders', 0]] })
  t.call('seek', { consumer: 'c', partition: ['orders', 0], offset: 7 })
  expect(t.poll(['c'], 2_000).c).toMatchObject({
    error: 'OffsetOutOfRangeException',
    message: 'Offsets out of range with no configured reset policy for partitions: {orders-0=7}',
  })
})

test.each([
  [{}, { enableIdempotence: false, acks: 1 }],
  [{ 'enable.idempotence': 'true' }, { enableIdempotence: true, acks: -1 }],
  [{ 'transactional.id': 'order' }, { enableIdempotence: true, acks: -1 }],
  [
    { 'enable.idempotence': 'true', acks: '0' },
    {
      error: {
        class: 'ConfigException',
        message:
          'Must set acks to all in order to use the idempotent producer. Otherwise we cannot guarantee idempotence.',
      },
    },
  ],
  [
    { 'transactional.id': 'order', 'enable.idempotence': 'false' },
    {
      error: {
        class: 'ConfigException',
        message: 'Cannot set a transactional.id without also enabling idempotence.',
      },
    },
  ],
  [
    { acks: '5' },
    { error: { message: 'Invalid value 5 for configuration acks: String must be one of: all, -1, 0, 1' } },
  ],
  [
    { 'compression.type': 'brotli' },
    {
      error: {
        class: 'KafkaException',
        message: 'Failed to construct kafka producer',
        cause: { class: 'IllegalArgumentException', message: 'Unknown compression name: brotli' },
      },
    },
  ],
  [
    { 'batch.size': '-1' },
    { error: { message: 'Invalid value -1 for configuration batch.size: Value must be at least 0' } },
  ],
])('a producer with %j', (given, made) => {
  expect(parseProducerConfig(given, KAFKA_2_5)).toMatchObject(made)
})

test('a partition that is not there, and a producer that waited for it', () => {
  const t = cluster(topicOf('orders', 3))
  t.producer('p', { 'max.block.ms': '2000' })
  expect((t.send('p', 'orders', ['v', 3]) as Answer[])[0]).toMatchObject({
    error: 'TimeoutException',
    message: 'Topic orders not present in metadata after 2000 ms.',
  })
})

test('a consumer that has read what the new leader has not got throws what it says of any offset out of range', () => {
  const { message, logged } = readsTruncated(LIKE_2_5)
  expect(message).toBe('Offsets out of range with no configured reset policy for partitions: {orders-0=1}')
  expect(logged.find((line) => line.includes('Truncation'))).toMatch(
    /\(the end offset from the broker is EpochEndOffset\{error=NONE, leaderEpoch=0, endOffset=1\}\), but no reset policy is set$/,
  )
})

test('what waits in a producer that another has fenced is aborted, with a line in its log', () => {
  const t = cluster(topicOf('orders', 1))
  const transactional = { 'transactional.id': 't' }
  t.producer('old', transactional)
  t.call('initTransactions', { producer: 'old' })
  t.call('begin', { producer: 'old' })
  t.producer('new', transactional)
  t.call('initTransactions', { producer: 'new' })
  const logged = overheard(t.world, 'old')
  const [answer] = t.send('old', 'orders', ['a', 0]) as Answer[]
  expect(answer?.error).toBe('ProducerFencedException')
  expect(logged).toEqual([
    'ERROR [Producer clientId=old, transactionalId=t] Aborting producer batches due to fatal error',
  ])
})
