// What a retry can do to order and number, with and without idempotence.

import { describe, expect, test } from 'vitest'
import { clusterOf } from '../cluster-of.ts'

const SLOW_US = 2_000_000

/** Two batches on the wire at once, of which the leader refuses the first and takes the second. */
function flipped(config: Record<string, string>): { readonly values: unknown; readonly errors: readonly string[] } {
  const t = clusterOf()
  // Without one of three replicas a minimum of 3 refuses, and a minimum of 1 takes.
  const orders = t.topic('orders', { minInsyncReplicas: 3 })
  const producer = t.producer(config)
  const first = producer.send(orders, 'batch-0')
  t.runUntil('batch-0 is in', () => first.state === 'acknowledged')
  t.stop(orders.followers[0] as number)
  t.runUntil('the ISR is below the minimum', () => orders.isr.length === 2)
  const leader = `broker-${orders.leader}`
  t.command({ type: 'SlowLink', a: 'java-clients', b: leader, extraUs: SLOW_US })
  producer.send(orders, 'batch-1')
  t.runFor({ ms: 1_000 })
  const last = producer.send(orders, 'batch-2')
  t.runFor({ ms: 1_500 })
  t.command({ type: 'AlterTopicConfig', topic: 'orders', config: { 'min.insync.replicas': '1' } })
  t.runUntil('both are in', () => last.state === 'acknowledged' && orders.logEndOffset >= 3)
  t.runFor({ ms: 10_000 })
  return { values: orders.values, errors: t.happened('BatchRetried').map(({ body }) => body.error) }
}

describe('order', () => {
  test('without idempotence a retried batch lands behind the one that was sent after it', () => {
    const { values, errors } = flipped({ 'enable.idempotence': 'false' })
    expect(values).toEqual(['batch-0', 'batch-2', 'batch-1'])
    expect(errors).toEqual(['NOT_ENOUGH_REPLICAS'])
  })

  test('with idempotence the second is refused as out of order, and order holds', () => {
    const { values, errors } = flipped({ 'enable.idempotence': 'true' })
    expect(values).toEqual(['batch-0', 'batch-1', 'batch-2'])
    expect(errors).toEqual(['NOT_ENOUGH_REPLICAS', 'OUT_OF_ORDER_SEQUENCE_NUMBER'])
  })

  test('without idempotence one request in flight keeps order too', () => {
    const { values } = flipped({ 'enable.idempotence': 'false', 'max.in.flight.requests.per.connection': '1' })
    expect(values).toEqual(['batch-0', 'batch-1', 'batch-2'])
  })
})

describe('an answer that is lost with the leader', () => {
  test.each([
    { idempotence: 'false', values: ['order-0', 'order-1', 'order-1'], offset: 2 },
    { idempotence: 'true', values: ['order-0', 'order-1'], offset: 1 },
  ])('enable.idempotence=$idempotence: the retry leaves $values', ({ idempotence, values, offset }) => {
    const t = clusterOf()
    const orders = t.topic('orders')
    const producer = t.producer({ 'enable.idempotence': idempotence })
    const first = producer.send(orders, 'order-0')
    t.runUntil('the first is in', () => first.state === 'acknowledged')
    const oldLeader = orders.leader
    t.holdAnswers(oldLeader)
    const sent = producer.send(orders, 'order-1')
    t.runUntil('it is replicated', () => orders.highWatermark === 2)
    t.runFor({ ms: 1_000 })
    expect(sent.state).toBe('waiting')
    t.kill(oldLeader)
    t.runUntil('it is answered', () => sent.state !== 'waiting')
    expect(orders.leader).not.toBe(oldLeader)
    expect([sent.state, sent.offset]).toEqual(['acknowledged', offset])
    expect(orders.values).toEqual(values)
  })
})

test('a topic that comes back with fewer partitions: what sticks to one that is gone waits for it and expires', () => {
  const t = clusterOf()
  t.topic('orders', { partitions: 8 })
  const workload = { topic: 'orders', recordsPerSecond: 5, keys: [], valueBytes: 10 }
  const config = {
    'delivery.timeout.ms': '5000',
    'request.timeout.ms': '2000',
    'partitioner.adaptive.partitioning.enable': 'false',
  }
  for (let index = 0; index < 4; index++)
    t.command({ type: 'AddProducer', producer: { name: `app-${index}`, config, workload } })
  t.runFor({ ms: 2_000 })
  t.command({ type: 'DeleteTopic', topic: 'orders' })
  t.runFor({ ms: 20 })
  t.topic('orders', { partitions: 1 })
  t.runUntil('a batch of a partition that is gone has expired', () =>
    t.happened('SendFailed').some(({ body }) => /^orders-[1-7]$/.test(body.topicPartition)),
  )
})
