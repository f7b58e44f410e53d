import { expect, test } from 'vitest'
import { controllersOf } from '../../../testing/controllers-in-brokers.ts'
import type { ControlledShutdownResponse } from '../../protocol/controlled-shutdown.ts'
import type { ElectLeadersResponse } from '../../protocol/elect-leaders.ts'
import { encodePartitionState, encodePreferredReplicaElection } from '../../znodes/znode-bodies.ts'
import { partitionStatePath } from '../../znodes/znode-paths.ts'

type Story = ReturnType<typeof controllersOf>

/** As a leader that has fewer, or more, in sync than before. */
function writeIsr(t: Story, topic: string, isr: readonly number[]) {
  const state = t.state(topic, 0)
  if (state === null) throw new Error('no state yet')
  t.set('tool', partitionStatePath(topic, 0), encodePartitionState({ ...state, isr }))
}

function awaitDeath(t: Story, id: number) {
  t.killBroker(id)
  t.runUntil(`broker ${id} is out of ZooKeeper`, () => t.data(t.leader(), `/brokers/ids/${id}`) === null)
  t.settle()
}

test('a leader dies: the first live member of the ISR in the order of the assignment leads, whatever the order of the ISR', () => {
  const t = controllersOf([1, 2, 3])
  t.createTopic('orders', [[2, 3, 1]])
  writeIsr(t, 'orders', [2, 1, 3])
  awaitDeath(t, 2)
  expect(t.state('orders', 0)).toMatchObject({ leader: 3, isr: [1, 3], leaderEpoch: 1 })
  expect(t.broker(1).led.get('orders-0')).toMatchObject({ leader: 3, isr: [1, 3] })
  expect(t.happenings('LeaderElected')).toMatchObject([{ from: 2, to: 3, election: 'clean', isr: [1, 3] }])
  expect(t.happenings('IsrShrunk')).toMatchObject([{ removed: [2], by: 'controller' }])
})

test('the last in sync dies: nobody leads until it is back, and the ISR remembers it', () => {
  const t = controllersOf([1, 2, 3])
  t.createTopic('orders', [[2, 3, 1]])
  writeIsr(t, 'orders', [2])
  awaitDeath(t, 2)
  expect(t.state('orders', 0)).toMatchObject({ leader: -1, isr: [2], leaderEpoch: 1 })
  expect(t.broker(3).metadata.get('orders-0')).toMatchObject({ leader: -1, offlineReplicas: [2] })
  t.startBroker(2)
  t.runUntil('it leads again', () => t.state('orders', 0)?.leader === 2)
  expect(t.state('orders', 0)).toMatchObject({ isr: [2], leaderEpoch: 2 })
})

test.each([
  ['of the topic', { 'unclean.leader.election.enable': 'true' }, {}],
  ['of the broker', null, { 'unclean.leader.election.enable': 'true' }],
])('the last in sync dies, and a setting %s lets another lead: it is alone in the ISR', (_, topicConfig, config) => {
  const t = controllersOf([1, 2, 3], config)
  t.createTopic('orders', [[2, 3, 1]], topicConfig)
  writeIsr(t, 'orders', [2])
  awaitDeath(t, 2)
  expect(t.state('orders', 0)).toMatchObject({ leader: 3, isr: [3] })
  expect(t.happenings('LeaderElected')).toMatchObject([{ from: 2, to: 3, election: 'unclean' }])
})

test('a topic’s setting goes before the broker’s', () => {
  const t = controllersOf([1, 2, 3], { 'unclean.leader.election.enable': 'true' })
  t.createTopic('orders', [[2, 3, 1]], { 'unclean.leader.election.enable': 'false' })
  writeIsr(t, 'orders', [2])
  awaitDeath(t, 2)
  expect(t.state('orders', 0)).toMatchObject({ leader: -1 })
})

/** Broker 2 has been away, so that broker 3 leads what broker 2 should. */
function withBroker2Back(config: Readonly<Record<string, string>>) {
  const t = controllersOf([1, 2, 3], config)
  t.createTopic('orders', [[2, 3, 1]])
  awaitDeath(t, 2)
  t.startBroker(2)
  t.runUntil('broker 2 follows', () => t.broker(2).led.get('orders-0')?.leader === 3)
  writeIsr(t, 'orders', [3, 1, 2])
  t.settle()
  return t
}

test('the znode of a preferred election is done and deleted, and the next one is noticed too', () => {
  const t = withBroker2Back({ 'auto.leader.rebalance.enable': 'false' })
  for (const unsynced of [[3, 1], null]) {
    if (unsynced !== null) writeIsr(t, 'orders', unsynced)
    else writeIsr(t, 'orders', [3, 1, 2])
    t.create('tool', '/admin/preferred_replica_election', encodePreferredReplicaElection(['orders-0', 'ghosts-0']))
    t.settle()
    expect(t.data(t.leader(), '/admin/preferred_replica_election')).toBe(null)
    expect(t.state('orders', 0)?.leader).toBe(unsynced === null ? 2 : 3)
  }
  expect(t.happenings('LeaderElected').at(-1)).toMatchObject({ from: 3, to: 2, election: 'preferred' })
})

