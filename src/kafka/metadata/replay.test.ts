import { expect, test } from 'vitest'
import { recordsOfImage } from './image-records.ts'
import { emptyMetadataDelta } from './metadata-delta.ts'
import { emptyMetadataImage, type MetadataImage, partitionOf } from './metadata-image.ts'
import type { MetadataRecord } from './metadata-records.ts'
import { applyRecord } from './replay.ts'
import { applySnapshot } from './snapshot.ts'

type ChangeRecord = Extract<MetadataRecord, { type: 'PartitionChangeRecord' }>

const NOTHING_CHANGED: ChangeRecord = {
  type: 'PartitionChangeRecord',
  topicId: 'id-orders',
  partition: 0,
  isr: null,
  leader: null,
  replicas: null,
  addingReplicas: null,
  removingReplicas: null,
  leaderRecoveryState: null,
  eligibleLeaderReplicas: null,
  lastKnownElr: null,
}

function imageAfter(...records: MetadataRecord[]): MetadataImage {
  const image = emptyMetadataImage()
  for (const record of records) applyRecord(image, { offset: image.offset + 1, epoch: 1, record })
  return image
}

function topic(name: string, partitions = 1): MetadataRecord[] {
  const records: MetadataRecord[] = [{ type: 'TopicRecord', name, topicId: `id-${name}` }]
  for (let partition = 0; partition < partitions; partition++) {
    records.push({
      type: 'PartitionRecord',
      topicId: `id-${name}`,
      partition,
      replicas: [1, 2],
      isr: [1, 2],
      addingReplicas: [],
      removingReplicas: [],
      leader: 1,
      leaderEpoch: 0,
      partitionEpoch: 0,
      eligibleLeaderReplicas: [],
      lastKnownElr: [],
    })
  }
  return records
}

function config(resourceName: string, name: string, value: string | null): MetadataRecord {
  return { type: 'ConfigRecord', resourceType: 'topic', resourceName, name, value }
}

test('every change raises the partition epoch, only one that names a leader raises the leader epoch', () => {
  const image = imageAfter(
    ...topic('orders'),
    { ...NOTHING_CHANGED, isr: [1] },
    { ...NOTHING_CHANGED, isr: [1, 2] },
    { ...NOTHING_CHANGED, leader: 2 },
    // The same leader named again, as after a reassignment that took a replica out.
    { ...NOTHING_CHANGED, leader: 2 },
  )
  expect(partitionOf(image, 'orders', 0)).toMatchObject({ leader: 2, leaderEpoch: 2, partitionEpoch: 4, isr: [1, 2] })
})

test('rows are frozen and replaced, so an image copied before keeps what it had', () => {
  const image = imageAfter(...topic('orders'))
  const before = partitionOf(image, 'orders', 0)
  applyRecord(image, { offset: image.offset + 1, epoch: 1, record: { ...NOTHING_CHANGED, isr: [1] } })
  expect(before?.isr).toEqual([1, 2])
  expect(Object.isFrozen(partitionOf(image, 'orders', 0))).toBe(true)
})

test('a delta names what a stretch of the log touched, and forgets what came and went within it', () => {
  const image = imageAfter(...topic('orders', 2), ...topic('old'))
  const delta = emptyMetadataDelta()
  const stretch: MetadataRecord[] = [
    { ...NOTHING_CHANGED, partition: 1, leader: 2 },
    config('orders', 'retention.ms', '1000'),
    { type: 'RemoveTopicRecord', topicId: 'id-old' },
    ...topic('brief'),
    { type: 'RemoveTopicRecord', topicId: 'id-brief' },
  ]
  for (const record of stretch) applyRecord(image, { offset: image.offset + 1, epoch: 1, record }, delta)
  expect([...delta.changedPartitions]).toEqual(['orders-1'])
  expect([...delta.changedConfigs]).toEqual(['topic:orders'])
  expect([...delta.deletedTopics.keys()]).toEqual(['old'])
  expect(delta.createdTopics.size).toBe(0)
})

test('a config set again moves to the end, and the last override to go takes the row with it', () => {
  const image = imageAfter(
    ...topic('orders'),
    config('orders', 'a', '1'),
    config('orders', 'b', '1'),
    config('orders', 'a', '2'),
  )
  expect(Object.entries(image.configs.get('topic:orders') ?? {})).toEqual([
    ['b', '1'],
    ['a', '2'],
  ])
  applyRecord(image, { offset: 90, epoch: 1, record: config('orders', 'a', null) })
  applyRecord(image, { offset: 91, epoch: 1, record: config('orders', 'b', null) })
  expect(image.configs.has('topic:orders')).toBe(false)
})

test('a snapshot of an image makes the same image again, and says what has changed since an older one', () => {
  const image = imageAfter(
    { type: 'FeatureLevelRecord', name: 'metadata.version', featureLevel: 30 },
    ...topic('orders', 3),
    { ...NOTHING_CHANGED, isr: [], leader: -1, eligibleLeaderReplicas: [1], lastKnownElr: [1] },
    {
      ...NOTHING_CHANGED,
      leader: 2,
      isr: [2],
      leaderRecoveryState: 'recovering',
      eligibleLeaderReplicas: [],
      lastKnownElr: [],
    },
    config('orders', 'retention.ms', '1000'),
    { type: 'ProducerIdsRecord', brokerId: 1, brokerEpoch: 1, nextProducerId: 2000 },
  )
  const records = recordsOfImage(image)
  const first = image.offset - records.length + 1
  const entries = records.map((record, index) => ({ offset: first + index, epoch: 1, record }))

  const other = imageAfter(...topic('gone'))
  const delta = emptyMetadataDelta()
  applySnapshot(other, entries, delta)
  expect(other).toEqual(image)
  expect([...delta.deletedTopics.keys()]).toEqual(['gone'])
  expect([...delta.changedPartitions]).toEqual(['orders-0', 'orders-1', 'orders-2'])
})

test('clearing the eligible leaders of one topic leaves the others alone', () => {
  const eligible = { ...NOTHING_CHANGED, eligibleLeaderReplicas: [2] }
  const image = imageAfter(
    ...topic('orders'),
    ...topic('other'),
    eligible,
    { ...eligible, topicId: 'id-other' },
    { type: 'ClearElrRecord', topicName: 'orders' },
  )
  expect(partitionOf(image, 'orders', 0)?.eligibleLeaderReplicas).toEqual([])
  expect(partitionOf(image, 'other', 0)?.eligibleLeaderReplicas).toEqual([2])
})
