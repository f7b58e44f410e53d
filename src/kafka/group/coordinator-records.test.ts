import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  decodeAssignment,
  decodeSubscription,
  encodeAssignment,
  encodeSubscription,
} from '../protocol/consumer-protocol.ts'
import {
  decodeGroupMetadataValue,
  decodeKey,
  decodeOffsetCommitValue,
  encodeGroupMetadataValue,
  encodeKey,
  encodeOffsetCommitValue,
} from './coordinator-records.ts'
import { bytesToUuid, uuidToBytes } from './uuid-bytes.ts'

const COMMIT = { offset: 3, leaderEpoch: -1, metadata: '', commitTimestamp: 1_795_254_409_458 }

test('a commit takes as many bytes as in a log of 4.3.1', () => {
  // kafka-dump-log --offsets-decoder showed keySize 20, and valueSize 24 without and 42 with the topic id.
  expect(encodeKey({ type: 'OffsetCommit', group: 'readers', topic: 'pay', partition: 0 })).toHaveLength(20)
  expect(encodeOffsetCommitValue({ ...COMMIT, topicId: null })).toHaveLength(24)
  expect(encodeOffsetCommitValue({ ...COMMIT, topicId: '53l8LOGsQvGKTY0WQT6Rig' })).toHaveLength(42)
})

test('what is written is what is read', () => {
  const value = { ...COMMIT, metadata: '오프셋', topicId: '53l8LOGsQvGKTY0WQT6Rig' }
  expect(decodeOffsetCommitValue(encodeOffsetCommitValue(value))).toEqual({ ...value, version: 4, expireTimestamp: -1 })
  const key = { type: 'OffsetCommit', group: '실습', topic: 'hello.kafka', partition: 2 } as const
  expect(decodeKey(encodeKey(key))).toEqual(key)
})

test('a member comes back from the log with its subscription and assignment', () => {
  const subscription = {
    topics: ['orders', 'payments'],
    ownedPartitions: ['orders-1', 'payments-0'],
    generationId: 4,
    rackId: 'a',
  }
  for (const protocol of ['range', 'cooperative-sticky']) {
    expect(decodeSubscription(encodeSubscription(subscription, protocol), protocol)).toEqual(subscription)
  }
  // The eager sticky assignor carries what it had as user data.
  expect(decodeSubscription(encodeSubscription(subscription, 'sticky'), 'sticky')).toEqual(subscription)
  expect(decodeAssignment(encodeAssignment(['orders-1', 'orders-0', 'payments-7']))).toEqual([
    'orders-1',
    'orders-0',
    'payments-7',
  ])
})

test('group metadata keeps every field', () => {
  const value = {
    protocolType: 'consumer',
    generation: 12,
    protocol: 'range',
    leader: 'c1-x',
    currentStateTimestamp: 1_700_000_000_000,
    members: [
      {
        memberId: 'c1-x',
        groupInstanceId: 'i1',
        clientId: 'c1',
        clientHost: '/127.0.0.1',
        rebalanceTimeout: 300_000,
        sessionTimeout: 45_000,
        subscription: 'abc',
        assignment: '',
      },
    ],
  }
  expect(decodeGroupMetadataValue(encodeGroupMetadataValue(value))).toEqual({ ...value, version: 3 })
})

test('records of kinds we do not have are passed over', () => {
  expect(decodeKey('\x00\x05\x00\x01g')).toBeNull()
})

test('nonsense written by hand is no record', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii', maxLength: 40 }), (bytes) => {
      decodeKey(bytes)
      decodeOffsetCommitValue(bytes)
      decodeGroupMetadataValue(bytes)
    }),
  )
  const value = encodeOffsetCommitValue({ ...COMMIT, topicId: null })
  expect(decodeOffsetCommitValue(value.slice(0, -1))).toBeNull()
  expect(decodeKey('\x00\x01hello')).toBeNull()
})

test('any 16 bytes are a topic id and back', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(255), { minLength: 16, maxLength: 16 }), (bytes) => {
      const text = String.fromCharCode(...bytes)
      expect(bytesToUuid(text)).toHaveLength(22)
      expect(uuidToBytes(bytesToUuid(text))).toBe(text)
    }),
  )
})
