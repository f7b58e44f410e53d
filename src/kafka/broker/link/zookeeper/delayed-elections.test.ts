// Who asks for an election hears of it when the broker asked knows who leads, as clients may hear from it.
import { expect, test } from 'vitest'
import { oldCluster } from '../../../../testing/old-cluster.ts'
import { decodeController } from '../../../znodes/znode-bodies.ts'
import { zookeeperLinkOf } from './zookeeper-link-state.ts'

/** A topic that another broker should lead than the one that does: the controller leads it for now. */
function ledByAnother() {
  const t = oldCluster({ config: { 'auto.leader.rebalance.enable': 'false' } })
  const controller = decodeController(t.znode('/controller') ?? '').brokerId
  const [preferred = 0] = [1, 2, 3].filter((id) => id !== controller)
  const assignments = [[preferred, controller]]
  const topic = { name: 'orders', numPartitions: -1, replicationFactor: -1, assignments, configs: [] }
  t.ask(controller, { type: 'CreateTopicsRequest', topics: [topic], validateOnly: false })
  t.runFor(300)
  const leader = () => t.broker(controller).metadata.topics.get('orders')?.partitions[0]?.leader
  t.stop(`broker-${preferred}`)
  t.runUntil('the controller leads', () => leader() === controller)
  t.runUntil('it is down', () => t.status(preferred) !== 'running')
  t.start(`broker-${preferred}`)
  t.runUntil('it is in sync', () => t.partition(controller, 'orders-0').isr.length === 2)
  t.runFor(1_000)
  return { ...t, controller, preferred, leader }
}

const REQUEST = { type: 'ElectLeadersRequest', electionType: 'preferred', topicPartitions: null } as const

test('an election is answered once the broker asked knows of the new leader itself', () => {
  const t = ledByAnother()
  const sent = t.send(t.controller, REQUEST)
  const znodeLeader = () => JSON.parse(t.znode('/brokers/topics/orders/partitions/0/state') ?? '{}').leader
  t.runUntil('it stands in ZooKeeper', () => znodeLeader() === t.preferred)
  expect(t.leader()).toBe(t.controller)
  expect(t.answerTo(sent)).toBeUndefined()
  t.runUntil('it is known', () => t.leader() === t.preferred)
  expect(t.answerTo(sent)).toBeUndefined()
  t.runUntil('it is answered', () => t.answerTo(sent) !== undefined)
  expect(t.answerTo(sent)).toMatchObject({ partitions: [{ topicPartition: 'orders-0', errorCode: 'NONE' }] })
})

test('what the broker asked does not hear of in time counts as a timeout, though it is done', () => {
  const t = ledByAnother()
  // As if its requests to itself were stuck: nothing it decides gets into its own metadata.
  zookeeperLinkOf(t.broker(t.controller)).channels.delete(t.controller)
  const sent = t.send(t.controller, REQUEST)
  const waited = t.runUntil('it is answered', () => t.answerTo(sent) !== undefined)
  expect(waited).toBeGreaterThanOrEqual(30_000)
  expect(t.answerTo(sent)).toMatchObject({
    partitions: [{ topicPartition: 'orders-0', errorCode: 'REQUEST_TIMED_OUT', errorMessage: null }],
  })
  expect(JSON.parse(t.znode('/brokers/topics/orders/partitions/0/state') ?? '{}').leader).toBe(t.preferred)
})

test('a broker that is not the controller says so of every partition it knows', () => {
  const t = ledByAnother()
  const [other = 0] = [1, 2, 3].filter((id) => id !== t.controller && id !== t.preferred)
  const known = [...t.broker(other).metadata.topics.values()].flatMap(({ partitions }) => partitions)
  const { partitions } = t.ask(other, REQUEST)
  expect(partitions).toEqual(
    known.map(({ topicPartition }) => ({ topicPartition, errorCode: 'NOT_CONTROLLER', errorMessage: null })),
  )
})
