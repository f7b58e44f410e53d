// Told by random clusters first: what applications must hear of their transactions.

import { expect, test } from 'vitest'
import { simulatorModel } from '../../cli/model.ts'
import { run, runCommand } from '../../engine/scheduler.ts'
import type { World } from '../../engine/world.ts'
import { coordinatorOfKeyType } from '../../kafka/broker/coordinators.ts'
import type { ProducerNodeState } from '../../kafka/clients/producer/producer-node.ts'
import type { ClusterSpec, Command } from '../../kafka/cluster/commands.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'
import { newestMetadata } from '../../kafka/observe/image/newest-metadata.ts'
import { DEFAULT_PROFILE } from '../../kafka/profile/registry.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { LIKE_2_5 } from '../ahead/kafka-2.5.ts'
import { javaProgram, topicOf } from '../java-program.ts'

function topic(name: string, partitions: number) {
  return { name, partitions, replicationFactor: 3, config: {} }
}

function cluster(more: Partial<ClusterSpec>): World {
  return simulatorModel.create({ ...emptyCluster(), ...more }, 1)
}

function give(world: World, command: Command): void {
  runCommand(world, () => simulatorModel.applyCommand(world, command))
}

function happened(world: World): Happening[] {
  return world.happenings.map(({ body }) => body as Happening)
}

/** Broker id of whoever leads the partition that the transactional id belongs to. */
function coordinatorOf(world: World, transactionalId: string): number {
  const { topic, keys } = coordinatorOfKeyType('transaction')!
  const partitions = newestMetadata(world).topics.get(topic)!.partitions
  return partitions[keys!.partitionOf(transactionalId, partitions.length) as number]!.leader
}

const pays = {
  name: 'pays',
  config: { 'transactional.id': 'pays' },
  workload: { topic: 'orders', recordsPerSecond: 10, keys: [], valueBytes: 20 },
}

test('while the coordinator of its transaction is away a producer is told so, and sends again until there is another', () => {
  const p = javaProgram([topicOf('pay', 6, 3)])
  p.producer('t', { 'transactional.id': 'pays' })
  p.call('initTransactions', { producer: 't' })
  p.call('begin', { producer: 't' })
  const coordinator = coordinatorOf(p.world, 'pays')
  const { partitions } = newestMetadata(p.world).topics.get('pay')!
  const { partition } = partitions.find(({ leader }) => leader !== coordinator)!
  p.command({ type: 'KillNode', node: brokerNode(coordinator) })
  const killedUs = p.world.nowUs
  // The leader asks nobody while its connection to the coordinator waits to be tried again, and says so at once.
  p.send('t', 'pay', ['a', partition])
  const tookUs = p.world.nowUs - killedUs
  // As long as it takes until the dead broker's session ends; a request that nobody answers takes 30 s.
  expect(tookUs).toBeLessThan(15_000_000)
  expect(p.call('commit', { producer: 't' })).toEqual({ ok: true })
})

test('an application that stands in send() for want of metadata commits when all of it is on its way', () => {
  const world = cluster({ topics: [topic('orders', 1), topic('late', 2)], producers: [pays] })
  run(world, { untilUs: 3_050_000 })
  const records = ['a', 'b', 'c'].map((value) => ({
    topic: 'late',
    partition: null,
    key: value,
    value,
    timestamp: null,
    headers: [],
  }))
  give(world, { type: 'SendRecords', producer: 'pays', records })
  run(world, { untilUs: 8_000_000 })
  const { client } = world.nodes.get('pays')!.state as ProducerNodeState
  expect(client?.failed).toBe(0)
  expect(client?.lastError).toBeNull()
  const ended = happened(world).filter((each) => each.type === 'TransactionMarkerWritten')
  expect(ended.some(({ topicPartition, committed }) => topicPartition.startsWith('late-') && committed)).toBe(true)
})

test('a transaction of which a record got into no batch, or was refused by its broker, cannot be committed', () => {
  const p = javaProgram([topicOf('pay', 1, 3), topicOf('state', 1, 3, { 'cleanup.policy': 'compact' })])
  p.producer('t', { 'transactional.id': 'pay-1', 'max.request.size': '300' })
  p.call('initTransactions', { producer: 't' })
  for (const [name, value] of [
    ['pay', 'x'.repeat(400)],
    ['state', 'without a key'],
  ] as const) {
    p.call('begin', { producer: 't' })
    p.send('t', name, [value, 0])
    expect(p.call('commit', { producer: 't' })).toMatchObject({ error: 'KafkaException' })
    expect(p.call('abort', { producer: 't' })).toEqual({ ok: true })
  }
  p.call('begin', { producer: 't' })
  p.send('t', 'pay', ['small', 0])
  expect(p.call('commit', { producer: 't' })).toEqual({ ok: true })
})

test.each([DEFAULT_PROFILE, LIKE_2_5])(
  '%s: a producer whose records nobody answered for aborts and goes on, with the epoch that its coordinator gives it',
  (profile) => {
    const p = javaProgram([topicOf('pay', 3, 3, { 'min.insync.replicas': '3' })], {}, 1, profile)
    p.producer('t', { 'transactional.id': 'pays', 'delivery.timeout.ms': '2500', 'request.timeout.ms': '2000' })
    p.call('initTransactions', { producer: 't' })
    p.call('begin', { producer: 't' })
    p.send('t', 'pay', ['before', 0])
    expect(p.call('commit', { producer: 't' })).toEqual({ ok: true })
    // Until its marker is written, for which all have to be in sync.
    run(p.world, { untilUs: p.world.nowUs + 1_000_000 })
    const coordinator = coordinatorOf(p.world, 'pays')
    const { partitions } = newestMetadata(p.world).topics.get('pay')!
    const { partition } = partitions.find(({ leader }) => leader === coordinator)!
    const follower = brokerNode([1, 2, 3].find((id) => id !== coordinator)!)
    p.command({ type: 'KillNode', node: follower })
    run(p.world, { untilUs: p.world.nowUs + 40_000_000 })
    p.call('begin', { producer: 't' })
    p.send('t', 'pay', ['too few in sync', partition])
    expect(p.call('commit', { producer: 't' })).toMatchObject({ error: 'KafkaException' })
    p.command({ type: 'StartNode', node: follower })
    run(p.world, { untilUs: p.world.nowUs + 20_000_000 })
    expect(p.call('abort', { producer: 't' })).toEqual({ ok: true })
    p.call('begin', { producer: 't' })
    p.send('t', 'pay', ['after', partition])
    expect(p.call('commit', { producer: 't' })).toEqual({ ok: true })
  },
)
