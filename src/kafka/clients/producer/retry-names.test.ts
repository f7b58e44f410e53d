// What a producer retries for is called as its version calls it, wherever people read of it.

import { expect, test } from 'vitest'
import '../../../testing/every-version.ts'
import { clusterOf } from '../../../testing/cluster-of.ts'
import type { Happening } from '../../observe/happenings.ts'
import { buildImage } from '../../observe/image/build-image.ts'
import { storiesOf } from '../../observe/stories/story-teller.ts'

test.each([
  ['kafka-2.5', 'NOT_LEADER_FOR_PARTITION'],
  ['kafka-4', 'NOT_LEADER_OR_FOLLOWER'],
] as const)('%s: a broker that no longer leads answers %s', (profile, name) => {
  const t = clusterOf({ profile, brokers: 2, controllers: 1, config: { 'auto.leader.rebalance.enable': 'false' } })
  t.topic('orders', { partitions: 1, replicationFactor: 2 })
  t.command({
    type: 'AddProducer',
    producer: {
      ...{ name: 'writer', config: {} },
      workload: { topic: 'orders', recordsPerSecond: 50, keys: ['A'], valueBytes: 10 },
    },
  })
  const leader = () => buildImage(t.world).partitions.get('orders-0')!.leader
  t.runUntil('it writes', () => buildImage(t.world).producers.get('writer')!.acknowledged > 5, 20_000)
  const other = 3 - leader()
  const partitions = [{ topic: 'orders', partition: 0, replicas: [other, leader()] }]
  t.command({ type: 'ReassignPartitions', partitions, throttle: null, thenStop: null })
  t.runFor({ ms: 2_000 })
  t.command({ type: 'ElectPreferredLeaders' })
  t.runUntil('the leader is another', () => leader() === other, 20_000)
  t.runUntil('it retries', () => t.happened('BatchRetried').length > 0, 20_000)
  expect(t.happened('BatchRetried').map(({ body }) => body.error)).toContain(name)
  expect(buildImage(t.world).producers.get('writer')?.lastError).toBe(name)
  const told = storiesOf(
    t.world.happenings.map(({ id, atUs, causedBy, body }) => ({ id, atUs, causedBy, body: body as Happening })),
    { kindOf: (node) => t.world.nodes.get(node)?.kind, hasEnsemble: () => profile === 'kafka-2.5' },
  )
  expect(told.flatMap(({ beats }) => beats.map(({ kind }) => kind))).toContain('sendsSentOn')
})
