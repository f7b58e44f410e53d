// Calls about transactions that give up waiting (max.block.ms), as two versions answer what is called after them.

import { expect, test } from 'vitest'
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