test('who asks for a preferred election by the API is told what became of each partition', () => {
  const t = withBroker2Back({ 'auto.leader.rebalance.enable': 'false' })
  t.createTopic('calm', [[1, 3]])
  const ask = (topicPartitions: readonly string[] | null) =>
    (
      t.ask({ type: 'ElectLeadersRequest', electionType: 'preferred', topicPartitions }) as ElectLeadersResponse
    ).partitions
      .map(({ topicPartition, errorCode }) => `${topicPartition} ${errorCode}`)
      .sort()
  expect(ask(['orders-0', 'calm-0', 'ghosts-0'])).toEqual([
    'calm-0 ELECTION_NOT_NEEDED',
    'ghosts-0 UNKNOWN_TOPIC_OR_PARTITION',
    'orders-0 NONE',
  ])
  expect(t.state('orders', 0)?.leader).toBe(2)
  expect(ask(null)).toEqual([])
})

test('a preferred leader that is not in sync stays where it is', () => {
  const t = withBroker2Back({ 'auto.leader.rebalance.enable': 'false' })
  writeIsr(t, 'orders', [3, 1])
  const answer = t.ask({ type: 'ElectLeadersRequest', electionType: 'preferred', topicPartitions: ['orders-0'] })
  expect(answer).toMatchObject({
    partitions: [
      {
        errorCode: 'PREFERRED_LEADER_NOT_AVAILABLE',
        errorMessage:
          'Failed to elect leader for partition orders-0 under strategy PreferredReplicaPartitionLeaderElectionStrategy',
      },
    ],
  })
})

test('an unclean election by the API takes whoever lives', () => {
  const t = controllersOf([1, 2, 3])
  t.createTopic('orders', [[2, 3, 1]])
  writeIsr(t, 'orders', [2])
  awaitDeath(t, 2)
  t.ask({ type: 'ElectLeadersRequest', electionType: 'unclean', topicPartitions: ['orders-0'] })
  expect(t.state('orders', 0)).toMatchObject({ leader: 3, isr: [3] })
})

test('only the controller answers', () => {
  const t = controllersOf([1, 2, 3])
  const request = { type: 'ElectLeadersRequest', electionType: 'preferred', topicPartitions: ['orders-0'] }
  expect(t.ask(request, 3)).toMatchObject({ partitions: [{ errorCode: 'NOT_CONTROLLER' }] })
})

test('the controller gives a broker back what it should lead: 5 s after its own election, then every five minutes', () => {
  const t = withBroker2Back({})
  const elected = () => t.happenings('LeaderElected').filter(({ election }) => election === 'preferred').length
  expect(elected()).toBe(0)
  t.runUntil('broker 2 leads again', () => t.state('orders', 0)?.leader === 2, 400_000)
  const seconds = t.world.nowUs / 1_000_000
  expect(seconds).toBeGreaterThan(300)
  expect(seconds).toBeLessThan(310)
})

test('a broker that ends in good order leads nothing by then, and is out of every ISR', () => {
  const t = controllersOf([1, 2, 3])
  t.createTopic('orders', [[2, 3, 1]])
  t.createTopic('alone', [[2]])
  t.createTopic('followed', [[3, 2]])
  const ask = (brokerEpoch: number) =>
    t.ask({ type: 'ControlledShutdownRequest', brokerId: 2, brokerEpoch }) as ControlledShutdownResponse
  expect(ask(1).errorCode).toBe('STALE_BROKER_EPOCH')
  expect(ask(t.broker(2).brokerEpoch)).toMatchObject({ errorCode: 'NONE', remainingPartitions: [] })
  t.settle()
  expect(t.state('orders', 0)).toMatchObject({ leader: 3, isr: [3, 1] })
  expect(t.state('followed', 0)).toMatchObject({ leader: 3, isr: [3] })
  // One that has no other replica stays until the end.
  expect(t.state('alone', 0)).toMatchObject({ leader: 2, isr: [2] })
  expect(t.broker(2).led.has('followed-0')).toBe(false)
})

test('a broker that was away for a moment is told everything again', () => {
  const t = controllersOf([1, 2, 3])
  t.createTopic('orders', [[2, 3, 1]])
  const epoch = t.broker(2).brokerEpoch
  awaitDeath(t, 2)
  t.startBroker(2)
  t.runUntil('it follows', () => t.broker(2).led.get('orders-0')?.leader === 3)
  expect(t.broker(2).brokerEpoch).toBeGreaterThan(epoch)
  expect(t.broker(2).metadata.get('orders-0')).toMatchObject({ leader: 3, offlineReplicas: [] })
})
