import { describe, expect, test } from 'vitest'
import { type BatchOptions, batchOf, NEW_YEAR, type RecordOptions } from '../../testing/batches.ts'
import { type BrokerWorld, brokerWorld } from '../../testing/broker-world.ts'
import { rowNamed } from '../common/slot-map.ts'
import type { ProducePartitionResponse } from '../protocol/produce.ts'

function oneTopic(configs: Record<string, string> = {}): BrokerWorld {
  const t = brokerWorld(1)
  t.topic('state', [[1]], configs)
  return t
}

function send(
  t: BrokerWorld,
  values: readonly (string | null | RecordOptions)[],
  options: BatchOptions = {},
): ProducePartitionResponse {
  const partitions = [{ topicPartition: 'state-0', batch: batchOf(values, options) }]
  return t.ask(1, 'ProduceRequest', { acks: -1, timeoutMs: 30_000, partitions })
    .partitions[0] as ProducePartitionResponse
}

describe('sequence numbers', () => {
  const idempotent = (baseSequence: number, producerEpoch = 0): BatchOptions => ({
    producerId: 7,
    producerEpoch,
    baseSequence,
  })

  test('a batch that comes again is not written again, and is answered with its old offset', () => {
    const t = oneTopic()
    send(t, ['a', 'b'], idempotent(0))
    send(t, ['c'], idempotent(2))
    expect(send(t, ['a', 'b'], idempotent(0))).toMatchObject({ errorCode: 'NONE', baseOffset: 0 })
    expect(t.partition(1, 'state-0').log.logEndOffset).toBe(3)
  })

  test('a duplicate older than the last five batches is out of order', () => {
    const t = oneTopic()
    for (let sequence = 0; sequence < 6; sequence++) send(t, ['v'], idempotent(sequence))
    expect(send(t, ['v'], idempotent(1))).toMatchObject({ errorCode: 'NONE', baseOffset: 1 })
    expect(send(t, ['v'], idempotent(0)).errorCode).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
  })

  test.each([
    ['a gap', idempotent(5), 'OUT_OF_ORDER_SEQUENCE_NUMBER'],
    ['an older epoch', idempotent(1, -1), 'INVALID_PRODUCER_EPOCH'],
    ['a newer epoch that does not begin at 0', idempotent(1, 1), 'OUT_OF_ORDER_SEQUENCE_NUMBER'],
    ['a newer epoch that does', idempotent(0, 1), 'NONE'],
    ['the next one', idempotent(1), 'NONE'],
  ])('after sequence 0 of epoch 0 comes %s', (_name, options, errorCode) => {
    const t = oneTopic()
    send(t, ['v'], idempotent(0))
    expect(send(t, ['v'], options).errorCode).toBe(errorCode)
  })

  test('a producer nobody knows here may begin anywhere', () => {
    expect(send(oneTopic(), ['v'], idempotent(41))).toMatchObject({ errorCode: 'NONE', baseOffset: 0 })
  })

  test('behind 2147483647 comes 0', () => {
    const t = oneTopic()
    send(t, ['v', 'w'], idempotent(2_147_483_646))
    expect(send(t, ['v'], idempotent(0)).errorCode).toBe('NONE')
    expect(send(t, ['v'], idempotent(2)).errorCode).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
  })

  test('are known to the follower that takes over, so a retry after the leader died is recognised', () => {
    const t = brokerWorld(2)
    t.topic('state', [[1, 2]])
    expect(send(t, ['v'], idempotent(0)).baseOffset).toBe(0)
    t.kill(1)
    t.change('state-0', { leader: 2, isr: [2] })
    t.runFor(20)
    const again = {
      acks: -1 as const,
      timeoutMs: 30_000,
      partitions: [{ topicPartition: 'state-0', batch: batchOf(['v'], idempotent(0)) }],
    }
    expect(t.ask(2, 'ProduceRequest', again).partitions[0]).toMatchObject({ errorCode: 'NONE', baseOffset: 0 })
    expect(t.partition(2, 'state-0').log.logEndOffset).toBe(1)
  })

  test('survive a restart of the broker', () => {
    const t = oneTopic()
    for (let sequence = 0; sequence < 3; sequence++) send(t, ['v'], idempotent(sequence))
    t.stop(1)
    t.runFor(3_000)
    t.start(1)
    t.runUntil('it leads again', () => rowNamed(t.broker(1).partitions, 'state-0')?.role === 'leader')
    expect(send(t, ['v'], idempotent(2))).toMatchObject({ errorCode: 'NONE', baseOffset: 2 })
    expect(send(t, ['v'], idempotent(4)).errorCode).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
  })

  test('are forgotten when the producer has been idle for producer.id.expiration.ms', () => {
    const t = brokerWorld(1, { 'producer.id.expiration.ms': '60000' })
    t.topic('state', [[1]])
    send(t, [{ value: 'v', timestamp: NEW_YEAR }], idempotent(0))
    t.runFor(601_000)
    expect(send(t, ['v'], idempotent(9)).errorCode).toBe('NONE')
  })
})

