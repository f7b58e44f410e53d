// "Why?" walks from what happened back to what a person did.

import { describe, expect, test } from 'vitest'
import type { Command, ConsumerSpec } from '../../kafka/cluster/commands.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'
import { clusterOf, type TestCluster } from '../cluster-of.ts'

/** Types of the chain behind the newest happening of that type (since `after`), itself first. */
function chainBehind(t: TestCluster, type: Happening['type'], after: number): string[] {
  const found = t.happened(type).find((each) => each.id > after)
  return found === undefined ? ['it did not happen'] : t.why(found.id).map((each) => each.type)
}

const MEMBER: ConsumerSpec = {
  name: 'c',
  groupId: 'group',
  topics: ['orders'],
  config: {},
  processingUs: 0,
  commit: 'auto',
}

const ACTS: readonly {
  readonly act: string
  readonly does: (leader: string) => Command[]
  readonly type: Happening['type']
}[] = [
  { act: 'kill -9', does: (node) => [{ type: 'KillNode', node }], type: 'NodeKilled' },
  { act: 'a power cut', does: (node) => [{ type: 'PowerCutNode', node }], type: 'NodePowerCut' },
  { act: 'a pause', does: (node) => [{ type: 'PauseNode', node }], type: 'NodePaused' },
  { act: 'a clean stop', does: (node) => [{ type: 'StopNode', node }], type: 'NodeStopping' },
  {
    act: 'a cut from the controllers',
    does: (node) => [101, 102, 103].map((id) => ({ type: 'CutLink', a: `controller-${id}`, b: node })),
    type: 'LinkCut',
  },
  { act: 'a slow broker', does: (node) => [{ type: 'SlowNode', node, delayUs: 12_000_000 }], type: 'NodeSlowed' },
]

/** Followers have something to fetch, so that one that falls behind is seen to. */
const ADD_PRODUCER: Command = {
  type: 'AddProducer',
  producer: {
    name: 'p',
    config: {},
    workload: { topic: 'orders', recordsPerSecond: 20, keys: ['a'], valueBytes: 10 },
  },
}

describe.each(ACTS)('after $act of a leader', ({ does, type }) => {
  test('the election and the smaller ISR lead back to it', () => {
    const t = clusterOf()
    const orders = t.topic('orders')
    t.command(ADD_PRODUCER)
    t.runFor({ ms: 12_000 })
    const after = t.world.lastHappeningId
    const leader = orders.leader
    for (const command of does(`broker-${leader}`)) t.command(command)
    t.runUntil('another leads', () => orders.leader !== leader && orders.leader !== -1)
    t.runFor({ ms: 5_000 })
    expect(chainBehind(t, 'LeaderElected', after)).toContain(type)
    expect(chainBehind(t, 'IsrShrunk', after)).toContain(type)
  })
})

test('a follower that fetches no more: the smaller ISR leads back to the held link', () => {
  const t = clusterOf()
  const orders = t.topic('orders')
  t.command(ADD_PRODUCER)
  t.runFor({ ms: 12_000 })
  const after = t.world.lastHappeningId
  t.holdFetches(orders.leader, orders.followers.slice(0, 1))
  t.runUntil('it leaves the ISR', () => orders.isr.length === 2)
  t.runFor({ ms: 1_000 })
  expect(chainBehind(t, 'IsrShrunk', after)).toEqual(['IsrShrunk', 'LinkHeld'])
  const back = t.world.lastHappeningId
  t.releaseFetches(orders.leader, orders.followers.slice(0, 1))
  t.runUntil('it is back', () => orders.isr.length === 3)
  t.runFor({ ms: 1_000 })
  expect(chainBehind(t, 'IsrExpanded', back)).toContain('LinkReleased')
})

test('a broker that comes back: its registration and its place in the ISR lead back to its start', () => {
  const t = clusterOf()
  const orders = t.topic('orders')
  t.runFor({ ms: 12_000 })
  const { leader } = orders
  t.kill(leader)
  t.runUntil('another leads', () => orders.leader !== leader)
  t.runFor({ ms: 5_000 })
  const after = t.world.lastHappeningId
  t.start(leader)
  t.runUntil('it is in the ISR', () => orders.isr.length === 3)
  t.runFor({ ms: 1_000 })
  for (const type of ['BrokerRegistered', 'BrokerUnfenced', 'IsrExpanded'] as const) {
    expect([type, chainBehind(t, type, after).at(-1)]).toEqual([type, 'NodeStarted'])
  }
})

