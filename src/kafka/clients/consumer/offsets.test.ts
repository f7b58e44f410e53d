import { describe, expect, test } from 'vitest'
import { type JavaProgram, javaProgram, topicOf } from '../../../testing/java-program.ts'
import { JAVA_CLIENTS_NODE } from '../../common/addresses.ts'
import type { JavaClientsState } from '../../java-clients/java-client-node.ts'

const ORDERS_0 = ['orders', 0]

function filled(count: number, config: Record<string, string> = {}): JavaProgram {
  const t = javaProgram([topicOf('orders', 1)], config)
  t.producer('p')
  t.send('p', 'orders', ...Array.from({ length: count }, (_, i) => [`v${i}`, 0] as const))
  return t
}

const offsetsOf = (run: { readonly records: Readonly<Record<string, readonly (readonly unknown[])[]>> } | undefined) =>
  (run?.records['orders-0'] ?? []).map(([offset]) => offset)

describe('where reading begins', () => {
  test('earliest, latest, by_duration and none', () => {
    const t = filled(3)
    t.call('sleep', { ms: 10_000 })
    t.send('p', 'orders', ['young', 0])
    for (const [name, reset] of [
      ['e', 'earliest'],
      ['l', 'latest'],
      ['d', 'by_duration:PT5S'],
      ['n', 'none'],
    ] as const) {
      t.consumer(name, { 'auto.offset.reset': reset })
      t.call('assign', { consumer: name, partitions: [ORDERS_0] })
    }
    const runs = t.poll(['e', 'l', 'd', 'n'], 2000)
    expect(offsetsOf(runs.e)).toEqual([0, 1, 2, 3])
    expect(offsetsOf(runs.l)).toEqual([])
    expect(offsetsOf(runs.d)).toEqual([3])
    expect(runs.n).toMatchObject({
      error: 'NoOffsetForPartitionException',
      message: 'Undefined offset with no reset policy for partitions: [orders-0]',
    })
  })

  test('a committed offset goes before the policy', () => {
    const t = filled(4)
    t.consumer('c', { 'group.id': 'g' })
    t.call('assign', { consumer: 'c', partitions: [ORDERS_0] })
    expect(t.call('commitSync', { consumer: 'c', offsets: [['orders', 0, 2]] })).toEqual({ ok: true })
    expect(offsetsOf(t.poll(['c'], 2000).c)).toEqual([2, 3])
  })
})

describe('committing', () => {
  test('auto-commit happens inside poll, and again on close', () => {
    const t = filled(6)
    t.consumer('c', { 'group.id': 'g', 'enable.auto.commit': 'true', 'auto.commit.interval.ms': '3000' })
    t.call('subscribe', { consumer: 'c', topics: ['orders'] })
    t.poll(['c'], 1000)
    t.consumer('look', { 'group.id': 'g' })
    expect(t.call('committed', { consumer: 'look', partitions: [ORDERS_0] })).toEqual({ 'orders-0': null })
    t.poll(['c'], 4000)
    expect(t.call('committed', { consumer: 'look', partitions: [ORDERS_0] })).toEqual({ 'orders-0': 6 })
    t.send('p', 'orders', ['more', 0])
    t.poll(['c'], 500)
    t.call('closeConsumer', { consumer: 'c' })
    expect(t.call('committed', { consumer: 'look', partitions: [ORDERS_0] })).toEqual({ 'orders-0': 7 })
  })

  test('the broker takes any offset; the client refuses a negative one', () => {
    const t = filled(2)
    t.consumer('c', { 'group.id': 'g' })
    expect(t.call('commitSync', { consumer: 'c', offsets: [['orders', 0, 99]] })).toEqual({ ok: true })
    expect(t.call('committed', { consumer: 'c', partitions: [ORDERS_0] })).toEqual({ 'orders-0': 99 })
    expect(t.call('commitSync', { consumer: 'c', offsets: [['orders', 0, -1]] })).toEqual({
      error: 'IllegalArgumentException',
      message: 'Invalid negative offset',
    })
  })

  test('an eager rebalance goes back to the committed offset, so the same records come again', () => {
    const t = filled(3)
    for (const name of ['c1', 'c2'])
      t.consumer(name, {
        'group.id': 'g',
        'partition.assignment.strategy': 'org.apache.kafka.clients.consumer.RangeAssignor',
      })
    t.call('subscribe', { consumer: 'c1', topics: ['orders'] })
    expect(offsetsOf(t.poll(['c1'], 3000).c1)).toEqual([0, 1, 2])
    t.call('subscribe', { consumer: 'c2', topics: ['orders'] })
    expect(offsetsOf(t.poll(['c1', 'c2'], 3000).c1)).toEqual([0, 1, 2])
  })
})

