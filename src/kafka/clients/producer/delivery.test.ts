// What retries do to a log, on real brokers.

import { describe, expect, test } from 'vitest'
import { type JavaProgram, javaProgram, topicOf } from '../../../testing/java-program.ts'

interface Program {
  readonly producers: ReadonlyMap<string, { core: { metadata: { leaders: Map<string, { leaderId: number }> } } }>
}

function leaderOf(t: JavaProgram, producer: string): number {
  const program = t.world.nodes.get('java-clients')?.state as Program
  return program.producers.get(producer)?.core.metadata.leaders.get('orders-0')?.leaderId ?? -1
}

const others = (leader: number) => [1, 2, 3].filter((id) => id !== leader)

function logOf(t: JavaProgram): (readonly [number, string | null])[] {
  t.consumer('reader')
  t.call('assign', { consumer: 'reader', partitions: [['orders', 0]] })
  const records = t.poll(['reader'], 2000).reader?.records['orders-0'] ?? []
  return records.map(([offset, , value]) => [offset, value] as const)
}

describe('both followers frozen, acks=all: the answer comes only after the ISR has shrunk', () => {
  const config = { 'request.timeout.ms': '3200', 'delivery.timeout.ms': '60000' }
  const play = (idempotence: string) => {
    const t = javaProgram([topicOf('orders', 1, 3)], {
      'replica.lag.time.max.ms': '4000',
      'broker.session.timeout.ms': '60000',
    })
    t.producer('p', { ...config, 'enable.idempotence': idempotence })
    t.send('p', 'orders', ['before', 0])
    const followers = others(leaderOf(t, 'p')).map((id) => `broker-${id}`)
    for (const node of followers) t.command({ type: 'PauseNode', node })
    const answer = t.send('p', 'orders', ['slow', 0])
    for (const node of followers) t.command({ type: 'ResumeNode', node })
    t.runFor(10_000)
    return { answer, log: logOf(t) }
  }

  test('not idempotent: it lies there twice, and the producer is told the offset of the last try', () => {
    const { answer, log } = play('false')
    const copies = log.filter(([, value]) => value === 'slow').map(([offset]) => offset)
    expect(copies.length).toBeGreaterThan(1)
    expect(answer).toEqual([{ partition: 0, offset: copies.at(-1) }])
  })

  test('idempotent: once, and the first offset is the answer', () => {
    const { answer, log } = play('true')
    expect(log).toEqual([
      [0, 'before'],
      [1, 'slow'],
    ])
    expect(answer).toEqual([{ partition: 0, offset: 1 }])
  })
})

test('acks=1: what only the dead leader had is gone, though it was acknowledged', () => {
  const t = javaProgram([topicOf('orders', 1, 3)])
  t.producer('p', { acks: '1', 'enable.idempotence': 'false' })
  t.send('p', 'orders', ['safe', 0])
  const leader = leaderOf(t, 'p')
  for (const id of others(leader))
    t.command({ type: 'HoldLink', from: `broker-${id}`, to: `broker-${leader}`, api: 'FetchRequest' })
  t.runFor(600)
  expect(t.send('p', 'orders', ['lost', 0])).toEqual([{ partition: 0, offset: 1 }])
  t.command({ type: 'KillNode', node: `broker-${leader}` })
  t.runFor(15_000)
  expect(t.send('p', 'orders', ['after', 0])).toEqual([{ partition: 0, offset: 1 }])
  expect(logOf(t).map(([, value]) => value)).toEqual(['safe', 'after'])
})

test('too few in-sync replicas and no time left: the producer is told so, and the offset is not taken', () => {
  const t = javaProgram([topicOf('orders', 1, 3, { 'min.insync.replicas': '3' })])
  t.producer('p', { 'request.timeout.ms': '2000', 'delivery.timeout.ms': '6000' })
  t.producer('one', { acks: '1', 'enable.idempotence': 'false' })
  t.send('p', 'orders', ['a', 0])
  t.command({ type: 'KillNode', node: `broker-${others(leaderOf(t, 'p'))[0]}` })
  t.runFor(12_000)
  expect(t.send('p', 'orders', ['b', 0])).toMatchObject([{ error: 'TimeoutException' }])
  expect(t.send('one', 'orders', ['c', 0])).toEqual([{ partition: 0, offset: 1 }])
})

