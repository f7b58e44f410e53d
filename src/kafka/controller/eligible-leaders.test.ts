import { expect, test } from 'vitest'
import { controllersOf } from '../../testing/controllers/controller-cluster.ts'

type Cluster = ReturnType<typeof controllersOf>

function fence(t: Cluster, ...ids: number[]): void {
  for (const id of ids) {
    t.kill(`broker-${id}`)
    t.runUntil(`broker ${id} is fenced`, () => t.active()?.image.brokers.get(id)?.fenced === true)
  }
}

function restart(t: Cluster, id: number): void {
  t.start(`broker-${id}`)
  t.runUntil(`broker ${id} is unfenced`, () => !t.broker(id).fenced)
}

test('with one broker of three dead, describe shows what real Kafka showed', () => {
  const t = controllersOf({ brokers: 3 })
  t.createTopic(
    'three',
    [
      [1, 2, 3],
      [2, 3, 1],
      [3, 1, 2],
    ],
    { 'min.insync.replicas': '2' },
  )
  t.createTopic('single', [[2], [1]])
  t.createTopic('pair', [[2, 3]], { 'min.insync.replicas': '2' })
  fence(t, 2)
  expect(t.describe('single', 0)).toEqual({ leader: -1, replicas: [2], isr: [], elr: [2], lastKnownElr: [2] })
  expect(t.describe('three', 0)).toEqual({ leader: 1, replicas: [1, 2, 3], isr: [1, 3], elr: [], lastKnownElr: [] })
  expect(t.describe('three', 1)).toEqual({ leader: 3, replicas: [2, 3, 1], isr: [3, 1], elr: [], lastKnownElr: [] })
  expect(t.describe('pair')).toEqual({ leader: 3, replicas: [2, 3], isr: [3], elr: [2], lastKnownElr: [] })

  restart(t, 2)
  // Killed, it is not trusted as eligible any more; but as the last known leader it leads where nobody else can.
  expect(t.describe('single', 0)).toEqual({ leader: 2, replicas: [2], isr: [2], elr: [], lastKnownElr: [] })
  expect(t.describe('pair')).toEqual({ leader: 3, replicas: [2, 3], isr: [3], elr: [], lastKnownElr: [] })
  t.alterIsr('pair', [3, 2])
  t.alterIsr('three', [3, 1, 2], 1)
  expect(t.describe('pair')).toMatchObject({ isr: [2, 3] })
  expect(t.describe('three', 1)).toMatchObject({ leader: 3, isr: [1, 2, 3] })
})

test('follower dead, then leader dead: nobody leads, and the last leader is remembered', () => {
  const t = controllersOf({ brokers: 3 })
  t.createTopic('safe', [[2, 3]])
  fence(t, 3, 2)
  expect(t.describe('safe')).toEqual({ leader: -1, replicas: [2, 3], isr: [], elr: [2], lastKnownElr: [2] })
  expect(t.partition('safe').leaderEpoch).toBe(1)
  restart(t, 3)
  // A follower that was out of the ISR may not lead a topic that has not allowed it.
  expect(t.describe('safe')).toMatchObject({ leader: -1, elr: [2] })
})

test('a topic that allows it is led by the first replica to return, however much it lacks', () => {
  const t = controllersOf({ brokers: 3 })
  t.createTopic('risky', [[2, 3]], { 'unclean.leader.election.enable': 'true' })
  fence(t, 3, 2)
  restart(t, 3)
  expect(t.describe('risky')).toEqual({ leader: 3, replicas: [2, 3], isr: [3], elr: [], lastKnownElr: [] })
  expect(t.partition('risky')).toMatchObject({ leaderEpoch: 2, leaderRecoveryState: 'recovering' })
  expect(t.happenings).toContainEqual(expect.objectContaining({ type: 'LeaderElected', to: 3, election: 'unclean' }))
})

test('an operator can force an unclean election on a topic that does not allow it by itself', () => {
  const t = controllersOf({ brokers: 3 })
  t.createTopic('safe', [[2, 3]])
  fence(t, 3, 2)
  restart(t, 3)
  const answer = t.admin({ type: 'ElectLeadersRequest', electionType: 'unclean', topicPartitions: ['safe-0'] })
  expect(answer).toMatchObject({ partitions: [{ topicPartition: 'safe-0', errorCode: 'NONE' }] })
  expect(t.describe('safe')).toEqual({ leader: 3, replicas: [2, 3], isr: [3], elr: [], lastKnownElr: [] })
})