describe('what was asked of the cluster leads to what it did', () => {
  const ASKED: readonly (readonly [Command, Happening['type'], Happening['type']])[] = [
    [
      { type: 'CreateTopic', topic: { name: 'new', partitions: 1, replicationFactor: 3, config: {} } },
      'TopicCreated',
      'TopicChangeAsked',
    ],
    [{ type: 'DeleteTopic', topic: 'orders' }, 'TopicDeleted', 'TopicChangeAsked'],
    [{ type: 'AddPartitions', topic: 'orders', totalCount: 5 }, 'PartitionsAdded', 'TopicChangeAsked'],
    [{ type: 'AddPartitions', topic: 'orders', totalCount: 0 }, 'AdminCallFailed', 'TopicChangeAsked'],
    [
      { type: 'AlterTopicConfig', topic: 'orders', config: { 'retention.ms': '1000' } },
      'TopicConfigChanged',
      'TopicChangeAsked',
    ],
    [
      { type: 'ConfigureProducer', producer: { name: 'p', config: { acks: '5' }, workload: null } },
      'ProducerConfigRefused',
      'ProducerConfigured',
    ],
    [
      { type: 'ConfigureConsumer', consumer: { ...MEMBER, config: { 'session.timeout.ms': '7000' } } },
      'GroupRebalanced',
      'ConsumerConfigured',
    ],
    [
      { type: 'ConfigureConsumer', consumer: { ...MEMBER, config: { 'session.timeout.ms': '4000' } } },
      'ConsumerFailed',
      'ConsumerConfigured',
    ],
    [
      { type: 'ConfigureConsumer', consumer: { ...MEMBER, config: { 'heartbeat.interval.ms': '45000' } } },
      'ConsumerConfigRefused',
      'ConsumerConfigured',
    ],
  ]
  test.each(ASKED)('%j', (command, type, asked) => {
    const t = clusterOf()
    t.topic('orders', { partitions: 2 })
    t.command({ type: 'AddProducer', producer: { name: 'p', config: {}, workload: null } })
    t.command({ type: 'AddConsumer', consumer: MEMBER })
    t.runFor({ ms: 12_000 })
    const after = t.world.lastHappeningId
    t.command(command)
    t.runUntil('it happened', () => t.happened(type).some(({ id }) => id > after))
    expect(chainBehind(t, type, after).at(-1)).toBe(asked)
  })
})

describe('groups', () => {
  const MEMBER_ACTS: readonly { readonly act: string; readonly command: Command; readonly type: Happening['type'] }[] =
    [
      { act: 'kill -9', command: { type: 'KillNode', node: 'c-1' }, type: 'NodeKilled' },
      { act: 'a power cut', command: { type: 'PowerCutNode', node: 'c-1' }, type: 'NodePowerCut' },
      { act: 'a pause', command: { type: 'PauseNode', node: 'c-1' }, type: 'NodePaused' },
      { act: 'a close', command: { type: 'RemoveConsumer', name: 'c-1' }, type: 'NodeStopping' },
    ]
  test.each(MEMBER_ACTS)(
    'after $act of a member, its leaving and the rebalance lead back to it',
    ({ command, type }) => {
      const t = clusterOf()
      t.topic('orders', { partitions: 2 })
      const consumers = ['c-1', 'c-2'].map((name) => t.consumer(name, { topics: ['orders'] }))
      t.runUntil('each has one', () => consumers.every((each) => each.assignment.length === 1))
      t.runFor({ ms: 12_000 })
      const after = t.world.lastHappeningId
      t.command(command)
      t.runUntil('the other has both', () => consumers[1]?.assignment.length === 2)
      t.runFor({ ms: 1_000 })
      expect(chainBehind(t, 'MemberLeft', after)).toContain(type)
      expect(chainBehind(t, 'GroupRebalanced', after)).toContain(type)
    },
  )

  test('a new member: the rebalance leads back to its start', () => {
    const t = clusterOf()
    t.topic('orders', { partitions: 2 })
    const first = t.consumer('c-1', { topics: ['orders'] })
    t.runUntil('it has both', () => first.assignment.length === 2)
    t.runFor({ ms: 12_000 })
    const after = t.world.lastHappeningId
    t.consumer('c-2', { topics: ['orders'] })
    t.runUntil('it has one', () => first.assignment.length === 1)
    t.runFor({ ms: 5_000 })
    expect(chainBehind(t, 'GroupRebalanced', after).at(-1)).toBe('NodeStarted')
  })

  test('when the broker of its coordinator dies, the group moves, and that leads back to the death', () => {
    const t = clusterOf()
    t.topic('orders', { partitions: 2 })
    const first = t.consumer('c-1', { topics: ['orders'] })
    t.runUntil('it has both', () => first.assignment.length === 2)
    t.runFor({ ms: 12_000 })
    const after = t.world.lastHappeningId
    const coordinator = t.coordinatorOf('group')
    t.kill(coordinator)
    t.runUntil('another coordinates', () => ![-1, coordinator].includes(t.coordinatorOf('group')))
    t.runFor({ ms: 5_000 })
    expect(
      t
        .happened('CoordinatorMoved')
        .filter(({ id }) => id > after)
        .map(({ body }) => body.from),
    ).toContain(coordinator)
    expect(chainBehind(t, 'CoordinatorMoved', after)).toContain('NodeKilled')
  })
})

test('a send that fails leads back to the cut that kept it from the leader', () => {
  const t = clusterOf()
  const orders = t.topic('orders')
  t.command({
    type: 'AddProducer',
    producer: {
      name: 'p',
      config: { 'delivery.timeout.ms': '20000', 'request.timeout.ms': '5000' },
      workload: { topic: 'orders', recordsPerSecond: 20, keys: ['a'], valueBytes: 10 },
    },
  })
  t.runFor({ ms: 12_000 })
  const after = t.world.lastHappeningId
  t.command({ type: 'CutLink', a: 'p', b: `broker-${orders.leader}` })
  t.runUntil('a send fails', () => t.happened('SendFailed').length > 0)
  expect(chainBehind(t, 'BatchRetried', after)).toContain('LinkCut')
  expect(chainBehind(t, 'SendFailed', after)).toContain('LinkCut')
})
