import { expect, test } from 'vitest'
import { pauseNode, resumeNode } from '../../../engine/processes.ts'
import { oldCluster } from '../../../testing/old-cluster.ts'
import { decodePartitionState } from '../../znodes/znode-bodies.ts'

function story(brokers: readonly number[] = [1, 2, 3]) {
  const t = oldCluster({ brokers })
  const state = (partition: number) => {
    const data = t.znode(`/brokers/topics/orders/partitions/${partition}/state`)
    return data === null ? null : decodePartitionState(data)
  }
  const controller = (): number => {
    const data = t.znode('/controller')
    return data === null ? -1 : (JSON.parse(data) as { brokerid: number }).brokerid
  }
  return {
    ...t,
    state,
    controller,
    createTopic(
      assignments: readonly (readonly number[])[],
      configs: readonly (readonly [string, string | null])[] = [],
    ) {
      const topic = { name: 'orders', numPartitions: -1, replicationFactor: -1, assignments, configs }
      const request = { type: 'CreateTopicsRequest', topics: [topic], validateOnly: false, timeoutMs: 30_000 } as const
      const answer = t.ask<'CreateTopicsRequest'>(controller(), request)
      expect(answer.topics[0]?.errorCode).toBe('NONE')
    },
  }
}

test('three brokers on three servers elect a controller, and a topic gets leaders that everybody knows', () => {
  const t = story()
  t.createTopic([
    [1, 2, 3],
    [2, 3, 1],
  ])
  expect([0, 1].map((partition) => t.state(partition)?.leader)).toEqual([1, 2])
  t.runFor(500)
  expect([1, 2, 3].map((id) => t.partition(id, 'orders-1').leaderId)).toEqual([2, 2, 2])
})

test('the controller is killed: after its session another takes over, and partitions of the dead have other leaders', () => {
  const t = story()
  const dead = t.controller()
  const [second, third] = [1, 2, 3].filter((id) => id !== dead) as [number, number]
  t.createTopic([[dead, second, third]])
  t.kill(`broker-${dead}`)
  const ms = t.runUntil('another controller', () => t.controller() !== dead && t.controller() !== -1)
  expect(ms).toBeGreaterThan(12_000)
  expect(ms).toBeLessThan(20_000)
  t.runFor(500)
  expect(t.znode('/controller_epoch')).toBe('2')
  expect(t.state(0)).toMatchObject({ leader: second, isr: [second, third], leaderEpoch: 2, controllerEpoch: 2 })
  // It first takes the dead out of the ISR, and elects in a second step: nobody is missing for good.
  const elections = t.happenings().filter((each) => each.type === 'LeaderElected' && 'from' in each)
  expect(elections.filter((each) => 'topicPartition' in each && each.topicPartition === 'orders-0')).toMatchObject([
    { from: dead, to: -1, election: 'pending', leaderEpoch: 1 },
    { from: -1, to: second, election: 'clean', leaderEpoch: 2 },
  ])
  t.start(`broker-${dead}`)
  t.runUntil('it is in sync again', () => t.state(0)?.isr.length === 3)
  // As zookeeper-shell.sh showed it of the real one.
  expect(t.znode('/brokers/topics/orders/partitions/0/state')).toBe(
    `{"controller_epoch":2,"leader":${second},"version":1,"leader_epoch":2,"isr":[${second},${third},${dead}]}`,
  )
})

test('a leader that ends in good order hands over at once', () => {
  const t = story()
  t.createTopic([[2, 3, 1]])
  t.stop('broker-2')
  expect(t.runUntil('broker 3 leads', () => t.state(0)?.leader === 3)).toBeLessThan(1_000)
  t.runUntil('it has ended', () => t.status(2) === 'stopped')
  expect(t.state(0)).toMatchObject({ leader: 3, isr: [3, 1] })
})

test('the controller itself ends in good order: another one takes over at once, and nobody is without a leader', () => {
  const t = story()
  const first = t.controller()
  const [second, third] = [1, 2, 3].filter((id) => id !== first) as [number, number]
  t.createTopic([[first, second, third]])
  t.stop(`broker-${first}`)
  const ms = t.runUntil('another controller', () => t.controller() !== first && t.controller() !== -1)
  expect(ms).toBeLessThan(1_000)
  t.runFor(500)
  expect(t.state(0)).toMatchObject({ leader: second, isr: [second, third], leaderEpoch: 1 })
  expect([second, third].map((id) => t.partition(id, 'orders-0').leaderId)).toEqual([second, second])
})

