// The rules of logs that transactions have written to, broken by hand in a cluster that kept them all.

import { expect, test } from 'vitest'
import { simulatorModel } from '../../cli/model.ts'
import { copyWorld } from '../../engine/copy-world.ts'
import { run } from '../../engine/scheduler.ts'
import type { World } from '../../engine/world.ts'
import { kindOf } from '../../kafka/common/node-kind.ts'
import { createInvariantChecker } from '../../kafka/invariants/invariant-checker.ts'
import { markerBatch, markerOf } from '../../kafka/log/log-transactions.ts'
import type { ProducerStateEntry } from '../../kafka/log/producer-state.ts'
import { type ReplicaLog, truncateTo } from '../../kafka/log/replica-log.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { checkInvariants } from './check-invariants.ts'
import { checkMarkersAgree } from './transaction-markers.ts'

const kept = simulatorModel.create(
  {
    ...emptyCluster(),
    topics: [{ name: 'orders', partitions: 1, replicationFactor: 3, config: {} }],
    producers: [
      {
        name: 'pays',
        config: { 'transactional.id': 'pays' },
        workload: { topic: 'orders', recordsPerSecond: 20, keys: ['A'], valueBytes: 20 },
      },
    ],
  },
  1,
)
run(kept, { untilUs: 8_000_000 })

/** A copy of the topic's only partition, where it is followed. */
function followed(world: World): ReplicaLog {
  const held = [...world.nodes.values()].flatMap((node) => kindOf(world, node).heldPartitions?.(node) ?? [])
  return held.find(({ role, log }) => role === 'follower' && log.topicPartition === 'orders-0')!.log
}

function producerOf(log: ReplicaLog): ProducerStateEntry {
  return [...log.producers.values()][0]!
}

/** A copy of the cluster, in which nothing is wrong so far, and what is wrong with it whenever that is asked. */
function watched() {
  const world = copyWorld(kept)
  const checker = createInvariantChecker({ mayLoseData: () => true })
  const ruleBroken = () => checkInvariants(checker, world)?.rule
  expect(ruleBroken()).toBeUndefined()
  return { log: followed(world), ruleBroken }
}

test('T1: a transaction that a log and what it knows of its producer have begin at two offsets', () => {
  const { log, ruleBroken } = watched()
  producerOf(log).currentTransactionFirstOffset = -1
  log.transactions = { ...log.transactions!, open: [{ producerId: producerOf(log).producerId, firstOffset: 1 }] }
  expect(ruleBroken()).toBe('T1')
})

test('T2: a producer’s epoch that falls', () => {
  const { log, ruleBroken } = watched()
  producerOf(log).producerEpoch -= 1
  expect(ruleBroken()).toBe('T2')
})

test('an epoch may fall with the end of the log, which takes along what it knew; from then on it may not', () => {
  const { log, ruleBroken } = watched()
  truncateTo(log, Math.floor(log.logEndOffset / 2), 0)
  expect(ruleBroken()).toBeUndefined()
  producerOf(log).producerEpoch -= 1
  expect(ruleBroken()).toBe('T2')
})

test('nor need a producer that was cut off altogether come again with the epoch it had', () => {
  const { log, ruleBroken } = watched()
  const producer = producerOf(log)
  const end = log.logEndOffset
  truncateTo(log, 0, 0)
  expect(log.producers.size).toBe(0)
  expect(ruleBroken()).toBeUndefined()
  Object.assign(log, { logEndOffset: end })
  // Not set into what the log has: without producers that is one table for all logs of all worlds.
  log.producers = new Map([[producer.producerId, { ...producer, producerEpoch: producer.producerEpoch - 1 }]])
  expect(ruleBroken()).toBeUndefined()
})

test('T3: a transaction that is committed on one broker and aborted on another', () => {
  const world = copyWorld(kept)
  expect(checkMarkersAgree(world)).toBeNull()
  const { tail } = followed(world).segments.at(-1)!
  const at = tail.findLastIndex((batch) => markerOf(batch) !== null)
  const { baseOffset, lastOffset, partitionLeaderEpoch, baseTimestamp } = tail[at]!
  const aborted = markerBatch({ ...markerOf(tail[at]!)!, committed: false }, baseTimestamp)
  tail[at] = { ...aborted, baseOffset, lastOffset, partitionLeaderEpoch }
  expect(checkMarkersAgree(world)?.rule).toBe('T3')
})
