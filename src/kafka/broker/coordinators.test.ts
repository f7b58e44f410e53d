// A coordinator that nothing in the broker names, on real brokers: one row is enough.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { endProcess } from '../../engine/processes.ts'
import { batchOf } from '../../testing/batches.ts'
import { brokerWorld } from '../../testing/broker-world.ts'
import { COUNTER_TOPIC, type CounterResponse, counterCoordinator } from '../../testing/counter-coordinator.ts'
import type { Request } from '../protocol/apis.ts'
import { COORDINATORS } from './coordinators.ts'

type BrokerWorld = ReturnType<typeof brokerWorld>

beforeAll(() => void COORDINATORS.push(counterCoordinator))
afterAll(() => void COORDINATORS.pop())

function started(): BrokerWorld {
  const t = brokerWorld(3)
  t.topic(COUNTER_TOPIC, [
    [1, 2, 3],
    [2, 3, 1],
  ])
  t.runFor(1_000)
  return t
}

function add(t: BrokerWorld, brokerId: number, counter: string, by: number): number {
  return t.send(brokerId, 'AddRequest' as Request['type'], { counter, by, forMs: 0 } as never)
}

function answerOf(t: BrokerWorld, sent: number): CounterResponse | undefined {
  return t.answerTo(sent) as unknown as CounterResponse | undefined
}

function added(t: BrokerWorld, brokerId: number, counter: string, by: number): CounterResponse {
  const sent = add(t, brokerId, counter, by)
  t.runUntil('the counter has answered', () => answerOf(t, sent) !== undefined)
  return answerOf(t, sent) as CounterResponse
}

test('it is answered by the leader of its partition, when every replica in sync has the record', () => {
  const t = started()
  const sent = add(t, 1, 'ab', 3)
  t.runUntil('the leader has written it', () => t.partition(1, `${COUNTER_TOPIC}-0`).log.logEndOffset === 1)
  expect(answerOf(t, sent)).toBeUndefined()
  t.runUntil('it is answered', () => answerOf(t, sent) !== undefined)
  expect(answerOf(t, sent)).toMatchObject({ errorCode: 'NONE', value: 3 })
  expect(t.partition(2, `${COUNTER_TOPIC}-0`).log.logEndOffset).toBe(1)

  expect(added(t, 2, 'ab', 3).errorCode).toBe('NOT_COORDINATOR')
  expect(added(t, 2, 'c', 5)).toMatchObject({ errorCode: 'NONE', value: 5 })
})

test('when its broker dies the next leader has the same counters', () => {
  const t = started()
  added(t, 1, 'ab', 3)
  added(t, 1, 'ab', 4)
  t.kill(1)
  t.change(`${COUNTER_TOPIC}-0`, { leader: 2, isr: [2, 3] })
  t.runFor(1_000)
  expect(added(t, 2, 'ab', 1)).toMatchObject({ errorCode: 'NONE', value: 8 })
})

test('clients find it by the keys that it takes', () => {
  const t = started()
  const find = (...keys: string[]) => t.ask(3, 'FindCoordinatorRequest', { keyType: 'share', keys }).coordinators
  expect(find('ab', 'c', 'a1')).toMatchObject([
    { key: 'ab', errorCode: 'NONE', nodeId: 1 },
    { key: 'c', errorCode: 'NONE', nodeId: 2 },
    { key: 'a1', errorCode: 'INVALID_REQUEST', nodeId: -1 },
  ])
  const { coordinators } = t.ask(3, 'FindCoordinatorRequest', { keyType: 'transaction', keys: ['ab'] })
  expect(coordinators).toMatchObject([{ errorCode: 'COORDINATOR_NOT_AVAILABLE' }])
})

function countApis(t: BrokerWorld, brokerId: number): () => CounterResponse | undefined {
  const sent = t.send(1, 'CountApisRequest' as Request['type'], { counter: 'ab', brokerId } as never)
  return () => answerOf(t, sent)
}

test('it may ask other brokers, and decides on what they answer', () => {
  const t = started()
  const answer = countApis(t, 3)
  t.runUntil('it is answered', () => answer() !== undefined)
  expect(answer()?.errorCode).toBe('NONE')
  expect(answer()?.value).toBeGreaterThan(20)
  expect(added(t, 1, 'ab', 1).value).toBe(answer()!.value + 1)
})

test('whoever it asks may be gone, or never have been there', () => {
  const t = started()
  const nobody = countApis(t, 9)
  t.runUntil('it is answered', () => nobody() !== undefined)
  expect(nobody()?.errorCode).toBe('NETWORK_EXCEPTION')
  endProcess(t.world, 'broker-3', 'kill')
  const gone = countApis(t, 3)
  t.runUntil('it is answered', () => gone() !== undefined)
  expect(gone()?.errorCode).toBe('NETWORK_EXCEPTION')
  t.fence(3)
  t.change(`${COUNTER_TOPIC}-0`, { isr: [1, 2] })
  t.runFor(100)
  expect(added(t, 1, 'ab', 1).value).toBe(1)
})

test('it hears of what changes in the metadata, and its shards decide on it', () => {
  const t = started()
  t.topic('ab', [[2], [3]])
  t.runFor(1_000)
  expect(added(t, 1, 'ab', 1).value).toBe(3)
  t.records({ type: 'RemoveTopicRecord', topicId: t.controller().image.topics.get('ab')?.topicId ?? '' })
  t.runFor(1_000)
  expect(added(t, 1, 'ab', 1).value).toBe(1)
})

test('clients may not write to its topic', () => {
  const t = started()
  const data = { topicPartition: `${COUNTER_TOPIC}-0`, batch: batchOf(['9']) }
  const { partitions } = t.ask(1, 'ProduceRequest', { acks: 1, timeoutMs: 1_000, partitions: [data] })
  expect(partitions[0]?.errorCode).toBe('INVALID_TOPIC_EXCEPTION')
})
