import { expect, test } from 'vitest'
import { oldCluster } from '../../../testing/old-cluster.ts'

/** A cluster whose first controller is broker 1, as where it starts first. */
function story() {
  for (let seed = 1; seed < 40; seed++) {
    const config = { 'zookeeper.session.timeout.ms': '6000', 'auto.leader.rebalance.enable': 'false' }
    const t = oldCluster({ config, seed })
    if (JSON.parse(t.znode('/controller') ?? '{"brokerid":0}').brokerid === 1) return withVerbs(t)
  }
  throw new Error('broker 1 is never first')
}

function withVerbs(t: ReturnType<typeof oldCluster>) {
  return {
    ...t,
    createTopic(name: string, assignments: readonly (readonly number[])[]) {
      const topic = { name, numPartitions: -1, replicationFactor: -1, assignments, configs: [] }
      t.ask<'CreateTopicsRequest'>(1, { type: 'CreateTopicsRequest', topics: [topic], validateOnly: false })
    },
    stopBroker(id: number) {
      t.stop(`broker-${id}`)
      t.runUntil('it has ended', () => t.status(id) === 'stopped')
      t.runFor(1_000)
    },
    startBroker(id: number) {
      t.start(`broker-${id}`)
      t.runFor(8_000)
    },
    killBroker(id: number) {
      t.kill(`broker-${id}`)
      t.runFor(9_000)
    },
    reassign(topicPartition: string, replicas: readonly number[]) {
      const partitions = [{ topicPartition, replicas }]
      t.ask<'AlterPartitionReassignmentsRequest'>(1, { type: 'AlterPartitionReassignmentsRequest', partitions })
      t.runFor(3_000)
    },
    state: (topic: string) => t.znode(`/brokers/topics/${topic}/partitions/0/state`),
  }
}

const state = (leader: number, leaderEpoch: number, isr: readonly number[]) =>
  `{"controller_epoch":1,"leader":${leader},"version":1,"leader_epoch":${leaderEpoch},"isr":[${isr.join()}]}`

test('what the controller writes while brokers stop, die and come back, as zookeeper-shell.sh showed it of 2.5.0', () => {
  const t = story()
  t.createTopic('orders', [[2, 3, 1]])
  t.createTopic('alone', [[3]])
  t.stopBroker(3)
  expect([t.state('orders'), t.state('alone')]).toEqual([state(2, 1, [2, 1]), state(-1, 1, [3])])
  t.startBroker(3)
  expect([t.state('orders'), t.state('alone')]).toEqual([state(2, 1, [2, 1, 3]), state(3, 2, [3])])
  t.stopBroker(2)
  expect(t.state('orders')).toBe(state(3, 2, [1, 3]))
  t.startBroker(2)
  expect(t.state('orders')).toBe(state(3, 2, [1, 3, 2]))
  const topicPartitions = ['orders-0']
  t.ask<'ElectLeadersRequest'>(1, { type: 'ElectLeadersRequest', electionType: 'preferred', topicPartitions })
  expect(t.state('orders')).toBe(state(2, 3, [1, 3, 2]))
  t.killBroker(2)
  expect(t.state('orders')).toBe(state(3, 4, [1, 3]))
  t.startBroker(2)
  expect(t.state('orders')).toBe(state(3, 4, [1, 3, 2]))
  // It follows now; that it leaves the ISR is an epoch of the partition all the same.
  t.killBroker(2)
  expect(t.state('orders')).toBe(state(3, 5, [1, 3]))
  t.startBroker(2)
  // Nothing is added, so that it is over at once: an epoch for the leader that may not stay, and one for whoever goes.
  t.reassign('orders-0', [2, 1])
  expect(t.state('orders')).toBe(state(2, 7, [1, 2]))
  expect(t.znode('/brokers/topics/orders')).toBe(
    '{"version":2,"partitions":{"0":[2,1]},"adding_replicas":{},"removing_replicas":{}}',
  )
  t.reassign('alone-0', [1, 2])
  expect([state(1, 5, [1, 2]), state(1, 5, [2, 1])]).toContain(t.state('alone'))
})

test('the last in sync gone, and a setting of the topic by which another may lead', () => {
  const t = story()
  t.createTopic('edge', [[3, 2]])
  t.killBroker(2)
  expect(t.state('edge')).toBe(state(3, 1, [3]))
  t.killBroker(3)
  expect(t.state('edge')).toBe(state(-1, 2, [3]))
  t.startBroker(2)
  expect(t.state('edge')).toBe(state(-1, 2, [3]))
  const operations = [{ name: 'unclean.leader.election.enable', value: 'true', operation: 'set' }] as const
  const resources = [{ resource: { type: 'topic', name: 'edge' }, operations }] as const
  const request = { type: 'IncrementalAlterConfigsRequest', resources, validateOnly: false } as const
  t.ask<'IncrementalAlterConfigsRequest'>(1, request)
  t.runFor(2_000)
  expect(t.state('edge')).toBe(state(2, 3, [2]))
  t.startBroker(3)
  expect(t.state('edge')).toBe(state(2, 3, [2, 3]))
})