test('an eligible leader that stopped cleanly leads again without any loss', () => {
  const t = controllersOf({ brokers: 3 })
  t.createTopic('pair', [[2, 3]], { 'min.insync.replicas': '2' })
  t.shutDownBroker(2)
  t.runUntil('broker 2 is gone', () => !t.isRunning('broker-2'))
  fence(t, 3)
  expect(t.describe('pair')).toEqual({ leader: -1, replicas: [2, 3], isr: [], elr: [2, 3], lastKnownElr: [3] })
  restart(t, 2)
  expect(t.describe('pair')).toEqual({ leader: 2, replicas: [2, 3], isr: [2], elr: [3], lastKnownElr: [] })
})

test('changing min.insync.replicas forgets who was eligible', () => {
  const t = controllersOf({ brokers: 3 })
  t.createTopic('pair', [[2, 3]], { 'min.insync.replicas': '2' })
  fence(t, 2)
  expect(t.describe('pair').elr).toEqual([2])
  const operations = [{ name: 'min.insync.replicas', operation: 'set' as const, value: '1' }]
  t.admin({
    type: 'IncrementalAlterConfigsRequest',
    resources: [{ resource: { type: 'topic', name: 'pair' }, operations }],
    validateOnly: false,
  })
  expect(t.describe('pair').elr).toEqual([])
})

test('preferred leaders come back within 300 seconds, whatever the imbalance', () => {
  const t = controllersOf({ brokers: 3 })
  t.createTopic('orders', [
    [1, 2, 3],
    [2, 3, 1],
  ])
  fence(t, 2)
  restart(t, 2)
  t.alterIsr('orders', [3, 1, 2], 1)
  expect(t.describe('orders', 1).leader).toBe(3)
  t.runUntil('broker 2 leads again', () => t.partition('orders', 1).leader === 2, 301_000)
  t.runFor(100)
  expect(t.happenings).toContainEqual(
    expect.objectContaining({ type: 'LeaderElected', from: 3, to: 2, election: 'preferred' }),
  )
})

test('a preferred election that is not needed says so', () => {
  const t = controllersOf({ brokers: 2 })
  t.createTopic('orders', [[1, 2]])
  const answer = t.admin({
    type: 'ElectLeadersRequest',
    electionType: 'preferred',
    topicPartitions: ['orders-0', 'orders-7', 'nothing-0'],
  })
  expect(answer).toMatchObject({
    partitions: [
      { errorCode: 'ELECTION_NOT_NEEDED', errorMessage: 'Leader election not needed for topic partition.' },
      { errorCode: 'UNKNOWN_TOPIC_OR_PARTITION', errorMessage: 'No such partition as orders-7' },
      { errorCode: 'UNKNOWN_TOPIC_OR_PARTITION', errorMessage: 'No such topic as nothing' },
    ],
  })
  expect(t.admin({ type: 'ElectLeadersRequest', electionType: 'preferred', topicPartitions: null })).toMatchObject({
    partitions: [],
  })
})

test('a move that is taken back while only its newcomer is in sync hands the lead to a replica that lacks what that one has', () => {
  const t = controllersOf({ brokers: 4 })
  t.createTopic('risky', [[2]], { 'unclean.leader.election.enable': 'true' })
  t.shutDownBroker(2)
  t.runUntil('broker 2 is gone', () => !t.isRunning('broker-2'))
  const move = (replicas: readonly number[] | null) =>
    t.admin({
      type: 'AlterPartitionReassignmentsRequest',
      allowReplicationFactorChange: true,
      partitions: [{ topicPartition: 'risky-0', replicas }],
    })
  move([2, 3])
  move([4, 3])
  move(null)
  expect(t.describe('risky')).toMatchObject({ leader: 3, isr: [3] })
  expect(t.happenings).toContainEqual(expect.objectContaining({ type: 'LeaderElected', to: 3, election: 'unclean' }))
})
