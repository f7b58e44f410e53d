// Transactions in a cluster of real nodes: what a Java program does, and what stands in the logs afterwards.

import { expect, test } from 'vitest'
import type { World } from '../../engine/world.ts'
import { javaProgram, topicOf } from '../../testing/java-program.ts'
import { brokerStates } from '../cluster/kinds/broker/brokers.ts'
import { rowNamed } from '../common/slot-map.ts'
import { batchesOf } from '../log/log-segment.ts'
import { markerOf } from '../log/log-transactions.ts'
import type { ReplicaLog } from '../log/replica-log.ts'
import { lastStableOffset } from '../log/replica-log.ts'
import type { Happening } from '../observe/happenings.ts'

const OK = { ok: true }

/** Of the leader. */
function logOf(world: World, name: string): ReplicaLog {
  for (const state of brokerStates(world)) {
    const partition = rowNamed(state.partitions, name)
    if (partition?.role === 'leader') return partition.log
  }
  throw new Error(`nobody leads ${name}`)
}

/** Values, and markers by what they say. */
function recordsIn(log: ReplicaLog): string[] {
  return log.segments.flatMap((segment) =>
    batchesOf(segment).flatMap((batch) => {
      const marker = markerOf(batch)
      if (marker !== null) return [`${marker.committed ? 'COMMIT' : 'ABORT'} ${marker.producerEpoch}`]
      return batch.records.map(({ value }) => `${value} ${batch.producerEpoch}`)
    }),
  )
}

function statesOf(world: World): string[] {
  return world.happenings
    .map(({ body }) => body as Happening)
    .flatMap((happening) => (happening.type === 'TransactionStateChanged' ? [happening.to] : []))
}

test('what is committed ends with a marker in each partition, and the next transaction has the next epoch', () => {
  const p = javaProgram([topicOf('pay', 2, 3)])
  p.producer('t', { 'transactional.id': 'pay-1' })
  expect(p.call('initTransactions', { producer: 't' })).toEqual(OK)
  expect(p.call('begin', { producer: 't' })).toEqual(OK)
  p.send('t', 'pay', ['a', 0], ['b', 1])
  expect(lastStableOffset(logOf(p.world, 'pay-0'))).toBe(0)
  expect(p.call('commit', { producer: 't' })).toEqual(OK)
  p.runFor(1_000)
  expect(statesOf(p.world)).toEqual(['Empty', 'Ongoing', 'Ongoing', 'PrepareCommit', 'CompleteCommit'])
  expect(recordsIn(logOf(p.world, 'pay-0'))).toEqual(['a 0', 'COMMIT 1'])
  expect(recordsIn(logOf(p.world, 'pay-1'))).toEqual(['b 0', 'COMMIT 1'])
  expect(lastStableOffset(logOf(p.world, 'pay-0'))).toBe(2)

  expect(p.call('begin', { producer: 't' })).toEqual(OK)
  p.send('t', 'pay', ['c', 0])
  expect(p.call('abort', { producer: 't' })).toEqual(OK)
  p.runFor(1_000)
  expect(recordsIn(logOf(p.world, 'pay-0'))).toEqual(['a 0', 'COMMIT 1', 'c 1', 'ABORT 2'])
  p.consumer('rc', { 'isolation.level': 'read_committed' })
  p.call('assign', { consumer: 'rc', partitions: [['pay', 0]] })
  expect(p.poll(['rc'], 2_000).rc?.records).toEqual({ 'pay-0': [[0, null, 'a']] })
})
