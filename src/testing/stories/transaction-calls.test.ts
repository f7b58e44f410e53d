// Calls about transactions that give up waiting (max.block.ms), as two versions answer what is called after them.

import { expect, test } from 'vitest'
import { JAVA_CLIENTS_NODE } from '../../kafka/common/addresses.ts'
import type { JavaClientsState } from '../../kafka/java-clients/java-client-node.ts'
import { newestMetadata } from '../../kafka/observe/image/newest-metadata.ts'
import { LIKE_2_5 } from '../ahead/kafka-2.5.ts'
import { type JavaProgram, javaProgram, topicOf } from '../java-program.ts'

const BROKERS = ['broker-1', 'broker-2', 'broker-3']

/** A producer that waits a second and a half at most, in a transaction with one record. */
function paying(profile: string): JavaProgram {
  const p = javaProgram([topicOf('pay', 1, 3)], {}, 1, profile)
  // The topic of transactions is there before anybody is in a hurry.
  p.producer('first', { 'transactional.id': 'first' })
  p.call('initTransactions', { producer: 'first' })
  p.producer('t', { 'transactional.id': 'pays', 'max.block.ms': '1500' })
  p.call('initTransactions', { producer: 't' })
  p.call('begin', { producer: 't' })
  p.send('t', 'pay', ['a', 0])
  return p
}

const pause = (p: JavaProgram) => {
  for (const node of BROKERS) p.command({ type: 'PauseNode', node })
}
const resume = (p: JavaProgram) => {
  for (const node of BROKERS) p.command({ type: 'ResumeNode', node })
}
const called = (p: JavaProgram, op: string) => {
  const { error, message } = p.call(op, { producer: 't' }) as { readonly error?: string; readonly message?: string }
  return error === undefined ? 'ok' : `${error}: ${message}`
}
const mustRetry = (operation: string, previous: string) =>
  `IllegalStateException: Cannot attempt operation \`${operation}\` because the previous call to \`${previous}\` timed out and must be retried`
const cannot = (from: string, to: string) =>
  `KafkaException: TransactionalId pays: Invalid transition attempted from state ${from} to state ${to}`

test('a commit that gave up waiting must be made again, also when it has ended meanwhile, and then returns at once', () => {
  const p = paying('kafka-4')
  pause(p)
  expect(called(p, 'commit')).toMatch(
    /^TimeoutException: Timeout expired after 1500ms while awaiting EndTxn\(true\)\. CommitTransaction timed out - /,
  )
  expect(called(p, 'begin')).toBe(mustRetry('beginTransaction', 'commitTransaction'))
  expect(called(p, 'abort')).toBe(mustRetry('abortTransaction', 'commitTransaction'))
  resume(p)
  p.runFor(3_000)
  expect(called(p, 'begin')).toBe(mustRetry('beginTransaction', 'commitTransaction'))
  const beforeUs = p.world.nowUs
  expect(called(p, 'commit')).toBe('ok')
  expect(p.world.nowUs - beforeUs).toBeLessThan(1_000)
  expect(called(p, 'begin')).toBe('ok')
})

test('in 2.5 the state alone decides what may follow a commit that gave up waiting', () => {
  const p = paying(LIKE_2_5)
  pause(p)
  expect(called(p, 'commit')).toBe(
    'TimeoutException: Timeout expired after 1500milliseconds while awaiting EndTxn(true)',
  )
  expect(called(p, 'begin')).toBe(cannot('COMMITTING_TRANSACTION', 'IN_TRANSACTION'))
  expect(called(p, 'abort')).toBe(cannot('COMMITTING_TRANSACTION', 'ABORTING_TRANSACTION'))
  expect(called(p, 'initTransactions')).toBe(cannot('COMMITTING_TRANSACTION', 'INITIALIZING'))
  resume(p)
  expect(called(p, 'commit')).toBe('ok')
  expect(called(p, 'commit')).toBe(cannot('READY', 'COMMITTING_TRANSACTION'))
  expect(called(p, 'begin')).toBe('ok')
})

test('offsets that gave up waiting hold nothing up, and what comes of them later answers nobody else', () => {
  const p = paying('kafka-4')
  const sendOffsets = (offset: number) =>
    p.call('sendOffsets', { producer: 't', group: 'g', offsets: [['pay', 0, offset]] }) as { readonly error?: string }
  pause(p)
  expect(sendOffsets(1).error).toBe('TimeoutException')
  expect(sendOffsets(2).error).toBe('TimeoutException')
  expect(called(p, 'commit')).toMatch(/^TimeoutException/)
  resume(p)
  expect(called(p, 'commit')).toBe('ok')
  expect(called(p, 'begin')).toBe('ok')
})

