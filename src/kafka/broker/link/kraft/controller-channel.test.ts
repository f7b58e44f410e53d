import { expect, test } from 'vitest'
import { endProcess, startNode } from '../../../../engine/processes.ts'
import { type BrokerWorld, brokerWorld } from '../../../../testing/broker-world.ts'
import { clusterOf } from '../../../../testing/cluster-of.ts'
import { nodesOfKind } from '../../../common/node-kind.ts'
import type { CreateTopicsResponse } from '../../../protocol/create-topics.ts'
import type { BrokerState } from '../../broker-state.ts'
import { takeAnswered } from './controller-channel.ts'
import { kraftOf } from './kraft-state.ts'

function create(t: BrokerWorld, name: string): number {
  const topic = { name, numPartitions: 1, replicationFactor: 1, assignments: null, configs: [] }
  return t.send(1, 'CreateTopicsRequest', { topics: [topic], validateOnly: false })
}

test('requests of clients go to the controller one at a time, in the order in which they came', () => {
  const t = brokerWorld(1)
  const { forwarding } = kraftOf(t.broker(1)).channels
  const sent = ['a', 'b', 'c'].map((name) => create(t, name))
  t.runUntil('two wait behind the first', () => forwarding.queue.length === 2)
  expect(forwarding.client.inFlight).toHaveLength(1)
  expect(sent.map((id) => t.answerTo(id))).toEqual([undefined, undefined, undefined])

  const answeredAtUs = sent.map((id) => {
    t.runUntil('it is answered', () => t.answerTo(id) !== undefined)
    expect(forwarding.client.inFlight.length).toBeLessThanOrEqual(1)
    return t.world.nowUs
  })
  expect([...answeredAtUs].sort((x, y) => x - y)).toEqual(answeredAtUs)
  expect(new Set(answeredAtUs).size).toBe(3)
})

test('what cannot be sent waits for the controller, and goes out first when it is back', () => {
  const t = brokerWorld(1)
  endProcess(t.world, 'controller-101', 'kill')
  const first = create(t, 'a')
  const second = create(t, 'b')
  t.runFor(5_000)
  expect([t.answerTo(first), t.answerTo(second)]).toEqual([undefined, undefined])
  expect(kraftOf(t.broker(1)).channels.forwarding.queue.length).toBe(2)

  startNode(t.world, 'controller-101')
  t.runUntil('the second is answered', () => t.answerTo(second) !== undefined)
  expect(t.answerTo(first)).toBeDefined()
  expect([...t.controller().image.topics.keys()]).toEqual(['a', 'b'])
})

test('after a minute without a controller the client is told that there was no time', () => {
  const t = brokerWorld(1)
  endProcess(t.world, 'controller-101', 'kill')
  const sent = create(t, 'a')
  t.runFor(59_000)
  expect(t.answerTo(sent)).toBeUndefined()
  t.runFor(1_500)
  expect((t.answerTo(sent) as CreateTopicsResponse).topics[0]).toMatchObject({ errorCode: 'REQUEST_TIMED_OUT' })
})

test('a broker that is to stop while a heartbeat is on its way says so as soon as that is answered', () => {
  const t = brokerWorld(1)
  const { heartbeat } = kraftOf(t.broker(1)).channels
  t.runUntil('a heartbeat is on its way', () => heartbeat.inFlight !== null)
  const stoppedAtUs = t.world.nowUs
  t.stop(1)
  t.runUntil('it has ended', () => t.world.nodes.get('broker-1')?.status !== 'running')
  expect(t.world.nowUs - stoppedAtUs).toBeLessThan(100_000)
})

test('a broker that is refused, as it is thought to be alive, asks again after longer and longer pauses', () => {
  const t = clusterOf({ brokers: 3 })
  t.runFor({ ms: 5_000 })
  t.kill(2)
  t.start(2)
  const broker = () => nodesOfKind(t.world, 'broker').find(({ id }) => id === 'broker-2')?.state as BrokerState
  // Its session is over after nine seconds at the latest; by then it has asked at 0.1, 0.3, 0.7, 1.5, 3.1 and 6.3 s.
  t.runFor({ ms: 10_000 })
  expect(kraftOf(broker()).lifecycle.failedAttempts).toBe(7)
  expect(broker().lifecycle.brokerEpoch).toBe(-1)
  const waitedMs = 10_000 + t.runUntil('it is registered', () => broker().lifecycle.brokerEpoch !== -1)
  expect(waitedMs).toBeGreaterThan(12_400)
  expect(waitedMs).toBeLessThan(13_400)
})

test('a controller that knows less than the broker is asked nothing more: what it refused goes to the next one', () => {
  const t = brokerWorld(1)
  const { alterPartition: channel } = kraftOf(t.broker(1)).channels
  const changes = { brokerId: 1, brokerEpoch: 1, partitions: [] }
  const request = { type: 'AlterPartitionRequest', ...changes } as const
  const errand = { type: 'alterPartition', partitions: ['orders-0'] } as const
  channel.controllerId = 101
  channel.inFlight = { request, errand, expiresAtUs: Number.MAX_SAFE_INTEGER }
  const refused = { topicPartition: 'orders-0', errorCode: 'NOT_CONTROLLER', leader: -1, leaderEpoch: -1 } as const
  const response = {
    type: 'AlterPartitionResponse',
    correlationId: 1,
    errorCode: 'NONE',
    partitions: [{ ...refused, isr: [], partitionEpoch: -1 }],
  } as const
  expect(takeAnswered(channel, response, t.world.nowUs)).toBeNull()
  expect(channel).toMatchObject({ controllerId: -1, inFlight: null, queue: [{ request }] })
})

test('when another controller becomes active, what was on its way to the old one goes to it', () => {
  const t = clusterOf({ brokers: 2 })
  t.topic('orders', { replicationFactor: 2 })
  const active = t.world.nodes.get('broker-1')?.state as BrokerState
  const before = kraftOf(active).channels.heartbeat.controllerId
  expect(before).toBeGreaterThan(0)
  t.command({ type: 'KillNode', node: `controller-${before}` })
  t.runUntil('a heartbeat has gone to another', () => {
    const { controllerId } = kraftOf(active).channels.heartbeat
    return controllerId !== -1 && controllerId !== before
  })
  t.runFor({ ms: 3_000 })
  expect(kraftOf(active).lifecycle).toMatchObject({ failedAttempts: 0, fenced: false })
})