describe('seeking and asking', () => {
  test('seek, seekToEnd and position', () => {
    const t = filled(5)
    t.consumer('c')
    t.call('assign', { consumer: 'c', partitions: [ORDERS_0] })
    t.poll(['c'], 1000)
    t.call('seek', { consumer: 'c', partition: ORDERS_0, offset: 3 })
    expect(t.call('position', { consumer: 'c', partition: ORDERS_0 })).toEqual({ position: 3 })
    expect(offsetsOf(t.poll(['c'], 1000).c)).toEqual([3, 4])
    t.call('seekToEnd', { consumer: 'c', partitions: [ORDERS_0] })
    expect(t.call('position', { consumer: 'c', partition: ORDERS_0 })).toEqual({ position: 5 })
    expect(t.call('seek', { consumer: 'c', partition: ORDERS_0, offset: -3 })).toEqual({
      error: 'IllegalArgumentException',
      message: 'seek offset must not be a negative number',
    })
    expect(t.call('position', { consumer: 'c', partition: ['orders', 7] })).toEqual({
      error: 'IllegalStateException',
      message: 'You can only check the position for partitions assigned to this consumer.',
    })
  })

  test('max.poll.records slices what was fetched and fetches nothing anew for it', () => {
    const t = filled(10)
    t.consumer('c', { 'max.poll.records': '4' })
    t.call('assign', { consumer: 'c', partitions: [ORDERS_0] })
    expect(offsetsOf(t.poll(['c'], 1000).c)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  test('calls that need a group say so', () => {
    const t = filled(1)
    t.consumer('c')
    const noGroup = {
      error: 'InvalidGroupIdException',
      message:
        'To use the group management or offset commit APIs, you must provide a valid group.id in the consumer configuration.',
    }
    expect(t.call('subscribe', { consumer: 'c', topics: ['orders'] })).toEqual(noGroup)
    expect(t.call('commitSync', { consumer: 'c' })).toEqual(noGroup)
    expect(t.call('assign', { consumer: 'c', partitions: [ORDERS_0] })).toEqual({ ok: true })
    t.consumer('g', { 'group.id': 'g' })
    t.call('assign', { consumer: 'g', partitions: [ORDERS_0] })
    expect(t.call('subscribe', { consumer: 'g', topics: ['orders'] })).toEqual({
      error: 'IllegalStateException',
      message: 'Subscription to topics, partitions and pattern are mutually exclusive',
    })
  })
})

describe('when brokers die', () => {
  test('reading goes on after the leader is killed, without loss or repetition', () => {
    const t = javaProgram([topicOf('orders', 1, 3)])
    t.producer('p')
    t.consumer('c')
    t.call('assign', { consumer: 'c', partitions: [ORDERS_0] })
    t.send('p', 'orders', ['a', 0], ['b', 0])
    expect(offsetsOf(t.poll(['c'], 1000).c)).toEqual([0, 1])
    const { currentLeader } = leaderOf(t)
    t.command({ type: 'KillNode', node: `broker-${currentLeader}` })
    t.send('p', 'orders', ['c', 0], ['d', 0])
    expect(offsetsOf(t.poll(['c'], 15_000).c)).toEqual([2, 3])
  })

  test('the group goes on when its coordinator is killed', () => {
    const t = javaProgram([topicOf('orders', 1, 3)])
    t.producer('p')
    t.consumer('c', { 'group.id': 'g' })
    t.call('subscribe', { consumer: 'c', topics: ['orders'] })
    t.poll(['c'], 3000)
    const coordinator = coordinatorOf(t)
    t.command({ type: 'KillNode', node: `broker-${coordinator}` })
    t.send('p', 'orders', ['a', 0])
    const run = t.poll(['c'], 30_000).c
    expect(run?.events).toEqual([])
    expect(offsetsOf(run)).toEqual([0])
    expect(t.call('commitSync', { consumer: 'c' })).toEqual({ ok: true })
    expect(coordinatorOf(t)).not.toBe(coordinator)
  })
})

interface Clients {
  readonly consumers: Map<
    string,
    {
      client: {
        core: { metadata: { leaders: Map<string, { leaderId: number }> } }
        group: { coordinatorId: number } | null
      }
    }
  >
}

function clientsOf(t: JavaProgram): Clients {
  return t.world.nodes.get('java-clients')?.state as Clients
}

function leaderOf(t: JavaProgram) {
  return { currentLeader: clientsOf(t).consumers.get('c')?.client.core.metadata.leaders.get('orders-0')?.leaderId }
}

function coordinatorOf(t: JavaProgram) {
  return clientsOf(t).consumers.get('c')?.client.group?.coordinatorId
}

test('what a commit lists stands in the order of Java’s HashMap, and without an epoch before anything was fetched', () => {
  const t = javaProgram([topicOf('bills', 2)])
  t.consumer('c', { 'group.id': 'g', 'default.api.timeout.ms': '3000' })
  t.call('assign', {
    consumer: 'c',
    partitions: [
      ['bills', 0],
      ['bills', 1],
    ],
  })
  t.poll(['c'], 1000)
  for (const id of [1, 2, 3]) t.command({ type: 'PauseNode', node: `broker-${id}` })
  const none = (partition: number) => `bills-${partition}=OffsetAndMetadata{offset=0, leaderEpoch=null, metadata=''}`
  expect(t.call('commitSync', { consumer: 'c' })).toEqual({
    error: 'TimeoutException',
    message: `Timeout of 3000ms expired before successfully committing offsets {${none(1)}, ${none(0)}}`,
  })
})

// As recorded from 4.3.1.
test('offsets that a program gives are copied into such a map too, in whatever order they came', () => {
  const t = javaProgram([topicOf('t', 3)])
  t.consumer('c', { 'group.id': 'g', 'default.api.timeout.ms': '3000' })
  t.call('assign', { consumer: 'c', partitions: [['t', 0]] })
  const offsets = [
    ['t', 2, 1],
    ['t', 7, 2],
    ['nope', 0, 1],
    ['t', 0, 3],
  ]
  const text = (name: string, offset: number) =>
    `${name}=OffsetAndMetadata{offset=${offset}, leaderEpoch=null, metadata=''}`
  const listed = [text('t-2', 1), text('nope-0', 1), text('t-0', 3), text('t-7', 2)].join(', ')
  expect(t.call('commitSync', { consumer: 'c', offsets })).toEqual({
    error: 'TimeoutException',
    message: `Timeout of 3000ms expired before successfully committing offsets {${listed}}`,
  })
})

test('an auto-commit that finds no coordinator is sent as soon as there is one, not an interval later', () => {
  const t = filled(2)
  t.consumer('c', { 'group.id': 'g', 'enable.auto.commit': 'true', 'auto.commit.interval.ms': '60000' })
  t.call('assign', { consumer: 'c', partitions: [ORDERS_0] })
  t.poll(['c'], 57_000)
  const program = t.world.nodes.get(JAVA_CLIENTS_NODE)?.state as JavaClientsState | undefined
  const coordinator = program?.consumers.get('c')?.client.group?.coordinatorId
  t.command({ type: 'KillNode', node: `broker-${coordinator}` })
  t.poll(['c'], 20_000)
  t.consumer('look', { 'group.id': 'g' })
  expect(t.call('committed', { consumer: 'look', partitions: [ORDERS_0] })).toEqual({ 'orders-0': 2 })
})

test('by_duration: where no record is that young nothing is read until it is asked again, request.timeout.ms later', () => {
  const t = javaProgram([topicOf('orders', 1)])
  t.producer('p')
  const old = [{ partition: 0, value: 'old', timestamp: 1_000 }]
  t.call('send', { producer: 'p', topic: 'orders', records: old })
  t.consumer('c', { 'group.id': 'g', 'auto.offset.reset': 'by_duration:PT1H', 'request.timeout.ms': '10000' })
  t.call('assign', { consumer: 'c', partitions: [['orders', 0]] })
  expect(t.poll(['c'], 2_000).c?.records).toEqual({})
  t.send('p', 'orders', ['new', 0])
  expect(t.poll(['c'], 5_000).c?.records).toEqual({})
  expect(t.poll(['c'], 5_000).c?.records).toEqual({ 'orders-0': [[1, null, 'new']] })
})

test('whoever has no offset and no policy asks the group again with each poll', () => {
  const t = javaProgram([topicOf('t', 1)])
  t.producer('p')
  t.send('p', 't', ['one', 0], ['two', 0])
  t.consumer('c', { 'group.id': 'g', 'auto.offset.reset': 'none' })
  t.call('subscribe', { consumer: 'c', topics: ['t'] })
  expect(t.poll(['c'], 2_000).c?.error).toBe('NoOffsetForPartitionException')
  t.call('commitSync', { consumer: 'c', offsets: [['t', 0, 1]] })
  expect(t.poll(['c'], 2_000).c?.records).toEqual({ 't-0': [[1, null, 'two']] })
})

test('a topic without a name can be neither subscribed to nor assigned', () => {
  const t = javaProgram([topicOf('t', 1)])
  t.consumer('c', { 'group.id': 'g' })
  expect(t.call('subscribe', { consumer: 'c', topics: ['t', ' '] })).toEqual({
    error: 'IllegalArgumentException',
    message: 'Topic collection to subscribe to cannot contain null or empty topic',
  })
  expect(t.call('assign', { consumer: 'c', partitions: [['', 0]] })).toEqual({
    error: 'IllegalArgumentException',
    message: 'Topic partitions to assign to cannot have null or empty topic',
  })
})
