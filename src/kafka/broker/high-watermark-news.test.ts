// Followers of 2.5 hear of the high watermark at once (KIP-392), where those of later versions hear of it with the next records.
import { expect, test } from 'vitest'
import { batchOf } from '../../testing/batches.ts'
import { oldCluster } from '../../testing/old-cluster.ts'

test('a follower of 2.5 knows what is committed at once, without another record, and then leaves the leader in peace', () => {
  const t = oldCluster()
  const topic = { name: 'orders', numPartitions: -1, replicationFactor: -1, assignments: [[1, 2, 3]], configs: [] }
  for (const id of [1, 2, 3]) t.ask(id, { type: 'CreateTopicsRequest', topics: [topic], validateOnly: false })
  t.runUntil(
    'all are in sync',
    () => t.broker(1).metadata.topics.has('orders') && t.partition(1, 'orders-0').isr.length === 3,
  )
  t.runFor(2_000)
  const partitions = [{ topicPartition: 'orders-0', batch: batchOf(['one']) }]
  t.ask(1, { type: 'ProduceRequest', acks: -1, timeoutMs: 30_000, transactionalId: null, partitions } as never)
  t.runFor(20)
  for (const id of [1, 2, 3]) expect(t.partition(id, 'orders-0').log.highWatermark).toBe(1)
  // Every follower has asked once more than it had to, by the high watermark that it had been told before (KAFKA-9731).
  const follower = t.partition(1, 'orders-0').followers.find(({ brokerId }) => brokerId === 2)
  expect(follower?.sentHighWatermark).toBe(1)
  const asked = follower?.lastFetchTimeMs
  t.runFor(300)
  expect(follower?.lastFetchTimeMs).toBe(asked)
})
