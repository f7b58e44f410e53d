import { expect, test } from 'vitest'
import { profileOf } from '../profile/registry.ts'
import { entryBatches } from '../protocol/metadata-entries.ts'
import { bootstrapRecords } from './features.ts'

// What kafka-dump-log.sh --cluster-metadata-decoder shows of a cluster of 4.3.1 that was just formatted.
test('the first active controller writes the features and the minimum ISR as one transaction of 330 bytes', () => {
  const records = bootstrapRecords({}, profileOf('kafka-4'))
  expect(records.map((record) => ('name' in record ? record.name : record.type))).toEqual([
    'Bootstrap records',
    'metadata.version',
    'eligible.leader.replicas.version',
    'group.version',
    'share.version',
    'streams.version',
    'transaction.version',
    'min.insync.replicas',
    'EndTransactionRecord',
  ])
  const entries = records.map((record, index) => ({ offset: 3 + index, epoch: 1, record }))
  expect(entryBatches(entries)).toEqual([{ sizeInBytes: 330 }])
})

test('the quorum tells who votes in records whose values are as long as the real ones', () => {
  const sizeOf = (record: Parameters<typeof entryBatches>[0][number]['record']) =>
    entryBatches([{ offset: 0, epoch: 1, record }])[0]?.sizeInBytes
  // Beside the value: the batch's header, and of the record its key and lengths.
  expect(sizeOf({ type: 'KRaftVersionRecord', kRaftVersion: 1 })).toBe(61 + 11 + 5)
  expect(sizeOf({ type: 'VotersRecord', voters: [101] })).toBe(61 + 12 + 55)
})
