// A link that nothing in the broker names, on real brokers: one row is enough. Under it brokers replicate, change ISRs,
// make topics, hand out producer ids and coordinate groups as under KRaft.

import { beforeAll, expect, test } from 'vitest'
import { endProcess } from '../../../engine/processes.ts'
import { batchOf } from '../../../testing/batches.ts'
import { type BrokerWorld, brokerWorld, type Ruler } from '../../../testing/broker-world.ts'
import { BOSS, boss, toyLink } from '../../../testing/toy-link.ts'
import { registerLink } from './broker-link.ts'

beforeAll(() => registerLink(toyLink))

const UNDER_A_BOSS: Ruler = { node: BOSS, behavior: boss as Ruler['behavior'], controllers: [] }

function started(brokers: number): BrokerWorld {
  const t = brokerWorld(brokers, { 'toy.boss': BOSS, 'replica.lag.time.max.ms': '2000' }, UNDER_A_BOSS)
  t.runFor(100)
  return t
}

function createOrders(t: BrokerWorld, replicas: readonly number[]): void {
  const topic = { name: 'orders', numPartitions: -1, replicationFactor: -1, assignments: [replicas], configs: [] }
  t.ask(1, 'CreateTopicsRequest', { topics: [topic], validateOnly: false })
  t.runFor(100)
}

function produce(t: BrokerWorld, brokerId: number, value: string): string {
  const data = { topicPartition: 'orders-0', batch: batchOf([value]) }
  const { partitions } = t.ask(brokerId, 'ProduceRequest', { acks: -1, timeoutMs: 30_000, partitions: [data] })
  return partitions[0]?.errorCode ?? 'no answer'
}

test('brokers make themselves known, and learn from it who else is there', () => {
  const t = started(3)
  for (const id of [1, 2, 3]) expect(t.broker(id).lifecycle).toMatchObject({ state: 'running', published: true })
  const { brokers } = t.ask(2, 'MetadataRequest', { topics: [], allowAutoTopicCreation: false })
  expect(brokers.map(({ id }) => id)).toEqual([1, 2, 3])
})

test('a topic that a client asks for is made, and every replica has what was acknowledged', () => {
  const t = started(3)
  createOrders(t, [1, 2, 3])
  expect(produce(t, 1, 'order-1')).toBe('NONE')
  for (const id of [1, 2, 3]) expect(t.partition(id, 'orders-0').log.logEndOffset).toBe(1)
})

test('a follower that is too slow is put out of the ISR, and comes back', () => {
  const t = started(2)
  createOrders(t, [1, 2])
  t.world.nodes.get('broker-2')!.slowdownUs = 10_000_000
  expect(produce(t, 1, 'order-1')).toBe('NONE')
  expect(t.partition(1, 'orders-0').isr).toEqual([1])
  t.world.nodes.get('broker-2')!.slowdownUs = 0
  t.runUntil('the follower is back', () => t.partition(1, 'orders-0').isr.length === 2)
})

test('when a leader is gone another one leads, with all that was acknowledged, and the old one follows when it is back', () => {
  const t = started(2)
  createOrders(t, [1, 2])
  produce(t, 1, 'order-1')
  endProcess(t.world, 'broker-1', 'kill')
  t.runUntil('broker 2 leads', () => t.partition(2, 'orders-0').role === 'leader')
  expect(produce(t, 2, 'order-2')).toBe('NONE')

  t.start(1)
  t.runUntil('broker 1 has caught up', () => t.broker(1).lifecycle.state === 'running')
  t.runUntil('it is in sync', () => t.partition(2, 'orders-0').isr.includes(1))
  expect(t.partition(1, 'orders-0').log.logEndOffset).toBe(2)
})

test('producers get ids, and groups a coordinator on the internal topic that the first asker makes', () => {
  const t = started(1)
  const initProducerId = () =>
    t.ask(1, 'InitProducerIdRequest', {
      transactionalId: null,
      transactionTimeoutMs: 60_000,
      producerId: -1,
      producerEpoch: -1,
    })
  expect(initProducerId().errorCode).toBe('COORDINATOR_LOAD_IN_PROGRESS')
  t.runFor(100)
  expect(initProducerId()).toMatchObject({ errorCode: 'NONE', producerId: 0 })

  const find = () => t.ask(1, 'FindCoordinatorRequest', { keyType: 'group', keys: ['hello-group'] }).coordinators[0]
  expect(find()?.errorCode).toBe('COORDINATOR_NOT_AVAILABLE')
  t.runFor(100)
  expect(find()).toMatchObject({ errorCode: 'NONE', nodeId: 1 })
})

test('a broker that is stopped has no metadata log on its disk', () => {
  const t = started(1)
  t.stop(1)
  t.runUntil('it has ended', () => t.world.nodes.get('broker-1')?.status !== 'running')
  expect(t.world.nodes.get('broker-1')?.disk).toMatchObject({ quorum: null, cleanShutdown: { brokerEpoch: 0 } })
})
