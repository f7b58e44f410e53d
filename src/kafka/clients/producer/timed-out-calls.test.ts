// Calls about transactions that take longer than max.block.ms, and sends that fail where no transaction can.

import { expect, test } from 'vitest'
import { LIKE_2_5 } from '../../../testing/ahead/kafka-2.5.ts'
import { type JavaProgram, javaProgram, topicOf } from '../../../testing/java-program.ts'
import { brokerStates } from '../../cluster/kinds/broker/brokers.ts'
import { rowsOf } from '../../common/slot-map.ts'
import { decodeKey } from '../../group/coordinator-records.ts'
import { batchesOf } from '../../log/log-segment.ts'
import type { LogRecord } from '../../log/record-batch.ts'
import { DEFAULT_PROFILE } from '../../profile/registry.ts'
import { decodeTransactionValue } from '../../transaction/transaction-records.ts'

const OK = { ok: true }

function impatient(profile: string): JavaProgram {
  const p = javaProgram([topicOf('pay', 1)], {}, 1, profile)
  // Whoever asks for the coordinator of a first transaction waits for its topic to be made.
  p.producer('t', { 'transactional.id': 'pay-1', 'max.block.ms': '5' })
  return p
}

function keyOf({ key }: LogRecord): string | null {
  const decoded = decodeKey(key ?? '')
  return decoded?.type === 'OffsetCommit' ? `${decoded.topic}-${decoded.partition}` : null
}

/** What stands in a coordinator's topic, as its leaders have it. */
function recordsOf({ world }: JavaProgram, topic: string): LogRecord[] {
  const led = brokerStates(world)
    .flatMap((state) => rowsOf(state.partitions))
    .filter(({ topicPartition, role }) => topicPartition.startsWith(topic) && role === 'leader')
  return led.flatMap(({ log }) => log.segments.flatMap(batchesOf)).flatMap(({ records }) => records)
}

const call = (p: JavaProgram, op: string, more: object = {}) => p.call(op, { producer: 't', ...more })

test('a call that has timed out is made again before any other, and hears what has become of it', () => {
  const p = impatient(DEFAULT_PROFILE)
  expect(call(p, 'initTransactions')).toEqual({
    error: 'TimeoutException',
    message:
      'Timeout expired after 5ms while awaiting InitProducerId. InitTransactions timed out - did not complete coordinator discovery or receive the InitProducerId response within max.block.ms.',
  })
  const barred = {
    error: 'IllegalStateException',
    message:
      'Cannot attempt operation `beginTransaction` because the previous call to `initTransactions` timed out and must be retried',
  }
  expect(call(p, 'begin')).toEqual(barred)
  p.runFor(5_000)
  expect(call(p, 'begin')).toEqual(barred)
  expect(call(p, 'initTransactions')).toEqual(OK)
  expect(call(p, 'begin')).toEqual(OK)
})

test('Kafka 2.5: after a call that has timed out the state alone decides', () => {
  const p = impatient(LIKE_2_5)
  const transition = (from: string, to: string) => ({
    error: 'KafkaException',
    message: `TransactionalId pay-1: Invalid transition attempted from state ${from} to state ${to}`,
  })
  expect(call(p, 'initTransactions')).toEqual({
    error: 'TimeoutException',
    message: 'Timeout expired after 5milliseconds while awaiting InitProducerId',
  })
  expect(call(p, 'begin')).toEqual(transition('INITIALIZING', 'IN_TRANSACTION'))
  expect(call(p, 'abort')).toEqual(transition('INITIALIZING', 'ABORTING_TRANSACTION'))
  p.runFor(5_000)
  expect(call(p, 'initTransactions')).toEqual(transition('READY', 'INITIALIZING'))
  expect(call(p, 'begin')).toEqual(OK)
})

test('offsets of topics that nobody knows are answered before the group, or the transaction, hears of them', () => {
  const p = javaProgram([topicOf('pay', 1)])
  p.producer('t', { 'transactional.id': 'pay-1', 'max.block.ms': '5000' })
  for (const op of ['initTransactions', 'begin']) expect(call(p, op)).toEqual(OK)
  const states = () =>
    recordsOf(p, '__transaction_state').map(({ value }) => decodeTransactionValue('pay-1', value ?? '')?.value.state)
  const timedOut = { error: 'TimeoutException', message: expect.stringContaining('awaiting TxnOffsetCommitHandler') }
  expect(call(p, 'sendOffsets', { group: 'books', offsets: [['nosuch', 0, 1]] })).toEqual(timedOut)
  expect(states()).toEqual(['Empty'])
  const withKnown = [
    ['nosuch', 0, 1],
    ['pay', 0, 1],
  ]
  expect(call(p, 'sendOffsets', { group: 'books', offsets: withKnown })).toEqual(timedOut)
  expect(states()).toEqual(['Empty', 'Ongoing'])
})

test('offsets of a transaction are written as a map lists them', () => {
  const p = javaProgram([topicOf('bank', 2)])
  p.producer('t', { 'transactional.id': 'pay-1' })
  for (const op of ['initTransactions', 'begin']) expect(call(p, op)).toEqual(OK)
  const offsets = [
    ['bank', 0, 1],
    ['bank', 1, 1],
  ]
  expect(call(p, 'sendOffsets', { group: 'books', offsets })).toEqual(OK)
  const keys = recordsOf(p, '__consumer_offsets').map(keyOf)
  expect(keys).toEqual(['bank-1', 'bank-0'])
})

test('no offsets are sent without a transaction, and a group without a name ends the producer', () => {
  const p = javaProgram([topicOf('pay', 1)])
  p.producer('t', { 'transactional.id': 'pay-1' })
  expect(call(p, 'initTransactions')).toEqual(OK)
  expect(call(p, 'sendOffsets', { group: 'g', offsets: [] })).toEqual(OK)
  expect(call(p, 'begin')).toEqual(OK)
  expect(call(p, 'sendOffsets', { group: '', offsets: [['pay', 0, 1]] })).toEqual({
    error: 'KafkaException',
    message: 'Unexpected error in TxnOffsetCommitResponse: The group id is invalid.',
  })
  const records = [{ value: 'v' }]
  expect(call(p, 'send', { topic: 'none such', wait: 'flush', records })).toEqual([
    {
      error: 'IllegalStateException',
      message: 'TransactionalId pay-1: Invalid transition attempted from state FATAL_ERROR to state ABORTABLE_ERROR',
    },
  ])
})

test('a send that fails outside of a transaction is thrown, and spoils nothing', () => {
  const p = javaProgram([topicOf('pay', 1)])
  p.producer('t', { 'transactional.id': 'pay-1' })
  call(p, 'initTransactions')
  expect(call(p, 'send', { topic: 'none such', wait: 'flush', records: [{ value: 'v' }] })).toEqual([
    {
      error: 'IllegalStateException',
      message: 'TransactionalId pay-1: Invalid transition attempted from state READY to state ABORTABLE_ERROR',
    },
  ])
  expect(call(p, 'begin')).toEqual(OK)
})