describe('one record of a batch is not taken', () => {
  const oneBatch = { 'linger.ms': '200' }

  test('it hears why, and its neighbours that it was not them', () => {
    const t = javaProgram([topicOf('prices', 1, 3, { 'cleanup.policy': 'compact' })])
    t.producer('p', oneBatch)
    const records = [{ key: 'k', value: '1' }, { value: 'no key' }, { key: 'l', value: '2' }]
    const neighbour = {
      error: 'KafkaException',
      message: 'Failed to append record because it was part of a batch which had one more more invalid records',
    }
    expect(t.call('send', { producer: 'p', topic: 'prices', records })).toEqual([
      neighbour,
      {
        error: 'InvalidRecordException',
        message: 'Compacted topic cannot accept message without key in topic partition prices-0',
      },
      neighbour,
    ])
  })

  test('of several wrong timestamps each is told as an invalid record: the class of one error fits them all', () => {
    const t = javaProgram([topicOf('recent', 1, 3, { 'message.timestamp.before.max.ms': '1000' })])
    t.producer('p', oneBatch)
    const late = (timestamp: number) => ({ key: 'k', value: 'v', timestamp })
    const one = t.call('send', { producer: 'p', topic: 'recent', records: [late(1000), { value: 'now' }] })
    expect(one).toMatchObject([{ error: 'InvalidTimestampException' }, { error: 'KafkaException' }])
    const two = t.call('send', { producer: 'p', topic: 'recent', records: [late(1000), late(2000)] })
    expect(two).toMatchObject([
      { error: 'InvalidRecordException', message: expect.stringMatching(/^Timestamp 1000 of message with offset 0 /) },
      { error: 'InvalidRecordException', message: expect.stringMatching(/^Timestamp 2000 of message with offset 1 /) },
    ])
  })
})

test('a record that cannot even be made ends the call, and those before it have been sent', () => {
  const t = javaProgram([topicOf('orders', 1, 3)])
  t.producer('p', { 'linger.ms': '50' })
  const records = [{ value: 'a' }, { value: 'b', partition: -1 }, { value: 'c' }]
  expect(t.call('send', { producer: 'p', topic: 'orders', records })).toEqual({
    error: 'IllegalArgumentException',
    message: 'Invalid partition: -1. Partition number should always be non-negative or null.',
  })
  expect(t.call('send', { producer: 'p', topic: 'orders', records: [{ value: 'd', timestamp: -5 }] })).toMatchObject({
    message: 'Invalid timestamp: -5. Timestamp should always be non-negative or null.',
  })
  t.runFor(1_000)
  expect(logOf(t)).toEqual([[0, 'a']])
})

test('a buffer that holds not even one batch: the call throws at once, since waiting would free nothing', () => {
  const t = javaProgram([topicOf('orders', 1, 3)])
  t.producer('p', { 'buffer.memory': '200' })
  expect(t.send('p', 'orders', ['a', 0])).toEqual([
    {
      error: 'IllegalArgumentException',
      message: 'Attempt to allocate 16384 bytes, but there is a hard limit of 200 on memory allocations.',
    },
  ])
  t.producer('small', { 'buffer.memory': '200', 'batch.size': '100' })
  expect(t.send('small', 'orders', ['a', 0])).toEqual([{ partition: 0, offset: 0 }])
})

test('the bounds of a timestamp are told as the longs they are: without a limit, back to the beginning of all time', () => {
  const t = javaProgram([topicOf('future', 1, 3, { 'message.timestamp.after.max.ms': '1000' })])
  t.producer('p')
  const records = [{ value: 'v', timestamp: 4_000_000_000_000 }]
  expect(t.call('send', { producer: 'p', topic: 'future', records })).toMatchObject([
    { message: expect.stringMatching(/of message with offset 0 is out of range\..* within \[-92233\d{14}, \d{13}\]$/) },
  ])
})

