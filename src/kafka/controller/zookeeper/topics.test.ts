import { expect, test } from 'vitest'
import { controllersOf } from '../../../testing/controllers-in-brokers.ts'
import type { AlterPartitionReassignmentsResponse } from '../../protocol/alter-partition-reassignments.ts'
import {
  decodeTopic,
  encodeIsrChange,
  encodePartitionState,
  encodeReassignments,
  encodeTopic,
} from '../../znodes/znode-bodies.ts'
import { ISR_CHANGE_PREFIX, partitionStatePath, REASSIGN_PARTITIONS, topicPath } from '../../znodes/znode-paths.ts'

type Story = ReturnType<typeof controllersOf>

/** As its leader, once its followers have caught up. */
function writeIsr(t: Story, topic: string, isr: readonly number[]) {
  const state = t.state(topic, 0)
  if (state === null) throw new Error('no state yet')
  t.set('tool', partitionStatePath(topic, 0), encodePartitionState({ ...state, isr }))
  t.settle()
}

const assignment = (t: Story, topic: string) => {
  const data = t.data(t.leader(), topicPath(topic))
  return data === null ? null : decodeTopic(data)
}

test('a topic that stands in ZooKeeper gets leaders, and everybody hears of it', () => {
  const t = controllersOf([1, 2, 3])
  t.createTopic('orders', [[1, 2, 3], [2, 3, 1], [3]])
  expect(t.leaders('orders', 3)).toEqual([1, 2, 3])
  expect(t.data(t.leader(), partitionStatePath('orders', 1))).toBe(
    '{"controller_epoch":1,"leader":2,"version":1,"leader_epoch":0,"isr":[2,3,1]}',
  )
  expect(t.broker(3).led.get('orders-2')).toMatchObject({ leader: 3, isr: [3], isNew: true, zkVersion: 0 })
  expect(t.broker(1).led.has('orders-2')).toBe(false)
  expect(t.broker(1).metadata.get('orders-2')).toMatchObject({ leader: 3 })
  expect(t.happenings('TopicCreated')).toEqual([
    { type: 'TopicCreated', topic: 'orders', partitions: 3, replicationFactor: 1 },
  ])
})

test('replicas on brokers that are down are not in the first ISR, and a partition without any waits', () => {
  const t = controllersOf([1, 2, 3])
  t.killBroker(2)
  t.runFor(10_000)
  t.createTopic('orders', [[2, 3], [2]])
  expect(t.state('orders', 0)).toMatchObject({ leader: 3, isr: [3] })
  expect(t.state('orders', 1)).toBe(null)
  t.startBroker(2)
  t.runUntil('it has a leader', () => t.state('orders', 1)?.leader === 2)
})

test('more partitions', () => {
  const t = controllersOf([1, 2, 3])
  t.createTopic('orders', [[1, 2]])
  const none = { addingReplicas: [], removingReplicas: [] }
  const rows = [
    [1, 2],
    [2, 3],
  ].map((replicas, partition) => ({ partition, replicas, ...none }))
  t.set('tool', topicPath('orders'), encodeTopic('orders', rows))
  t.settle()
  expect(t.leaders('orders', 2)).toEqual([1, 2])
  expect(t.happenings('PartitionsAdded')).toEqual([{ type: 'PartitionsAdded', topic: 'orders', from: 1, to: 2 }])
})

test('a deleted topic is gone from brokers and from ZooKeeper, and its name is free again', () => {
  const t = controllersOf([1, 2, 3])
  t.createTopic(
    'orders',
    [
      [1, 2, 3],
      [2, 3, 1],
    ],
    { 'retention.ms': '1' },
  )
  t.deleteTopic('orders')
  const tree = t.server(t.leader())?.database.tree.nodes
  expect([...(tree?.keys() ?? [])].filter((path) => path.includes('orders'))).toEqual([])
  for (const id of [1, 2, 3]) {
    expect(t.broker(id).deleted.sort()).toEqual(['orders-0', 'orders-1'])
    expect(t.broker(id).metadata.get('orders-0')?.leader).toBe(-2)
  }
  expect(t.happenings('TopicDeleted')).toEqual([{ type: 'TopicDeleted', topic: 'orders' }])
  expect(t.happenings('LeaderElected').filter(({ to }) => to >= 0)).toEqual([])
  t.createTopic('orders', [[3, 1]])
  expect(t.state('orders', 0)).toMatchObject({ leader: 3, leaderEpoch: 0 })
})

test('a topic that does not exist is not deleted', () => {
  const t = controllersOf([1, 2, 3])
  t.deleteTopic('ghosts')
  expect(t.children('tool', '/admin/delete_topics')).toMatchObject({ children: [] })
})

test('a topic that is deleted while one of its brokers is down waits for that broker', () => {
  const t = controllersOf([1, 2, 3])
  t.createTopic('orders', [[1, 2, 3]])
  t.killBroker(3)
  t.runFor(10_000)
  t.deleteTopic('orders')
  expect(t.broker(1).deleted).toEqual(['orders-0'])
  // As kafka-topics.sh showed it of a real one: nobody leads, and broker 1 was the last to be taken out.
  expect(t.state('orders', 0)).toMatchObject({ leader: -1, isr: [1] })
  expect(t.children('tool', '/admin/delete_topics')).toMatchObject({ children: ['orders'] })
  t.startBroker(3)
  t.runUntil('it is gone', () => assignment(t, 'orders') === null)
  expect(t.broker(3).deleted).toEqual(['orders-0'])
})

test('delete.topic.enable=false: the wish is taken back', () => {
  const t = controllersOf([1, 2, 3], { 'delete.topic.enable': 'false' })
  t.createTopic('orders', [[1, 2, 3]])
  t.deleteTopic('orders')
  expect(t.children('tool', '/admin/delete_topics')).toMatchObject({ children: [] })
  expect(assignment(t, 'orders')).not.toBe(null)
})

