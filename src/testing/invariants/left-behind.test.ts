// In ZooKeeper's era nothing but its name tells a topic from one that was made again.

import '../every-version.ts'

import { expect, test } from 'vitest'
import { simulatorModel } from '../../cli/model.ts'
import { run, runCommand } from '../../engine/scheduler.ts'
import type { World } from '../../engine/world.ts'
import type { BrokerState, Partition } from '../../kafka/broker/broker-state.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import { heldLogs } from '../../kafka/common/node-kind.ts'
import { putRow, removeRow, rowNamed } from '../../kafka/common/slot-map.ts'
import { createInvariantChecker } from '../../kafka/invariants/invariant-checker.ts'
import { noteMadeAgain } from '../../kafka/invariants/led-again.ts'
import { newestMetadata } from '../../kafka/observe/image/newest-metadata.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { checkInvariants, checkLogs } from './check-invariants.ts'

function give(world: World, command: Command, seconds: number): void {
  runCommand(world, () => simulatorModel.applyCommand(world, command))
  run(world, { untilUs: world.nowUs + seconds * 1_000_000 })
}

function records(text: string): Command {
  const record = { topic: 'hello', partition: 0, key: null, value: text, timestamp: null, headers: [] }
  return { type: 'SendRecords', producer: 'app', records: [record] }
}

const topic = (replicationFactor: number): Command => ({
  type: 'CreateTopic',
  topic: { name: 'hello', partitions: 1, replicationFactor, config: {} },
})

test('a broker that was away while a topic was deleted and made again without it keeps another’s log, and is not held to it', () => {
  const world = simulatorModel.create(emptyCluster('kafka-2.5'), 1)
  const replicas = () => newestMetadata(world).topics.get('hello')?.partitions[0]?.replicas ?? []
  give(world, topic(3), 2)
  give(world, { type: 'AddProducer', producer: { name: 'app', config: { acks: '1' }, workload: null } }, 1)
  give(world, records('of the first'), 2)
  give(world, { type: 'KillNode', node: 'broker-3' }, 25)
  const row = { topic: 'hello', partition: 0, replicas: [1, 2] }
  give(world, { type: 'ReassignPartitions', partitions: [row], throttle: null, thenStop: null }, 10)
  give(world, { type: 'DeleteTopic', topic: 'hello' }, 5)
  give(world, topic(2), 2)
  expect([...replicas()].sort()).toEqual([1, 2])
  give(world, records('of the second'), 2)
  give(world, { type: 'StartNode', node: 'broker-3' }, 30)
  const holders = heldLogs(world).filter(
    ({ held }) => held.log.topicPartition === 'hello-0' && held.log.logEndOffset > 0,
  )
  expect(holders.map(({ node }) => node.id)).toContain('broker-3')
  expect(checkLogs(createInvariantChecker({ mayLoseData: () => false }), world)).toBeNull()
})

test('a replica that one event takes away as it brings another, and that comes again empty, is not held to what it was', () => {
  const world = simulatorModel.create(emptyCluster('kafka-4'), 1)
  give(world, topic(3), 2)
  give(world, { type: 'AddProducer', producer: { name: 'app', config: {}, workload: null } }, 1)
  give(world, records('gone soon'), 2)
  const broker = world.nodes.get('broker-2')!.state as BrokerState
  const replica = rowNamed(broker.partitions, 'hello-0')!
  const began = structuredClone(replica)
  replica.log.logStartOffset = replica.log.highWatermark
  const checker = createInvariantChecker({ mayLoseData: () => false })
  const found = () => checkInvariants(checker, world, 'broker-2')?.message ?? null
  const change = (taken: string, brought: Partition) => {
    removeRow(broker.partitions, taken)
    putRow(broker.partitions, brought.topicPartition, brought)
  }
  expect(found()).toBeNull()
  change('hello-0', { ...structuredClone(began), topicPartition: 'other-0' })
  expect(found()).toBeNull()
  change('other-0', began)
  expect(found()).toBeNull()
  began.log.logStartOffset = 1
  expect(found()).toBeNull()
  began.log.logStartOffset = 0
  expect(found()).toBe('logStartOffset fell on broker-2, hello-0: 1 to 0')
})

test('a broker that goes on with the log it was left with, where the topic is made again with a part for it: one epoch names two logs', () => {
  const world = simulatorModel.create(emptyCluster('kafka-2.5'), 1)
  const checker = createInvariantChecker({ mayLoseData: () => false })
  const logs = () =>
    heldLogs(world).filter(({ held: { log } }) => log.topicPartition === 'hello-0' && log.logEndOffset > 0)
  give(world, topic(3), 2)
  give(world, { type: 'AddProducer', producer: { name: 'app', config: { acks: '1' }, workload: null } }, 1)
  give(world, records('of the first'), 2)
  give(world, { type: 'KillNode', node: 'broker-3' }, 25)
  const row = { topic: 'hello', partition: 0, replicas: [1, 2] }
  give(world, { type: 'ReassignPartitions', partitions: [row], throttle: null, thenStop: null }, 10)
  give(world, { type: 'DeleteTopic', topic: 'hello' }, 5)
  give(world, { type: 'StartNode', node: 'broker-3' }, 30)
  const [left] = logs()
  expect(left?.node.id).toBe('broker-3')
  const { segments } = structuredClone(left!.held.log)
  noteMadeAgain(checker, 'hello', [left!.held.log])
  give(world, topic(3), 2)
  give(world, records('of the second'), 3)
  // As where its leader had something already when it came: both logs are as long, and of epoch 0.
  Object.assign(logs().find(({ node }) => node.id === 'broker-3')!.held.log, { segments })
  const unaware = createInvariantChecker({ mayLoseData: () => false })
  expect(checkLogs(unaware, world)?.message).toContain('one offset and epoch, two batches')
  expect(checkLogs(checker, world)).toBeNull()
})