test('a topic is deleted while a broker is down, which deletes its replica when it is back', () => {
  const t = story()
  t.createTopic([[1, 2, 3]])
  t.kill('broker-3')
  t.runUntil('it is out of ZooKeeper', () => t.znode('/brokers/ids/3') === null)
  t.runFor(500)
  t.send(t.controller(), { type: 'DeleteTopicsRequest', topics: ['orders'] })
  t.runFor(2_000)
  expect(t.state(0)).not.toBe(null)
  t.start('broker-3')
  t.runUntil('it is gone', () => t.znode('/brokers/topics/orders') === null)
  expect(t.broker(3).strayLogs.size).toBe(0)
})

test('a partition moves to a broker that had nothing of it', () => {
  const t = story([1, 2, 3, 4])
  t.createTopic([[1, 2]])
  const partitions = [{ topicPartition: 'orders-0', replicas: [4, 3] }]
  t.ask<'AlterPartitionReassignmentsRequest'>(t.controller(), {
    type: 'AlterPartitionReassignmentsRequest',
    partitions,
  })
  t.runUntil('it has moved', () => t.state(0)?.leader === 4)
  t.runFor(1_000)
  expect(t.state(0)?.isr.toSorted((a, b) => a - b)).toEqual([3, 4])
  expect(t.znode('/brokers/topics/orders')).toBe(
    '{"version":2,"partitions":{"0":[4,3]},"adding_replicas":{},"removing_replicas":{}}',
  )
})

test('who has become leader by a move that another one replaces is taken away, and nobody leads until the leader before starts anew', () => {
  const t = story([1, 2, 3, 4])
  const [first, second, slow, third] = [...new Set([t.controller(), 1, 2, 3, 4])] as [number, number, number, number]
  t.createTopic([[first]])
  const reassign = (replicas: readonly number[]) =>
    t.ask<'AlterPartitionReassignmentsRequest'>(t.controller(), {
      type: 'AlterPartitionReassignmentsRequest',
      partitions: [{ topicPartition: 'orders-0', replicas }],
    })
  // One of the two that are added does not come along, so that the move goes on.
  pauseNode(t.world, `broker-${slow}`)
  reassign([second, slow])
  t.runUntil('the other one is in sync', () => t.state(0)?.isr.includes(second) === true)
  t.ask<'ElectLeadersRequest'>(t.controller(), {
    type: 'ElectLeadersRequest',
    electionType: 'preferred',
    topicPartitions: ['orders-0'],
  })
  expect(t.state(0)?.leader).toBe(second)
  reassign([third])
  t.runUntil('it is taken away', () => t.state(0)?.leader === -1)
  resumeNode(t.world, `broker-${slow}`)
  t.runFor(30_000)
  // KafkaController.updateCurrentReassignment: the partition counts as online, so nobody is elected for it.
  expect(t.state(0)).toMatchObject({ leader: -1, isr: [first] })
  t.kill(`broker-${first}`)
  t.runFor(20_000)
  t.start(`broker-${first}`)
  t.runUntil('it leads again, and the move comes to its end', () => t.state(0)?.leader === third)
})

test('preferred election by the API', () => {
  const t = story()
  t.createTopic([[2, 3, 1]])
  t.kill('broker-2')
  t.runUntil('broker 3 leads', () => t.state(0)?.leader === 3)
  t.start('broker-2')
  t.runUntil('broker 2 is in sync', () => t.state(0)?.isr.includes(2) === true)
  t.ask<'ElectLeadersRequest'>(t.controller(), {
    type: 'ElectLeadersRequest',
    electionType: 'preferred',
    topicPartitions: ['orders-0'],
  })
  expect(t.state(0)?.leader).toBe(2)
})

test('a broker that is called by an epoch which it has not heard of itself yet fails, as 2.5.0 does', () => {
  const t = story()
  const { brokerEpoch } = t.broker(2).lifecycle
  const push = { controllerId: t.controller(), controllerEpoch: 1, partitionStates: [], liveBrokers: [] }
  const answer = (epoch: number) =>
    t.ask<'UpdateMetadataRequest'>(2, { type: 'UpdateMetadataRequest', ...push, brokerEpoch: epoch }).errorCode
  expect([brokerEpoch + 1, brokerEpoch - 1].map(answer)).toEqual(['UNKNOWN_SERVER_ERROR', 'STALE_BROKER_EPOCH'])
})