test('a leader has changed an ISR: everybody hears of it, and the notice is taken away', () => {
  const t = controllersOf([1, 2, 3])
  t.createTopic('orders', [[1, 2, 3]])
  writeIsr(t, 'orders', [1, 3])
  expect(t.broker(2).metadata.get('orders-0')?.isr).toEqual([1, 2, 3])
  t.create('tool', ISR_CHANGE_PREFIX, encodeIsrChange(['orders-0']), { sequential: true })
  t.settle()
  expect(t.broker(2).metadata.get('orders-0')?.isr).toEqual([1, 3])
  expect(t.children('tool', '/isr_change_notification')).toMatchObject({ children: [] })
})

test('a partition moves as its znode says: further replicas first, then the leader, then those that go', () => {
  const t = controllersOf([1, 2, 3, 4])
  t.createTopic('orders', [[1, 2]])
  t.create('tool', REASSIGN_PARTITIONS, encodeReassignments([{ topicPartition: 'orders-0', replicas: [3, 4] }]))
  t.settle()
  expect(assignment(t, 'orders')).toEqual([
    { partition: 0, replicas: [3, 4, 1, 2], addingReplicas: [3, 4], removingReplicas: [1, 2] },
  ])
  expect(t.broker(3).led.get('orders-0')).toMatchObject({ leader: 1, isNew: true, replicas: [3, 4, 1, 2] })
  writeIsr(t, 'orders', [1, 2, 3])
  expect(t.state('orders', 0)?.leader).toBe(1)
  writeIsr(t, 'orders', [1, 2, 3, 4])
  t.settle()
  expect(t.state('orders', 0)).toMatchObject({ leader: 3, isr: [3, 4] })
  expect(assignment(t, 'orders')).toEqual([
    { partition: 0, replicas: [3, 4], addingReplicas: [], removingReplicas: [] },
  ])
  expect([1, 2].map((id) => t.broker(id).deleted)).toEqual([['orders-0'], ['orders-0']])
  expect(t.data(t.leader(), REASSIGN_PARTITIONS)).toBe(null)
  expect(t.broker(2).metadata.get('orders-0')).toMatchObject({ leader: 3, replicas: [3, 4] })
})

test('by the API: begun, listed, and cancelled', () => {
  const t = controllersOf([1, 2, 3, 4])
  t.createTopic('orders', [[1, 2]])
  const alter = (replicas: readonly number[] | null) => {
    const partitions = [{ topicPartition: 'orders-0', replicas }]
    const answer = t.ask({ type: 'AlterPartitionReassignmentsRequest', partitions })
    t.settle()
    const [row] = (answer as AlterPartitionReassignmentsResponse).partitions
    return `${row?.errorCode} ${row?.errorMessage}`
  }
  const list = () => t.ask({ type: 'ListPartitionReassignmentsRequest', topicPartitions: null })
  expect(alter(null)).toBe('NO_REASSIGNMENT_IN_PROGRESS No partition reassignment is in progress.')
  expect(alter([])).toBe('INVALID_REPLICA_ASSIGNMENT Empty replica list specified in partition reassignment.')
  expect(alter([1, 9])).toContain('INVALID_REPLICA_ASSIGNMENT Replica assignment has brokers that are not alive.')
  expect(alter([1, 3])).toBe('NONE null')
  expect(list()).toMatchObject({
    partitions: [{ topicPartition: 'orders-0', replicas: [1, 3, 2], addingReplicas: [3], removingReplicas: [2] }],
  })
  expect(alter(null)).toBe('NONE null')
  expect(list()).toMatchObject({ partitions: [] })
  expect(assignment(t, 'orders')?.[0]?.replicas).toEqual([1, 2])
  expect(t.broker(3).deleted).toEqual(['orders-0'])
  // Of one that is in sync already nothing has to be waited for.
  expect(alter([2, 1])).toBe('NONE null')
  expect(assignment(t, 'orders')).toEqual([
    { partition: 0, replicas: [2, 1], addingReplicas: [], removingReplicas: [] },
  ])
})

test('the controller dies while a partition moves: the next one completes it', () => {
  const t = controllersOf([1, 2, 3, 4])
  t.createTopic('orders', [[2, 3]])
  t.ask({
    type: 'AlterPartitionReassignmentsRequest',
    partitions: [{ topicPartition: 'orders-0', replicas: [4, 3] }],
  })
  t.settle()
  t.killBroker(1)
  t.runUntil('another controller', () => t.broker(4).controllerEpoch === 2 && t.isIdle(), 30_000)
  writeIsr(t, 'orders', [2, 3, 4])
  t.settle()
  expect(assignment(t, 'orders')?.[0]).toEqual({
    ...{ partition: 0, replicas: [4, 3] },
    ...{ addingReplicas: [], removingReplicas: [] },
  })
  expect(t.state('orders', 0)).toMatchObject({ leader: 4 })
})

// TopicDeletionManager means to wait, and looks whether the topic is to be deleted before it has put it there.
test('a topic that is deleted while it moves is gone at once, with the replicas it was to get', () => {
  const t = controllersOf([1, 2, 3])
  t.createTopic('orders', [[1, 2]])
  t.ask({
    type: 'AlterPartitionReassignmentsRequest',
    partitions: [{ topicPartition: 'orders-0', replicas: [1, 3] }],
  })
  t.settle()
  t.deleteTopic('orders')
  expect(assignment(t, 'orders')).toBe(null)
  expect(t.broker(3).deleted).toEqual(['orders-0'])
})