test('a client looks for the cluster where it is told to, and is not made where there can be none', () => {
  const t = javaProgram([topicOf('orders', 1, 3)])
  const made = (kind: 'createProducer' | 'createConsumer', servers: string) =>
    t.call(kind, { name: `${kind}-${servers}`, config: { 'bootstrap.servers': servers, 'max.block.ms': '1000' } })
  expect(made('createProducer', 'localhost')).toEqual({
    error: 'KafkaException',
    message: 'Failed to construct kafka producer',
  })
  expect(made('createConsumer', 'nosuchhost:9092')).toEqual({
    error: 'KafkaException',
    message: 'Failed to construct kafka consumer',
  })
  expect(made('createProducer', '')).toEqual({
    error: 'ConfigException',
    message: "Configuration 'bootstrap.servers' must not be empty. Valid values include: any non-empty value",
  })
  expect(made('createProducer', 'localhost:9093')).toEqual({ ok: true })
  expect(t.send('createProducer-localhost:9093', 'orders', ['a', 0])).toEqual([{ partition: 0, offset: 0 }])
  expect(made('createProducer', 'localhost:7777')).toEqual({ ok: true })
  expect(t.send('createProducer-localhost:7777', 'orders', ['b', 0])).toMatchObject([{ error: 'TimeoutException' }])
})

test('a leader that cannot even be connected to costs no attempt: few retries outlast its election', () => {
  const t = javaProgram([topicOf('orders', 1, 3)])
  t.producer('p', { retries: '3', 'retry.backoff.ms': '100' })
  t.send('p', 'orders', ['one', 0])
  t.command({ type: 'KillNode', node: `broker-${leaderOf(t, 'p')}` })
  t.runFor(4_000)
  expect(t.send('p', 'orders', ['two', 0])).toEqual([{ partition: 0, offset: 1 }])
})

test('a batch that waited in vain for its dead leader has taken no sequence: the next one is welcome there', () => {
  const t = javaProgram([topicOf('orders', 1)])
  t.producer('p', { 'delivery.timeout.ms': '4000', 'request.timeout.ms': '2000', 'linger.ms': '100' })
  t.send('p', 'orders', ['before', 0])
  const leader = `broker-${leaderOf(t, 'p')}`
  t.command({ type: 'KillNode', node: leader })
  t.runFor(12_000)
  expect(t.send('p', 'orders', ['lost', 0], ['with it', 0])).toMatchObject([
    { error: 'TimeoutException' },
    { error: 'TimeoutException' },
  ])
  t.command({ type: 'StartNode', node: leader })
  t.runFor(10_000)
  expect(t.send('p', 'orders', ['after', 0])).toEqual([{ partition: 0, offset: 1 }])
  expect(logOf(t)).toEqual([
    [0, 'before'],
    [1, 'after'],
  ])
})

test('batches that were meant for a connection that did not come about keep their order', () => {
  const t = javaProgram([topicOf('orders', 1)])
  t.producer('p', { 'enable.idempotence': 'false', 'batch.size': '1', 'linger.ms': '0' })
  t.send('p', 'orders', ['before', 0])
  const leader = `broker-${leaderOf(t, 'p')}`
  t.command({ type: 'KillNode', node: leader })
  t.runFor(12_000)
  t.command({
    type: 'ClientOperation',
    operation: {
      op: 'send',
      producer: 'p',
      topic: 'orders',
      wait: 'flush',
      records: ['1', '2', '3', '4'].map((value) => ({ partition: 0, value })),
    },
  })
  t.runFor(3_000)
  t.command({ type: 'StartNode', node: leader })
  t.runFor(20_000)
  expect(logOf(t).map(([, value]) => value)).toEqual(['before', '1', '2', '3', '4'])
})