describe('what is refused', () => {
  test('a batch larger than a segment is none that smaller batches could help', () => {
    const t = oneTopic({ 'segment.bytes': '1048576', 'max.message.bytes': '4000000' })
    expect(send(t, ['v'.repeat(1_048_576)])).toMatchObject({ errorCode: 'RECORD_LIST_TOO_LARGE', errorMessage: null })
    expect(send(t, ['v'.repeat(4_000_000)])).toMatchObject({ errorCode: 'MESSAGE_TOO_LARGE' })
  })

  test('max.message.bytes counts the batch with its header, and equal is allowed', () => {
    const size = batchOf(['v'.repeat(100)]).sizeInBytes
    const t = oneTopic({ 'max.message.bytes': String(size) })
    expect(send(t, ['v'.repeat(100)])).toMatchObject({ errorCode: 'NONE', baseOffset: 0 })
    expect(send(t, ['v'.repeat(101)])).toMatchObject({
      errorCode: 'MESSAGE_TOO_LARGE',
      errorMessage: null,
      baseOffset: -1,
    })
  })

  test('a compacted topic takes no record without a key', () => {
    const t = oneTopic({ 'cleanup.policy': 'compact' })
    const message = 'Compacted topic cannot accept message without key in topic partition state-0'
    expect(send(t, [{ key: null, value: 'v' }])).toMatchObject({
      errorCode: 'INVALID_RECORD',
      recordErrors: [{ batchIndex: 0, message }],
    })
    expect(send(t, [{ key: '', value: 'v' }])).toMatchObject({ errorCode: 'NONE', recordErrors: [] })
  })

  test('every record that is wrong is named, the first three in words', () => {
    const t = oneTopic({ 'cleanup.policy': 'compact' })
    const unkeyed = { key: null, value: 'v' }
    const answer = send(t, [unkeyed, { key: 'k', value: 'v' }, unkeyed, unkeyed, unkeyed])
    expect(answer.recordErrors.map(({ batchIndex }) => batchIndex)).toEqual([0, 2, 3, 4])
    expect(answer.errorMessage).toMatch(
      /^One or more records have been rejected due to 4 record errors in total, and only showing the first three errors at most: \[RecordError\(batchIndex=0, message='Compacted topic [^']*'\), RecordError\(batchIndex=2, [^)]*\), RecordError\(batchIndex=3, [^)]*\)\]$/,
    )
  })

  test('one timestamp out of bounds makes the whole batch a matter of timestamps', () => {
    const t = oneTopic({ 'cleanup.policy': 'compact', 'message.timestamp.before.max.ms': '60000' })
    const late = { key: 'k', value: 'v', timestamp: NEW_YEAR - 61_000 }
    expect(send(t, [{ key: null, value: 'v' }, late])).toMatchObject({
      errorCode: 'INVALID_TIMESTAMP',
      errorMessage: 'One or more records have been rejected due to invalid timestamp',
      recordErrors: [
        { batchIndex: 0, message: expect.stringContaining('without key') },
        { batchIndex: 1, message: expect.stringContaining('is out of range') },
      ],
    })
  })

  test('a record of more than an hour in the future is refused, one of the past is not', () => {
    const t = oneTopic()
    expect(send(t, [{ value: 'v', timestamp: NEW_YEAR + 3_700_000 }]).errorCode).toBe('INVALID_TIMESTAMP')
    expect(send(t, [{ value: 'v', timestamp: 0 }]).errorCode).toBe('NONE')
  })

  test('message.timestamp.before.max.ms bounds the past', () => {
    const t = oneTopic({ 'message.timestamp.before.max.ms': '60000' })
    expect(send(t, [{ value: 'v', timestamp: NEW_YEAR - 61_000 }]).errorCode).toBe('INVALID_TIMESTAMP')
    expect(send(t, [{ value: 'v', timestamp: NEW_YEAR - 50_000 }]).errorCode).toBe('NONE')
  })

  test('LogAppendTime puts the clock of the leader in place of the record’s', () => {
    const t = oneTopic({ 'message.timestamp.type': 'LogAppendTime' })
    send(t, [{ value: 'v', timestamp: 5 }])
    const batch = t.partition(1, 'state-0').log.segments[0]?.tail[0]
    expect(batch?.maxTimestamp).toBeGreaterThanOrEqual(NEW_YEAR)
    expect(batch?.attributes).toBe(0x08)
  })

  test('a topic that does not exist, and an internal one', () => {
    const t = oneTopic()
    const to = (topicPartition: string) => ({
      acks: 1 as const,
      timeoutMs: 1_000,
      partitions: [{ topicPartition, batch: batchOf(['v']) }],
    })
    expect(t.ask(1, 'ProduceRequest', to('nothing-0')).partitions[0]?.errorCode).toBe('UNKNOWN_TOPIC_OR_PARTITION')
    expect(t.ask(1, 'ProduceRequest', to('__consumer_offsets-0')).partitions[0]?.errorCode).toBe(
      'INVALID_TOPIC_EXCEPTION',
    )
  })
})

describe('acks=0', () => {
  const sendTo = (t: BrokerWorld, topicPartition: string): void => {
    t.send(1, 'ProduceRequest', { acks: 0, timeoutMs: 30_000, partitions: [{ topicPartition, batch: batchOf(['v']) }] })
    t.runFor(10)
  }

  test('is never answered', () => {
    const t = oneTopic()
    sendTo(t, 'state-0')
    expect(t.partition(1, 'state-0').log.logEndOffset).toBe(1)
    expect(t.disconnects()).toBe(0)
  })

  test('an error closes the connection, since nothing else could tell', () => {
    const t = oneTopic()
    sendTo(t, 'nothing-0')
    expect(t.disconnects()).toBe(1)
  })
})
