// How far whoever reads all committed records must come once all is mended, and where nobody can be asked to.

import { expect, test } from 'vitest'
import '../every-version.ts'
import { simulatorModel } from '../../cli/model.ts'
import { run, runCommand } from '../../engine/scheduler.ts'
import type { World } from '../../engine/world.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import type { TopicPartition } from '../../kafka/common/topic-partition.ts'
import { leadersLogs } from '../../kafka/invariants/committed-reads.ts'
import { lastStableOffset } from '../../kafka/log/replica-log.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { auditOf, readableEnds, stillReadable, unseen } from './audit.ts'

const PARTITION = 'orders-0'

const isOrders = (name: TopicPartition) => name === PARTITION

/** A transaction in the middle of which its application is paused, where two replicas have to be in sync. */
function clusterInATransaction(): World {
  const spec = {
    ...emptyCluster('kafka-2.5'),
    topics: [{ name: 'orders', partitions: 1, replicationFactor: 3, config: { 'min.insync.replicas': '2' } }],
    producers: [
      {
        name: 'pays',
        config: { 'transactional.id': 'pays', 'transaction.timeout.ms': '20000', acks: 'all' },
        workload: { topic: 'orders', recordsPerSecond: 20, keys: [], valueBytes: 20 },
      },
    ],
  }
  const world = simulatorModel.create(spec, 1)
  run(world, { untilUs: 10_000_000, until: () => isOpen(world) })
  give(world, { type: 'PauseNode', node: 'pays' })
  run(world, { untilUs: world.nowUs + 2_000_000 })
  expect(isOpen(world)).toBe(true)
  return world
}

function isOpen(world: World): boolean {
  const log = leadersLogs(world).get(PARTITION)
  return log !== undefined && lastStableOffset(log) < log.highWatermark
}

function give(world: World, command: Command): void {
  runCommand(world, () => simulatorModel.applyCommand(world, command))
}

function typeLine(world: World, text: string): void {
  give(world, { type: 'TypeLine', terminal: 'operator', text })
}

test('whoever reads comes to the end of a partition, once the transaction that holds them up has timed out', () => {
  const world = clusterInATransaction()
  const ends = readableEnds(world, new Set())
  expect(ends.get(PARTITION)).toBe(leadersLogs(world).get(PARTITION)!.logEndOffset)
  give(world, auditOf(['orders']))
  run(world, { untilUs: world.nowUs + 5_000_000 })
  expect(unseen(world, ends, isOrders)?.message).toMatch(/^the audit is at \d+ of orders-0, not \d+$/)
  run(world, { untilUs: world.nowUs + 60_000_000 })
  expect(isOpen(world)).toBe(false)
  expect(unseen(world, stillReadable(ends, readableEnds(world, new Set())), isOrders)).toBeNull()
})

test('and no further than the transaction, where a move that was on its way has left one replica, of two that are asked', () => {
  const world = clusterInATransaction()
  const ends = readableEnds(world, new Set())
  give(world, auditOf(['orders']))
  give(world, { type: 'OpenTerminal', terminal: 'operator', tty: false })
  typeLine(world, `echo '{"version":1,"partitions":[{"topic":"orders","partition":0,"replicas":[1]}]}' > move.json`)
  typeLine(
    world,
    'kafka-reassign-partitions.sh --zookeeper localhost:2181 --reassignment-json-file move.json --execute',
  )
  run(world, { untilUs: world.nowUs + 90_000_000 })
  expect(isOpen(world)).toBe(true)
  expect(unseen(world, ends, isOrders)).not.toBeNull()
  const left = stillReadable(ends, readableEnds(world, new Set()))
  expect(left.get(PARTITION)).toBe(lastStableOffset(leadersLogs(world).get(PARTITION)!))
  expect(unseen(world, left, isOrders)).toBeNull()
})
