import { expect, test } from 'vitest'
import { clusterOf } from '../../../testing/cluster-of.ts'

test('of a new leader only those have something to learn who read or write that partition', () => {
  const t = clusterOf()
  const orders = t.topic('orders', { partitions: 3 })
  const config = { 'metadata.max.age.ms': '1000' }
  const readers = ['one', 'two', 'three'].map((name) => t.consumer(name, { topics: ['orders'], config }))
  const producer = t.producer(config)
  t.runUntil('each reads one partition', () => readers.every(({ assignment }) => assignment.length === 1))
  const sent = producer.send(orders, 'of orders-0')
  t.runUntil('it is answered', () => sent.state === 'acknowledged')
  const { leader } = orders.partition(1).registration
  t.kill(leader)
  t.runUntil('another leads', () => ![leader, -1].includes(orders.partition(1).registration.leader))
  t.runFor({ ms: 5_000 })
  const reader = readers.find(({ assignment }) => assignment[0] === 'orders-1')?.name
  const told = t.happened('LeaderNoticed').map(({ body }) => body)
  expect(told.filter((body) => body.topicPartition === 'orders-1').map(({ client }) => client)).toEqual([reader])
})
