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

test('a second producer with the same id fences the first, and aborts what it had open', () => {
  const p = javaProgram([topicOf('pay', 1, 3)])
  for (const name of ['zombie', 'next']) p.producer(name, { 'transactional.id': 'same' })
  p.call('initTransactions', { producer: 'zombie' })
  p.call('begin', { producer: 'zombie' })
  p.send('zombie', 'pay', ['open', 0])
  expect(p.call('initTransactions', { producer: 'next' })).toEqual(OK)
  expect(p.send('zombie', 'pay', ['late', 0])).toMatchObject([{ error: 'InvalidProducerEpochException' }])
  expect(p.call('abort', { producer: 'zombie' })).toMatchObject({ error: 'ProducerFencedException' })
  p.call('begin', { producer: 'next' })
  p.send('next', 'pay', ['b', 0])
  expect(p.call('commit', { producer: 'next' })).toEqual(OK)
  p.runFor(1_000)
  expect(recordsIn(logOf(p.world, 'pay-0'))).toEqual(['open 0', 'ABORT 1', 'b 2', 'COMMIT 3'])
  expect(p.world.happenings.some(({ body }) => (body as Happening).type === 'ProducerFenced')).toBe(true)
})

test('a transaction that nobody ends holds committed readers back, until its time is over', () => {
  const p = javaProgram([topicOf('pay', 1, 3)])
  p.producer('t', { 'transactional.id': 'hang', 'transaction.timeout.ms': '20000' })
  p.producer('plain')
  p.call('initTransactions', { producer: 't' })
  p.call('begin', { producer: 't' })
  p.send('t', 'pay', ['open', 0])
  p.send('plain', 'pay', ['behind', 0])
  p.consumer('rc', { 'isolation.level': 'read_committed' })
  p.call('assign', { consumer: 'rc', partitions: [['pay', 0]] })
  expect(p.poll(['rc'], 5_000).rc?.records).toEqual({})
  expect(lastStableOffset(logOf(p.world, 'pay-0'))).toBe(0)
  // At most ten seconds later somebody looks.
  expect(p.poll(['rc'], 26_000).rc?.records).toEqual({ 'pay-0': [[1, null, 'behind']] })
  expect(recordsIn(logOf(p.world, 'pay-0'))).toEqual(['open 0', 'behind 0', 'ABORT 1'])
  expect(p.call('commit', { producer: 't' })).toMatchObject({ error: 'InvalidTxnStateException' })
})

test('who coordinates next ends what was decided, and knows what is open', () => {
  const p = javaProgram([topicOf('pay', 1, 3)], { 'transaction.state.log.num.partitions': '1' })
  p.producer('t', { 'transactional.id': 'pay-1' })
  p.call('initTransactions', { producer: 't' })
  p.call('begin', { producer: 't' })
  p.send('t', 'pay', ['a', 0])
  const leader = brokerStates(p.world).find(
    (state) => rowNamed(state.partitions, '__transaction_state-0')?.role === 'leader',
  )
  p.command({ type: 'KillNode', node: `broker-${leader?.brokerId}` })
  p.runFor(15_000)
  expect(p.call('commit', { producer: 't' })).toEqual(OK)
  p.runFor(1_000)
  expect(recordsIn(logOf(p.world, 'pay-0'))).toEqual(['a 0', 'COMMIT 1'])
})

test('an end that is not committed in time is none: whoever asks again is not told to wait for it forever', () => {
  const p = javaProgram([topicOf('pay', 1, 3)], { 'transaction.state.log.num.partitions': '1' })
  p.producer('t', { 'transactional.id': 'pay-1' })
  p.call('initTransactions', { producer: 't' })
  p.call('begin', { producer: 't' })
  p.send('t', 'pay', ['a', 0])
  const leads = (name: string) =>
    brokerStates(p.world).find((state) => rowNamed(state.partitions, name)?.role === 'leader')?.brokerId
  const coordinator = leads('__transaction_state-0')
  const followers = [1, 2, 3].filter((id) => id !== coordinator)
  for (const id of followers)
    p.command({ type: 'HoldLink', from: `broker-${id}`, to: `broker-${coordinator}`, api: 'FetchRequest' })
  expect(p.call('commit', { producer: 't' })).toMatchObject({ error: 'TimeoutException' })
  for (const id of followers) p.command({ type: 'ReleaseLink', from: `broker-${id}`, to: `broker-${coordinator}` })
  expect(leads('__transaction_state-0')).toBe(coordinator)
  expect(p.call('commit', { producer: 't' })).toEqual(OK)
  p.runFor(1_000)
  expect(recordsIn(logOf(p.world, 'pay-0'))).toEqual(['a 0', 'COMMIT 1'])
})