test('in 2.5 sending offsets waits for as long as it takes', () => {
  const p = paying(LIKE_2_5)
  pause(p)
  const beforeUs = p.world.nowUs
  const { hangs } = p.call('sendOffsets', { producer: 't', group: 'g', offsets: [['pay', 0, 1]] }) as { hangs?: true }
  expect(hangs).toBe(true)
  expect(p.world.nowUs - beforeUs).toBeGreaterThan(60_000_000)
})

/** Begins an operation, and says what it has answered once somebody asks. */
function beginning(p: JavaProgram, op: string, more: object = {}): () => string {
  const { results } = p.world.nodes.get(JAVA_CLIENTS_NODE)!.state as JavaClientsState
  const index = results.length
  p.command({ type: 'ClientOperation', operation: { op, producer: 't', ...more } })
  return () => {
    const { error, message } = results[index]!.result as { readonly error?: string; readonly message?: string }
    return error === undefined ? 'ok' : `${error}: ${message}`
  }
}

/**
 * One record waits for a follower that is paused, others are too large for their topic, and the commit of all of them
 * gives up waiting. Made again it says that there is an error; the application aborts, and the follower goes on.
 */
function abortsBehindACommit(tooLarge: number) {
  const topics = [topicOf('pay', 1, 3), topicOf('small', 6, 1, { 'max.message.bytes': '100' })]
  const p = javaProgram(topics, {}, 1, LIKE_2_5)
  p.producer('t', { 'transactional.id': 'pays', 'max.block.ms': '1500', 'linger.ms': '300' })
  // The topic of transactions may have to be made first.
  while (called(p, 'initTransactions').startsWith('Timeout')) p.runFor(100)
  expect(called(p, 'begin')).toBe('ok')
  const send = (topic: string, partition: number, value: string) =>
    beginning(p, 'send', { topic, wait: 'each', records: [{ value, partition }] })
  const [pay, small] = ['pay', 'small'].map((topic) => newestMetadata(p.world).topics.get(topic)!.partitions)
  const { leader } = pay![0]!
  const paused = (leader % 3) + 1
  send('pay', 0, 'paid')
  for (const { partition } of small!.filter((each) => each.leader === 6 - leader - paused).slice(0, tooLarge))
    send('small', partition, 'x'.repeat(300))
  p.runFor(200)
  const node = `broker-${paused}`
  p.command({ type: 'PauseNode', node })
  expect(called(p, 'commit')).toBe(gaveUp('EndTxn(true)'))
  expect(called(p, 'commit')).toBe(
    'KafkaException: Cannot execute transactional method because we are in an error state',
  )
  const aborted = beginning(p, 'abort')
  p.command({ type: 'ResumeNode', node })
  p.runFor(3_000)
  p.consumer('reads', { 'isolation.level': 'read_committed', 'auto.offset.reset': 'earliest', 'group.id': 'readers' })
  p.call('subscribe', { consumer: 'reads', topics: ['pay'] })
  // The commit was still to be sent, and the abort has taken the error away that would have kept it back.
  expect(p.poll(['reads'], 3_000).reads!.records).toEqual({ 'pay-0': [[0, null, 'paid']] })
  return { p, aborted: aborted() }
}

const gaveUp = (operation: string) =>
  `TimeoutException: Timeout expired after 1500milliseconds while awaiting ${operation}`

test('in 2.5 an abort behind a commit that gave up waiting may say that all is well, and all is committed', () => {
  const { p, aborted } = abortsBehindACommit(1)
  expect(aborted).toBe('ok')
  expect(called(p, 'begin')).toBe('ok')
  p.send('t', 'pay', ['next', 0])
  expect(called(p, 'commit')).toBe('ok')
})

test('and one that needs another epoch waits for an answer that the commit has taken away', () => {
  const { p, aborted } = abortsBehindACommit(2)
  expect(aborted).toBe(gaveUp('InitProducerId'))
  expect(called(p, 'abort')).toBe(cannot('READY', 'ABORTING_TRANSACTION'))
  expect(called(p, 'begin')).toBe('ok')
  p.send('t', 'pay', ['next', 0])
  expect(called(p, 'commit')).toBe('ok')
})
