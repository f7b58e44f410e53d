// Which brokers a client knows is as old as its last metadata: when the last of them dies, others may be there again.

import { expect, test } from 'vitest'
import { clusterOf, type TestCluster } from '../cluster-of.ts'
import '../every-version.ts'

/** One broker after the other dies and another comes back, so that nobody whom the producer knows is there any more. */
function sendToWhoeverCameBack(t: TestCluster, config: Readonly<Record<string, string>>) {
  const orders = t.topic('orders')
  const first = orders.leader
  const [idle, second] = orders.followers as [number, number]
  const producer = t.producer({ acks: 'all', ...config })
  producer.send(orders, 'to all')
  t.runFor({ ms: 2_000 })
  t.kill(idle)
  t.runUntil('two are in sync', () => orders.isr.length === 2)
  t.kill(first)
  t.runUntil('the second leads', () => orders.leader === second)
  const only = producer.send(orders, 'to the second')
  t.runUntil('it is there', () => only.state === 'acknowledged')
  // It asks for metadata, and hears of one broker.
  t.runFor({ ms: 10_000 })
  t.start(first)
  t.runUntil('the first is back in the ISR', () => orders.isr.includes(first))
  t.kill(second)
  t.runUntil('the first leads', () => orders.leader === first)
  const sent = producer.send(orders, 'to whoever leads')
  t.runFor({ ms: 15_000 })
  return { t, second, sent }
}

test('a client that knows nobody any more begins again with its bootstrap servers (KIP-899)', () => {
  expect(sendToWhoeverCameBack(clusterOf(), {}).sent.state).toBe('acknowledged')
})

test.each([
  ['told not to', () => clusterOf(), { 'metadata.recovery.strategy': 'none' }],
  ['of 2.5', () => clusterOf({ profile: 'kafka-2.5' }), {}],
] as const)('a client %s waits for the broker it knew last', (_, make, config) => {
  const { t, second, sent } = sendToWhoeverCameBack(make(), config)
  expect(sent.state).toBe('waiting')
  t.start(second)
  t.runUntil('it is back', () => sent.state === 'acknowledged')
})
