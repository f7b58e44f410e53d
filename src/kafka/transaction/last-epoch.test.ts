// A producer id has epochs up to 32766; the one after is the coordinator's own, to fence with.
import { expect, test } from 'vitest'
import type { ShardHost } from '../coordinator/coordinator-shard.ts'
import { put } from '../coordinator/timeline.ts'
import { completed, fence } from './end-transaction.ts'
import type { TransactionMetadata } from './transaction-records.ts'
import { createTransactionShard, LAST_EPOCH } from './transaction-shard.ts'

const NOW = 1_700_000_000_000
const OPEN: TransactionMetadata = Object.freeze({
  transactionalId: 'pay',
  producerId: 1_000,
  previousProducerId: 1_000,
  nextProducerId: -1,
  producerEpoch: LAST_EPOCH,
  lastProducerEpoch: LAST_EPOCH - 1,
  timeoutMs: 60_000,
  state: 'Ongoing',
  topicPartitions: ['pay-0'],
  startTimestamp: NOW,
  lastUpdateTimestamp: NOW,
  clientTransactionVersion: 2,
})

function fenced(known: TransactionMetadata, producerId: number | null): TransactionMetadata | null | undefined {
  const host = { node: { wallClockMs: NOW + 1 }, generateProducerId: () => producerId } as unknown as ShardHost
  const shard = createTransactionShard()
  put(shard.transactions, 'pay', known, 1)
  const value = fence(shard, known, null, host)?.records[0]?.value
  return value === undefined || value === null ? value : completed(value, host)
}

test('who is fenced in its last epoch goes on with another producer id, as after an end of its own', () => {
  expect(fenced(OPEN, 7_000)).toMatchObject({
    ...{ producerId: 7_000, producerEpoch: 0, previousProducerId: 1_000, nextProducerId: -1 },
    ...{ lastProducerEpoch: LAST_EPOCH, state: 'CompleteAbort' },
  })
})

test('while there is none to give nothing is ended, and whoever wants it tries again', () => {
  expect(fenced(OPEN, null)).toBeUndefined()
})

test('before its last epoch, or by the protocol before, it keeps the one it has', () => {
  expect(fenced({ ...OPEN, producerEpoch: 7 }, 7_000)).toMatchObject({ producerId: 1_000, producerEpoch: 8 })
  expect(fenced({ ...OPEN, clientTransactionVersion: 0 }, 7_000)).toMatchObject({ producerId: 1_000 })
})
