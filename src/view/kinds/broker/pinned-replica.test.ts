import { expect, test } from 'vitest'
import type { ClusterImage } from '../../../kafka/observe/cluster-image.ts'
import { sampleImage } from '../../../testing/sample-image.ts'
import { pinnedReplica } from './pinned-replica.ts'

const image = sampleImage()
const leaderOf = (id: string) => image.replicas.get(`${id}@${image.partitions.get(id)?.leader}`)!
const nothing = { topicPartition: null, replicaId: null }
const pinned = { pinned: { id: leaderOf('orders-0').id, topicPartition: 'orders-0' } } as never

function emptied(...ids: readonly string[]): ClusterImage {
  const empty = ids.map((id) => {
    const replica = leaderOf(id)
    return [replica.id, { ...replica, logEndOffset: replica.logStartOffset, cells: [] }] as const
  })
  return { ...image, replicas: new Map([...image.replicas, ...empty]) }
}

test('until something is picked the lane it begins with is shown whole, at its leader', () => {
  expect(pinnedReplica(image, nothing, pinned)?.id).toBe(leaderOf('orders-0').id)
  expect(pinnedReplica(image, { ...nothing, topicPartition: 'orders-2' }, pinned)?.topicPartition).toBe('orders-2')
})

test('an empty lane gives way to the first of its topic that has records, if there is one', () => {
  expect(pinnedReplica(emptied('orders-0'), nothing, pinned)?.id).toBe(leaderOf('orders-1').id)
  expect(pinnedReplica(emptied('orders-0', 'orders-1', 'orders-2'), nothing, pinned)?.topicPartition).toBe('orders-0')
  const inHand = { ...nothing, topicPartition: 'orders-0' }
  expect(pinnedReplica(emptied('orders-0'), inHand, pinned)?.topicPartition, 'what is picked stays').toBe('orders-0')
})
